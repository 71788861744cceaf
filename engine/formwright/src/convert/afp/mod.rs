//! Pages of an AFP file as an AFP file of their own.
//!
//! Every page taken has its bytes as they were, and so have documents, groups and resources around them: what is not
//! needed is left out, what the file only names and a library has is put into its resource group. A document index is
//! kept where its document is, whole and unchanged; its offsets would lie elsewhere.

mod plan;
mod references;

use std::io::Write;

use afp_codec::fields::Named;
use afp_codec::framing::FieldWriter;
use afp_codec::{Field, FieldId};
use afp_read::{AfpDocument, Step};
use diagnostics::{Code, Diagnostic};

use plan::{Piece, Plan};
use references::{Key, References};

use crate::job::{afp_failed, unwritable};

/// Writes the pages of steps as an AFP file; `bytes` are the document's own.
///
/// # Errors
/// When the output cannot be written, or a resource of a library cannot be put into a file.
pub fn write_afp(document: &AfpDocument, bytes: &[u8], steps: &[Step], out: &mut dyn Write) -> Result<(), Diagnostic> {
    let failed = unwritable("the AFP file");
    let plan = Plan::new(document, bytes, steps);
    let resources = needed(document, bytes, &plan)?;
    let mut group_is_there = false;
    for piece in &plan.pieces {
        let range = match piece {
            Piece::Bytes(range) | Piece::GroupBegin(range) => range,
            Piece::Resource(number) => {
                if !resources.inline.get(*number).copied().unwrap_or(false) {
                    continue;
                }
                match plan.resources.get(*number) {
                    Some(resource) => &resource.range,
                    None => continue,
                }
            }
            Piece::GroupEnd(range) => {
                out.write_all(&resources.added).map_err(&failed)?;
                group_is_there = true;
                range
            }
            Piece::Documents => {
                if !group_is_there && !resources.added.is_empty() {
                    out.write_all(&resource_group(&resources.added)?).map_err(&failed)?;
                }
                continue;
            }
        };
        out.write_all(bytes.get(range.clone()).unwrap_or_default()).map_err(&failed)?;
    }
    Ok(())
}

/// What goes into the resource group.
struct Needed {
    /// Whether each of the file's own resources does.
    inline: Vec<bool>,
    /// Resources of libraries, each from its Begin to its End Resource field.
    added: Vec<u8>,
}

/// What the pages need, directly or through other resources.
fn needed(document: &AfpDocument, bytes: &[u8], plan: &Plan) -> Result<Needed, Diagnostic> {
    let mut wanted = References::default();
    for piece in &plan.pieces {
        if let Piece::Bytes(range) = piece {
            wanted.read(bytes.get(range.clone()).unwrap_or_default());
        }
    }
    let found = document.found_resources();
    let called: Vec<Vec<Key>> = found
        .iter()
        .map(|object| match &object.kind {
            scene::LibraryObjectKind::Font(full_name) => vec![full_name.clone()],
            _ => vec![object.name.trim().to_owned()],
        })
        .collect();
    let mut inline = vec![false; plan.resources.len()];
    let mut external = vec![false; found.len()];
    // What is found to be needed may need more.
    loop {
        let mut more = References::default();
        for (resource, needed) in plan.resources.iter().zip(&mut inline) {
            let is_wanted = match resource.kind {
                FieldId::BMO | FieldId::BPS | FieldId::BFN | FieldId::BCF => wanted.want(&resource.names),
                FieldId::BCP => wanted.by_number || wanted.want(&resource.names),
                FieldId::BIM | FieldId::BII | FieldId::BGR | FieldId::BBC | FieldId::BPT | FieldId::BOC => {
                    wanted.want(&resource.names)
                }
                // Form definitions, and what is not known.
                _ => true,
            };
            if is_wanted && !std::mem::replace(needed, true) {
                more.read(bytes.get(resource.range.clone()).unwrap_or_default());
            }
        }
        let own: Vec<&Key> = plan.resources.iter().flat_map(|resource| &resource.names).collect();
        for ((object, names), needed) in found.iter().zip(&called).zip(&mut external) {
            let is_inline = names.iter().any(|name| own.contains(&name));
            if !is_inline && wanted.want(names) && !std::mem::replace(needed, true) {
                more.read(&object.bytes);
            }
        }
        let before = wanted.clone();
        wanted.join(more);
        if wanted == before {
            break;
        }
    }
    let mut added = Vec::new();
    for (object, _) in found.iter().zip(external).filter(|(_, needed)| *needed) {
        added.extend(afp_write::inline_resource(object).map_err(afp_failed)?);
    }
    Ok(Needed { inline, added })
}

/// A resource group of these resources.
fn resource_group(resources: &[u8]) -> Result<Vec<u8>, Diagnostic> {
    let mut bytes = Vec::with_capacity(resources.len() + 64);
    let failed = |error: afp_codec::EncodeError| {
        Diagnostic::new(Code::Unsupported).with("what", error.to_string()).with("advice", "")
    };
    FieldWriter::new(&mut bytes).write(&Field::BeginResourceGroup(Named::default())).map_err(failed)?;
    bytes.extend_from_slice(resources);
    FieldWriter::new(&mut bytes).write(&Field::EndResourceGroup(Named::default())).map_err(failed)?;
    Ok(bytes)
}
