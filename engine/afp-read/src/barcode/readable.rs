//! The line that people read, where the receiver prints it (BCOCA BSA flags).

use afp_codec::bcoca::{SymbolData, SymbolDescriptor};
use scene::{Decoration, FaceId, Glyph, Item, Origin, SymbolKind};
use units::{Colour, Emu, FontSize, Point, Size};

use super::Surroundings;

/// The size of letters of the device's own choice, and the least they become to stay within the bars.
const SIZE: FontSize = FontSize::from_points(9);
const SMALLEST: FontSize = FontSize::from_points(5);
/// OCR-B has letters of one width.
const DEVICE_FONT: &str = "Courier";

/// A readable line, not yet placed.
pub(super) struct Line {
    text: String,
    face: Option<FaceId>,
    size: FontSize,
    /// Whether the size is the file's own.
    given: bool,
    above: bool,
}

impl Line {
    pub(super) fn new(
        descriptor: &SymbolDescriptor<'_>,
        kind: SymbolKind,
        symbol: &SymbolData<'_>,
        data: &[u8],
        to: &Surroundings<'_, '_>,
    ) -> Self {
        let own = if descriptor.font == u8::MAX { None } else { to.fonts.get(descriptor.font) };
        let face = own.and_then(|font| font.face).or_else(|| to.library.substitute(DEVICE_FONT));
        let position = symbol.flags & (SymbolData::READABLE_LINE_ABOVE | SymbolData::READABLE_LINE_BELOW);
        let above = match position {
            SymbolData::READABLE_LINE_ABOVE => true,
            SymbolData::READABLE_LINE_BELOW => false,
            _ => matches!(kind, SymbolKind::AustraliaPost { .. } | SymbolKind::Ean2 | SymbolKind::Ean5),
        };
        // Nothing but below is allowed to these.
        let above = above
            && !matches!(
                kind,
                SymbolKind::DataBar { .. } | SymbolKind::IntelligentMailContainer | SymbolKind::IntelligentMailPackage
            );
        let text = graphics::barcode::readable(kind, data);
        let framed = matches!(kind, SymbolKind::Code39 { .. }) && symbol.flags & SymbolData::SHOW_ASTERISKS != 0;
        Self {
            text: if framed { format!("*{text}*") } else { text },
            face,
            size: own.map_or(SIZE, |font| font.size),
            given: own.is_some(),
            above,
        }
    }

    /// Height of the line with a little space towards the bars.
    pub(super) fn height(&self) -> Emu {
        self.size.em().scale(6, 5)
    }

    /// Draws it in the middle above or below bars of a size at a place of the area; or from the place on where the bars
    /// are suppressed. Says whether there is a face for it.
    pub(super) fn draw(
        self,
        corner: Point,
        bars: Size,
        alone: bool,
        colour: Colour,
        origin: Origin,
        to: &mut Surroundings<'_, '_>,
    ) -> bool {
        let Some((id, face)) = self.face.and_then(|id| Some((id, to.library.definitions.face(id)?))) else {
            return false;
        };
        let glyphs: Vec<u16> = self.text.chars().map(|letter| face.glyph(letter).unwrap_or(0)).collect();
        let units: i64 = glyphs.iter().map(|&glyph| i64::from(face.advance(glyph))).sum();
        let width = |size: FontSize| size.design_units(units, face.units_per_em());
        let mut size = self.size;
        if !self.given && !alone {
            while width(size) > bars.width && size > SMALLEST {
                size = FontSize::from_twentieths(size.twentieths().saturating_sub(10));
            }
        }
        let start = if alone {
            corner
        } else {
            let left = corner.x + (bars.width - width(size)) / 2;
            let gap = size.em() / 10;
            // The letters' height over the baseline is about seven tenths of the size.
            let baseline =
                if self.above { corner.y - gap } else { corner.y + bars.height + gap + size.em().scale(7, 10) };
            Point::new(left, baseline)
        };
        let mut along = 0i64;
        let mut cluster = 0u32;
        let glyphs: Vec<Glyph> = glyphs
            .iter()
            .zip(self.text.chars())
            .map(|(&id, letter)| {
                let along_now = size.design_units(along, face.units_per_em());
                let glyph = Glyph { id, along: along_now, across: Emu::ZERO, cluster };
                along += i64::from(face.advance(id));
                cluster += u32::try_from(letter.len_utf8()).unwrap_or(1);
                glyph
            })
            .collect();
        let (place, decoration) = (to.area.place, Decoration::default());
        let at = place.point(start);
        let run = to.content.run(id, size, colour, at, place.turn, width(size), glyphs, &self.text, decoration);
        to.content.push(Item::Text(run), origin);
        true
    }
}
