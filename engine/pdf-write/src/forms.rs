//! What pages refer to: resources, included forms, transparent groups.

use std::collections::BTreeSet;
use std::io::{self, Write};

use diagnostics::Diagnostics;
use pdf_writer::Ref;
use units::{Colour, SpotId};

use crate::archive;
use crate::colour::spot_name;
use crate::content::{Content, Thousandths};
use crate::encode::{EncodedPage, include_group_prefix};
use crate::font;
use crate::objects::Objects;
use crate::pattern_font;
use crate::picture;
use crate::plan::{Numbers, Plan};
use crate::used::Used;

/// A form's box: the largest that readers must accept (200 inches each way), since nothing is to be cut.
const BOX: &str = "/Type/XObject/Subtype/Form/BBox[-14400 -14400 14400 14400]";

/// Writes a page's transparent groups and the page's own resources, which name them and the page's own pictures.
pub(crate) fn page_resources<W: Write>(
    objects: &mut Objects<W>,
    plan: &Plan<'_>,
    resources: Ref,
    page: &EncodedPage,
    own_pictures: Vec<(String, Ref)>,
) -> io::Result<()> {
    let mut own = own_pictures;
    let ids = groups(objects, resources, &page.groups)?;
    own.extend(numbered("G", &ids));
    let body = resource_dictionary(plan, &page.used, own);
    objects.object(resources, &body)
}

/// Names of groups with their numbers.
fn numbered<'i>(prefix: &'i str, ids: &'i [Ref]) -> impl Iterator<Item = (String, Ref)> + 'i {
    ids.iter().enumerate().map(move |(number, &id)| (format!("{prefix}{number}"), id))
}

fn groups<W: Write>(objects: &mut Objects<W>, resources: Ref, contents: &[Vec<u8>]) -> io::Result<Vec<Ref>> {
    let entries = format!("{BOX}/Group<</S/Transparency/I true>>/Resources {} 0 R", resources.get());
    let mut ids = Vec::new();
    for content in contents {
        let id = objects.reserve();
        objects.stream(id, &entries, content)?;
        ids.push(id);
    }
    Ok(ids)
}

/// Writes everything that is defined once and was used, and the shared resources that name it.
pub(crate) fn shared<W: Write>(
    objects: &mut Objects<W>,
    plan: &Plan<'_>,
    used: &mut Used,
    diagnostics: &mut Diagnostics,
) -> io::Result<()> {
    let mut group_names = Vec::new();
    let mut written = BTreeSet::new();
    while let Some(&include) = used.includes.iter().find(|include| !written.contains(*include)) {
        written.insert(include);
        let Some(form) = plan.includes.get(include.0 as usize) else { continue };
        used.join(&form.used);
        let ids = groups(objects, Numbers::RESOURCES, &form.groups)?;
        group_names.extend(numbered(&include_group_prefix(include), &ids));
        let entries = format!("{BOX}/Resources {} 0 R", Numbers::RESOURCES.get());
        objects.stream(plan.numbers.include(include), &entries, &form.content)?;
    }
    for (&face, glyphs) in &used.glyphs {
        if plan.has_patterns(face) {
            pattern_font::write(objects, plan, face, glyphs)?;
        } else {
            font::write(objects, plan, face, glyphs, diagnostics)?;
        }
    }
    for &image in &used.images {
        picture::write(objects, plan, image, diagnostics)?;
    }
    for &image in &used.stencils {
        picture::write_stencil(objects, plan, image, diagnostics)?;
    }
    objects.object(Numbers::RESOURCES, &resource_dictionary(plan, used, group_names))
}

/// A resource dictionary (ISO 32000-1, 7.8.3).
fn resource_dictionary(plan: &Plan<'_>, used: &Used, others: Vec<(String, Ref)>) -> Content {
    let mut body = Content::default();
    body.text("<<");
    let fonts = used.glyphs.iter().flat_map(|(&face, glyphs)| pattern_font::references(plan, face, glyphs));
    references(&mut body, "Font", fonts);
    let images = used.images.iter().map(|&image| (format!("I{}", image.0), plan.numbers.image(image).image));
    let stencils = used.stencils.iter().map(|&image| (format!("M{}", image.0), plan.numbers.image(image).stencil));
    let includes = used.includes.iter().map(|&include| (format!("X{}", include.0), plan.numbers.include(include)));
    references(&mut body, "XObject", images.chain(stencils).chain(includes).chain(others));
    let says_inks = used.inks && plan.options.archive;
    if !used.spots.is_empty() || says_inks {
        body.text("/ColorSpace<<");
        if says_inks {
            archive::default_inks(&mut body, plan.numbers.press());
        }
        for &spot in &used.spots {
            separation(&mut body, plan, spot);
        }
        body.text(">>");
    }
    if !used.opacities.is_empty() {
        body.text("/ExtGState<<");
        for &opacity in &used.opacities {
            let share = Thousandths((i64::from(opacity) * 2000 + 255) / 510);
            body.text("/a").integer(opacity.into()).text("<</ca ").operand(share);
            body.text("/CA ").operand(share).text(">>");
        }
        body.text(">>");
    }
    body.text(">>");
    body
}

fn references(body: &mut Content, kind: &str, entries: impl Iterator<Item = (String, Ref)>) {
    let mut entries = entries.peekable();
    if entries.peek().is_none() {
        return;
    }
    body.text("/").text(kind).text("<<");
    for (name, id) in entries {
        body.text("/").text(&name).text(" ").integer(id.get() as u64).text(" 0 R");
    }
    body.text(">>");
}

/// A spot colour's space: its ink, and what stands in for it (8.6.6.4).
fn separation(body: &mut Content, plan: &Plan<'_>, spot: SpotId) {
    let defined = plan.definitions.spot(spot);
    let name = defined.map_or("Black", |spot| spot.name.as_str());
    body.text("/").text(&spot_name(spot)).text("[/Separation/");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() {
            body.bytes.push(byte);
        } else {
            body.text(&format!("#{byte:02X}"));
        }
    }
    let share = |value: u8| Thousandths((i64::from(value) * 2000 + 255) / 510);
    let (space, none, full) = match defined.map_or(Colour::BLACK, |spot| spot.alternate) {
        Colour::Cmyk(cyan, magenta, yellow, black) => ("CMYK", 0, vec![cyan, magenta, yellow, black]),
        Colour::Gray(level) => ("Gray", 1, vec![level]),
        other => ("RGB", 1, other.to_rgb().to_vec()),
    };
    body.text("/Device").text(space).text("<</FunctionType 2/Domain[0 1]/N 1/C0[");
    for _ in &full {
        body.integer(none).text(" ");
    }
    body.text("]/C1[");
    for value in full {
        body.operand(share(value));
    }
    body.text("]>>]");
}
