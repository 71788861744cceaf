//! CID-keyed font programs: outlines by character id (Adobe CMap and CIDFont Files Specification, TN 5014).

use super::Type1Error;
use super::charstring::{self, Charstrings};
use super::file;
use super::tokens::Tokens;
use crate::Outline;

/// More font dictionaries than any font has.
const MOST_DICTIONARIES: usize = 256;
/// More subroutines than any font has.
const MOST_SUBROUTINES: usize = 65_536;

/// A font program with glyphs by character id.
#[derive(Clone, Debug)]
pub struct CidProgram {
    data: Vec<u8>,
    map_offset: usize,
    dictionary_bytes: usize,
    offset_bytes: usize,
    count: u32,
    dictionaries: Vec<Dictionary>,
}

/// What some of the characters share.
#[derive(Clone, Debug)]
struct Dictionary {
    matrix: [f64; 6],
    skip: i32,
    subroutines: Vec<Vec<u8>>,
}

impl CidProgram {
    /// Reads a CID file.
    ///
    /// # Errors
    /// When the bytes are no CID-keyed font program, or its tables lie outside the file.
    pub fn read(bytes: &[u8]) -> Result<Self, Type1Error> {
        if !bytes.starts_with(b"%!") {
            return Err(Type1Error::NotAProgram);
        }
        let (text, data) = split(bytes).ok_or(Type1Error::NotAProgram)?;
        let number = |name: &[u8]| Tokens::after(text, name).and_then(|mut tokens| tokens.integer());
        let size = |name: &[u8]| number(name).and_then(|number| usize::try_from(number).ok());
        let outer = Tokens::after(text, b"FontMatrix").map_or(0, |tokens| tokens.offset());
        let start = Tokens::after(text, b"FDArray").ok_or(Type1Error::NoOutlines)?.offset();
        let top = Tokens::after(text, b"FontMatrix").filter(|_| outer < start).and_then(|mut tokens| tokens.numbers());
        let mut program = Self {
            map_offset: size(b"CIDMapOffset").ok_or(Type1Error::NoOutlines)?,
            dictionary_bytes: size(b"FDBytes").filter(|&bytes| bytes <= 4).ok_or(Type1Error::NoOutlines)?,
            offset_bytes: size(b"GDBytes").filter(|bytes| (1..=4).contains(bytes)).ok_or(Type1Error::NoOutlines)?,
            count: number(b"CIDCount").and_then(|count| u32::try_from(count).ok()).ok_or(Type1Error::NoOutlines)?,
            data,
            dictionaries: Vec::new(),
        };
        program.read_dictionaries(text.get(start..).unwrap_or_default(), top)?;
        Ok(program)
    }

    fn read_dictionaries(&mut self, text: &[u8], top: Option<[f64; 6]>) -> Result<(), Type1Error> {
        // Each begins with its own FontMatrix or FontName and holds one Private dictionary.
        const START: &[u8] = b"/Private";
        let starts: Vec<usize> = text
            .windows(START.len())
            .enumerate()
            .filter(|(_, window)| *window == START)
            .map(|(at, _)| at)
            .take(MOST_DICTIONARIES)
            .collect();
        let mut before = 0;
        // Dictionaries may share subroutines, but not to any extent.
        let mut budget = self.data.len().saturating_mul(4);
        for (place, &start) in starts.iter().enumerate() {
            let end = starts.get(place + 1).copied().unwrap_or(text.len());
            let head = text.get(before..start).unwrap_or_default();
            let body = text.get(start..end).unwrap_or_default();
            before = start;
            let number = |name: &[u8]| Tokens::after(body, name).and_then(|mut tokens| tokens.integer());
            let size = |name: &[u8]| number(name).and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
            let skip = number(b"lenIV").unwrap_or(4);
            let own = Tokens::after(head, b"FontMatrix").and_then(|mut tokens| tokens.numbers());
            let matrix = match (own, top) {
                (Some(own), Some(top)) => joined(own, top),
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => [0.001, 0.0, 0.0, 0.001, 0.0, 0.0],
            };
            let (offset, width) = (size(b"SubrMapOffset"), size(b"SDBytes"));
            let count = size(b"SubrCount").min(MOST_SUBROUTINES);
            let subroutines = (0..count)
                .map(|number| {
                    let start = self.table(offset.checked_add(number * width)?, width)?;
                    let end = self.table(offset.checked_add((number + 1) * width)?, width)?;
                    let bytes = self.data.get(start..end)?;
                    budget = budget.checked_sub(bytes.len())?;
                    Some(file::charstring(bytes, skip))
                })
                .collect::<Option<Vec<_>>>()
                .ok_or(Type1Error::Outside("subroutines"))?;
            self.dictionaries.push(Dictionary { matrix, skip, subroutines });
        }
        if self.dictionaries.is_empty() { Err(Type1Error::NoOutlines) } else { Ok(()) }
    }

