//! Faces as embedded subsets (ISO 32000-1, 9.7).
//!
//! Pages name glyphs by the face's own numbers. A subset of TrueType outlines keeps them. A subset of compact outlines
//! numbers its glyphs anew, and there the font's encoding leads from the old numbers to the new.

use std::io::{self, Write};

use diagnostics::{Code, Diagnostic, Diagnostics};
use fonts::Face;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo};
use pdf_writer::{Chunk, Finish, Name, Rect, Ref, Str};
use scene::FaceId;
use skrifa::raw::TableProvider;
use subsetter::GlyphRemapper;

use crate::deflate::Deflate;
use crate::objects::Objects;
use crate::plan::{Plan, width};
use crate::to_unicode;
use crate::used::GlyphSet;

/// A face's font file for embedding, and the glyphs' numbers in it.
struct Embedded {
    bytes: Vec<u8>,
    kind: Kind,
    /// Old and new numbers, in the order of the old ones.
    numbers: Vec<(u16, u16)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    TrueType,
    /// Compact outlines alone, out of their OpenType file.
    Cff,
}

/// Writes the objects of a face.
pub(crate) fn write<W: Write>(
    objects: &mut Objects<W>,
    plan: &Plan<'_>,
    id: FaceId,
    used: &GlyphSet,
    diagnostics: &mut Diagnostics,
) -> io::Result<()> {
    let Some(face) = plan.definitions.face(id) else { return Ok(()) };
    if !face.may_embed() {
        diagnostics.push_once(Diagnostic::new(Code::FontNotEmbeddable).with("font", face.full_name()));
    }
    let numbers = plan.numbers.face(id);
    let embedded = embed(face, used, diagnostics);
    let name = subset_name(face, used);
    let base = Name(name.as_bytes());
    let mut deflate = Deflate::dense();

    let mut chunk = Chunk::new();
    let mut font = chunk.type0_font(numbers.font);
    font.base_font(base).descendant_font(numbers.descendant).to_unicode(numbers.to_unicode);
    match embedded.kind {
        Kind::TrueType => font.encoding_predefined(Name(b"Identity-H")),
        Kind::Cff => font.encoding_cmap(numbers.map),
    };
    font.finish();
    objects.chunk(numbers.font, &chunk)?;

    let mut chunk = Chunk::new();
    descendant(&mut chunk, numbers.descendant, numbers.descriptor, base, face, used, &embedded);
    objects.chunk(numbers.descendant, &chunk)?;

    let mut chunk = Chunk::new();
    descriptor(&mut chunk, numbers.descriptor, numbers.file, base, face, embedded.kind);
    objects.chunk(numbers.descriptor, &chunk)?;

    let entries = match embedded.kind {
        Kind::TrueType => format!("/Length1 {}", embedded.bytes.len()),
        Kind::Cff => "/Subtype/CIDFontType0C".to_owned(),
    };
    objects.stream(numbers.file, &entries, &deflate.compress(&embedded.bytes))?;

    if embedded.kind == Kind::Cff {
        let entries = "/Type/CMap/CMapName/Glyphs/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>";
        let map = to_unicode::code_to_cid(&embedded.numbers);
        objects.stream(numbers.map, entries, &deflate.compress(&map))?;
    }
    let unicode = to_unicode::cmap(face, used);
    objects.stream(numbers.to_unicode, "", &deflate.compress(&unicode))
}

/// Subsets the face; the whole file where that is not possible or not allowed.
fn embed(face: &Face, used: &GlyphSet, diagnostics: &mut Diagnostics) -> Embedded {
    let subset = if !face.may_subset() {
        Ok(face.bytes().to_vec())
    } else if face.has_truetype_outlines() {
        fonts::subset_for_pdf(face, used.glyphs()).map_err(|error| error.to_string())
    } else {
        return embed_compact(face, used, diagnostics);
    };
    let kind = if face.has_truetype_outlines() { Kind::TrueType } else { Kind::Cff };
    let bytes = subset.unwrap_or_else(|reason| {
        report(face, reason, diagnostics);
        face.bytes().to_vec()
    });
    Embedded { bytes, kind, numbers: used.glyphs().map(|glyph| (glyph, glyph)).collect() }
}

fn report(face: &Face, reason: String, diagnostics: &mut Diagnostics) {
    let finding = Diagnostic::new(Code::FontDamaged).with("font", face.full_name());
    diagnostics.push_once(finding.with("reason", reason));
}

