//! Pictures, and what becomes one.

use diagnostics::Code;
use scene::{
    Content, Definitions, Image, ImageFormat, ImageId, ImageSource, Item, Mask, Page, PixelColour, Placed, Rule,
};
use units::{Colour, Emu, QuarterTurn, Rect};

use crate::capabilities::Feature;
use crate::clip::intersection;
use crate::group::placed_in;
use crate::pass::{Pass, Place};

impl Pass<'_> {
    pub(crate) fn picture(&mut self, image: &Image, placed: &Placed, content: &Content, place: &Place) {
        let transform = place.transform;
        let rect = transform.apply_bounds(image.rect);
        let turn = match (transform.a.signum(), transform.b.signum(), transform.c.signum(), transform.d.signum()) {
            (1, 0, 0, 1) => Some(QuarterTurn::Zero),
            (0, 1, -1, 0) => Some(QuarterTurn::One),
            (-1, 0, 0, -1) => Some(QuarterTurn::Two),
            (0, -1, 1, 0) => Some(QuarterTurn::Three),
            _ => None,
        };
        let has = |feature| self.lowering.capabilities.has(feature);
        let cut = match &place.clip {
            Some(clip) if clip.excludes(rect) => return,
            Some(clip) if !clip.contains(rect) => clip.bounds.and_then(|bounds| intersection(bounds, rect)),
            _ => None,
        };
        if let Some(visible) = cut
            && !has(Feature::ClippedPicture)
        {
            self.as_picture(placed, content, place, visible, "it is cut by the edge of a clip");
            return;
        }
        let Some(turn) = turn else {
            self.as_picture(placed, content, place, rect, "it is turned by no right angle or mirrored");
            return;
        };
        let below = || self.out.content().items.iter().filter_map(|item| self.item_bounds(item, Default::default()));
        let covers = below().any(|bounds| intersection(bounds, rect).is_some());
        let transparent = self.lowering.transparent.get(image.image.0 as usize).copied().unwrap_or(false);
        if transparent && covers {
            self.as_picture(placed, content, place, rect, "it is partly transparent");
            return;
        }
        if transparent {
            let finding = self
                .located(Code::LoweredColour, placed.origin)
                .with("written", "the colours on white paper")
                .with("reason", format!("{} has no transparent pictures", self.lowering.capabilities.output));
            self.diagnostics.push_once(finding);
        }
        let source = self.lowering.definitions.image(image.image);
        let bilevel = source.is_some_and(|source| source.colour == PixelColour::Bilevel);
        if source.is_some_and(|source| source.colour == PixelColour::Cmyk) && !has(Feature::InkPicture) {
            let finding = self
                .located(Code::LoweredColour, placed.origin)
                .with("written", "red, green, blue")
                .with("reason", format!("{} has no pictures with inks", self.lowering.capabilities.output));
            self.diagnostics.push_once(finding);
        }
        let mut mask = image.mask.map(|mask| Mask { colour: self.colour(mask.colour, placed.origin) });
        if bilevel && mask.is_none() && !has(Feature::OpaqueBilevel) {
            if covers {
                self.out.push(Item::Rule(Rule { rect, colour: Colour::WHITE }), placed.origin);
            }
            mask = Some(Mask { colour: Colour::BLACK });
        }
        let turn = image.turn.then(turn);
        self.out.push(Item::Image(Image { image: image.image, rect, turn, mask }), placed.origin);
    }

    /// Draws an item, with all that lies below, as one opaque picture of a part of the page.
    pub(crate) fn as_picture(
        &mut self,
        placed: &Placed,
        content: &Content,
        place: &Place,
        bounds: Rect,
        reason: &'static str,
    ) {
        let dpi = self.lowering.capabilities.picture_dpi;
        let paper = Rect::new(Emu::ZERO, Emu::ZERO, self.size.width, self.size.height);
        let Some(visible) = intersection(bounds, paper) else { return };
        let finding = self.located(Code::LoweredToImage, placed.origin).with("dpi", dpi).with("reason", reason);
        self.diagnostics.push_once(finding);
        let area = on_dots(visible, dpi);
        let mut scene = self.out.clone().finish().into_builder();
        let item = Self::adopt(placed, content, &mut scene);
        let group = placed_in(vec![item], place, placed.origin);
        scene.push(group.item, group.origin);
        let page = Page { size: self.size, content: scene.finish(), ..Page::default() };
        let made = self.lowering.made();
        let drawn = if made.is_empty() && self.images.is_empty() {
            (self.lowering.rasterise)(&page, self.lowering.definitions, area, dpi)
        } else {
            let mut definitions = Definitions::clone(self.lowering.definitions);
            definitions.images.extend(made.iter().chain(&self.images).cloned());
            (self.lowering.rasterise)(&page, &definitions, area, dpi)
        };
        match drawn {
            Ok(pixmap) => self.push_pixmap(&pixmap, area, placed),
            Err(words) => {
                let what = format!("the object as a picture ({words})");
                let finding = self.located(Code::Unsupported, placed.origin).with("what", what);
                self.diagnostics.push_once(finding.with("advice", "choose a lower resolution or remove the effect"));
            }
        }
    }

    fn push_pixmap(&mut self, pixmap: &scene::Pixmap, area: Rect, placed: &Placed) {
        let bytes: Vec<u8> = pixmap.rgba.as_chunks::<4>().0.iter().flat_map(|&[r, g, b, _]| [r, g, b]).collect();
        let mut hasher = blake3::Hasher::new();
        hasher.update(&pixmap.width.to_be_bytes()).update(&pixmap.height.to_be_bytes()).update(&bytes);
        let id = ImageId(u32::try_from(self.image_base + self.images.len()).unwrap_or(u32::MAX));
        self.images.push(ImageSource {
            name: hasher.finalize().to_hex().to_string(),
            width: pixmap.width,
            height: pixmap.height,
            colour: PixelColour::Rgb,
            format: ImageFormat::Raw,
            bytes: bytes.into(),
        });
        let image = Image { image: id, rect: area, turn: QuarterTurn::Zero, mask: None };
        self.out.push(Item::Image(image), placed.origin);
    }
}

/// The smallest rectangle of whole dots around a rectangle.
fn on_dots(rect: Rect, dpi: u32) -> Rect {
    let dots = i64::from(dpi.max(1));
    let per_inch = i64::from(Emu::PER_INCH);
    let down = |length: Emu| (length.wide() * dots).div_euclid(per_inch);
    let up = |length: Emu| -((-length.wide() * dots).div_euclid(per_inch));
    let emu = |dot: i64| Emu::saturating_from(dot * per_inch / dots);
    let (left, top, right, bottom) = (down(rect.x), down(rect.y), up(rect.right()), up(rect.bottom()));
    Rect::new(emu(left), emu(top), emu(right) - emu(left), emu(bottom) - emu(top))
}