    /// A big-endian number of `width` bytes.
    fn table(&self, at: usize, width: usize) -> Option<usize> {
        let bytes = self.data.get(at..at.checked_add(width)?)?;
        (width <= 4).then(|| bytes.iter().fold(0usize, |number, &byte| number << 8 | usize::from(byte)))
    }

    /// How many character ids there are.
    pub fn count(&self) -> u32 {
        self.count
    }

    fn find(&self, id: u32) -> Option<(&Dictionary, &[u8])> {
        let width = self.dictionary_bytes + self.offset_bytes;
        let entry = |id: u32| self.map_offset.checked_add(usize::try_from(id).ok()?.checked_mul(width)?);
        if id >= self.count {
            return None;
        }
        let at = entry(id)?;
        let dictionary = self.dictionaries.get(self.table(at, self.dictionary_bytes)?)?;
        let start = self.table(at + self.dictionary_bytes, self.offset_bytes)?;
        let end = self.table(entry(id + 1)? + self.dictionary_bytes, self.offset_bytes)?;
        let bytes = self.data.get(start..end).filter(|bytes| !bytes.is_empty())?;
        Some((dictionary, bytes))
    }

    /// From the units of a character to the em.
    pub fn matrix(&self, id: u32) -> Option<[f64; 6]> {
        self.find(id).map(|(dictionary, _)| dictionary.matrix)
    }

    /// Draws a character in its units; its width in them, 0 where it says none. None where there is no such character,
    /// or it is damaged, or takes more than `budget`, in bytes of charstrings that are run.
    pub fn draw(&self, id: u32, outline: &mut Outline, budget: &mut u64) -> Option<f64> {
        let (dictionary, bytes) = self.find(id)?;
        *budget = budget.checked_sub(bytes.len() as u64)?;
        charstring::draw(dictionary, &file::charstring(bytes, dictionary.skip), outline, budget)
    }
}

impl Charstrings for Dictionary {
    fn subroutine(&self, number: usize) -> Option<&[u8]> {
        self.subroutines.get(number).map(Vec::as_slice)
    }

    fn standard(&self, _: u8) -> Option<&[u8]> {
        None
    }
}

/// The text of a CID file, and the data behind `(Binary) n StartData` or `(Hex) n StartData`.
fn split(bytes: &[u8]) -> Option<(&[u8], Vec<u8>)> {
    const WORD: &[u8] = b"StartData";
    let at = bytes.windows(WORD.len()).position(|window| window == WORD)?;
    let (text, rest) = (bytes.get(..at)?, bytes.get(at + WORD.len() + 1..)?);
    let mut words = text.rsplit(|byte| byte.is_ascii_whitespace()).filter(|word| !word.is_empty());
    let _length = words.next()?;
    if words.next()? != b"(Hex)" {
        return Some((text, rest.to_vec()));
    }
    let end = rest.iter().position(|&byte| byte == b'>').unwrap_or(rest.len());
    let mut digits = rest.get(..end)?.iter().filter_map(|&digit| char::from(digit).to_digit(16)).map(|it| it as u8);
    let mut data = Vec::new();
    while let Some(high) = digits.next() {
        data.push(high << 4 | digits.next().unwrap_or(0));
    }
    Some((text, data))
}

