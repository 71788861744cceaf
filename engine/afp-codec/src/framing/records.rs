//! Reading records one after another.
//!
//! A field is taken at its word where the next record begins behind it. Where none does, its length may lie: if fields
//! follow each other inside it and over its end, it is damage and reading goes on with them. Behind damage reading goes
//! on at the next place where a whole, sound field stands.

use std::borrow::Cow;

use super::detect::DETECTION_BYTES;
use super::lines::{self, LineEncoding, Stretch};
use super::parse;
use super::record::{CARRIAGE_CONTROL, JunkReason, RawField, RawLine, Record};
use super::shape::{Framing, LONGEST_RECORD, RecordFraming, block_length};

/// Bytes behind a record that are looked at to tell whether it is sound: a record and its neighbour.
pub const LOOK_AHEAD: usize = 2 * (LONGEST_RECORD + 16);

/// The records of a file or a stretch of it, first to last. Never fails and never loses a byte.
#[derive(Debug, Clone)]
pub struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
    /// File offset of the first byte.
    base: u64,
    framing: Framing,
    /// Whether the file goes on behind the bytes.
    partial: bool,
    /// End of the stretch of lines being handed out, and their encoding.
    lines: Option<(usize, LineEncoding)>,
    /// End of the record being read; what is left of it behind a field belongs to it.
    record_end: usize,
    /// End of the block being read.
    block_end: usize,
}

/// Where in a record, a block or a stretch of lines reading is, as file offsets.
#[derive(Debug, Clone, Copy, Default)]
pub struct Resume {
    record_end: u64,
    block_end: u64,
    lines: Option<(u64, LineEncoding)>,
}

