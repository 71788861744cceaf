//! Swatches, spot colours, and strokes.

use std::collections::BTreeMap;

use diagnostics::{Code, Diagnostic, Diagnostics, Location, ObjectId};
use model::{ColourRef, LineCapStyle, LineJoinStyle, StrokeStyle, Swatch};
use scene::{Dash, LineCap, LineJoin, Spot, Stroke};
use units::{Colour, Emu, SpotId};

use super::Compiler;

/// The colours that swatches stand for.
pub(super) struct Colours {
    swatches: BTreeMap<ObjectId, Colour>,
    spots: Vec<Spot>,
}

impl Colours {
    pub(super) fn resolve(swatches: &[Swatch], diagnostics: &mut Diagnostics) -> Self {
        let by_id: BTreeMap<ObjectId, &Swatch> = swatches.iter().map(|swatch| (swatch.id, swatch)).collect();
        let mut colours = Self { swatches: BTreeMap::new(), spots: Vec::new() };
        for swatch in swatches {
            let Some(value) = value(swatch, &by_id, diagnostics) else { continue };
            let number = u16::try_from(colours.spots.len()).ok();
            let colour = match number {
                Some(number) if !swatch.spot.is_empty() => {
                    let same = colours.spots.iter().position(|spot| spot.name == swatch.spot);
                    let number = same.and_then(|same| u16::try_from(same).ok()).unwrap_or_else(|| {
                        colours.spots.push(Spot { name: swatch.spot.clone(), alternate: value });
                        number
                    });
                    Colour::Spot(SpotId(number), 255)
                }
                _ => value,
            };
            colours.swatches.insert(swatch.id, colour);
        }
        colours
    }

    pub(super) fn into_spots(self) -> Vec<Spot> {
        self.spots
    }
}

/// The colour at the end of the chain of swatches.
fn value(swatch: &Swatch, by_id: &BTreeMap<ObjectId, &Swatch>, diagnostics: &mut Diagnostics) -> Option<Colour> {
    let mut at = swatch;
    for _ in 0..=by_id.len() {
        match at.colour {
            ColourRef::Value(colour) => return Some(colour),
            ColourRef::Swatch(next) => match by_id.get(&next) {
                Some(next) => at = next,
                None => {
                    diagnostics.push(
                        Diagnostic::new(Code::TemplateUnknownReference)
                            .with("kind", "swatch")
                            .with("name", next.to_string())
                            .at(Location::Object { object: at.id, property: Some("colour"), range: None }),
                    );
                    return None;
                }
            },
        }
    }
    diagnostics.push(
        Diagnostic::new(Code::TemplateLoop)
            .with("kind", "swatch")
            .with("name", swatch.name.as_str())
            .at(Location::Object { object: swatch.id, property: Some("colour"), range: None }),
    );
    None
}

impl Compiler<'_> {
    /// A colour; black where its swatch is not there.
    pub(super) fn colour(&mut self, reference: ColourRef, object: ObjectId, property: &'static str) -> Colour {
        match reference {
            ColourRef::Value(colour) => colour,
            ColourRef::Swatch(id) => match self.colours.swatches.get(&id) {
                Some(colour) => *colour,
                None => {
                    self.unknown("swatch", &id, object, property);
                    Colour::BLACK
                }
            },
        }
    }

    /// A ground.
    pub(super) fn fill(&mut self, reference: Option<ColourRef>, object: ObjectId) -> Option<Colour> {
        reference.map(|reference| self.colour(reference, object, "fill"))
    }

    /// A line; none where it has no width.
    pub(super) fn stroke(&mut self, style: Option<&StrokeStyle>, object: ObjectId) -> Option<Stroke> {
        let style = style.filter(|style| style.width > Emu::ZERO)?;
        Some(Stroke {
            width: style.width,
            colour: self.colour(style.colour, object, "stroke"),
            cap: match style.cap {
                LineCapStyle::Flat => LineCap::Flat,
                LineCapStyle::Square => LineCap::Square,
                LineCapStyle::Round => LineCap::Round,
            },
            join: match style.join {
                LineJoinStyle::Miter => LineJoin::Miter,
                LineJoinStyle::Round => LineJoin::Round,
                LineJoinStyle::Bevel => LineJoin::Bevel,
            },
            dash: dash(&style.dash),
        })
    }
}

/// Lengths that a page allows: an even number, none below zero, not all zero.
fn dash(lengths: &[Emu]) -> Option<Dash> {
    let mut lengths: Vec<Emu> = lengths.iter().map(|&length| length.max(Emu::ZERO)).collect();
    if lengths.len() % 2 == 1 {
        lengths.extend_from_within(..);
    }
    lengths.iter().any(|&length| length > Emu::ZERO).then_some(Dash { lengths })
}
