//! Graphics: drawing orders, areas and images in them, the subsets GRS2 and GRS3.

use afp_codec::describe::Places;
use afp_codec::goca::{AttributeSet, GraphicsDescriptorItem, Order, OrderItem, Orders};
use afp_codec::values::{OcaColour, UnitBase};
use afp_codec::{Field, FieldId};

use crate::finding::Findings;
use crate::grammar::State;
use crate::located::Seen;
use crate::nest::Nest;
use crate::rule::rule_list;
use crate::walk::ObjectData;

use super::Subject;
use super::text::colour_fault;

rule_list! {
    DESCRIPTOR "graphics-descriptor" [ARCHITECTURE]
        "a graphics data descriptor consists of complete items and gives the window once, with its edges in order and units of 1 to 32,767 that are the same for X and Y",
        "GOCA A GDD, EC-000A";
    UNITS_IS3 "is3-graphics-units" [IS3]
        "graphics are measured over 10 inches", "MO:DCA 7 IS/3 table 35 GDD";
    DAMAGED "graphics-order-length" [ARCHITECTURE]
        "a drawing order reaches no further than the graphics data", "GOCA 8 EC-0008";
    UNKNOWN "graphics-order-unknown" [ARCHITECTURE]
        "every drawing order is one that GOCA defines", "GOCA 8 EC-0001";
    LAYOUT "graphics-order-layout" [ARCHITECTURE]
        "the operands of a drawing order have the layout of that order", "GOCA 8 EC-0003";
    SEGMENT "graphics-segment" [ARCHITECTURE]
        "drawing orders stand in segments, which have 12 bytes of parameters, hold as many bytes as they say and are new or appended",
        "GOCA 8 CPC-0001, CPC-70C1, CPC-70C5, CPC-7001, CPC-7082";
    AREA "graphics-area" [ARCHITECTURE]
        "areas are begun and ended in turn, inside one segment with what is appended to it", "GOCA 8 EC-6000, EC-6800, EC-6801";
    IMAGE "graphics-image" [ARCHITECTURE]
        "an image inside graphics is begun and ended, and has between them nothing but as many rows as its height",
        "GOCA 8 EC-9200, EC-9300, EC-9301, EC-D100, EC-D101";
    COLOUR "graphics-colour" [ARCHITECTURE]
        "a colour is one of the OCA table, or has a defined space and numbers of bits that fit it", "GOCA 8 EC-0E02, EC-0E03, EC-0E05";
    GRS3 "graphics-grs3" [IS3]
        "graphics keep to the subset GRS3: no cubic curves, line ends, joins or custom dashes, no patterns of their own, no gradients, no non-zero winding",
        "GOCA 9 GRS3; MO:DCA 7 IS/3 table 27";
    GRS2 "is1-graphics-grs2" [IS1]
        "graphics keep to the subset DR/2V0: no boxes, partial arcs, fractional widths or process colours beside what GRS3 lacks",
        "GOCA 9 DR/2V0; MO:DCA 7 IS/1 figure 82";
}

/// Nothing is remembered from one object to the next.
#[derive(Debug, Default)]
pub(super) struct Graphics;

impl Subject for Graphics {
    fn field(&mut self, _nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
        let Field::GraphicsDescriptor(descriptor) = &seen.field else { return };
        let mut windows = 0;
        for item in &descriptor.items {
            match item {
                GraphicsDescriptorItem::Window(window) => {
                    windows += 1;
                    if window.left > window.right || window.bottom > window.top {
                        out.report(DESCRIPTOR, seen.offset(), || {
                            format!(
                                "the window runs from {} to {} and from {} to {}",
                                window.left, window.right, window.bottom, window.top
                            )
                        });
                    }
                    let [x, y] = [window.x_units, window.y_units];
                    if x != y || !(1..=0x7FFF).contains(&x) {
                        out.report(DESCRIPTOR, seen.offset(), || format!("the units are {x} and {y}"));
                    } else if window.base != UnitBase::TEN_INCHES {
                        out.report(UNITS_IS3, seen.offset(), || format!("the unit base is X'{:02X}'", window.base.0));
                    }
                }
                GraphicsDescriptorItem::Defaults(defaults) => {
                    let later = [AttributeSet::PROCESS_COLOUR, AttributeSet::NORMAL_LINE_WIDTH];
                    if later.contains(&defaults.values.set()) {
                        out.report(GRS2, seen.offset(), || format!("default set X'{:02X}'", defaults.values.set().0));
                    }
                }
                GraphicsDescriptorItem::Damaged(bytes) => {
                    out.report(DESCRIPTOR, seen.offset(), || format!("no item fits the last {} bytes", bytes.len()));
                }
                GraphicsDescriptorItem::Subset(_) | GraphicsDescriptorItem::Unknown { .. } => {}
            }
        }
        if windows != 1 && !descriptor.items.iter().any(|item| matches!(item, GraphicsDescriptorItem::Damaged(_))) {
            out.report(DESCRIPTOR, seen.offset(), || format!("the descriptor gives {windows} windows"));
        }
    }

