//! The bytes of resources: stretches of the main file, and files of libraries behind them. A place in the store is a
//! file offset: those of library files count on behind the end of the main file.

use std::collections::BTreeMap;

use afp_codec::{Framing, Records};

use crate::source::Bytes;

/// One stretch of structured fields, or a font or picture as it is.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) start: u64,
    pub(crate) bytes: Bytes,
    /// How its fields stand; none in a font or picture as it is.
    pub(crate) framing: Option<Framing>,
}

impl Piece {
    pub(crate) fn end(&self) -> u64 {
        self.start + self.bytes.len() as u64
    }

    /// Its structured fields.
    pub(crate) fn records(&self) -> Records<'_> {
        match self.framing {
            Some(framing) => Records::stretch(&self.bytes, self.start, framing),
            None => Records::stretch(&[], self.end(), Framing::default()),
        }
    }
}

/// The bytes of all resources.
#[derive(Debug)]
pub(crate) struct Store {
    pieces: BTreeMap<u64, Piece>,
    /// Where the next library file comes to stand.
    next: u64,
    length: u64,
}

impl Store {
    /// Nothing yet, behind a main file of so many bytes.
    pub(crate) fn behind(length: u64) -> Self {
        Self { pieces: BTreeMap::new(), next: length, length: 0 }
    }

    /// Takes a stretch of the main file, if it is not there yet.
    pub(crate) fn hold(&mut self, start: u64, bytes: Bytes, framing: Framing) {
        if self.piece(start).is_none() {
            self.length += bytes.len() as u64;
            self.pieces.insert(start, Piece { start, bytes, framing: Some(framing) });
        }
    }

    /// Takes a library file; where it comes to stand.
    pub(crate) fn append(&mut self, bytes: Bytes, framing: Option<Framing>) -> u64 {
        let start = self.next;
        // One byte between files, so that each place is in one of them.
        self.next += bytes.len() as u64 + 1;
        self.length += bytes.len() as u64;
        self.pieces.insert(start, Piece { start, bytes, framing });
        start
    }

    /// Where the next library file comes to stand.
    pub(crate) fn next(&self) -> u64 {
        self.next
    }

    /// All bytes that it holds.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// The piece that has a place.
    pub(crate) fn piece(&self, at: u64) -> Option<&Piece> {
        self.pieces.range(..=at).next_back().map(|(_, piece)| piece).filter(|piece| at < piece.end())
    }

    /// All pieces, in the order of their places.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.values()
    }

    /// The bytes from one place to another.
    pub(crate) fn bytes(&self, start: u64, end: u64) -> &[u8] {
        let Some(piece) = self.piece(start) else { return &[] };
        let place = |at: u64| usize::try_from(at.saturating_sub(piece.start)).unwrap_or(usize::MAX);
        piece.bytes.get(place(start)..place(end).min(piece.bytes.len())).unwrap_or_default()
    }

    /// The structured fields from one place to another; none in a font or picture as it is.
    pub(crate) fn records(&self, start: u64, end: u64) -> Records<'_> {
        let framing = self.piece(start).and_then(|piece| piece.framing);
        let bytes = if framing.is_some() { self.bytes(start, end) } else { &[] };
        Records::stretch(bytes, start, framing.unwrap_or_default())
    }
}
