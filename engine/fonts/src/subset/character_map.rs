//! The table cmap: format 4, which every receiver reads, and format 12 for all of Unicode.

use std::collections::BTreeMap;

/// Following characters with following glyphs.
struct Segment {
    first: u32,
    last: u32,
    glyph: u16,
}

fn segments(mapping: impl Iterator<Item = (u32, u16)>) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for (character, glyph) in mapping {
        match segments.last_mut() {
            Some(open)
                if character == open.last + 1 && u32::from(glyph) == u32::from(open.glyph) + character - open.first =>
            {
                open.last = character;
            }
            _ => segments.push(Segment { first: character, last: character, glyph }),
        }
    }
    segments
}

/// The table for a mapping.
pub(crate) fn character_map(mapping: &BTreeMap<char, u16>) -> Vec<u8> {
    let all = || mapping.iter().map(|(&character, &glyph)| (u32::from(character), glyph));
    let basic = format_4(&segments(all().filter(|(character, _)| *character < 0xFFFF)));
    let full = format_12(&segments(all()));
    // Platform and encoding: Unicode BMP and full, Windows BMP and full.
    let records: [(u16, u16, bool); 4] = [(0, 3, false), (0, 4, true), (3, 1, false), (3, 10, true)];
    let first = 4 + records.len() * 8;
    let mut table = vec![0, 0, 0, records.len() as u8];
    for (platform, encoding, is_full) in records {
        let offset = if is_full { first + basic.len() } else { first };
        table.extend(platform.to_be_bytes());
        table.extend(encoding.to_be_bytes());
        table.extend((offset as u32).to_be_bytes());
    }
    table.extend(basic);
    table.extend(full);
    table
}

/// Format 4. Its length field has 16 bits: segments beyond it are in format 12 only (subsets of more than 8,000
/// separate runs of characters).
fn format_4(segments: &[Segment]) -> Vec<u8> {
    const MOST_SEGMENTS: usize = (65_535 - 16) / 8 - 1;
    let kept = segments.get(..segments.len().min(MOST_SEGMENTS)).unwrap_or_default();
    let closing = Segment { first: 0xFFFF, last: 0xFFFF, glyph: 0 };
    let count = kept.len() as u16 + 1;
    let power = count.ilog2();
    let search_range = 2u16 << power;
    let mut table = Vec::new();
    let length = 16 + 8 * count;
    for number in [4, length, 0, count * 2, search_range, power as u16, count * 2 - search_range] {
        table.extend(number.to_be_bytes());
    }
    let each = || kept.iter().chain([&closing]);
    table.extend(each().flat_map(|segment| (segment.last as u16).to_be_bytes()));
    table.extend([0, 0]);
    table.extend(each().flat_map(|segment| (segment.first as u16).to_be_bytes()));
    table.extend(each().flat_map(|segment| segment.glyph.wrapping_sub(segment.first as u16).to_be_bytes()));
    table.extend(each().flat_map(|_| [0, 0]));
    table
}

fn format_12(segments: &[Segment]) -> Vec<u8> {
    let mut table = vec![0, 12, 0, 0];
    for number in [16 + 12 * segments.len() as u32, 0, segments.len() as u32] {
        table.extend(number.to_be_bytes());
    }
    for segment in segments {
        for number in [segment.first, segment.last, u32::from(segment.glyph)] {
            table.extend(number.to_be_bytes());
        }
    }
    table
}