    fn data(&mut self, nest: &Nest, data: &ObjectData, out: &mut Findings<'_>) {
        if data.id != FieldId::GAD || nest.state() != State::Graphics {
            return;
        }
        let places = data.places();
        let mut drawing = Drawing { places: &places, segment: None, area: None, image: None };
        for item in Orders::new(&data.bytes) {
            if !data.whole && matches!(item.order, Order::Damaged(_)) {
                return;
            }
            drawing.order(&item, out);
        }
        if data.whole {
            drawing.end(data.bytes.len(), out);
        }
    }
}

/// What is open while the orders are followed.
struct Drawing<'p> {
    places: &'p Places,
    /// End of the open segment in the joined data.
    segment: Option<usize>,
    /// Where the open area began.
    area: Option<usize>,
    /// Where the open image began, the rows it has and had.
    image: Option<(usize, u16, u16)>,
}

impl Drawing<'_> {
    fn at(&self, place: usize) -> u64 {
        self.places.file_offset(place)
    }

    fn order(&mut self, item: &OrderItem<'_>, out: &mut Findings<'_>) {
        let offset = self.at(item.at);
        if let Order::BeginSegment(segment) = &item.order {
            let appended = segment.properties & 0x06 == 0x06;
            self.leave_segment(item.at, appended, out);
            self.segment = Some(item.at + item.length + usize::from(segment.length));
            if matches!(segment.properties & 0x06, 0x02 | 0x04) {
                out.report(SEGMENT, offset, || {
                    format!("the properties of the segment are X'{:02X}'", segment.properties)
                });
            }
            return;
        }
        match &item.order {
            Order::Damaged(bytes) => {
                out.report(DAMAGED, offset, || format!("no drawing order fits the last {} bytes", bytes.len()));
                // What follows is not known, so that nothing can be said about what is open.
                (self.segment, self.area, self.image) = (None, None, None);
                return;
            }
            Order::Unknown { code: 0x70, .. } => {
                out.report(SEGMENT, offset, || "the parameters of the segment are not 12 bytes".to_owned());
                self.segment = Some(usize::MAX);
                return;
            }
            Order::Unknown { code, .. } if is_defined(*code) => {
                out.report(LAYOUT, offset, || format!("the operands of X'{code:02X}' have another layout"));
            }
            Order::Unknown { code, .. } => {
                out.report(UNKNOWN, offset, || format!("X'{code:02X}' is no drawing order"));
            }
            _ => {}
        }
        if self.segment.is_none_or(|end| item.at >= end) && !matches!(item.order, Order::NoOperation(_)) {
            out.report(SEGMENT, offset, || "a drawing order outside a segment".to_owned());
            // Told once for each object.
            self.segment = Some(usize::MAX);
        }
        self.areas_and_images(item, offset, out);
        subsets(&item.order, offset, out);
        colour(&item.order, offset, out);
    }

    fn areas_and_images(&mut self, item: &OrderItem<'_>, offset: u64, out: &mut Findings<'_>) {
        if let Some((_, _, rows)) = &mut self.image {
            match &item.order {
                Order::ImageRow(_) => *rows = rows.saturating_add(1),
                Order::EndImage(_) => {
                    let open = self.image.take();
                    if let Some((_, height, rows)) = open.filter(|(_, height, rows)| height != rows) {
                        out.report(IMAGE, offset, || format!("the image has {rows} rows, its height is {height}"));
                    }
                }
                Order::Comment(_) | Order::NoOperation(_) => {}
                order => out.report(IMAGE, offset, || format!("{} inside an image", order.names().0)),
            }
            return;
        }
        match &item.order {
            Order::BeginImageAt(image) => self.image = Some((item.at, image.height, 0)),
            Order::BeginImageHere(image) => self.image = Some((item.at, image.height, 0)),
            Order::ImageRow(_) | Order::EndImage(_) => {
                out.report(IMAGE, offset, || format!("{} outside an image", item.order.names().0));
            }
            Order::BeginArea(_) if self.area.replace(item.at).is_some() => {
                out.report(AREA, offset, || "an area begins inside an area".to_owned());
            }
            Order::EndArea(_) if self.area.take().is_none() => {
                out.report(AREA, offset, || "no area is open that could end".to_owned());
            }
            _ => {}
        }
    }

    /// Leaves a segment because another begins or the data ends.
    fn leave_segment(&mut self, place: usize, appended: bool, out: &mut Findings<'_>) {
        let end = self.segment.take().filter(|end| *end != usize::MAX);
        if let Some(end) = end.filter(|end| *end > place) {
            out.report(SEGMENT, self.at(place), || format!("{} bytes of the segment are missing", end - place));
        }
        // An area goes on in a segment that is appended.
        if appended {
            return;
        }
        if let Some(begun) = self.area.take() {
            out.report(AREA, self.at(begun), || "the area does not end in its segment".to_owned());
        }
        if let Some((begun, ..)) = self.image.take() {
            out.report(IMAGE, self.at(begun), || "the image does not end in its segment".to_owned());
        }
    }

    fn end(&mut self, length: usize, out: &mut Findings<'_>) {
        if let Some(end) = self.segment.filter(|end| *end != usize::MAX && *end > length) {
            self.segment = None;
            let last = self.at(length.saturating_sub(1));
            out.report(SEGMENT, last, || format!("{} bytes of the segment are missing", end - length));
        }
        self.leave_segment(length, false, out);
    }
}

