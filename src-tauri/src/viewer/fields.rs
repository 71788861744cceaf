//! The fields of a part, what each says, and where a text stands.

use std::time::{Duration, Instant};

use formwright::afp_codec::dump::{FieldNodes, Node, NodeKind};
use protocol::{SearchAnswer, ViewedDetail, ViewedFields, ViewedPlace, ViewedRow, ViewedValue};

use super::OpenFile;

/// Rows of a part that are told.
const MOST_ROWS: usize = 20_000;

/// Bytes of a row that are shown.
const MOST_BYTES: usize = 1_024;

/// How long a search may take before it answers that it must go on.
const PATIENCE: Duration = Duration::from_millis(400);

/// The deepest nesting that is told.
const DEEPEST: usize = 24;

impl OpenFile {
    /// The fields of a part one after another, each with its depth.
    fn nodes(&self, part: usize) -> Option<impl Iterator<Item = (usize, Node)> + '_> {
        let part = self.parts.get(part)?;
        let end = usize::try_from(part.end).unwrap_or(usize::MAX).min(self.bytes.len());
        Some(FieldNodes::from_offset(self.bytes.get(..end)?, part.start))
    }

    /// All rows of a part.
    pub(super) fn fields(&self, number: usize) -> Option<ViewedFields> {
        let mut rows = Vec::new();
        // Places of Begin rows whose End has not come yet, by depth.
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut is_cut = false;
        for (depth, node) in self.nodes(number)? {
            if rows.len() >= MOST_ROWS {
                is_cut = true;
                break;
            }
            while let Some((_, place)) = open.pop_if(|(around, _)| *around >= depth) {
                let end = node.offset + node.length;
                if let Some(row) = rows.get_mut(place) {
                    let row: &mut ViewedRow = row;
                    row.reach = end;
                }
            }
            open.push((depth, rows.len()));
            self.add(&node, depth, &mut rows);
        }
        // A field begins something only where deeper fields follow it.
        let lone: Vec<usize> = rows
            .iter()
            .enumerate()
            .filter(|(place, row)| row.is_field && !begins(&rows, *place, row.depth))
            .map(|(place, _)| place)
            .collect();
        for place in lone {
            if let Some(row) = rows.get_mut(place) {
                row.reach = row.offset + row.length;
            }
        }
        Some(ViewedFields { part: self.part(number)?, rows, is_cut })
    }

    fn add(&self, node: &Node, depth: usize, rows: &mut Vec<ViewedRow>) {
        rows.push(ViewedRow {
            depth: u8::try_from(depth.min(DEEPEST)).unwrap_or(u8::MAX),
            is_field: node.kind == NodeKind::Field,
            offset: node.offset,
            length: node.length,
            reach: node.offset + node.length,
            identifier: self.identifier(node),
            name: title(node),
            meaning: node.meaning.clone(),
        });
        if depth < DEEPEST {
            for child in &node.children {
                if rows.len() < MOST_ROWS * 2 {
                    self.add(child, depth + 1, rows);
                }
            }
        }
    }

    /// The code of a structure, in hexadecimal.
    fn identifier(&self, node: &Node) -> String {
        let at = |from: u64, count: usize| {
            let from = usize::try_from(from).ok()?;
            self.bytes.get(from..from.checked_add(count)?)
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

    /// All that the row at these bytes says.
    pub(super) fn detail(&self, part: usize, offset: u64, length: u64) -> Option<ViewedDetail> {
        let node = self.nodes(part)?.find_map(|(_, node)| {
            let holds = node.offset <= offset && offset + length <= node.offset + node.length;
            if holds { exactly(&node, offset, length).cloned() } else { None }
        });
        let start = usize::try_from(offset).ok()?;
        let shown = usize::try_from(length).unwrap_or(usize::MAX).min(MOST_BYTES);
        let end = start.saturating_add(shown).min(self.bytes.len());
        let values = node.map(|node| node.values).unwrap_or_default();
        Some(ViewedDetail {
            offset,
            bytes: self.bytes.get(start..end)?.to_vec(),
            values: values
                .into_iter()
                .map(|value| ViewedValue {
                    offset: value.offset,
                    length: value.length,
                    name: value.name.to_owned(),
                    text: value.text,
                })
                .collect(),
        })
    }

    /// Looks for a text in identifiers, names and meanings, or for an offset such as `0x1A40`.
    pub(super) fn search(&self, text: &str, from: u64) -> SearchAnswer {
        let wanted = text.trim().to_lowercase();
        if let Some(digits) = wanted.strip_prefix("0x")
            && let Ok(offset) = u64::from_str_radix(digits, 16)
        {
            return self.at_offset(offset).map_or(SearchAnswer::Nowhere, SearchAnswer::Found);
        }
        let started = Instant::now();
        let Some(first) = self.part_at(from) else { return SearchAnswer::Nowhere };
        if wanted.is_empty() {
            return SearchAnswer::Nowhere;
        }
        for number in first..self.parts.len() {
            for (_, node) in self.nodes(number).into_iter().flatten() {
                if node.offset + node.length <= from {
                    continue;
                }
                if let Some(found) = said(&node, &wanted, from) {
                    return SearchAnswer::Found(self.place(number, found));
                }
                if started.elapsed() > PATIENCE {
                    return SearchAnswer::GoOn(node.offset + node.length);
                }
            }
        }
        SearchAnswer::Nowhere
    }

    /// The innermost row that holds a byte.
    fn at_offset(&self, offset: u64) -> Option<ViewedPlace> {
        let part = self.part_at(offset)?;
        let node = self.nodes(part)?.map(|(_, node)| node).find(|node| holds(node, offset))?;
        let mut inner = &node;
        while let Some(child) = inner.children.iter().find(|child| holds(child, offset)) {
            inner = child;
        }
        Some(self.place(part, inner))
    }

    fn place(&self, part: usize, node: &Node) -> ViewedPlace {
        ViewedPlace {
            part: u32::try_from(part).unwrap_or(u32::MAX),
            page: self.parts.get(part).and_then(|part| part.page),
            offset: node.offset,
            length: node.length,
        }
    }
}

fn holds(node: &Node, offset: u64) -> bool {
    node.offset <= offset && offset < node.offset + node.length
}

/// Whether a deeper field follows the field's own inner rows.
fn begins(rows: &[ViewedRow], place: usize, depth: u8) -> bool {
    rows.get(place + 1..)
        .into_iter()
        .flatten()
        .take_while(|row| row.depth > depth)
        .any(|row| row.is_field && row.depth > depth)
}

fn title(node: &Node) -> String {
    if node.name.is_empty() || node.acronym == node.name {
        node.acronym.to_string()
    } else {
        format!("{} {}", node.acronym, node.name)
    }
}

/// The structure at exactly these bytes: of several the innermost, which says the most.
fn exactly(node: &Node, offset: u64, length: u64) -> Option<&Node> {
    let inner = node.children.iter().find_map(|child| exactly(child, offset, length));
    inner.or((node.offset == offset && node.length == length).then_some(node))
}

/// The first structure from an offset on that says a text in lower case.
fn said<'n>(node: &'n Node, wanted: &str, from: u64) -> Option<&'n Node> {
    let says = |text: &str| text.to_lowercase().contains(wanted);
    let here = node.offset >= from && (says(&title(node)) || says(&node.meaning));
    if here { Some(node) } else { node.children.iter().find_map(|child| said(child, wanted, from)) }
}
