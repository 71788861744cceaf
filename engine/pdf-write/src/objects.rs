//! The file as a row of objects and their offsets (ISO 32000-1, 7.5).

use std::io::{self, Write};

use pdf_writer::{Chunk, Ref};

use crate::content::Content;

/// Writes objects, counts bytes, remembers where each object begins, and hashes everything.
pub(crate) struct Objects<W> {
    out: W,
    written: u64,
    /// Offset of object `n + 1`; 0 where it is not written.
    offsets: Vec<u64>,
    hash: blake3::Hasher,
    next: i32,
}

impl<W: Write> Objects<W> {
    /// Begins a file whose free object numbers begin with `first_free`.
    pub(crate) fn begin(out: W, first_free: i32) -> io::Result<Self> {
        let mut objects = Self { out, written: 0, offsets: Vec::new(), hash: blake3::Hasher::new(), next: first_free };
        // The comment's four high bytes say that the file is binary (7.5.2).
        objects.write(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        Ok(objects)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.hash.update(bytes);
        self.written += bytes.len() as u64;
        Ok(())
    }

    /// A new object number.
    pub(crate) fn reserve(&mut self) -> Ref {
        let id = Ref::new(self.next);
        self.next = self.next.saturating_add(1);
        id
    }

    fn note(&mut self, id: Ref) {
        let at = (id.get() as usize).saturating_sub(1);
        if at >= self.offsets.len() {
            self.offsets.resize(at + 1, 0);
        }
        if let Some(offset) = self.offsets.get_mut(at) {
            *offset = self.written;
        }
    }

    /// Writes an object by its text.
    pub(crate) fn object(&mut self, id: Ref, body: &Content) -> io::Result<()> {
        self.note(id);
        let mut head = Content::default();
        head.integer(id.get() as u64).text(" 0 obj\n");
        self.write(&head.bytes)?;
        self.write(&body.bytes)?;
        self.write(b"\nendobj\n")
    }

    /// Writes a deflated stream with further entries of its dictionary.
    pub(crate) fn stream(&mut self, id: Ref, entries: &str, deflated: &[u8]) -> io::Result<()> {
        self.filtered(id, entries, "Flate", deflated)
    }

    /// Writes a stream compressed in some way.
    pub(crate) fn filtered(&mut self, id: Ref, entries: &str, filter: &str, bytes: &[u8]) -> io::Result<()> {
        self.note(id);
        let mut head = Content::default();
        head.integer(id.get() as u64).text(" 0 obj\n<<").text(entries).text("/Filter/").text(filter);
        head.text("Decode/Length ").integer(bytes.len() as u64).text(">>stream\n");
        self.write(&head.bytes)?;
        self.write(bytes)?;
        self.write(b"\nendstream\nendobj\n")
    }

    /// Writes a chunk that holds just the object `id`.
    pub(crate) fn chunk(&mut self, id: Ref, chunk: &Chunk) -> io::Result<()> {
        self.note(id);
        self.write(chunk.as_bytes())
    }

    /// Writes the cross-reference table and the trailer; the number of bytes of the file.
    pub(crate) fn finish(mut self, catalog: Ref, info: Ref) -> io::Result<(W, u64)> {
        let start = self.written;
        let hash = self.hash.finalize();
        let size = self.offsets.len() + 1;
        let offsets = std::mem::take(&mut self.offsets);
        self.write(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes())?;
        for offset in offsets {
            if offset == 0 {
                self.write(b"0000000000 00000 f \n")?;
            } else {
                self.write(format!("{offset:010} 00000 n \n").as_bytes())?;
            }
        }
        let id: String = hash.as_bytes().iter().take(16).map(|byte| format!("{byte:02X}")).collect();
        let trailer = format!(
            "trailer\n<</Size {size}/Root {} 0 R/Info {} 0 R/ID[<{id}><{id}>]>>\nstartxref\n{start}\n%%EOF\n",
            catalog.get(),
            info.get(),
        );
        self.write(trailer.as_bytes())?;
        self.out.flush()?;
        Ok((self.out, self.written))
    }
}