/// Whether GOCA defines an order of this code.
fn is_defined(code: u16) -> bool {
    const LONG: [u16; 55] = [
        0x00, 0x01, 0x04, 0x08, 0x0A, 0x0C, 0x0D, 0x11, 0x18, 0x19, 0x1A, 0x1B, 0x20, 0x21, 0x22, 0x26, 0x28, 0x29,
        0x33, 0x34, 0x35, 0x37, 0x38, 0x39, 0x3A, 0x3B, 0x3C, 0x3E, 0x43, 0x5E, 0x60, 0x68, 0x71, 0x80, 0x81, 0x82,
        0x83, 0x85, 0x87, 0x91, 0x92, 0x93, 0xA0, 0xA1, 0xA3, 0xA5, 0xB2, 0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC7, 0xD1,
        0xDE,
    ];
    LONG.contains(&code) || matches!(code, 0xDF | 0xE1 | 0xE3 | 0xE5 | 0xFEDC | 0xFEDD)
}

fn subsets(order: &Order<'_>, offset: u64, out: &mut Findings<'_>) {
    let beyond = match order {
        Order::BezierAt(_)
        | Order::BezierHere(_)
        | Order::LineEnd(_)
        | Order::LineJoin(_)
        | Order::CustomLineType(_)
        | Order::BeginCustomPattern(_)
        | Order::EndCustomPattern(_)
        | Order::DeletePattern(_)
        | Order::PatternReference(_)
        | Order::LinearGradient(_)
        | Order::RadialGradient(_) => true,
        // Flag bit 2: the inside by non-zero winding.
        Order::BeginArea(area) => area.flags & 0x20 != 0,
        _ => false,
    };
    let message = || format!("{} is no part of the subset", order.names().1);
    if beyond {
        out.report(GRS3, offset, message);
    }
    let later = matches!(
        order,
        Order::BoxAt(_)
            | Order::BoxHere(_)
            | Order::PartialArcAt(_)
            | Order::PartialArcHere(_)
            | Order::FractionalWidth(_)
            | Order::ProcessColour(_)
    );
    if beyond || later {
        out.report(GRS2, offset, message);
    }
}

fn colour(order: &Order<'_>, offset: u64, out: &mut Findings<'_>) {
    match order {
        Order::ExtendedColour(set) if set.colour.meaning().is_none() || set.colour == OcaColour::NOT_GIVEN => {
            out.report(COLOUR, offset, || format!("X'{:04X}' is no colour of the table", set.colour.0));
        }
        Order::Colour(set) if set.value > 8 => {
            out.report(COLOUR, offset, || format!("X'{:02X}' is no colour", set.value));
        }
        Order::ProcessColour(set) => {
            if let Some(fault) = colour_fault(&set.colour) {
                out.report(COLOUR, offset, || fault);
            }
        }
        _ => {}
    }
}
