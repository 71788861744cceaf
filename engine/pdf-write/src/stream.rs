//! A content stream: items in order, groups within groups.

use diagnostics::ObjectId;
use scene::{Content as SceneContent, Group, ImageSource, IncludeId, Item, Link, Origin, Placed};
use units::{Emu, Point, QuarterTurn, Rect, Transform};

use crate::content::{Content, Frame};
use crate::deflate::Deflate;
use crate::drawing::State;
use crate::encode::{PageLink, SourceSpan};
use crate::plan::Plan;
use crate::used::Used;

/// How deep groups may nest; deeper ones are not written.
pub(crate) const DEEPEST: usize = 64;

/// A content stream being written.
pub(crate) struct Stream<'p, 'd> {
    pub(crate) plan: &'p Plan<'d>,
    /// Pictures: those of the plan, and those of the page behind them.
    pub(crate) pictures: &'p [ImageSource],
    deflate: &'p mut Deflate,
    pub(crate) content: Content,
    pub(crate) frame: Frame,
    pub(crate) state: State,
    pub(crate) in_text: bool,
    pub(crate) used: Used,
    /// From here to the page.
    to_page: Transform,
    pub(crate) groups: Vec<Vec<u8>>,
    group_prefix: String,
    /// How many transparent groups are open around.
    open_groups: usize,
    own_include: Option<IncludeId>,
    pub(crate) links: Vec<PageLink>,
    pub(crate) anchors: Vec<(ObjectId, Emu)>,
    pub(crate) source_map: Vec<SourceSpan>,
}

