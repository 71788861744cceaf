//! A page as an SVG file.

use std::collections::BTreeSet;

use diagnostics::{Diagnostics, ObjectId};
use scene::{Content, Definitions, Group, IncludeId, Item, Link, LinkTarget, Page, Placed};
use units::{Rect, Transform};

use crate::glyphs::Glyphs;
use crate::number::{escaped, length, number, transform};
use crate::paths;
use crate::pictures::Pictures;

/// How deep groups and includes may nest; deeper ones are not written.
const DEEPEST: usize = 64;

/// Writes a page as an SVG file; [`write_page`] also tells what could not be written as it should.
pub fn page_svg(page: &Page, definitions: &Definitions) -> String {
    write_page(page, definitions, &mut Diagnostics::new())
}

/// Writes a page as an SVG file and adds what could not be written as it should.
pub fn write_page(page: &Page, definitions: &Definitions, diagnostics: &mut Diagnostics) -> String {
    let mut writer = Writer {
        definitions,
        glyphs: Glyphs::default(),
        pictures: Pictures::default(),
        includes: BTreeSet::new(),
        clips: String::new(),
        clip_count: 0,
        targets: targets(page, definitions),
    };
    let mut body = String::new();
    writer.items(&mut body, &page.content.items, &page.content, DEEPEST);
    let mut includes = String::new();
    let mut written = BTreeSet::new();
    while let Some(&id) = writer.includes.iter().find(|id| !written.contains(*id)) {
        written.insert(id);
        let Some(include) = definitions.include(id) else { continue };
        includes.push_str(&format!("<g id=\"x{}\">\n", id.0));
        writer.items(&mut includes, &include.content.items, &include.content, DEEPEST);
        includes.push_str("</g>\n");
    }
    let mut svg = String::with_capacity(body.len() * 2);
    svg.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    number(&mut svg, page.size.width.to_millimetres(), 3);
    svg.push_str("mm\" height=\"");
    number(&mut svg, page.size.height.to_millimetres(), 3);
    svg.push_str("mm\" viewBox=\"0 0 ");
    length(&mut svg, page.size.width);
    svg.push(' ');
    length(&mut svg, page.size.height);
    svg.push_str("\">\n<defs>\n");
    writer.glyphs.define(&mut svg, definitions);
    writer.pictures.define(&mut svg, definitions, diagnostics);
    svg.push_str(&writer.clips);
    svg.push_str(&includes);
    svg.push_str("</defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    svg.push_str(&body);
    svg.push_str("</svg>\n");
    svg
}

/// The objects that links of a page lead to.
fn targets(page: &Page, definitions: &Definitions) -> BTreeSet<ObjectId> {
    let mut targets = BTreeSet::new();
    scene::walk(&page.content, definitions, &mut |visit| {
        if let Item::Link(link) = &visit.placed.item
            && let LinkTarget::Object(object) = link.target
        {
            targets.insert(object);
        }
    });
    targets
}

struct Writer<'d> {
    definitions: &'d Definitions,
    glyphs: Glyphs,
    pictures: Pictures,
    includes: BTreeSet<IncludeId>,
    clips: String,
    clip_count: usize,
    /// Objects that links lead to and that were not met yet.
    targets: BTreeSet<ObjectId>,
}

impl Writer<'_> {
    fn items(&mut self, out: &mut String, items: &[Placed], content: &Content, depth: usize) {
        if depth == 0 {
            return;
        }
        for placed in items {
            if let Some(object) = placed.origin.object_id()
                && self.targets.remove(&object)
            {
                out.push_str(&format!("<g id=\"object-{object}\"/>\n"));
            }
            self.item(out, &placed.item, content, depth);
        }
    }

    fn item(&mut self, out: &mut String, item: &Item, content: &Content, depth: usize) {
        match item {
            Item::Text(run) => {
                if let Some(face) = self.definitions.face(run.face) {
                    let lines: Vec<Rect> = run.decoration_rects(face).collect();
                    paths::rects(out, &lines, self.definitions.to_rgb(run.colour));
                }
                self.glyphs.run(out, self.definitions, run, content.glyphs(run), content.text(run));
            }
            Item::Rule(rule) => paths::rects(out, &[rule.rect], self.definitions.to_rgb(rule.colour)),
            Item::Path(path) => paths::item(out, path, self.definitions),
            Item::Image(image) => self.pictures.image(out, self.definitions, image),
            Item::Barcode(barcode) => {
                let turn = barcode.transform();
                let bars: Vec<Rect> = barcode.bars.iter().map(|&bar| turn.apply_bounds(bar)).collect();
                paths::rects(out, &bars, self.definitions.to_rgb(barcode.colour));
            }
            Item::Include { include, at, turn } => {
                out.push_str(&format!("<use href=\"#x{}\"", include.0));
                transform(out, Transform::rotate((*turn).into()).then(Transform::translate(*at)));
                out.push_str("/>\n");
                self.includes.insert(*include);
            }
            Item::Group(group) => self.group(out, group, content, depth),
            Item::Link(link) => link_area(out, link),
        }
    }

    fn group(&mut self, out: &mut String, group: &Group, content: &Content, depth: usize) {
        if group.opacity == 0 {
            return;
        }
        out.push_str("<g");
        transform(out, group.transform);
        if let Some(clip) = &group.clip {
            let number = self.clip_count;
            self.clip_count += 1;
            self.clips
                .push_str(&format!("<clipPath id=\"c{number}\"><path d=\"{}\"/></clipPath>\n", paths::data(clip)));
            out.push_str(&format!(" clip-path=\"url(#c{number})\""));
        }
        if group.opacity < 255 {
            out.push_str(" opacity=\"");
            number(out, f64::from(group.opacity) / 255.0, 4);
            out.push('"');
        }
        out.push_str(">\n");
        self.items(out, &group.items, content, depth - 1);
        out.push_str("</g>\n");
    }
}

/// A place to click in.
fn link_area(out: &mut String, link: &Link) {
    let safe = |address: &str| {
        let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        matches!(scheme.as_deref(), Some("http" | "https" | "mailto" | "tel"))
    };
    let address = match &link.target {
        LinkTarget::Uri(address) if safe(address) => address.clone(),
        LinkTarget::Uri(_) => return,
        LinkTarget::Object(object) => format!("#object-{object}"),
    };
    out.push_str("<a href=\"");
    escaped(out, &address);
    out.push_str("\"><rect fill-opacity=\"0\" x=\"");
    length(out, link.rect.x);
    out.push_str("\" y=\"");
    length(out, link.rect.y);
    out.push_str("\" width=\"");
    length(out, link.rect.width);
    out.push_str("\" height=\"");
    length(out, link.rect.height);
    out.push_str("\"/></a>\n");
}
