//! The objects of a page in the order drawn, and where an item goes.

use afp_codec::framing::FieldWriter;
use afp_codec::{Field, Name};
use diagnostics::{Code, Diagnostic, Diagnostics, Location};
use scene::{Content, FaceId, ImageSource, Item, Origin, Placed};
use units::{FontSize, Rect, Size};

use crate::classic::FontKey;
use crate::encoder::{EncodedPage, Used};
use crate::error::WriteError;
use crate::page::covered::Edges;
use crate::page::environment::LastEnvironment;
use crate::page::graphics::GraphicsObject;
use crate::page::link::PlacedLink;
use crate::page::text::TextObject;
use crate::plan::Plan;
use crate::source::PageRange;
use crate::units::extent;

/// What is being drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Medium {
    /// A page.
    Page,
    /// An overlay: has its own fonts, includes no overlays.
    Overlay,
    /// A page segment: bar codes, graphics and images only, placed from its own origin.
    Segment,
}

/// A font that text of the page is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MappedFont {
    pub face: FaceId,
    pub size: FontSize,
    /// Whether it is all of the face, for text that names glyphs.
    pub whole: bool,
}

/// An object of the page.
pub(crate) enum Object {
    /// Text and rules.
    Text(Box<TextObject>),
    /// Shapes.
    Graphics(GraphicsObject),
    /// Fields that are ready: an include, a bar code, a picture.
    Fields {
        /// What they cover.
        place: Edges,
        /// The fields.
        fields: Vec<Field<'static>>,
        /// Who drew it.
        origin: Origin,
    },
}

impl Object {
    fn touches(&self, place: Edges) -> bool {
        match self {
            Self::Text(text) => text.touches(place),
            Self::Graphics(graphics) => graphics.covered.touches(place),
            Self::Fields { place: own, .. } => own.touches(place),
        }
    }
}

/// A page being sorted into objects.
pub(crate) struct Canvas<'p> {
    pub plan: &'p Plan,
    pub medium: Medium,
    pub size: Size,
    /// How wide and high it is, in whole units.
    pub extents: (u32, u32),
    /// Pictures of this page only.
    pub images: &'p [ImageSource],
    pub objects: Vec<Object>,
    /// Text objects of pages before, empty again.
    pub texts: Vec<TextObject>,
    /// Fonts by local id, from 1.
    pub fonts: Vec<MappedFont>,
    /// The same in classic files.
    pub coded_fonts: Vec<FontKey>,
    pub used: Used,
    pub links: Vec<PlacedLink>,
    pub diagnostics: Diagnostics,
}

impl<'p> Canvas<'p> {
    pub(crate) fn new(plan: &'p Plan, size: Size, images: &'p [ImageSource], medium: Medium) -> Self {
        Self {
            plan,
            medium,
            size,
            extents: (extent(size.width), extent(size.height)),
            images,
            objects: Vec::new(),
            texts: Vec::new(),
            fonts: Vec::new(),
            coded_fonts: Vec::new(),
            used: Used::default(),
            links: Vec::new(),
            diagnostics: Diagnostics::new(),
        }
    }

    /// Draws all items of a page.
    pub(crate) fn items(&mut self, content: &Content) -> Result<(), WriteError> {
        for placed in &content.items {
            self.item(placed, content)?;
        }
        Ok(())
    }

    fn item(&mut self, placed: &Placed, content: &Content) -> Result<(), WriteError> {
        let origin = placed.origin;
        match &placed.item {
            Item::Text(run) => self.run(run, content, origin),
            Item::Rule(rule) => self.rule(rule.rect, rule.colour, origin),
            Item::Path(path) => {
                self.path(path, origin);
                Ok(())
            }
            Item::Image(image) => self.picture(image, origin),
            Item::Barcode(barcode) => self.barcode(barcode, origin),
            Item::Include { include, at, turn } => self.include(*include, *at, *turn, origin),
            Item::Group(_) => {
                self.refuse("a group that was not resolved", origin);
                Ok(())
            }
            Item::Link(link) => {
                self.link(link, origin);
                Ok(())
            }
        }
    }

