//! Pages of an AFP file as AFP files of their own.
//!
//! Every page taken has its bytes as they were, and so have documents, groups and resources around them: what is not
//! needed is left out, what the file only names and a library has is put into its resource group. A document index is
//! kept where its document is, whole and unchanged; its offsets would lie elsewhere.

mod layout;
mod plan;
mod references;

use std::collections::BTreeSet;
use std::io::Write;

use afp_codec::fields::Named;
use afp_codec::framing::FieldWriter;
use afp_codec::{Field, FieldId};
use afp_read::{AfpDocument, Step};
use diagnostics::{Code, Diagnostic};
use scene::{LibraryObject, LibraryObjectKind};

use layout::Layout;
use plan::Piece;
use references::{Key, References};

use crate::job::{afp_failed, unwritable};

/// Takes pages out of an AFP file.
pub struct AfpExtractor<'d> {
    document: &'d AfpDocument,
    bytes: &'d [u8],
    layout: Layout,
    found: Vec<Found>,
}

/// A resource of a library that the file does not carry.
struct Found {
    object: LibraryObject,
    name: Key,
    references: References,
}

/// What goes into the resource group.
struct Needed {
    /// Whether each of the file's own resources does.
    inline: Vec<bool>,
    /// Resources of libraries, each from its Begin to its End Resource field.
    added: Vec<u8>,
}

impl<'d> AfpExtractor<'d> {
    /// Looks at a document once; `bytes` are its own.
    pub fn new(document: &'d AfpDocument, bytes: &'d [u8]) -> Self {
        let layout = Layout::scan(bytes);
        let own: BTreeSet<Key> = layout.resources.iter().flat_map(|resource| &resource.names).cloned().collect();
        let found = document.found_resources().into_iter().filter_map(|object| {
            let name = match &object.kind {
                LibraryObjectKind::Font(full_name) => full_name.clone(),
                _ => object.name.trim().to_owned(),
            };
            let mut references = References::default();
            references.read(&object.bytes);
            (!own.contains(&name)).then_some(Found { object, name, references })
        });
        let found = found.collect();
        Self { document, bytes, layout, found }
    }

    /// Writes the pages of steps as an AFP file.
    ///
    /// # Errors
    /// When the output cannot be written, or a resource of a library cannot be put into a file.
    pub fn write(&self, steps: &[Step], out: &mut dyn Write) -> Result<(), Diagnostic> {
        let failed = unwritable("the AFP file");
        let pieces = plan::pieces(&self.layout, self.document, steps);
        let needed = self.needed(&pieces)?;
        let mut added = needed.added.as_slice();
        for piece in &pieces {
            let range = match piece {
                Piece::Bytes(range) => range,
                Piece::Resource(number) => match self.layout.resources.get(*number) {
                    Some(resource) if needed.inline.get(*number) == Some(&true) => &resource.range,
                    _ => continue,
                },
                Piece::GroupEnd(range) => {
                    out.write_all(std::mem::take(&mut added)).map_err(&failed)?;
                    range
                }
                Piece::Documents => {
                    // There was no group that they could go into.
                    if !added.is_empty() {
                        out.write_all(&resource_group(std::mem::take(&mut added))?).map_err(&failed)?;
                    }
                    continue;
                }
            };
            out.write_all(self.bytes.get(range.clone()).unwrap_or_default()).map_err(&failed)?;
        }
        Ok(())
    }

    /// What the pages need, directly or through other resources.
    fn needed(&self, pieces: &[Piece]) -> Result<Needed, Diagnostic> {
        let mut wanted = References::default();
        for piece in pieces {
            if let Piece::Bytes(range) = piece {
                wanted.read(self.bytes.get(range.clone()).unwrap_or_default());
            }
        }
        let mut inline = vec![false; self.layout.resources.len()];
        let mut external = vec![false; self.found.len()];
        // What is found to be needed may need more.
        loop {
            let mut more = References::default();
            for (resource, needed) in self.layout.resources.iter().zip(&mut inline) {
                let is_wanted = match resource.kind {
                    FieldId::BCP => wanted.by_number || wanted.want(&resource.names),
                    FieldId::BMO
                    | FieldId::BPS
                    | FieldId::BFN
                    | FieldId::BCF
                    | FieldId::BIM
                    | FieldId::BII
                    | FieldId::BGR
                    | FieldId::BBC
                    | FieldId::BPT
                    | FieldId::BOC => wanted.want(&resource.names),
                    // Form definitions, and what is not known.
                    _ => true,
                };
                if is_wanted && !std::mem::replace(needed, true) {
                    more.join(resource.references.clone());
                }
            }
            for (found, needed) in self.found.iter().zip(&mut external) {
                if wanted.names.contains(&found.name) && !std::mem::replace(needed, true) {
                    more.join(found.references.clone());
                }
            }
            let before = (wanted.names.len(), wanted.by_number);
            wanted.join(more);
            if (wanted.names.len(), wanted.by_number) == before {
                break;
            }
        }
        let mut added = Vec::new();
        for (found, _) in self.found.iter().zip(external).filter(|(_, needed)| *needed) {
            added.extend(afp_write::inline_resource(&found.object).map_err(afp_failed)?);
        }
        Ok(Needed { inline, added })
    }
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
