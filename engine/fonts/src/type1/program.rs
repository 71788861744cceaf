//! A Type 1 font program: charstrings by name.

use std::collections::BTreeMap;

use skrifa::raw::ps::encoding::PredefinedEncoding;

use super::Type1Error;
use super::charstring::{self, Charstrings};
use super::file;
use super::tokens::{Token, Tokens};
use crate::Outline;

/// A font program with glyphs by name.
#[derive(Clone, Debug)]
pub struct Type1Program {
    matrix: [f64; 6],
    subroutines: Vec<Vec<u8>>,
    glyphs: BTreeMap<Vec<u8>, Vec<u8>>,
}

/// More subroutines than any font has.
const MOST_SUBROUTINES: usize = 65_536;

impl Type1Program {
    /// Reads a PFB or PFA file.
    ///
    /// # Errors
    /// When the bytes are no font program, or it has no outlines.
    pub fn read(bytes: &[u8]) -> Result<Self, Type1Error> {
        let (clear, private) = file::parts(bytes)?;
        let matrix = Tokens::after(&clear, b"FontMatrix").and_then(|mut tokens| tokens.numbers());
        let skip = Tokens::after(&private, b"lenIV").and_then(|mut tokens| tokens.integer()).unwrap_or(4);
        let mut program = Self {
            matrix: matrix.unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]),
            subroutines: Vec::new(),
            glyphs: BTreeMap::new(),
        };
        program.read_private(&private, skip);
        if program.glyphs.is_empty() { Err(Type1Error::NoOutlines) } else { Ok(program) }
    }

    /// Goes over the words of the private part once: binary data must be passed over where it stands.
    fn read_private(&mut self, private: &[u8], skip: i32) {
        let mut tokens = Tokens::new(private);
        let mut in_glyphs = false;
        // The last two words, which say where binary data belongs: a number or name, and a length.
        let mut before: [Option<Token<'_>>; 2] = [None, None];
        let number = |token: Option<Token<'_>>| match token {
            Some(Token::Word(word)) => std::str::from_utf8(word).ok()?.parse::<usize>().ok(),
            _ => None,
        };
        while let Some(token) = tokens.next() {
            if token == Token::Name(b"CharStrings") {
                // Some fonts have second outlines for other resolutions; the first count.
                if !self.glyphs.is_empty() {
                    return;
                }
                in_glyphs = true;
            } else if matches!(token, Token::Word(b"RD" | b"-|")) {
                let content = number(before[1]).and_then(|length| tokens.binary(length));
                let Some(content) = content else { continue };
                match before[0] {
                    Some(Token::Name(name)) if in_glyphs => {
                        self.glyphs.entry(name.to_vec()).or_insert_with(|| file::charstring(content, skip));
                    }
                    index if !in_glyphs => {
                        let Some(index) = number(index).filter(|&index| index < MOST_SUBROUTINES) else { continue };
                        if self.subroutines.len() <= index {
                            self.subroutines.resize(index + 1, Vec::new());
                        }
                        if let Some(slot) = self.subroutines.get_mut(index) {
                            *slot = file::charstring(content, skip);
                        }
                    }
                    _ => {}
                }
            }
            before = [before[1], Some(token)];
        }
    }

    /// The names of the glyphs, sorted.
    pub fn names(&self) -> impl Iterator<Item = &[u8]> {
        self.glyphs.keys().map(Vec::as_slice)
    }

    /// From the program's units to the em: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
    pub fn matrix(&self) -> [f64; 6] {
        self.matrix
    }

    /// Draws a glyph in the program's units; its width in them, 0 where it says none. None where there is no such
    /// glyph, or it is damaged, or takes more than `budget`, in bytes of charstrings that are run.
    pub fn draw(&self, name: &[u8], outline: &mut Outline, budget: &mut u64) -> Option<f64> {
        charstring::draw(self, self.glyphs.get(name)?, outline, budget)
    }
}

impl Charstrings for Type1Program {
    fn subroutine(&self, number: usize) -> Option<&[u8]> {
        self.subroutines.get(number).map(Vec::as_slice)
    }

