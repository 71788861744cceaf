//! Links: places of a page that lead to an address (MO:DCA LLE). They are no ink; viewers and archives follow them.

use afp_codec::fields::{Link as LinkField, LinkGroup, LinkKind, LinkPart};
use afp_codec::groups::Group;
use afp_codec::triplets::{
    AreaDefinition, FullyQualifiedName, MeasurementUnits, NameFormat, NameUse, Triplet, Triplets,
};
use afp_codec::values::Text;
use afp_codec::wire::{Reserved, U24};
use afp_codec::{Field, ebcdic};
use scene::{Link, LinkTarget, Origin};
use units::{Rect, Transform};

use crate::page::canvas::Canvas;
use crate::units::{GREATEST, PER_TEN_INCHES, UnitRect};

/// The longest address in bytes (MO:DCA X'02').
const LONGEST: usize = 250;

/// A link that can be written.
#[derive(Clone, Debug)]
pub(crate) struct PlacedLink {
    rect: Rect,
    /// In the default encoding, CCSID 500.
    address: Vec<u8>,
    pub origin: Origin,
}

impl PlacedLink {
    /// The link of shared content where that is placed.
    pub(crate) fn moved(&self, transform: Transform) -> Self {
        Self { rect: transform.apply_bounds(self.rect), ..self.clone() }
    }

    /// The field; none where the place lies outside the page.
    pub(crate) fn field(&self) -> Option<Field<'static>> {
        let area = UnitRect::round(self.rect);
        let on_page = |at: i32| u32::try_from(at.clamp(0, GREATEST)).unwrap_or(0);
        let (left, top, right, bottom) =
            (on_page(area.left), on_page(area.top), on_page(area.right), on_page(area.bottom));
        if right <= left || bottom <= top {
            return None;
        }
        let source = vec![
            Triplet::MeasurementUnits(MeasurementUnits::per_ten_inches(PER_TEN_INCHES)),
            Triplet::AreaDefinition(AreaDefinition {
                reserved: Reserved::default(),
                x_origin: U24(left),
                y_origin: U24(top),
                x_size: U24(right - left),
                y_size: U24(bottom - top),
            }),
        ];
        let target = vec![Triplet::FullyQualifiedName(FullyQualifiedName {
            usage: NameUse::OTHER_OBJECT,
            format: NameFormat::URL,
            name: Text(self.address.clone().into()),
        })];
        let group = |part, triplets: Triplets<'static>| Group(LinkGroup { part, triplets });
        Some(Field::Link(LinkField {
            kind: LinkKind::NAVIGATION,
            reserved: Reserved::default(),
            groups: vec![group(LinkPart::SOURCE, source), group(LinkPart::TARGET, target)],
        }))
    }
}

impl Canvas<'_> {
    /// A place to click in. Where a place of the document lies is not known when the page is written.
    pub(crate) fn link(&mut self, link: &Link, origin: Origin) {
        let LinkTarget::Uri(address) = &link.target else {
            self.refuse("a link to another place of the document", origin);
            return;
        };
        match ebcdic::from_text(address).filter(|bytes| (1..=LONGEST).contains(&bytes.len())) {
            Some(address) => self.links.push(PlacedLink { rect: link.rect, address, origin }),
            None => self.refuse("a link whose address is longer than 250 bytes or has letters beyond EBCDIC", origin),
        }
    }
}
