//! Text of classic files: code points of fonts made for the job, moved where a font's own increments lead astray.

use afp_codec::EncodeError;
use afp_codec::ptoca::TextEncoding as Bytes;
use scene::{Content, Origin, TextRun};
use units::Emu;

use crate::classic::{CodePoint, FontKey, FontPen, FontUnits};
use crate::error::WriteError;
use crate::options::ClassicFonts;
use crate::page::canvas::{Canvas, Object};
use crate::page::covered::Edges;
use crate::page::line::{Baseline, round};
use crate::page::run::{MOST_FONTS, cluster_text, run_bounds};
use crate::page::text::TextObject;

/// A glyph as a code point of a font.
#[derive(Clone, Copy, Debug)]
struct Coded {
    /// Local id of the font.
    font: u8,
    at: CodePoint,
    /// What it advances, in the font's units.
    increment: i64,
    along: Emu,
    across: Emu,
}

impl Canvas<'_> {
    /// Glyphs of a run; the lines drawn with it are not its.
    pub(crate) fn coded_run(
        &mut self,
        run: &TextRun,
        content: &Content,
        fonts: ClassicFonts,
        origin: Origin,
    ) -> Result<(), WriteError> {
        let plan = self.plan;
        let Some(planned) = plan.faces.get(usize::from(run.face.0)) else { return Ok(()) };
        let Some(codes) = &planned.codes else { return Ok(()) };
        let units = FontUnits::new(fonts, run.size);
        let (glyphs, text) = (content.glyphs(run), content.text(run));
        let mut coded = Vec::with_capacity(glyphs.len());
        for (place, glyph) in glyphs.iter().enumerate() {
            let character = lower::character_for(&planned.face, glyph.id, cluster_text(text, glyphs, place));
            let known = character.and_then(|character| Some((character, codes.code_point(character)?)));
            let Some((character, at)) = known else {
                self.refuse("a glyph without a character of its own", origin);
                continue;
            };
            let key = FontKey { face: run.face.0, size: run.size, part: at.part };
            let Some(font) = self.coded_font(key, origin) else { return Ok(()) };
            self.used.fonts.entry(key).or_default().insert(character);
            let increment = units.of_design(planned.face.advance(glyph.id).into(), planned.face.units_per_em());
            coded.push(Coded { font, at, increment, along: glyph.along, across: glyph.across });
        }
        let line = Baseline::new(run, self.extents);
        let place = run_bounds(run);
        let at = self.text_object(place);
        let Some(Object::Text(object)) = self.objects.get_mut(at) else { return Ok(()) };
        let start = object.position();
        object.coded(run, place, &line, &coded, units).map_err(WriteError::encode("text"))?;
        if plan.options.source_map {
            object.note(origin, start);
        }
        Ok(())
    }

    /// The local id of a font.
    fn coded_font(&mut self, wanted: FontKey, origin: Origin) -> Option<u8> {
        let at = self.coded_fonts.iter().position(|&font| font == wanted).unwrap_or_else(|| {
            self.coded_fonts.push(wanted);
            self.coded_fonts.len() - 1
        });
        if at >= MOST_FONTS {
            self.coded_fonts.truncate(MOST_FONTS);
            self.refuse("text in more than 254 fonts and sizes on one page", origin);
            return None;
        }
        u8::try_from(at + 1).ok()
    }
}

impl TextObject {
    /// Sets code points, with a move at the beginning and where the receiver would set one beside its place.
    fn coded(
        &mut self,
        run: &TextRun,
        place: Edges,
        line: &Baseline,
        glyphs: &[Coded],
        units: FontUnits,
    ) -> Result<(), EncodeError> {
        let Some(first) = glyphs.first() else { return Ok(()) };
        self.begin(run, place, first.font, false)?;
        let mut pen: Option<FontPen> = None;
        let mut font = None;
        let mut pending: Vec<u8> = Vec::new();
        let mut bytes = Bytes::SingleByte;
        for glyph in glyphs {
            let (wanted, baseline) = line.place(glyph.along, glyph.across);
            let stays = pen.filter(|pen| pen.baseline == baseline && pen.serves(wanted));
            if font != Some(glyph.font) || stays.is_none() {
                self.code_points(&mut pending, bytes);
            }
            if font != Some(glyph.font) {
                font = Some(glyph.font);
                bytes = if glyph.at.part.is_double() { Bytes::DoubleByte } else { Bytes::SingleByte };
                self.font(glyph.font);
            }
            let mut here = match stays {
                Some(pen) => pen,
                None => {
                    let inline = round(wanted);
                    self.move_to(inline, baseline);
                    FontPen::at(inline, baseline, units)
                }
            };
            if glyph.at.part.is_double() {
                pending.push(glyph.at.section);
            }
            pending.push(glyph.at.code);
            here.advance(glyph.increment);
            pen = Some(here);
        }
        self.code_points(&mut pending, bytes);
        Ok(())
    }
}