    /// The object that an item goes into: the last of its kind that nothing covers which the item could touch.
    #[inline]
    pub(crate) fn object(&self, place: Edges, fits: impl Fn(&Object) -> bool) -> Option<usize> {
        for (at, object) in self.objects.iter().enumerate().rev() {
            if fits(object) {
                return Some(at);
            }
            if object.touches(place) {
                return None;
            }
        }
        None
    }

    /// Where text and rules within a place go.
    pub(crate) fn text_object(&mut self, place: Edges) -> usize {
        let found = self.object(place, |object| matches!(object, Object::Text(_)));
        found.unwrap_or_else(|| self.new_text_object())
    }

    #[cold]
    fn new_text_object(&mut self) -> usize {
        let new = || TextObject::new(!self.plan.options.profile.is_interchange());
        let text = self.texts.pop().unwrap_or_else(new);
        self.objects.push(Object::Text(Box::new(text)));
        self.objects.len() - 1
    }

    /// Adds fields that are ready.
    pub(crate) fn push_fields(&mut self, bounds: Rect, fields: Vec<Field<'static>>, origin: Origin) {
        self.objects.push(Object::Fields { place: bounds.into(), fields, origin });
    }

    pub(crate) fn report(&mut self, finding: Diagnostic) {
        self.diagnostics.push_once(finding);
    }

    /// Reports something that cannot be written and is left out.
    #[cold]
    pub(crate) fn refuse(&mut self, what: &str, origin: Origin) {
        let mut finding = Diagnostic::new(Code::Unsupported)
            .with("what", what)
            .with("advice", "it was left out; change or remove the object");
        if let Some(object) = origin.object_id() {
            finding = finding.at(Location::Object { object, property: None, range: None });
        }
        self.report(finding);
    }

    /// Writes everything, from Begin to End; gives back the text objects, empty again.
    pub(crate) fn finish(
        self,
        name: Name,
        index: &[Field<'static>],
        last: &mut LastEnvironment,
    ) -> Result<(EncodedPage, Vec<TextObject>), WriteError> {
        let text = self.objects.iter().map(|object| match object {
            Object::Text(text) => text.len(),
            _ => 0,
        });
        let mut bytes = Vec::with_capacity(1024 + text.sum::<usize>());
        let mut ranges = Vec::new();
        self.begin(name, &mut bytes, last)?;
        let profile = self.plan.options.profile;
        let mut writer = FieldWriter::with_limit(&mut bytes, profile.field_limit());
        for element in index {
            writer.write(element).map_err(WriteError::encode("an index element"))?;
        }
        let mut texts = self.texts;
        let keep = self.plan.options.source_map;
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        // Links of shared content stand in the pages that include it.
        let links = if self.medium == Medium::Page { self.links.as_slice() } else { &[] };
        for link in links {
            if let Some(field) = link.field() {
                let range = writer.write(&field).map_err(WriteError::encode("a link"))?;
                if keep {
                    ranges.push(PageRange { origin: link.origin, start: place(range.start), end: place(range.end) });
                }
            }
        }
        for object in self.objects {
            let mut found = Vec::new();
            match object {
                Object::Text(mut text) => {
                    text.write(&mut writer, profile.field_data(), &mut found)?;
                    texts.push(*text);
                }
                Object::Graphics(graphics) => {
                    graphics.write(self.medium, self.extents, profile.field_data(), &mut writer, &mut found)?;
                }
                Object::Fields { fields, origin, .. } => {
                    let start = writer.position();
                    for field in &fields {
                        writer.write(field).map_err(WriteError::encode("an object"))?;
                    }
                    found.push((origin, start..writer.position()));
                }
            }
            if keep {
                ranges.extend(found.into_iter().map(|(origin, range)| PageRange {
                    origin,
                    start: place(range.start),
                    end: place(range.end),
                }));
            }
        }
        super::environment::end(self.medium, name, &mut writer)?;
        let Self { diagnostics, used, links, .. } = self;
        let page = EncodedPage { bytes, ranges, diagnostics, used, medium_map: None, index: Vec::new(), links };
        Ok((page, texts))
    }
}
