//! Bar codes: the data of a bar code object to bars and the readable line (BCOCA).

mod functions;
mod kind;
mod readable;

use afp_codec::Wire;
use afp_codec::bcoca::{SymbolData, SymbolDescriptor};
use afp_codec::triplets::Triplet;
use afp_codec::values::OcaColour;
use diagnostics::Code;
use graphics::barcode::{Dimensions, default_height, encode_escaped};
use scene::{ContentBuilder, Item, Origin, Path, PathItem, Stroke};
use units::{Colour, Emu, Rect, Size};

use crate::area::Area;
use crate::colour;
use crate::findings::Findings;
use crate::fonts::FontTable;
use crate::geometry::Units;
use crate::library::Library;

use kind::Content;
use readable::Line;

/// Line width of the outline that stands for what cannot be drawn.
const OUTLINE: Emu = Emu::new(Emu::PER_POINT / 2);
/// Its size where nothing says one.
const UNKNOWN: Size = Size::new(Emu::new(Emu::PER_INCH), Emu::new(Emu::PER_INCH / 2));

/// What drawing a symbol needs of its surroundings.
pub(crate) struct Surroundings<'s, 'c> {
    pub(crate) area: &'s Area,
    pub(crate) fonts: &'s FontTable,
    pub(crate) library: &'s Library,
    pub(crate) content: &'c mut ContentBuilder,
    pub(crate) findings: &'c mut Findings,
}

/// Draws the symbol of one data field, which stands in the file at an offset.
pub(crate) fn draw(
    descriptor: &SymbolDescriptor<'_>,
    data: &[u8],
    offset: u64,
    origin: Origin,
    to: &mut Surroundings<'_, '_>,
) {
    if let Err(reason) = symbol(descriptor, data, offset, origin, to) {
        let what = format!("the bar code: {reason}; its place is outlined");
        to.findings.add(Code::AfpUnsupported, offset, &[("what", &what)]);
        outline(descriptor, data, origin, to);
    }
}

fn symbol(
    descriptor: &SymbolDescriptor<'_>,
    data: &[u8],
    offset: u64,
    origin: Origin,
    to: &mut Surroundings<'_, '_>,
) -> Result<(), String> {
    let symbol = SymbolData::decode(data).map_err(|error| error.to_string())?;
    let units = units_of(descriptor);
    let Content { kind, data, escapes, left_out } = kind::content(descriptor, &symbol)?;
    for what in left_out {
        to.findings.add(Code::AfpUnsupported, offset, &[("what", what)]);
    }
    let asked = kind::has_readable_line(kind) && symbol.flags & SymbolData::NO_READABLE_LINE == 0;
    let line = asked.then(|| Line::new(descriptor, kind, &symbol, &data, to));
    // Where the size is fixed, any other number asks for the smaller one of two.
    let module = match descriptor.module_width {
        u8::MAX => kind::default_module(kind),
        module => module,
    };
    let ratio_percent = descriptor.ratio_percent().unwrap_or_else(|| kind::default_ratio(kind));
    let mut dimensions = Dimensions { module_mils: module, height: Emu::new(1), ratio_percent };
    let failed = |finding: diagnostics::Diagnostic| finding.message();
    // The default height is a share of the width, so the width comes first.
    let height = match descriptor.element_height {
        u16::MAX => {
            let width = encode_escaped(kind, &data, escapes, dimensions).map_err(failed)?.size.width;
            default_height(kind, module, width)
        }
        height => units.y.length(i64::from(height) * i64::from(descriptor.height_multiplier.max(1))),
    };
    let inside = line.as_ref().filter(|_| kind::counts_line_as_height(kind)).map_or(Emu::ZERO, Line::height);
    dimensions.height = if height > inside { height - inside } else { height };
    let encoded = encode_escaped(kind, &data, escapes, dimensions).map_err(failed)?;
    let corner = to.area.content + units.point(symbol.x.into(), symbol.y.into());
    let size = encoded.size;
    let suppressed = symbol.flags & SymbolData::NO_SYMBOL != 0;
    let colour = colour_of(descriptor);
    if !suppressed {
        let bars = encoded.into_barcode(data, colour, to.area.place.point(corner), to.area.place.turn);
        to.content.push(Item::Barcode(Box::new(scene::Barcode { escapes, ..bars })), origin);
    }
    if line.is_some_and(|line| !line.draw(corner, size, suppressed, colour, origin, to)) {
        to.findings.add(Code::AfpUnsupported, offset, &[("what", "the bar code's readable line without a font")]);
    }
    if kind::has_banner(kind) && !suppressed {
        let what = "the banner and identification bars of an Intelligent Mail bar code";
        to.findings.add(Code::AfpUnsupported, offset, &[("what", what)]);
    }
    Ok(())
}

/// The place of a symbol that cannot be drawn: what is left of its presentation space from its origin on.
fn outline(descriptor: &SymbolDescriptor<'_>, data: &[u8], origin: Origin, to: &mut Surroundings<'_, '_>) {
    let units = units_of(descriptor);
    let start =
        SymbolData::decode(data).map_or(units::Point::ORIGIN, |symbol| units.point(symbol.x.into(), symbol.y.into()));
    let around = to.area.size.unwrap_or(UNKNOWN);
    let extent = |given: u16, area: Emu, length: Emu| if given == u16::MAX { area } else { length };
    let size = Size::new(
        extent(descriptor.width, around.width, units.x.length(descriptor.width.into())).min(around.width),
        extent(descriptor.height, around.height, units.y.length(descriptor.height.into())).min(around.height),
    );
    let start = if start.x < size.width && start.y < size.height { start } else { units::Point::ORIGIN };
    let rect = Rect::new(start.x, start.y, size.width - start.x, size.height - start.y);
    let rect =
        to.area.place.rect(Rect::new(rect.x + to.area.content.x, rect.y + to.area.content.y, rect.width, rect.height));
    let stroke = Some(Stroke::solid(OUTLINE, colour_of(descriptor)));
    to.content.push(Item::Path(Box::new(PathItem { path: Path::rect(rect), fill: None, stroke })), origin);
}

fn units_of(descriptor: &SymbolDescriptor<'_>) -> Units {
    Units::new(descriptor.base, descriptor.x_units, descriptor.base, descriptor.y_units)
}

fn colour_of(descriptor: &SymbolDescriptor<'_>) -> Colour {
    let extended = descriptor.triplets.iter().find_map(|triplet| match triplet {
        Triplet::ColourSpecificationTriplet(given) => colour::of_specification(&given.colour),
        _ => None,
    });
    match (extended, descriptor.colour) {
        (Some(colour), _) => colour,
        (None, OcaColour::NOT_GIVEN) => Colour::DeviceDefault,
        (None, number) => colour::of_oca(number),
    }
}
