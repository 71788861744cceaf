//! A page to the bytes of its content, apart from any file.

use diagnostics::ObjectId;
use scene::{Definitions, ImageId, ImageSource, Include, IncludeId, LinkTarget, Origin, Page};
use units::{Emu, Rect, Size};

use crate::content::Frame;
use crate::deflate::Deflate;
use crate::plan::Plan;
use crate::stream::{DEEPEST, Stream};
use crate::used::Used;

/// A page, ready to be appended.
#[derive(Clone, Debug, PartialEq)]
pub struct EncodedPage {
    pub(crate) size: Size,
    pub(crate) content: Vec<u8>,
    /// Transparent groups of this page, by their number.
    pub(crate) groups: Vec<Vec<u8>>,
    pub(crate) links: Vec<PageLink>,
    /// Pictures that no other page has.
    pub(crate) own_pictures: Vec<OwnPicture>,
    /// Where objects begin, for links to them.
    pub(crate) anchors: Vec<(ObjectId, Emu)>,
    /// What the page uses of the things defined once.
    pub used: Used,
    /// Which bytes of the content, before compression, draw what; in the order drawn.
    pub source_map: Vec<SourceSpan>,
}

/// Bytes of a page's content that draw one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceSpan {
    /// Who drew it.
    pub origin: Origin,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A picture of one page, behind those of the plan.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OwnPicture {
    pub(crate) id: ImageId,
    pub(crate) source: ImageSource,
    /// Drawn as a stencil, in its own colours, or both.
    pub(crate) stencil: bool,
    pub(crate) coloured: bool,
}

/// A place to click in, in the page's coordinates.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PageLink {
    pub(crate) rect: Rect,
    pub(crate) target: LinkTarget,
}

/// An include, encoded once.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Form {
    pub(crate) content: Vec<u8>,
    pub(crate) groups: Vec<Vec<u8>>,
    pub(crate) used: Used,
    /// In the include's coordinates.
    pub(crate) links: Vec<PageLink>,
}

/// Encodes pages one after another with the same working memory; one for each thread.
pub struct Encoder<'p, 'd> {
    plan: &'p Plan<'d>,
    deflate: Deflate,
}

/// Encodes one page; [`Encoder`] does the same faster for many.
pub fn encode(plan: &Plan<'_>, page: &Page) -> EncodedPage {
    Encoder::new(plan).encode(page)
}

impl<'p, 'd> Encoder<'p, 'd> {
    /// An encoder for the pages of a job.
    pub fn new(plan: &'p Plan<'d>) -> Self {
        Self { plan, deflate: Deflate::fast() }
    }

    /// Encodes a page. The result depends on the plan and the page alone.
    pub fn encode(&mut self, page: &Page) -> EncodedPage {
        self.encode_with(page, self.plan.definitions)
    }

    /// Encodes a page that has pictures of its own: `definitions` are those of the plan with more pictures behind.
    pub fn encode_with(&mut self, page: &Page, definitions: &Definitions) -> EncodedPage {
        let frame = Frame { height: page.size.height };
        let mut stream = Stream::new(self.plan, &mut self.deflate, frame, "G".to_owned(), None);
        stream.pictures = &definitions.images;
        stream.items(&page.content.items, &page.content, DEEPEST);
        stream.end_text();
        let Stream { content, groups, links, anchors, mut used, source_map, .. } = stream;
        let content = self.deflate.compress(&content.bytes);
        let shared = ImageId(self.plan.definitions.images.len() as u32);
        let (stencils, coloured) = (used.stencils.split_off(&shared), used.images.split_off(&shared));
        let own_pictures = stencils
            .union(&coloured)
            .filter_map(|id| {
                let source = definitions.image(*id)?.clone();
                Some(OwnPicture { id: *id, source, stencil: stencils.contains(id), coloured: coloured.contains(id) })
            })
            .collect();
        EncodedPage { size: page.size, content, groups, links, own_pictures, anchors, used, source_map }
    }

    pub(crate) fn include(&mut self, include: &Include) -> Form {
        let number = self.plan.definitions.includes.iter().position(|one| std::ptr::eq(one, include)).unwrap_or(0);
        let id = IncludeId(number as u32);
        let prefix = include_group_prefix(id);
        let mut stream = Stream::new(self.plan, &mut self.deflate, Frame::INNER, prefix, Some(id));
        stream.items(&include.content.items, &include.content, DEEPEST);
        stream.end_text();
        let Stream { content, groups, links, used, .. } = stream;
        Form { content: self.deflate.compress(&content.bytes), groups, used, links }
    }
}

/// The beginning of the resource names of an include's transparent groups.
pub(crate) fn include_group_prefix(include: IncludeId) -> String {
    format!("X{}G", include.0)
}
