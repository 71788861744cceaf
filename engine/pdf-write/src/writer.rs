//! Taking encoded pages in order and writing the file.

use std::collections::HashMap;
use std::io::{self, Write};

use diagnostics::{Diagnostics, ObjectId};
use pdf_writer::Ref;
use scene::{GroupInfo, LinkTarget};
use units::{Emu, Rect};

use crate::annotations;
use crate::archive;
use crate::content::Content;
use crate::encode::{EncodedPage, OwnPicture};
use crate::forms;
use crate::info;
use crate::objects::Objects;
use crate::outline::Outline;
use crate::picture;
use crate::plan::{ImageNumbers, Numbers, Plan};
use crate::summary::Summary;
use crate::tree::PageTree;
use crate::used::Used;

/// Writes a PDF file page by page.
pub struct PdfWriter<'p, 'd, W> {
    plan: &'p Plan<'d>,
    objects: Objects<W>,
    tree: PageTree,
    outline: Outline,
    used: Used,
    open_groups: usize,
    /// Where each object of the current outermost group begins first.
    places: HashMap<ObjectId, Place>,
    /// Links of the current outermost group that wait for their object.
    waiting: Vec<WaitingLink>,
    /// Pictures of single pages that were written, by content and whether they are stencils.
    pictures: HashMap<([u8; 32], bool), Ref>,
    diagnostics: Diagnostics,
}

#[derive(Clone, Copy)]
struct Place {
    page: Ref,
    page_height: Emu,
    top: Emu,
}

struct WaitingLink {
    id: Ref,
    rect: Rect,
    height: Emu,
    object: ObjectId,
}

