//! Bar code objects (BCOCA, subset BCD2). The readable line is suppressed: it is text of the page.

use afp_codec::bcoca::{
    BarCodeType, DataMatrixFunctions, QrFunctions, SymbolData, SymbolDescriptor, code_128_from_ascii,
};
use afp_codec::fields::{Data, Named};
use afp_codec::triplets::{ColourSpecificationTriplet, Mapping, Triplet};
use afp_codec::values::OcaColour;
use afp_codec::{EncodeError, Field, Wire};
use scene::{Barcode, Origin, SymbolKind};
use units::{Colour, Emu, Rect};

use crate::error::WriteError;
use crate::page::area::Area;
use crate::page::canvas::Canvas;
use crate::page::colour::specification;
use crate::units::{PER_TEN_INCHES, extent};

/// Control flag bit 1 of two-dimensional symbols: a reverse solidus in the data is no escape.
const IGNORE_ESCAPES: u8 = 0x40;
impl Canvas<'_> {
    /// A bar code that the BCD2 subset has.
    pub(crate) fn barcode(&mut self, barcode: &Barcode, origin: Origin) -> Result<(), WriteError> {
        let failed = || WriteError::encode("a bar code");
        let Some(data) = data(barcode).map_err(failed())? else {
            self.refuse("bar code data outside the symbology's code page", origin);
            return Ok(());
        };
        // Devices round modules to their own dots, so the symbol may come out larger than its size here.
        let spare = |length: Emu| length + length / 2 + Emu::from_l_units(72);
        let (width, height) = (extent(spare(barcode.size.width)), extent(spare(barcode.size.height)));
        let area = Area {
            x: barcode.origin.x.round_to_l_units(),
            y: barcode.origin.y.round_to_l_units(),
            width,
            height,
            turn: barcode.turn,
        };
        let descriptor = Field::BarCodeDescriptor(descriptor(barcode, width, height));
        let mut fields = vec![Field::BeginBarCode(Named::default())];
        fields.extend(area.environment(self.medium, Field::MapBarCode, Mapping::POSITION, descriptor));
        for part in data.chunks(self.plan.options.profile.field_data()) {
            fields.push(Field::BarCodeData(Data { bytes: part.to_vec().into() }));
        }
        fields.push(Field::EndBarCode(Named::default()));
        let symbol = Rect::new(Emu::ZERO, Emu::ZERO, barcode.size.width, barcode.size.height);
        self.push_fields(barcode.transform().apply_bounds(symbol), fields, origin);
        Ok(())
    }
}

fn descriptor(barcode: &Barcode, width: u32, height: u32) -> SymbolDescriptor<'static> {
    let short = |length: u32| u16::try_from(length.clamp(1, 0x7FFF)).unwrap_or(0x7FFF);
    let (kind, modifier, element_height) = match barcode.kind {
        SymbolKind::Code128 => (BarCodeType::CODE_128, 0x02, short(extent(barcode.height))),
        SymbolKind::Qr { .. } => (BarCodeType::QR_CODE, 0x02, u16::MAX),
        SymbolKind::DataMatrix => (BarCodeType::DATA_MATRIX, 0x00, u16::MAX),
    };
    // BCD2 has no other colour in the descriptor itself; the triplet has all.
    let triplets = match barcode.colour {
        Colour::DeviceDefault => Vec::new(),
        colour => {
            vec![Triplet::ColourSpecificationTriplet(ColourSpecificationTriplet { colour: specification(colour) })]
        }
    };
    SymbolDescriptor {
        width: short(width),
        height: short(height),
        colour: OcaColour::DEVICE_DEFAULT,
        module_width: barcode.module_mils,
        element_height,
        triplets,
        ..SymbolDescriptor::of(kind, modifier, PER_TEN_INCHES)
    }
}

/// The symbol's data (BCOCA BSA); none where the data has a character that the code page lacks.
fn data(barcode: &Barcode) -> Result<Option<Vec<u8>>, EncodeError> {
    let mut bytes = Vec::new();
    let modules = |length: Emu| {
        let mils = length.wide() * 1_000 / i64::from(Emu::PER_INCH);
        let module = i64::from(barcode.module_mils.max(1));
        u16::try_from((mils + module / 2) / module).unwrap_or(0)
    };
    match barcode.kind {
        SymbolKind::Code128 => match code_128_from_ascii(&barcode.data) {
            Some(data) => bytes = data,
            None => return Ok(None),
        },
        SymbolKind::Qr { correction } => {
            let functions = QrFunctions {
                flags: IGNORE_ESCAPES,
                // A version has four modules more than the one before, the first 21.
                version: modules(barcode.size.width)
                    .checked_sub(17)
                    .and_then(|more| u8::try_from(more / 4).ok())
                    .filter(|version| (1..=40).contains(version))
                    .unwrap_or(0),
                correction: correction.min(3),
                ..QrFunctions::default()
            };
            functions.write(&mut bytes)?;
            bytes.extend_from_slice(&barcode.data);
        }
        SymbolKind::DataMatrix => {
            let functions = DataMatrixFunctions {
                flags: IGNORE_ESCAPES,
                row_size: modules(barcode.size.width),
                rows: modules(barcode.size.height),
                ..DataMatrixFunctions::default()
            };
            functions.write(&mut bytes)?;
            bytes.extend_from_slice(&barcode.data);
        }
    }
    let symbol = SymbolData { flags: SymbolData::NO_READABLE_LINE, x: 0, y: 0, data: bytes.into() };
    symbol.to_bytes().map(Some)
}
