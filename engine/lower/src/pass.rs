//! One page being lowered: the walk over its items.

use diagnostics::{Code, Diagnostic, Diagnostics, Location};
use scene::{Content, ContentBuilder, ImageSource, IncludeKind, Item, Origin, Page, Part, Placed};
use units::{Colour, Emu, Point, QuarterTurn, Rect, Size, Transform};

use crate::area::TooComplex;
use crate::capabilities::Feature;
use crate::clip::Clip;
use crate::lowering::Lowering;

/// How far straight lines may be off a curve, and a quarter of what AFP's units can show.
pub(crate) const TOLERANCE: Emu = Emu::new(160);

/// How deep groups and includes may nest; deeper ones are reported and left out.
const DEEPEST: usize = 64;

/// One page being lowered.
pub(crate) struct Pass<'a> {
    pub lowering: &'a Lowering<'a>,
    pub out: ContentBuilder,
    pub images: Vec<ImageSource>,
    /// The id of the first picture made.
    pub image_base: usize,
    pub diagnostics: Diagnostics,
    pub size: Size,
    record: Option<u64>,
    number: u32,
}

/// Where an item stands: from its coordinates to the page's, and what may be drawn on.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub transform: Transform,
    pub clip: Option<Clip>,
    pub depth: usize,
}

impl<'a> Pass<'a> {
    pub(crate) fn new(lowering: &'a Lowering<'a>, page: &Page) -> Self {
        Self {
            lowering,
            out: ContentBuilder::new(),
            images: Vec::new(),
            image_base: lowering.definitions().images.len(),
            diagnostics: Diagnostics::new(),
            size: page.size,
            record: page.record,
            number: page.number,
        }
    }

    /// Lowers all items of a page or of shared content.
    pub(crate) fn content(&mut self, content: &Content) {
        let place = Place { transform: Transform::IDENTITY, clip: None, depth: DEEPEST };
        self.items(content, &content.items, &place);
    }

    pub(crate) fn finish(self) -> (Content, Vec<ImageSource>, Diagnostics) {
        (self.out.finish(), self.images, self.diagnostics)
    }

    pub(crate) fn items(&mut self, content: &Content, items: &[Placed], place: &Place) {
        for placed in items {
            self.item(content, placed, place);
        }
    }

    fn item(&mut self, content: &Content, placed: &Placed, place: &Place) {
        let origin = placed.origin;
        match &placed.item {
            Item::Text(run) => self.text(content, run, origin, place),
            Item::Rule(rule) => self.rule(rule.rect, rule.colour, origin, place),
            Item::Path(path) => self.path(path, origin, place),
            Item::Image(image) => self.picture(image, placed, content, place),
            Item::Barcode(barcode) => self.barcode(barcode, origin, place),
            Item::Include { include, at, turn } => self.include(*include, *at, *turn, placed, place),
            Item::Group(group) => self.group(group, placed, content, place),
            Item::Link(link) => {
                let rect = place.transform.apply_bounds(link.rect);
                self.out.push(Item::Link(Box::new(scene::Link { rect, target: link.target.clone() })), origin);
            }
        }
    }

    fn barcode(&mut self, barcode: &scene::Barcode, origin: Origin, place: &Place) {
        let bounds = place.transform.apply_bounds(barcode.transform().apply_bounds(Rect::new(
            Emu::ZERO,
            Emu::ZERO,
            barcode.size.width,
            barcode.size.height,
        )));
        let clipped = place.clip.as_ref().is_some_and(|clip| !clip.contains(bounds));
        let native = self.lowering.capabilities.has(Feature::ForeignBarcode)
            || (self.lowering.capabilities.native_barcode)(barcode);
        if let (true, false, Some(turn)) = (native, clipped, place.transform.quarter_turn()) {
            let mut moved = barcode.clone();
            moved.colour = self.colour(barcode.colour, origin);
            moved.origin = place.transform.apply(barcode.origin);
            moved.turn = barcode.turn.then(turn);
            self.out.push(Item::Barcode(Box::new(moved)), origin);
            return;
        }
        if !native {
            // The same on every page: the object says it once.
            let mut finding = Diagnostic::new(Code::LoweredToRules)
                .with("reason", format!("{} does not make it itself", self.lowering.capabilities.output));
            if let Some(object) = origin.object_id() {
                finding = finding.at(Location::Object { object, property: None, range: None });
            }
            self.diagnostics.push_once(finding);
        }
        let inner = Place { transform: barcode.transform().then(place.transform), ..place.clone() };
        for &bar in &barcode.bars {
            self.rule(bar, barcode.colour, origin, &inner);
        }
    }

