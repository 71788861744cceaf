//! Bar codes: the data of a bar code object to bars (BCOCA).

use std::borrow::Cow;

use afp_codec::Wire;
use afp_codec::bcoca::{
    BarCodeType, DataMatrixFunctions, QrFunctions, SymbolData, SymbolDescriptor, code_128_to_ascii,
};
use afp_codec::triplets::Triplet;
use afp_codec::values::OcaColour;
use afp_codec::wire::Input;
use scene::{Item, SymbolKind};
use units::{Colour, Emu};

use crate::area::Area;
use crate::colour;
use crate::geometry::Units;

/// Modules without a width are this many thousandths of an inch wide.
const DEFAULT_MODULE: u8 = 13;
/// Bars without a height are this high.
const DEFAULT_HEIGHT: Emu = Emu::new(Emu::PER_INCH / 2);

/// What a bar code became.
pub(crate) struct Drawn {
    pub(crate) item: Item,
    /// Whether a readable line was asked for, which is not drawn.
    pub(crate) wants_readable_line: bool,
}

/// Draws a bar code object.
///
/// # Errors
/// In words, what is not supported or does not fit.
pub(crate) fn draw(descriptor: &SymbolDescriptor<'_>, data: &[u8], area: &Area) -> Result<Drawn, String> {
    let symbol = SymbolData::decode(data).map_err(|error| error.to_string())?;
    let units = Units::new(descriptor.base, descriptor.x_units, descriptor.base, descriptor.y_units);
    let (kind, data) = content(descriptor, &symbol.data)?;
    let module = if descriptor.module_width == u8::MAX { DEFAULT_MODULE } else { descriptor.module_width };
    let height = match descriptor.element_height {
        u16::MAX => DEFAULT_HEIGHT,
        height => units.y.length(i64::from(height) * i64::from(descriptor.height_multiplier.max(1))),
    };
    let encoded = graphics::barcode::encode(kind, &data, module, height).map_err(|finding| finding.message())?;
    let corner = units.point(symbol.x.into(), symbol.y.into());
    let origin = area.place.point(area.content + corner);
    let bars = encoded.into_barcode(kind, data.into_owned(), module, colour_of(descriptor), origin, area.place.turn);
    Ok(Drawn {
        item: Item::Barcode(Box::new(bars)),
        wants_readable_line: kind == SymbolKind::Code128 && symbol.flags & SymbolData::NO_READABLE_LINE == 0,
    })
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

fn content<'d>(descriptor: &SymbolDescriptor<'_>, bytes: &'d [u8]) -> Result<(SymbolKind, Cow<'d, [u8]>), String> {
    let mut input = Input::new(bytes);
    let fault = |error: afp_codec::DecodeError| error.to_string();
    match descriptor.kind {
        BarCodeType::CODE_128 => {
            let data = code_128_to_ascii(bytes).ok_or("it has a function character or one that is not in ASCII")?;
            Ok((SymbolKind::Code128, data.into()))
        }
        BarCodeType::QR_CODE => {
            let functions = QrFunctions::read(&mut input).map_err(fault)?;
            let data = converted(functions.flags, input.rest());
            Ok((SymbolKind::Qr { correction: functions.correction }, data))
        }
        BarCodeType::DATA_MATRIX => {
            let functions = DataMatrixFunctions::read(&mut input).map_err(fault)?;
            Ok((SymbolKind::DataMatrix, converted(functions.flags, input.rest())))
        }
        other => {
            let name = other.meaning().map_or_else(|| format!("type X'{:02X}'", other.0), str::to_owned);
            Err(format!("the bar code {name} is not supported"))
        }
    }
}

/// Control flag bit 0: the data is EBCDIC and becomes ASCII in the symbol.
fn converted(flags: u8, data: &[u8]) -> Cow<'_, [u8]> {
    if flags & 0x80 == 0 {
        return Cow::Borrowed(data);
    }
    let latin = |&byte: &u8| u8::try_from(u32::from(afp_codec::ebcdic::character(byte))).unwrap_or(b'?');
    data.iter().map(latin).collect::<Vec<u8>>().into()
}
