//! The one deflate of the file.

use flate2::{Compress, Compression, FlushCompress, Status};

/// Compresses again and again with the same working memory.
pub(crate) struct Deflate {
    state: Compress,
}

impl Deflate {
    /// For the content of pages: fast.
    pub(crate) fn fast() -> Self {
        Self { state: Compress::new(Compression::fast(), true) }
    }

    /// For what is written once a job.
    pub(crate) fn dense() -> Self {
        Self { state: Compress::new(Compression::new(6), true) }
    }

    /// The zlib stream of some bytes.
    pub(crate) fn compress(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.state.reset();
        let mut out = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let taken = usize::try_from(self.state.total_in()).unwrap_or(usize::MAX);
            let rest = bytes.get(taken..).unwrap_or_default();
            match self.state.compress_vec(rest, &mut out, FlushCompress::Finish) {
                Ok(Status::StreamEnd) => return out,
                Ok(Status::Ok | Status::BufError) => out.reserve(out.len().max(1024)),
                // Compressing reports no other failure; what is stored whole is a zlib stream as well.
                Err(_) => return stored(bytes),
            }
        }
    }
}

/// A zlib stream of stored blocks (RFC 1950, RFC 1951 3.2.4).
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut blocks = bytes.chunks(0xFFFF).peekable();
    if blocks.peek().is_none() {
        out.extend([1, 0, 0, 0xFF, 0xFF]);
    }
    while let Some(block) = blocks.next() {
        let length = block.len() as u16;
        out.push(u8::from(blocks.peek().is_none()));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend_from_slice(block);
    }
    let (a, b) = bytes.iter().fold((1u32, 0u32), |(a, b), &byte| {
        let a = (a + u32::from(byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    out.extend((b << 16 | a).to_be_bytes());
    out
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn every_stream_inflates_to_what_went_in() {
        let long: Vec<u8> = (0..200_000u32).map(|at| (at.wrapping_mul(at) >> 7) as u8).collect();
        for bytes in [&b""[..], b"BT ET", &long] {
            for stream in [Deflate::fast().compress(bytes), Deflate::dense().compress(bytes), stored(bytes)] {
                let mut back = Vec::new();
                flate2::read::ZlibDecoder::new(stream.as_slice()).read_to_end(&mut back).unwrap();
                assert_eq!(back, bytes);
            }
        }
    }

    #[test]
    fn reused_memory_changes_nothing() {
        let mut deflate = Deflate::fast();
        let first = deflate.compress(b"one page of text, one page of text");
        deflate.compress(b"another");
        assert_eq!(deflate.compress(b"one page of text, one page of text"), first);
    }
}