impl<'a> Records<'a> {
    /// Starts at the first byte of a file whose framing is found by looking at its first records.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let head = bytes.get(..DETECTION_BYTES).unwrap_or(bytes);
        Self::with(bytes, Framing::detect(head).framing)
    }

    /// Starts at the first byte of a file of known framing.
    #[must_use]
    pub fn with(bytes: &'a [u8], framing: Framing) -> Self {
        Self::stretch(bytes, 0, framing)
    }

    /// Starts at a file offset at which a record begins, e.g. one from a page index.
    #[must_use]
    pub fn from_offset(bytes: &'a [u8], offset: u64) -> Self {
        let framing = Self::new(bytes).framing;
        let at = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
        Self::stretch(bytes.get(at..).unwrap_or_default(), at as u64, framing)
    }

    /// A whole stretch of a file that begins with a record, e.g. a page of an index; `base` is the file offset of its
    /// first byte.
    #[must_use]
    pub fn stretch(bytes: &'a [u8], base: u64, framing: Framing) -> Self {
        let inside_blocks = matches!(framing, Framing::Records(RecordFraming { blocks: true, .. })) && base > 0;
        Self {
            bytes,
            at: 0,
            base,
            framing,
            partial: false,
            lines: None,
            record_end: 0,
            // A stretch from the middle of a file may begin inside of a block: its end is not known.
            block_end: if inside_blocks && block_at(bytes, 0).is_none() { usize::MAX } else { 0 },
        }
    }

    /// Bytes of a file that goes on behind them. Records end [`LOOK_AHEAD`] before the end: those behind are read again
    /// with the bytes that follow, from [`Records::offset`] on.
    #[must_use]
    pub fn partial(bytes: &'a [u8], base: u64, framing: Framing) -> Self {
        Self { partial: true, ..Self::stretch(bytes, base, framing) }
    }

    /// Goes on in the middle of what other records of the same file came to.
    #[must_use]
    pub fn resume(mut self, from: Resume) -> Self {
        let here = |offset: u64| usize::try_from(offset.saturating_sub(self.base)).unwrap_or(usize::MAX);
        (self.record_end, self.block_end) = (here(from.record_end), here(from.block_end));
        self.lines = from.lines.map(|(end, encoding)| (here(end), encoding));
        self
    }

    /// What to hand to [`Records::resume`] of records that begin at [`Records::offset`].
    #[must_use]
    pub fn state(&self) -> Resume {
        let offset = |at: usize| self.base.saturating_add(at as u64);
        Resume {
            record_end: offset(self.record_end),
            block_end: offset(self.block_end),
            lines: self.lines.map(|(end, encoding)| (offset(end), encoding)),
        }
    }

    /// File offset of the next record.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.base + self.at as u64
    }

    /// How the fields stand in the file.
    #[must_use]
    pub fn framing(&self) -> Framing {
        self.framing
    }

    fn left(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// A field in its plain form at a place, behind an X'5A' or without, as the framing has it.
    fn plain(&self, at: usize) -> Result<RawField<'a>, JunkReason> {
        let lead = match self.framing {
            Framing::Bare => 0,
            Framing::CarriageControl | Framing::Records(_) if self.bytes.get(at) == Some(&CARRIAGE_CONTROL) => 1,
            Framing::CarriageControl | Framing::Records(_) => return Err(JunkReason::NoCarriageControl),
        };
        let field = parse::field(self.bytes, at, lead, self.base, self.framing);
        // Without X'5A' there is nothing that says that a field was meant.
        if lead == 0 && field == Err(JunkReason::BadIntroducer) { Err(JunkReason::NoCarriageControl) } else { field }
    }

    /// Whether a record begins at a place, as far as can be seen from its first bytes.
    fn begins(&self, at: usize) -> bool {
        if at >= self.bytes.len() {
            return true;
        }
        match self.framing {
            Framing::CarriageControl => {
                self.bytes.get(at) == Some(&CARRIAGE_CONTROL) && parse::introducer(self.bytes, at + 1).is_some()
            }
            Framing::Bare => parse::introducer(self.bytes, at).is_some(),
            Framing::Records(framing) => {
                let at = if framing.blocks && at >= self.block_end && block_at(self.bytes, at).is_some() {
                    at + 4
                } else {
                    at
                };
                self.record_at(framing, at).is_some()
            }
        }
    }

    /// The end of the record at a place and the place of its content, if it can be one.
    fn record_at(&self, framing: RecordFraming, at: usize) -> Option<(usize, usize)> {
        let content = framing.content(self.bytes.get(at..)?)?;
        let start = at + framing.prefix.width();
        let end = start.checked_add(content)?;
        (end <= self.bytes.len()).then_some((start, end))
    }

    /// The place inside a field from which fields follow each other over its end.
    fn swallowed(&self, start: usize, end: usize) -> Option<usize> {
        let lead = if self.framing == Framing::Bare { 0 } else { 1 };
        let next = |at: usize| -> Option<usize> {
            if lead == 1 && self.bytes.get(at) != Some(&CARRIAGE_CONTROL) {
                return None;
            }
            let (length, id) = parse::introducer(self.bytes, at + lead)?;
            id.acronym()?;
            Some(at + lead + length)
        };
        // Each place is looked at once: a chain that breaks off does so for everyone who joins it.
        let mut seen = vec![false; end - start];
        for first in start + 1..end {
            let mut at = first;
            while let Some(visited) = seen.get_mut(at - start) {
                if std::mem::replace(visited, true) {
                    break;
                }
                match next(at) {
                    Some(after) if after > end => {
                        if after <= self.bytes.len() && self.begins(after) {
                            return Some(first);
                        }
                        break;
                    }
                    Some(after) if after < end => at = after,
                    _ => break,
                }
            }
        }
        None
    }

    /// The next place at or after `from` where a whole, sound field stands; the end of the bytes where there is none.
    fn resynchronise(&self, from: usize) -> usize {
        let mut at = from;
        while at < self.bytes.len() {
            let Some(found) = self.candidate(at) else { break };
            if self.is_sound(found) {
                return found;
            }
            at = found + 1;
        }
        self.bytes.len()
    }

    /// The next place that can be the beginning of a field.
    fn candidate(&self, at: usize) -> Option<usize> {
        let left = self.bytes.get(at..)?;
        match self.framing {
            Framing::CarriageControl => left.iter().position(|&byte| byte == CARRIAGE_CONTROL).map(|found| at + found),
            Framing::Bare => left.get(2..)?.iter().position(|&byte| byte == 0xD3).map(|found| at + found),
            Framing::Records(framing) => {
                let width = framing.prefix.width();
                // X'D3' stands behind the prefix and the length, with an X'5A' before that or without.
                let marked = left.get(width + 2..)?.iter().position(|&byte| byte == 0xD3)?;
                Some(at + marked.saturating_sub(1))
            }
        }
    }

    /// Whether a whole field stands at a place, of a known kind or with another record behind it.
    fn is_sound(&self, at: usize) -> bool {
        let field = match self.framing {
            Framing::CarriageControl | Framing::Bare => self.plain(at),
            Framing::Records(framing) => match self.framed_field(framing, at) {
                Some((field, end)) if field.offset + field.bytes.len() as u64 == self.base + end as u64 => Ok(field),
                _ => Err(JunkReason::BadIntroducer),
            },
        };
        field.is_ok_and(|field| {
            let end = at + field.bytes.len();
            let known = field.id.acronym().is_some();
            match self.framing {
                Framing::CarriageControl => known || self.begins(end),
                Framing::Bare | Framing::Records(_) => known && self.begins(end),
            }
        })
    }

    /// The field in the record at a place, and the end of the record.
    fn framed_field(&self, framing: RecordFraming, at: usize) -> Option<(RawField<'a>, usize)> {
        let (start, end) = self.record_at(framing, at)?;
        let marked = self.bytes.get(start) == Some(&CARRIAGE_CONTROL);
        let lead = start - at + usize::from(marked);
        let field = parse::field(self.bytes, at, lead, self.base, self.framing).ok()?;
        let field_end = at + field.bytes.len();
        // Without X'5A' only a field that fills its record is told from a line.
        (field_end <= end && (marked || field_end == end)).then_some((field, end))
    }

    fn take(&mut self, field: RawField<'a>) -> Record<'a> {
        self.at += field.bytes.len();
        Record::Field(field)
    }

    fn junk(&mut self, end: usize, reason: JunkReason) -> Record<'a> {
        let (start, end) = (self.at, end.clamp(self.at + 1, self.bytes.len()));
        self.at = end;
        Record::Junk { offset: self.base + start as u64, bytes: self.bytes.get(start..end).unwrap_or_default(), reason }
    }

    /// Bytes up to the next sound field.
    fn damage(&mut self, reason: JunkReason) -> Record<'a> {
        let end = self.end_of_damage();
        // Where fields follow, it is not the file that ends too early.
        let lies = reason == JunkReason::Truncated && end < self.bytes.len();
        self.between(end, if lies { JunkReason::BadLength } else { reason })
    }

    /// Where reading goes on behind damage.
    fn end_of_damage(&self) -> usize {
        let found = self.resynchronise(self.at + 1);
        if !self.partial || found < self.bytes.len() {
            return found;
        }
        // A field may begin at the end of these bytes and go on behind them; lines are not cut.
        let sure = self.bytes.len().saturating_sub(LOOK_AHEAD).max(self.at + 1);
        let stretch = self.bytes.get(self.at..sure).unwrap_or_default();
        let ends = |byte: &u8| lines::is_line_end(*byte);
        let within = stretch.iter().rposition(ends).map(|last| self.at + last);
        let behind = || self.bytes.get(sure..)?.iter().position(ends).map(|next| sure + next);
        let Some(last) = within.or_else(behind) else { return sure };
        let end = last + 1;
        // Carriage return and line feed end a line together.
        let pair = self.bytes.get(end - 1..=end);
        if pair == Some(b"\r\n".as_slice()) { end + 1 } else { end }
    }

    fn between(&mut self, end: usize, reason: JunkReason) -> Record<'a> {
        match lines::stretch(self.bytes.get(self.at..end).unwrap_or_default(), reason) {
            Stretch::Junk(reason) => self.junk(end, reason),
            Stretch::Lines(encoding) => {
                self.lines = Some((end, encoding));
                self.line(end, encoding)
            }
        }
    }

    fn line(&mut self, end: usize, encoding: LineEncoding) -> Record<'a> {
        let left = self.bytes.get(self.at..end).unwrap_or_default();
        let (length, whole) = encoding.first_line(left);
        let offset = self.offset();
        self.at += whole;
        Record::Line(RawLine {
            offset,
            lead: &[],
            data: left.get(..length).unwrap_or_default(),
            bytes: left.get(..whole).unwrap_or_default(),
        })
    }

    fn next_plain(&mut self) -> Record<'a> {
        match self.plain(self.at) {
            Ok(field) => {
                let end = self.at + field.bytes.len();
                if !self.begins(end)
                    && let Some(inside) = self.swallowed(self.at, end)
                {
                    return self.junk(inside, JunkReason::BadLength);
                }
                self.take(field)
            }
            Err(reason) => self.damage(reason),
        }
    }

    fn next_framed(&mut self, framing: RecordFraming) -> Record<'a> {
        if self.at < self.record_end {
            return self.rest_of_record();
        }
        // Where the end of the block is not known, a descriptor is told from a record by what it holds.
        let block_ends =
            self.at >= self.block_end || self.block_end == usize::MAX && self.framed_field(framing, self.at).is_none();
        if framing.blocks
            && block_ends
            && let Some(length) = block_at(self.bytes, self.at)
        {
            self.block_end = self.at.saturating_add(length);
            return self.junk(self.at + 4, JunkReason::BlockDescriptor);
        }
        // A field whose record's length is lost still stands by itself.
        if let Ok(field) = self.plain(self.at)
            && field.id.acronym().is_some()
        {
            return self.take(field);
        }
        if let Some((field, end)) = self.framed_field(framing, self.at)
            && (self.begins(end) || end == self.at + field.bytes.len())
        {
            self.record_end = end;
            return self.take(field);
        }
        let width = framing.prefix.width();
        let zeros = self.left().iter().take_while(|&&byte| byte == 0).count();
        if zeros >= width && framing.prefix.number(self.left()) == Some(0) {
            let whole = if zeros == self.left().len() { zeros } else { zeros - zeros % width };
            return self.junk(self.at + whole, JunkReason::Fill);
        }
        // A line may begin with the character of X'5A'.
        let place = self.bytes.get(self.at + width..).unwrap_or_default();
        let introduced = matches!(place, [CARRIAGE_CONTROL, _, _, 0xD3, ..]);
        match self.record_at(framing, self.at) {
            Some((start, end)) if self.begins(end) && !introduced => self.framed_line(start, end),
            _ => {
                let reason = match framing.content(self.left()) {
                    Some(content) if self.left().len() < width + content && introduced => JunkReason::Truncated,
                    _ if introduced => JunkReason::BadIntroducer,
                    _ => JunkReason::NoCarriageControl,
                };
                // A field with a wrong record length is still a field.
                if introduced
                    && let Ok(field) = parse::field(self.bytes, self.at, width + 1, self.base, self.framing)
                    && self.begins(self.at + field.bytes.len())
                {
                    return self.take(field);
                }
                self.damage(reason)
            }
        }
    }

    fn framed_line(&mut self, start: usize, end: usize) -> Record<'a> {
        let part = |from: usize, to: usize| self.bytes.get(from..to).unwrap_or_default();
        let offset = self.offset();
        let line = RawLine { offset, lead: part(self.at, start), data: part(start, end), bytes: part(self.at, end) };
        self.at = end;
        Record::Line(line)
    }

    /// What follows a field in its record: another field, or filling.
    fn rest_of_record(&mut self) -> Record<'a> {
        match self.plain(self.at) {
            Ok(field) if self.at + field.bytes.len() <= self.record_end => self.take(field),
            _ => {
                let (end, rest) = (self.record_end, self.bytes.get(self.at..self.record_end).unwrap_or_default());
                match lines::stretch(rest, JunkReason::NoCarriageControl) {
                    Stretch::Junk(reason) => self.junk(end, reason),
                    Stretch::Lines(_) => self.junk(end, JunkReason::NoCarriageControl),
                }
            }
        }
    }

    /// Whether what follows has to be read with more of the file.
    fn waits(&mut self) -> bool {
        let is_in_lines = self.lines.is_some_and(|(end, _)| self.at < end);
        self.partial && self.at + LOOK_AHEAD > self.bytes.len() && !is_in_lines
    }
}

