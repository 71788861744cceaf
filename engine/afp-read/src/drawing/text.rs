//! Character strings: text along a baseline of any direction (GOCA chapter 4 "Character Strings").

use afp_codec::goca::CharacterDirection;
use diagnostics::Code;
use fonts::Face;
use scene::{Decoration, Glyph, Group, Item, Origin, Placed};
use units::{Angle, Emu, FontSize, QuarterTurn, Transform};

use super::Drawing;
use crate::fonts::TextFont;

impl Drawing<'_, '_> {
    /// Draws code points from the current position on. Characters have the size and metrics of their font; where the
    /// graphics name none, the device's own is another at the size of the character cell.
    pub(super) fn characters(&mut self, code_points: &[u8], start: u64, end: u64) {
        self.flush();
        let own;
        let font = match self.fonts.get(self.attributes.font) {
            Some(font) => font,
            None => {
                own = self.device_font(start);
                &own
            }
        };
        let shown = font.shown(code_points, self.library);
        // All characters stand in the face of the first.
        let id = shown.first().and_then(|first| first.face);
        let Some((id, face)) = id.and_then(|id| Some((id, self.library.definitions.face(id)?))) else { return };
        if self.attributes.leaves_alone {
            return;
        }
        let in_units = |value: i64| font.size.design_units(value, face.units_per_em());
        let em = i64::from(face.units_per_em());
        let mut advance = 0i64;
        let mut text = String::new();
        let mut glyphs = Vec::with_capacity(shown.len());
        for shown in shown.iter().filter(|shown| shown.face == Some(id)) {
            let width = i64::from(face.advance(shown.glyph));
            let (along, across) = match self.attributes.direction {
                CharacterDirection::TOP_TO_BOTTOM => {
                    advance += em;
                    (-width / 2, advance - em / 5)
                }
                CharacterDirection::BOTTOM_TO_TOP => {
                    advance += em;
                    (-width / 2, em - advance)
                }
                CharacterDirection::RIGHT_TO_LEFT => {
                    advance += width;
                    (-advance, 0)
                }
                _ => {
                    advance += width;
                    (advance - width, 0)
                }
            };
            let cluster = u32::try_from(text.len()).unwrap_or(u32::MAX);
            glyphs.push(Glyph { id: shown.glyph, along: in_units(along), across: in_units(across), cluster });
            text.extend(shown.character);
        }
        let (turn, angle) = self.baseline();
        let origin = self.window.point(self.position);
        let is_level = self.attributes.direction == CharacterDirection::LEFT_TO_RIGHT;
        let run = self.content.run(
            id,
            font.size,
            self.attributes.colour,
            origin,
            turn,
            if is_level { in_units(advance) } else { Emu::ZERO },
            glyphs,
            &text,
            Decoration::default(),
        );
        let bytes = Origin::Bytes { start, end };
        let item = match angle {
            None => Item::Text(run),
            Some(angle) => Item::Group(Box::new(Group {
                transform: Transform::rotate_about(angle, origin),
                clip: None,
                opacity: u8::MAX,
                items: vec![Placed { item: Item::Text(run), origin: bytes }],
            })),
        };
        self.content.push(item, bytes);
    }

    /// The turn of the baseline on the page, and what it is turned by besides.
    fn baseline(&self) -> (QuarterTurn, Option<Angle>) {
        let outer = self.window.area.place.turn;
        let (x, y) = (self.attributes.angle.x, self.attributes.angle.y);
        let own = match (x.total_cmp(&0.0), y.total_cmp(&0.0)) {
            (std::cmp::Ordering::Less, std::cmp::Ordering::Equal) => QuarterTurn::Two,
            (std::cmp::Ordering::Equal, std::cmp::Ordering::Less) => QuarterTurn::One,
            (std::cmp::Ordering::Equal, std::cmp::Ordering::Greater) => QuarterTurn::Three,
            (_, std::cmp::Ordering::Equal) => QuarterTurn::Zero,
            _ => {
                let degrees = self.window.direction(x, y) * 180.0 / std::f64::consts::PI;
                let angle = Angle::from_millidegrees(libm::round(degrees * 1000.0) as i32);
                return (outer, Some(angle));
            }
        };
        (own.then(outer), None)
    }

    fn device_font(&mut self, start: u64) -> TextFont {
        let face = self.library.substitute("Courier");
        let shown = face.and_then(|id| self.library.definitions.face(id)).map_or("nothing", Face::full_name);
        let arguments = [("name", "of the device itself"), ("substitute", shown)];
        self.findings.add(Code::AfpFontMissing, start, &arguments);
        let height = self.window.height(libm::fabs(self.attributes.cell_height));
        let twentieths = i64::from(height.get()) * 20 / i64::from(Emu::PER_POINT);
        let size = match u16::try_from(twentieths) {
            Ok(twentieths) if twentieths > 0 => FontSize::from_twentieths(twentieths),
            _ => FontSize::from_points(10),
        };
        TextFont { face, size, ..TextFont::default() }
    }
}
