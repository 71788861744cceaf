//! Pictures: included from the resource group, or carried in the page where they are this page's own.

use afp_codec::Field;
use afp_codec::fields::{IncludeObject, IncludedKind};
use afp_codec::triplets::{ColourSpecificationTriplet, Mapping, MappingOption, Triplet};
use afp_codec::wire::I24;
use scene::{Image, Origin};
use units::QuarterTurn;

use crate::error::WriteError;
use crate::images::ImageResource;
use crate::names::text_from_hash;
use crate::page::area::Area;
use crate::page::canvas::{Canvas, Medium};
use crate::page::colour::specification;
use crate::page::include::rotation;

impl Canvas<'_> {
    /// A picture stretched to its rectangle.
    pub(crate) fn picture(&mut self, image: &Image, origin: Origin) -> Result<(), WriteError> {
        if self.medium == Medium::Segment {
            self.refuse("a picture in a page segment", origin);
            return Ok(());
        }
        let id = image.image.0 as usize;
        let profile = self.plan.options.profile;
        if !profile.is_interchange() && id < self.plan.images.len() {
            return self.placed_picture(image, origin);
        }
        let area = Area::covering(image.rect, image.turn);
        let fields = if let Some(planned) = self.plan.images.get(id) {
            self.used.images.insert(image.image.0);
            vec![include(planned, image, area)]
        } else if let Some(own) = id.checked_sub(self.plan.images.len()).and_then(|own| self.images.get(own)) {
            let object = ImageResource::new(own, profile, |hash| text_from_hash('I', &hash))?;
            object.fields(area, image.mask.map(|mask| mask.colour), Medium::Page, true)?
        } else {
            self.refuse("a picture that is not defined", origin);
            return Ok(());
        };
        self.push_fields(image.rect, fields, origin);
        Ok(())
    }
}

/// An Include Object field: place, size and, for two-level pictures, colour are the page's (MO:DCA IOB).
fn include(planned: &ImageResource, image: &Image, area: Area) -> Field<'static> {
    let mut triplets = Vec::with_capacity(5);
    triplets.extend(planned.classification().map(Triplet::ObjectClassification));
    triplets.extend(area.size());
    triplets.push(Triplet::MappingOption(MappingOption { mapping: Mapping::SCALE_TO_FILL }));
    if let Some(mask) = image.mask {
        let colour = specification(mask.colour);
        triplets.push(Triplet::ColourSpecificationTriplet(ColourSpecificationTriplet { colour }));
    }
    Field::IncludeObject(IncludeObject {
        name: planned.name,
        kind: if planned.is_container() { IncludedKind::OTHER } else { IncludedKind::IMAGE },
        x_offset: I24(area.x),
        y_offset: I24(area.y),
        x_rotation: rotation(area.turn),
        y_rotation: rotation(area.turn.then(QuarterTurn::One)),
        reference: 1,
        triplets,
        ..IncludeObject::default()
    })
}