/// The structured fields of a file behind an X'5A' each, and nothing else; the file itself where that is how it is.
#[must_use]
pub fn behind_carriage_control(bytes: &[u8]) -> Cow<'_, [u8]> {
    let records = Records::new(bytes);
    if records.framing() == Framing::CarriageControl {
        return Cow::Borrowed(bytes);
    }
    let mut plain = Vec::with_capacity(bytes.len());
    for record in records {
        if let Record::Field(field) = record {
            plain.push(CARRIAGE_CONTROL);
            plain.extend_from_slice(field.bytes.get(field.lead.len()..).unwrap_or_default());
        }
    }
    Cow::Owned(plain)
}

/// The length of the block whose descriptor stands at a place, where a record follows that fits into it.
fn block_at(bytes: &[u8], at: usize) -> Option<usize> {
    let length = block_length(bytes.get(at..)?)?;
    let &[high, low, 0, 0] = bytes.get(at + 4..)?.first_chunk()? else { return None };
    (usize::from(u16::from_be_bytes([high, low])) <= length).then_some(length)
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        if self.at >= self.bytes.len() || self.waits() {
            return None;
        }
        if let Some((end, encoding)) = self.lines {
            if self.at < end {
                return Some(self.line(end, encoding));
            }
            self.lines = None;
        }
        Some(match self.framing {
            Framing::CarriageControl | Framing::Bare => self.next_plain(),
            Framing::Records(framing) => self.next_framed(framing),
        })
    }
}