    fn include(&mut self, id: scene::IncludeId, at: Point, turn: QuarterTurn, placed: &Placed, place: &Place) {
        let Some(include) = self.lowering.definitions.include(id) else {
            let what = format!("the shared content {}", id.0);
            self.diagnostics.push_once(
                self.located(Code::AfpResourceMissing, placed.origin).with("kind", "include").with("name", what),
            );
            return;
        };
        let inner = Transform::rotate(turn.into()).then(Transform::translate(at)).then(place.transform);
        let bounds = inner.apply_bounds(Rect::new(Emu::ZERO, Emu::ZERO, include.size.width, include.size.height));
        let clipped = place.clip.as_ref().is_some_and(|clip| !clip.contains(bounds));
        let allowed = match inner.quarter_turn() {
            Some(QuarterTurn::Zero) => true,
            Some(_) => include.kind == IncludeKind::Overlay || self.lowering.capabilities.has(Feature::TurnedInclude),
            None => false,
        };
        match inner.quarter_turn() {
            Some(turn) if allowed && !clipped => {
                let at = inner.apply(Point::ORIGIN);
                self.out.push(Item::Include { include: id, at, turn }, placed.origin);
            }
            turn => {
                if let Some(library) = &include.library {
                    // What includes a page segment by its name cannot turn it (MO:DCA IPS); an object included by its own
                    // (IOB) would have all objects of the segment at one place.
                    let reason = match turn {
                        None => "it is turned by other than a right angle",
                        Some(_) if clipped => "it is cut by a clip",
                        Some(_) => "a page segment cannot be turned",
                    };
                    let finding = self.located(Code::LibraryResourceDrawn, placed.origin);
                    self.diagnostics.push_once(finding.with("name", library.name.as_str()).with("reason", reason));
                }
                if let Some(inner) = self.deeper(inner, place, placed.origin) {
                    self.items(&include.content, &include.content.items, &inner);
                }
            }
        }
    }

    /// A place one level deeper; none, with a diagnostic, where that is too deep.
    pub(crate) fn deeper(&mut self, transform: Transform, place: &Place, origin: Origin) -> Option<Place> {
        if place.depth == 0 {
            let finding = self.located(Code::Unsupported, origin);
            self.diagnostics.push_once(
                finding
                    .with("what", format!("more than {DEEPEST} groups in one another"))
                    .with("advice", "flatten them"),
            );
            return None;
        }
        Some(Place { transform, clip: place.clip.clone(), depth: place.depth - 1 })
    }

    /// The colour as the output has it.
    pub(crate) fn colour(&mut self, colour: Colour, origin: Origin) -> Colour {
        let Colour::Spot(id, _) = colour else { return colour };
        if self.lowering.capabilities.has(Feature::SpotColour) {
            return colour;
        }
        let written = match self.lowering.definitions.alternate(colour) {
            // Not in the table: its tint of black.
            Colour::Spot(..) => {
                let [red, green, blue] = colour.to_rgb();
                Colour::Rgb(red, green, blue)
            }
            known => known,
        };
        let name = self.lowering.definitions.spot(id).map_or("?", |spot| spot.name.as_str());
        let finding = self
            .located(Code::LoweredColour, origin)
            .with("written", words(written))
            .with("reason", format!("{} has no spot colour {name}", self.lowering.capabilities.output));
        self.diagnostics.push_once(finding);
        written
    }

    /// A finding about an item of this page.
    pub(crate) fn located(&self, code: Code, origin: Origin) -> Diagnostic {
        let mut finding = Diagnostic::new(code);
        if let Some(object) = origin.object_id() {
            let property = matches!(origin, Origin::Object { part: Part::Text, .. }).then_some("text");
            finding = finding.at(Location::Object { object, property, range: None });
        }
        if self.number > 0 {
            finding = finding.at(Location::Page { record: self.record, page: self.number });
        }
        finding
    }

    /// Reports a shape that was too tangled to be resolved and was drawn as it is.
    pub(crate) fn too_complex(&mut self, origin: Origin, TooComplex: TooComplex) {
        let finding = self
            .located(Code::Unsupported, origin)
            .with("what", "a shape with so many crossings")
            .with("advice", "simplify it, or use it as a picture");
        self.diagnostics.push_once(finding);
    }
}

/// A colour as a finding names it.
fn words(colour: Colour) -> String {
    let percent = |ink: u8| (u32::from(ink) * 100 + 127) / 255;
    match colour {
        Colour::Cmyk(cyan, magenta, yellow, black) => format!(
            "cyan {} %, magenta {} %, yellow {} %, black {} %",
            percent(cyan),
            percent(magenta),
            percent(yellow),
            percent(black)
        ),
        other => {
            let [red, green, blue] = other.to_rgb();
            format!("red {red}, green {green}, blue {blue}")
        }
    }
}