/// One transform and then another.
fn joined([a, b, c, d, e, f]: [f64; 6], [g, h, i, j, k, l]: [f64; 6]) -> [f64; 6] {
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::type1::file::tests::encrypted_charstring;
    use crate::type1::program::tests::{enough, n};

    /// A CID file of these characters, with one subroutine that draws a line.
    fn cid_file(glyphs: &[&[u8]]) -> Vec<u8> {
        let subroutine = encrypted_charstring(&[n(50), n(0), 5, 11]);
        let mut data: Vec<u8> = Vec::new();
        let map = (glyphs.len() + 1) * 3;
        let mut offset = map + 4 + subroutine.len();
        let mut bodies = Vec::new();
        for glyph in glyphs {
            let body = encrypted_charstring(glyph);
            data.extend([0, (offset >> 8) as u8, offset as u8]);
            offset += body.len();
            bodies.extend(body);
        }
        data.extend([0, (offset >> 8) as u8, offset as u8]);
        let start = map + 4;
        let end = start + subroutine.len();
        data.extend([(start >> 8) as u8, start as u8, (end >> 8) as u8, end as u8]);
        data.extend(subroutine);
        data.extend(bodies);
        let mut file = format!(
            "%!PS-Adobe-3.0 Resource-CIDFont\n/CIDFontName /Test def /CIDFontType 0 def\n\
             /CIDMapOffset 0 def /FDBytes 1 def /GDBytes 2 def /CIDCount {} def\n\
             /FDArray 1 array dup 0 9 dict begin /FontMatrix [0.001 0 0 0.001 0 0] def /Private 9 dict dup begin \
             /SubrMapOffset {map} def /SDBytes 2 def /SubrCount 1 def /lenIV 4 def end def currentdict end put def\n\
             (Binary) {} StartData ",
            glyphs.len(),
            data.len()
        )
        .into_bytes();
        file.extend(data);
        file
    }

    fn glyph(width: i16) -> Vec<u8> {
        vec![n(0), n(width), 13, n(0), n(0), 21, n(0), 10, n(0), n(60), 5, 9, 14]
    }

    #[test]
    fn characters_are_drawn_by_id() {
        let file = cid_file(&[&[n(0), n(90), 13, 14], &glyph(70)]);
        let program = CidProgram::read(&file).unwrap();
        assert_eq!(program.count(), 2);
        let mut outline = Outline::default();
        assert_eq!(program.draw(1, &mut outline, &mut enough()), Some(70.0));
        assert!(!outline.is_empty());
        assert_eq!(program.matrix(1), Some([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]));
        assert_eq!(
            (
                program.draw(0, &mut Outline::default(), &mut enough()),
                program.draw(2, &mut Outline::default(), &mut enough())
            ),
            (Some(90.0), None)
        );
    }

    #[test]
    fn damage_never_stops_the_reader() {
        let whole = cid_file(&[&[n(0), n(90), 13, 14], &glyph(70)]);
        let mut state = 3u32;
        let mut random = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize
        };
        for _ in 0..2_000 {
            let mut file = whole.clone();
            for _ in 0..=random() % 6 {
                let at = random() % file.len();
                file[at] = [random() as u8, b'9'][random() % 2];
            }
            file.truncate(file.len() - random() % 40);
            if let Ok(program) = CidProgram::read(&file) {
                for id in [0, 1, 2, u32::MAX] {
                    program.draw(id, &mut Outline::default(), &mut enough());
                }
            }
        }
        assert!(CidProgram::read(b"%!").is_err());
    }
}
