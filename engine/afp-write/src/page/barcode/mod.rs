//! Bar code objects (BCOCA). The readable line is suppressed: it is text of the page.

mod data;
mod kind;

use afp_codec::bcoca::{SymbolData, SymbolDescriptor};
use afp_codec::fields::{Data, Named};
use afp_codec::triplets::{ColourSpecificationTriplet, Mapping, Triplet};
use afp_codec::values::OcaColour;
use afp_codec::{Field, Wire};
use scene::{Barcode, Origin, SymbolKind};
use units::{Colour, Emu, Rect};

use crate::error::WriteError;
use crate::options::Profile;
use crate::page::area::Area;
use crate::page::canvas::Canvas;
use crate::page::colour::specification;
use crate::units::{PER_TEN_INCHES, extent};

impl Canvas<'_> {
    /// A bar code that the profile's subset has.
    pub(crate) fn barcode(&mut self, barcode: &Barcode, origin: Origin) -> Result<(), WriteError> {
        let failed = || WriteError::encode("a bar code");
        let Some((kind, modifier)) = kind::of(barcode) else {
            self.refuse("a bar code that BCOCA does not have", origin);
            return Ok(());
        };
        let Some(data) = data::of(barcode).map_err(failed())? else {
            self.refuse("bar code data outside the symbology's code page", origin);
            return Ok(());
        };
        let symbol = SymbolData { flags: SymbolData::NO_READABLE_LINE, x: 0, y: 0, data: data.into() };
        let data = symbol.to_bytes().map_err(failed())?;
        // One field is one symbol (BCOCA appendix B).
        if data.len() > self.plan.options.profile.field_data() {
            self.refuse("a bar code with more data than a field holds", origin);
            return Ok(());
        }
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
        let short = |length: u32| u16::try_from(length.clamp(1, 0x7FFF)).unwrap_or(0x7FFF);
        let fixed = barcode.kind.has_fixed_size();
        let small = fixed && barcode.kind == SymbolKind::IntelligentMail;
        let descriptor = SymbolDescriptor {
            width: short(width),
            height: short(height),
            colour: OcaColour::DEVICE_DEFAULT,
            module_width: if fixed && !small { u8::MAX } else { barcode.module_mils },
            element_height: if barcode.kind.has_height() { short(extent(barcode.height)) } else { u16::MAX },
            wide_to_narrow: if barcode.kind.has_ratio() { barcode.ratio_percent } else { u16::MAX },
            triplets: self.barcode_colour(barcode.colour),
            ..SymbolDescriptor::of(kind, modifier, PER_TEN_INCHES)
        };
        let mut fields = vec![Field::BeginBarCode(Named::default())];
        let descriptor = Field::BarCodeDescriptor(descriptor);
        fields.extend(area.environment(self.medium, Field::MapBarCode, Mapping::POSITION, descriptor));
        fields.push(Field::BarCodeData(Data { bytes: data.into() }));
        fields.push(Field::EndBarCode(Named::default()));
        let symbol = Rect::new(Emu::ZERO, Emu::ZERO, barcode.size.width, barcode.size.height);
        self.push_fields(barcode.transform().apply_bounds(symbol), fields, origin);
        Ok(())
    }

    /// BCD2 has no other colour than the device's in the descriptor itself; the triplet has all. BCD1 has no triplet, and
    /// its black is the device's colour.
    fn barcode_colour(&self, colour: Colour) -> Vec<Triplet<'static>> {
        match (colour, self.plan.options.profile) {
            (Colour::DeviceDefault, _) | (Colour::BLACK, Profile::Classic { .. }) => Vec::new(),
            (colour, _) => {
                vec![Triplet::ColourSpecificationTriplet(ColourSpecificationTriplet { colour: specification(colour) })]
            }
        }
    }
}
