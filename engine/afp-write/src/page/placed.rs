//! Pictures of classic files: page segments, one for each size at which a picture stands on pages, because older
//! receivers have no Include Object field.

use afp_codec::fields::{IncludeSegment, Named};
use afp_codec::framing::FieldWriter;
use afp_codec::wire::I24;
use afp_codec::{Field, Name, Wire};
use scene::{Image, Origin};
use units::{Colour, QuarterTurn};

use crate::error::WriteError;
use crate::names::{name, text_from_hash};
use crate::page::area::Area;
use crate::page::canvas::{Canvas, Medium};
use crate::page::colour::specification;
use crate::plan::Plan;

/// A picture at a size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlacedImage {
    image: usize,
    width: u32,
    height: u32,
    turn: QuarterTurn,
    /// The colour of the 1 bits.
    colour: Option<Colour>,
}

impl PlacedImage {
    /// The name of its page segment; none for a picture that is not of the plan.
    fn name(&self, plan: &Plan) -> Result<Option<Name>, WriteError> {
        let Some(image) = plan.images.get(self.image) else { return Ok(None) };
        let mut hasher = blake3::Hasher::new();
        hasher.update(&image.name.0).update(&self.width.to_be_bytes()).update(&self.height.to_be_bytes());
        hasher.update(&self.turn.degrees().to_be_bytes());
        if let Some(colour) = self.colour {
            hasher.update(&specification(colour).to_bytes().map_err(WriteError::encode("a colour"))?);
        }
        name(&text_from_hash('Q', &hasher.finalize())).map(Some)
    }

    /// The page segment, from its Begin to its End field.
    pub(crate) fn write(&self, plan: &Plan, name: Name, writer: &mut FieldWriter<'_>) -> Result<(), WriteError> {
        let Some(image) = plan.images.get(self.image) else { return Ok(()) };
        let area = Area { x: 0, y: 0, width: self.width, height: self.height, turn: self.turn };
        let begin = Field::BeginPageSegment(Named::new(name, Vec::new()));
        let end = Field::EndPageSegment(Named::new(name, Vec::new()));
        let object = image.fields(area, self.colour, Medium::Segment, true)?;
        for field in std::iter::once(&begin).chain(&object).chain(std::iter::once(&end)) {
            writer.write(field).map_err(WriteError::encode("a picture"))?;
        }
        Ok(())
    }
}

impl Canvas<'_> {
    /// A picture of the plan, by an Include Page Segment field.
    pub(crate) fn placed_picture(&mut self, image: &Image, origin: Origin) -> Result<(), WriteError> {
        let Area { x, y, width, height, turn } = Area::covering(image.rect, image.turn);
        let colour = image.mask.map(|mask| mask.colour);
        let placed = PlacedImage { image: image.image.0 as usize, width, height, turn, colour };
        let Some(name) = placed.name(self.plan)? else { return Ok(()) };
        self.used.pictures.add(name, placed)?;
        let field = Field::IncludeSegment(IncludeSegment { name, x: I24(x), y: I24(y), triplets: Vec::new() });
        self.push_fields(image.rect, vec![field], origin);
        Ok(())
    }
}