    fn standard(&self, code: u8) -> Option<&[u8]> {
        self.glyphs.get(PredefinedEncoding::Standard.name(code).as_bytes()).map(Vec::as_slice)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::type1::file::tests::{encrypted_charstring, private};

    /// A font program of these subroutines and glyphs.
    pub(crate) fn program(subroutines: &[&[u8]], glyphs: &[(&str, &[u8])]) -> Vec<u8> {
        let mut inside =
            b"dup /Private 8 dict dup begin /RD {string currentfile exch readstring pop} executeonly def\n\
            /lenIV 4 def "
                .to_vec();
        inside.extend(format!("/Subrs {} array\n", subroutines.len()).bytes());
        for (number, subroutine) in subroutines.iter().enumerate() {
            let content = encrypted_charstring(subroutine);
            inside.extend(format!("dup {number} {} RD ", content.len()).bytes());
            inside.extend(content);
            inside.extend(b" NP\n");
        }
        inside.extend(format!("ND\n2 index /CharStrings {} dict dup begin\n", glyphs.len()).bytes());
        for (name, glyph) in glyphs {
            let content = encrypted_charstring(glyph);
            inside.extend(format!("/{name} {} RD ", content.len()).bytes());
            inside.extend(content);
            inside.extend(b" ND\n");
        }
        inside.extend(b"end");
        let mut file =
            b"%!PS-AdobeFont-1.0: Test\n/FontMatrix [0.001 0 0 0.001 0 0] readonly def currentfile eexec\n".to_vec();
        file.extend(private(&inside));
        file
    }

    /// A budget that no glyph uses up.
    pub(crate) fn enough() -> u64 {
        u64::MAX
    }

    /// A charstring number from −107 to 107.
    pub(crate) fn n(value: i16) -> u8 {
        u8::try_from(value + 139).unwrap()
    }

    const HSBW: u8 = 13;
    const ENDCHAR: u8 = 14;
    const RLINETO: u8 = 5;
    const RMOVETO: u8 = 21;
    const CLOSEPATH: u8 = 9;
    const CALLSUBR: u8 = 10;
    const RETURN: u8 = 11;

    fn triangle() -> Vec<u8> {
        vec![n(10), n(100), HSBW, n(0), n(20), RMOVETO, n(50), n(0), RLINETO, n(0), n(60), RLINETO, CLOSEPATH, ENDCHAR]
    }

    #[test]
    fn a_glyph_is_drawn_by_name_with_its_width() {
        let file = program(&[], &[(".notdef", &[n(0), n(50), HSBW, ENDCHAR]), ("A", &triangle())]);
        let program = Type1Program::read(&file).unwrap();
        assert_eq!(program.names().collect::<Vec<_>>(), [b".notdef".as_slice(), b"A"]);
        let mut outline = Outline::default();
        assert_eq!(program.draw(b"A", &mut outline, &mut enough()), Some(100.0));
        assert!(!outline.is_empty());
        assert_eq!(program.draw(b".notdef", &mut Outline::default(), &mut enough()), Some(50.0));
        assert_eq!(program.draw(b"B", &mut Outline::default(), &mut enough()), None);
    }

    #[test]
    fn accented_letters_are_put_together() {
        let seac = [n(0), n(100), HSBW, n(10), n(30), n(40), n(65), n(83), 12, 6];
        // Code 65 of the standard encoding is A, 83 is S.
        let file = program(&[], &[("A", &triangle()), ("S", &triangle()), ("Aacute", &seac)]);
        let mut outline = Outline::default();
        let program = Type1Program::read(&file).unwrap();
        assert_eq!(program.draw(b"Aacute", &mut outline, &mut enough()), Some(100.0));
        assert!(!outline.is_empty());
    }

    #[test]
    fn subroutines_that_call_each_other_over_and_over_come_to_an_end() {
        // Ten levels, each calling the next 60 times: 60^10 calls if nothing stopped it.
        let mut subroutines = Vec::new();
        for level in 1..=10i16 {
            let mut body: Vec<u8> = [n(level), CALLSUBR].repeat(60);
            body.push(RETURN);
            subroutines.push(body);
        }
        subroutines.push(vec![n(1), n(1), RLINETO, RETURN]);
        let slices: Vec<&[u8]> = subroutines.iter().map(Vec::as_slice).collect();
        let bomb = [n(0), n(100), HSBW, n(0), n(0), RMOVETO, n(0), CALLSUBR, ENDCHAR];
        let file = program(&slices, &[("bomb", &bomb)]);
        assert_eq!(Type1Program::read(&file).unwrap().draw(b"bomb", &mut Outline::default(), &mut enough()), None);
        let own = [n(0), CALLSUBR];
        let file = program(&[&own], &[("loop", &[n(0), n(9), HSBW, n(0), CALLSUBR])]);
        assert_eq!(Type1Program::read(&file).unwrap().draw(b"loop", &mut Outline::default(), &mut enough()), None);
    }

    #[test]
    fn damage_never_stops_the_reader() {
        let whole = program(&[&[RETURN]], &[("A", &triangle()), ("S", &triangle())]);
        let mut state = 7u32;
        let mut random = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize
        };
        for _ in 0..2_000 {
            let mut file = whole.clone();
            for _ in 0..=random() % 6 {
                let at = random() % file.len();
                file[at] = random() as u8;
            }
            file.truncate(file.len() - random() % 40);
            if let Ok(program) = Type1Program::read(&file) {
                let names: Vec<Vec<u8>> = program.names().map(<[u8]>::to_vec).collect();
                for name in names {
                    program.draw(&name, &mut Outline::default(), &mut enough());
                }
            }
        }
    }
}
