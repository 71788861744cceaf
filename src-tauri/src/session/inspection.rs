//! The structured fields of one page of the emitted AFP, each with the object that caused it.

use formwright::Document;
use formwright::afp_codec::dump::{FieldNodes, Node, NodeKind};
use formwright::scene::Origin;
use protocol::{Inspection, InspectionNode};

use super::snapshot::{Outputs, Snapshot};

/// The deepest rows that are shown.
const DEEPEST: u8 = 4;

/// Which object drew which bytes of the file.
struct SourceMap {
    /// Object, first byte, one past the last byte; in file order.
    ranges: Vec<(String, u64, u64)>,
}

impl SourceMap {
    fn of(outputs: &Outputs) -> Self {
        let mut ranges = Vec::new();
        if let Ok(file) = &outputs.afp {
            let object = |origin: &Origin| origin.object_id().map(|id| id.to_string());
            for range in &file.ranges {
                ranges.extend(object(&range.origin).map(|object| (object, range.start, range.end)));
            }
            for range in &file.shared {
                ranges.extend(object(&range.origin).map(|object| (object, range.start, range.end)));
            }
        }
        ranges.sort_by_key(|(_, start, _)| *start);
        Self { ranges }
    }

    /// The object that drew the byte: the narrowest range around it.
    fn object(&self, offset: u64) -> Option<&str> {
        let end = self.ranges.partition_point(|(_, start, _)| *start <= offset);
        self.ranges
            .get(..end)?
            .iter()
            .filter(|(_, _, past)| *past > offset)
            .min_by_key(|(_, start, past)| past - start)
            .map(|(object, _, _)| object.as_str())
    }
}

/// The rows of a page, from 1, with the overlays that the file holds for it.
pub(crate) fn inspect(snapshot: &Snapshot, page: usize) -> Option<Inspection> {
    let outputs = snapshot.outputs();
    let file = outputs.afp.as_ref().ok()?;
    let Some(Document::Afp(document)) = outputs.afp_document() else { return None };
    let (start, end) = document.page_summary(page.checked_sub(1)?)?.bytes;
    let sources = SourceMap::of(outputs);
    let mut rows = Vec::new();
    let mut fields = 0;
    for (_, node) in FieldNodes::new(&file.bytes) {
        if node.offset >= end {
            break;
        }
        if node.offset >= start {
            fields += 1;
            add(&node, 0, node.offset, &file.bytes, &sources, &mut rows);
        }
    }
    Some(Inspection {
        revision: snapshot.revision,
        page: u32::try_from(page).unwrap_or(u32::MAX),
        fields,
        bytes: end.saturating_sub(start),
        rows,
    })
}

fn add(node: &Node, depth: u8, field: u64, bytes: &[u8], sources: &SourceMap, rows: &mut Vec<InspectionNode>) {
    let relative = if depth == 0 { node.offset } else { node.offset.saturating_sub(field) };
    rows.push(InspectionNode {
        depth,
        offset: relative,
        length: u32::try_from(node.length).unwrap_or(u32::MAX),
        identifier: identifier(node, bytes),
        name: if node.name.is_empty() || node.acronym == node.name {
            node.acronym.to_string()
        } else {
            format!("{} {}", node.acronym, node.name)
        },
        meaning: node.meaning.clone(),
        object: if depth == 0 && !node.children.is_empty() {
            None
        } else {
            sources.object(node.offset).map(str::to_owned)
        },
    });
    if depth < DEEPEST {
        for child in &node.children {
            add(child, depth + 1, field, bytes, sources, rows);
        }
    }
}

/// The code of a structure, in hexadecimal.
fn identifier(node: &Node, bytes: &[u8]) -> String {
    let at = |from: u64, count: usize| {
        let from = usize::try_from(from).ok()?;
        bytes.get(from..from.checked_add(count)?)
    };
    let code = match node.kind {
        // X'5A', two bytes of length, then the identifier.
        NodeKind::Field => at(node.offset + 3, 3),
        // A length byte, then the code.
        NodeKind::Triplet | NodeKind::ControlSequence => at(node.offset + 1, 1),
        NodeKind::Order | NodeKind::SelfDefiningField => at(node.offset, 1),
        NodeKind::Group | NodeKind::CodePoints | NodeKind::Line | NodeKind::Unknown => None,
    };
    code.map(|code| code.iter().map(|byte| format!("{byte:02X}")).collect()).unwrap_or_default()
}