impl<'p, 'd> Stream<'p, 'd> {
    /// An empty stream; `group_prefix` begins the names of its transparent groups, `own_include` is what it defines.
    pub(crate) fn new<'s>(
        plan: &'s Plan<'d>,
        deflate: &'s mut Deflate,
        frame: Frame,
        group_prefix: String,
        own_include: Option<IncludeId>,
    ) -> Stream<'s, 'd> {
        Stream {
            plan,
            pictures: &plan.definitions.images,
            deflate,
            content: Content { bytes: Vec::with_capacity(16 << 10) },
            frame,
            state: State::default(),
            in_text: false,
            used: Used::default(),
            to_page: Transform::IDENTITY,
            groups: Vec::new(),
            group_prefix,
            open_groups: 0,
            own_include,
            links: Vec::new(),
            anchors: Vec::new(),
            source_map: Vec::new(),
        }
    }

    pub(crate) fn items(&mut self, items: &[Placed], content: &SceneContent, depth: usize) {
        if depth == 0 {
            return;
        }
        for placed in items {
            if let Item::Group(group) = &placed.item {
                self.group(group, placed.origin, content, depth);
                continue;
            }
            let start = self.content.bytes.len();
            let top = match &placed.item {
                Item::Text(run) => {
                    self.run(run, content);
                    Point::new(run.origin.x, run.origin.y - run.size.em())
                }
                Item::Rule(rule) => {
                    self.fill_rects(&[rule.rect], rule.colour);
                    rule.rect.origin()
                }
                Item::Path(path) => {
                    self.path(path);
                    path.path.bounds().unwrap_or_default().origin()
                }
                Item::Image(image) => {
                    self.image(image);
                    image.rect.origin()
                }
                Item::Barcode(barcode) => {
                    let transform = barcode.transform();
                    let bars: Vec<Rect> = barcode.bars.iter().map(|&bar| transform.apply_bounds(bar)).collect();
                    self.fill_rects(&bars, barcode.colour);
                    barcode.origin
                }
                Item::Include { include, at, turn } => {
                    self.include(*include, *at, *turn);
                    *at
                }
                Item::Link(link) => {
                    self.link(link, Transform::IDENTITY);
                    link.rect.origin()
                }
                Item::Group(_) => continue,
            };
            self.note(placed.origin, start, top);
        }
    }

    /// Remembers who drew the bytes from `start` on.
    fn note(&mut self, origin: Origin, start: usize, top: Point) {
        if let Some(object) = origin.object_id()
            && self.anchors.last().is_none_or(|(last, _)| *last != object)
        {
            self.anchors.push((object, self.to_page.apply(top).y));
        }
        if self.open_groups > 0 || origin == Origin::None {
            return;
        }
        let (start, end) = (start as u32, self.content.bytes.len() as u32);
        match self.source_map.last_mut() {
            Some(last) if last.origin == origin && last.end == start => last.end = end,
            _ => self.source_map.push(SourceSpan { origin, start, end }),
        }
    }

    fn include(&mut self, include: IncludeId, at: Point, turn: QuarterTurn) {
        let definitions = self.plan.definitions;
        let Some(defined) = definitions.include(include) else { return };
        if self.own_include.is_some_and(|own| reaches(definitions, include, own, 8)) {
            return;
        }
        self.end_text();
        let transform = Transform::rotate(turn.into()).then(Transform::translate(at));
        self.content.text("q ");
        self.frame.transform(&mut self.content, transform);
        self.content.text("cm/X").integer(include.0.into()).text(" Do Q\n");
        self.used.includes.insert(include);
        if let Some(form) = self.plan.includes.get(include.0 as usize) {
            for link in &form.links {
                let link = Link { rect: link.rect, target: link.target.clone() };
                self.link(&link, transform);
            }
        } else {
            // While the includes themselves are being planned.
            scene::walk(&defined.content, definitions, &mut |visit| {
                if let Item::Link(link) = &visit.placed.item {
                    self.link(link, visit.transform.then(transform));
                }
            });
        }
    }

    fn link(&mut self, link: &Link, transform: Transform) {
        let rect = transform.then(self.to_page).apply_bounds(link.rect);
        self.links.push(PageLink { rect, target: link.target.clone() });
    }

    fn group(&mut self, group: &Group, origin: Origin, content: &SceneContent, depth: usize) {
        if group.opacity == 0 {
            return;
        }
        let moves = group.transform != Transform::IDENTITY;
        if !moves && group.clip.is_none() && group.opacity == 255 {
            self.items(&group.items, content, depth - 1);
            return;
        }
        self.end_text();
        let start = self.content.bytes.len();
        let (frame, state, to_page) = (self.frame, self.state.clone(), self.to_page);
        self.content.text("q\n");
        self.to_page = group.transform.then(to_page);
        if moves || group.opacity < 255 {
            self.frame.transform(&mut self.content, group.transform);
            self.content.text("cm\n");
            self.frame = Frame::INNER;
        }
        if let Some(clip) = &group.clip {
            self.trace(clip);
            // An empty path cannot clip: everything is outside it.
            if clip.segments.is_empty() {
                self.content.text("0 0 m\n");
            }
            self.content.text("W n\n");
        }
        if group.opacity < 255 {
            self.transparent_group(group, content, depth);
            self.restore(frame, state, to_page);
            self.note(origin, start, Point::ORIGIN);
        } else {
            self.items(&group.items, content, depth - 1);
            self.end_text();
            self.restore(frame, state, to_page);
        }
    }

    fn restore(&mut self, frame: Frame, state: State, to_page: Transform) {
        self.content.text("Q\n");
        (self.frame, self.state, self.to_page) = (frame, state, to_page);
    }

    /// Writes the items as a form of their own and draws that as one.
    fn transparent_group(&mut self, group: &Group, content: &SceneContent, depth: usize) {
        let outer = std::mem::take(&mut self.content);
        let state = std::mem::take(&mut self.state);
        self.open_groups += 1;
        self.items(&group.items, content, depth - 1);
        self.end_text();
        self.open_groups -= 1;
        let inner = std::mem::replace(&mut self.content, outer);
        self.state = state;
        let number = self.groups.len();
        self.groups.push(self.deflate.compress(&inner.bytes));
        self.used.opacities.insert(group.opacity);
        self.content.text("/a").integer(group.opacity.into()).text(" gs/");
        self.content.text(&self.group_prefix).integer(number as u64).text(" Do\n");
    }
}

/// Whether drawing one include draws another.
fn reaches(definitions: &scene::Definitions, from: IncludeId, to: IncludeId, depth: usize) -> bool {
    fn any(items: &[Placed], wanted: &dyn Fn(IncludeId) -> bool) -> bool {
        items.iter().any(|placed| match &placed.item {
            Item::Include { include, .. } => wanted(*include),
            Item::Group(group) => any(&group.items, wanted),
            _ => false,
        })
    }
    from == to
        || depth == 0
        || definitions
            .include(from)
            .is_some_and(|include| any(&include.content.items, &|next| reaches(definitions, next, to, depth - 1)))
}