impl<'p, 'd, W: Write> PdfWriter<'p, 'd, W> {
    /// Begins a file. The output is written in many small pieces: give a buffered one.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn new(plan: &'p Plan<'d>, out: W) -> io::Result<Self> {
        Ok(Self {
            plan,
            objects: Objects::begin(out, plan.numbers.first_free)?,
            tree: PageTree::default(),
            outline: Outline::default(),
            used: Used::default(),
            open_groups: 0,
            places: HashMap::new(),
            waiting: Vec::new(),
            pictures: HashMap::new(),
            diagnostics: Diagnostics::new(),
        })
    }

    /// A group of pages begins: a bookmark.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn group_begin(&mut self, group: &GroupInfo) -> io::Result<()> {
        if self.open_groups == 0 {
            self.settle_links()?;
        }
        self.open_groups += 1;
        if self.plan.options.bookmarks {
            self.outline.begin(&group.name, &mut self.objects)?;
        }
        Ok(())
    }

    /// The innermost open group ends.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn group_end(&mut self) -> io::Result<()> {
        self.open_groups = self.open_groups.saturating_sub(1);
        if self.plan.options.bookmarks {
            self.outline.end(&mut self.objects)?;
        }
        if self.open_groups == 0 {
            self.settle_links()?;
        }
        Ok(())
    }

    /// Writes a page.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn append(&mut self, page: &EncodedPage) -> io::Result<()> {
        let (id, content) = (self.objects.reserve(), self.objects.reserve());
        self.objects.stream(content, "", &page.content)?;
        let resources = if page.groups.is_empty() && page.own_pictures.is_empty() {
            Numbers::RESOURCES
        } else {
            let resources = self.objects.reserve();
            let own = self.own_pictures(&page.own_pictures)?;
            forms::page_resources(&mut self.objects, self.plan, resources, page, own)?;
            resources
        };
        let height = page.size.height;
        let mut body = Content::default();
        body.text("<</Type/Page/Parent ").integer(self.tree.parent(&mut self.objects).get() as u64);
        body.text(" 0 R/MediaBox[0 0 ").text(&box_side(page.size.width)).text(" ").text(&box_side(height));
        body.text("]/Resources ").integer(resources.get() as u64);
        body.text(" 0 R/Contents ").integer(content.get() as u64).text(" 0 R");
        if !page.links.is_empty() {
            body.text("/Annots[");
            for link in &page.links {
                match &link.target {
                    LinkTarget::Uri(address) => annotations::web(&mut body, link.rect, height, address),
                    LinkTarget::Object(object) => {
                        let annotation = self.objects.reserve();
                        body.integer(annotation.get() as u64).text(" 0 R ");
                        let waiting = WaitingLink { id: annotation, rect: link.rect, height, object: *object };
                        self.waiting.push(waiting);
                    }
                }
            }
            body.text("]");
        }
        body.text(">>");
        self.objects.object(id, &body)?;
        self.tree.add(id, &mut self.objects)?;
        self.outline.page(id);
        for &(object, top) in &page.anchors {
            self.places.entry(object).or_insert(Place { page: id, page_height: height, top });
        }
        self.used.join(&page.used);
        Ok(())
    }

    /// Writes the pictures that only one page has, each content once, and gives their resource names.
    fn own_pictures(&mut self, pictures: &[OwnPicture]) -> io::Result<Vec<(String, Ref)>> {
        let mut names = Vec::new();
        for OwnPicture { id, source, stencil, coloured } in pictures {
            let mut hash = blake3::Hasher::new();
            hash.update(
                format!("{} {} {:?} {:?} ", source.width, source.height, source.colour, source.format).as_bytes(),
            );
            let hash = *hash.update(&source.bytes).finalize().as_bytes();
            for is_stencil in [true, false] {
                if !(if is_stencil { *stencil } else { *coloured }) {
                    continue;
                }
                let number = match self.pictures.get(&(hash, is_stencil)) {
                    Some(&known) => known,
                    None => {
                        let mut reserve = || self.objects.reserve();
                        let numbers = ImageNumbers { image: reserve(), opacity: reserve(), stencil: reserve() };
                        let number = if is_stencil {
                            picture::write_stencil_source(&mut self.objects, source, &numbers, &mut self.diagnostics)?;
                            numbers.stencil
                        } else {
                            picture::write_source(&mut self.objects, source, &numbers, &mut self.diagnostics)?;
                            numbers.image
                        };
                        self.pictures.insert((hash, is_stencil), number);
                        number
                    }
                };
                names.push((format!("{}{}", if is_stencil { 'M' } else { 'I' }, id.0), number));
            }
        }
        Ok(names)
    }

    /// Writes the links to objects of the group that ends, and forgets its objects.
    fn settle_links(&mut self) -> io::Result<()> {
        for link in std::mem::take(&mut self.waiting) {
            let mut body = Content::default();
            match self.places.get(&link.object) {
                Some(place) => {
                    annotations::place(&mut body, link.rect, link.height, place.page, place.page_height, place.top);
                }
                None => annotations::nowhere(&mut body, link.rect, link.height),
            }
            self.objects.object(link.id, &body)?;
        }
        self.places.clear();
        Ok(())
    }

    /// Writes what was used of the things defined once, and the end of the file.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn finish(mut self) -> io::Result<(W, Summary)> {
        self.settle_links()?;
        let (pages_root, pages) = self.tree.finish(&mut self.objects)?;
        let bookmarks = self.outline.finish(&mut self.objects)?;
        let mut diagnostics = std::mem::take(&mut self.diagnostics);
        forms::shared(&mut self.objects, self.plan, &mut self.used, &mut diagnostics)?;
        let about = &self.plan.info;
        self.objects.object(Numbers::INFO, &info::dictionary(about))?;
        let for_archive = self.plan.options.archive;
        let metadata = info::xmp(about, for_archive);
        if let Some(text) = &metadata {
            let mut body = Content::default();
            body.text("<</Type/Metadata/Subtype/XML/Length ").integer(text.len() as u64).text(">>stream\n");
            body.text(text).text("\nendstream");
            self.objects.object(Numbers::METADATA, &body)?;
        }
        let mut catalog = Content::default();
        catalog.text("<</Type/Catalog/Pages ").integer(pages_root.get() as u64).text(" 0 R");
        if bookmarks {
            catalog.text("/PageMode/UseOutlines/Outlines ").integer(Numbers::OUTLINE.get() as u64).text(" 0 R");
        }
        if metadata.is_some() {
            catalog.text("/Metadata ").integer(Numbers::METADATA.get() as u64).text(" 0 R");
        }
        if for_archive {
            archive::write_light(&mut self.objects, self.plan.numbers.light())?;
            if self.used.inks {
                archive::write_press(&mut self.objects, self.plan.numbers.press())?;
            }
            archive::output_intent(&mut catalog, self.plan.numbers.light());
        }
        if !about.language.is_empty() {
            catalog.text("/Lang");
            info::text_string(&mut catalog, &about.language);
        }
        if !about.title.is_empty() {
            catalog.text("/ViewerPreferences<</DisplayDocTitle true>>");
        }
        catalog.text(">>");
        self.objects.object(Numbers::CATALOG, &catalog)?;
        let (out, bytes) = self.objects.finish(Numbers::CATALOG, Numbers::INFO)?;
        Ok((out, Summary { pages, bytes, diagnostics }))
    }
}

/// A side of a page's box in points; a finer number than for content, so that a reader finds the same number of pixels.
fn box_side(length: Emu) -> String {
    let text = format!("{:.5}", length.to_points());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