/// Subsets compact outlines.
fn embed_compact(face: &Face, used: &GlyphSet, diagnostics: &mut Diagnostics) -> Embedded {
    let mut remapper = GlyphRemapper::new();
    let numbers: Vec<(u16, u16)> = used.glyphs().map(|glyph| (glyph, remapper.remap(glyph))).collect();
    let subset = subsetter::subset(face.bytes(), face.index(), &remapper).map_err(|error| error.to_string());
    let outlines = subset.and_then(|file| compact_outlines(&file).ok_or("it has no outlines".to_owned()));
    let bytes = outlines.unwrap_or_else(|reason| {
        report(face, reason, diagnostics);
        Vec::new()
    });
    Embedded { bytes, kind: Kind::Cff, numbers }
}

/// The table of compact outlines of an OpenType file.
fn compact_outlines(file: &[u8]) -> Option<Vec<u8>> {
    let font = skrifa::FontRef::new(file).ok()?;
    Some(font.table_data(skrifa::Tag::new(b"CFF "))?.as_bytes().to_vec())
}

/// Six letters from the glyphs used, and the face's name (9.6.4).
fn subset_name(face: &Face, used: &GlyphSet) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(face.hash());
    for glyph in used.glyphs() {
        hasher.update(&glyph.to_be_bytes());
    }
    let tag: String = hasher.finalize().as_bytes().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
    let name: String = face
        .postscript_name()
        .chars()
        .filter(|&sign| sign.is_ascii_graphic() && !"()<>[]{}/%#".contains(sign))
        .collect();
    format!("{tag}+{}", if name.is_empty() { "Font" } else { &name })
}

fn descendant(
    chunk: &mut Chunk,
    id: Ref,
    descriptor: Ref,
    name: Name<'_>,
    face: &Face,
    used: &GlyphSet,
    embedded: &Embedded,
) {
    let mut font = chunk.cid_font(id);
    font.subtype(if embedded.kind == Kind::TrueType { CidFontType::Type2 } else { CidFontType::Type0 });
    font.base_font(name);
    font.system_info(SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 });
    font.font_descriptor(descriptor);
    if embedded.kind == Kind::TrueType {
        font.cid_to_gid_map_predefined(Name(b"Identity"));
    }
    let cid = |glyph: u16| match embedded.kind {
        Kind::TrueType => glyph,
        Kind::Cff => embedded.numbers.iter().find(|(old, _)| *old == glyph).map_or(0, |(_, new)| *new),
    };
    let mut widths = font.widths();
    let mut row: Option<(u16, Vec<f32>)> = None;
    for glyph in used.glyphs() {
        let (cid, width) = (cid(glyph), width(face, glyph) as f32);
        match &mut row {
            Some((first, list)) if usize::from(*first) + list.len() == usize::from(cid) => list.push(width),
            _ => {
                if let Some((first, list)) = row.replace((cid, vec![width])) {
                    widths.consecutive(first, list);
                }
            }
        }
    }
    if let Some((first, list)) = row {
        widths.consecutive(first, list);
    }
}

fn descriptor(chunk: &mut Chunk, id: Ref, file: Ref, name: Name<'_>, face: &Face, kind: Kind) {
    let per_em = f32::from(face.units_per_em());
    let scaled = |value: i16| f32::from(value) * 1000.0 / per_em;
    let font = face.font();
    let post = font.as_ref().and_then(|font| font.post().ok());
    let head = font.as_ref().and_then(|font| font.head().ok());
    let slant = post.as_ref().map_or(0.0, |post| post.italic_angle().to_f64() as f32);
    let mut flags = FontFlags::SYMBOLIC;
    flags.set(FontFlags::ITALIC, face.is_italic());
    flags.set(FontFlags::FIXED_PITCH, post.as_ref().is_some_and(|post| post.is_fixed_pitch() != 0));
    let bounds = head.map_or(Rect::new(0.0, scaled(face.descender()), 1000.0, scaled(face.ascender())), |head| {
        Rect::new(scaled(head.x_min()), scaled(head.y_min()), scaled(head.x_max()), scaled(head.y_max()))
    });
    let mut descriptor = chunk.font_descriptor(id);
    descriptor.name(name).flags(flags).bbox(bounds).italic_angle(slant);
    descriptor.ascent(scaled(face.ascender())).descent(scaled(face.descender())).cap_height(scaled(face.cap_height()));
    // Stems are not told by OpenType; the weight says about as much as a reader needs.
    descriptor.stem_v(f32::from(face.weight()) / 5.0 + 10.0);
    match kind {
        Kind::TrueType => descriptor.font_file2(file),
        Kind::Cff => descriptor.font_file3(file),
    };
}
