//! Lines into paragraphs, where they are plainly one.

use text::{Align, Shaper};
use units::Emu;

use crate::lines::Line;
use crate::typeset::{Part, Setting, Typesetter};

/// Edges and distances as near as this are equal: 1/144 inch.
const EQUAL: Emu = Emu::from_l_units(10);
/// Added to the width of a paragraph, so that its longest line fits after rounding.
const SLACK: Emu = Emu::from_l_units(2);

/// Lines shorter than this break where their writer wanted, as those of an address do: letters, wide ones counted twice.
const SHORTEST_FULL_LINE: usize = 24;

/// Lines that are set together.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// The lines, at least one.
    pub(crate) lines: Vec<Line>,
    pub(crate) setting: Setting,
}

/// Puts lines together into paragraphs. A paragraph has lines of one look, at one left edge and one distance, and
/// breaks, set in its width, where the lines end.
pub(crate) fn blocks(lines: Vec<Line>, typesetter: &Typesetter, shaper: &mut Shaper<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for chain in chains(lines) {
        let mut rest = chain.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let mut best = Block { lines: vec![first.clone()], setting: Setting::LINE };
            for count in 2..=rest.len() {
                let Some(setting) = rest.get(..count).and_then(|lines| setting(lines, typesetter, shaper)) else {
                    break;
                };
                best = Block { lines: rest.get(..count).unwrap_or_default().to_vec(), setting };
            }
            rest = if best.lines.len() > 1 { rest.get(best.lines.len()..).unwrap_or_default() } else { after };
            blocks.push(best);
        }
    }
    blocks
}

/// Lines below each other that could be paragraphs by their looks and places.
fn chains(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut open: Vec<Vec<Line>> = Vec::new();
    let mut done = Vec::new();
    for line in lines {
        // What is so far above that no paragraph reaches down is finished.
        let (far, near): (Vec<_>, Vec<_>) = open.into_iter().partition(|chain| {
            chain.last().is_none_or(|last| last.turn != line.turn || line.baseline - last.baseline > last.em() * 2)
        });
        done.extend(far);
        open = near;
        match open.iter_mut().find(|chain| follows(chain, &line)) {
            Some(chain) => chain.push(line),
            None => open.push(vec![line]),
        }
    }
    done.extend(open);
    done
}

fn follows(chain: &[Line], line: &Line) -> bool {
    let Some(last) = chain.last() else { return false };
    let distance = line.baseline - last.baseline;
    let em = line.em();
    let before = match chain {
        [.., one, two] => two.baseline - one.baseline,
        _ => distance,
    };
    last.look().is_some()
        && last.look() == line.look()
        && (line.x - last.x).abs() <= EQUAL
        && (distance - before).abs() <= EQUAL / 5
        && distance >= em.scale(9, 10)
        && distance <= em.scale(9, 5)
}

/// How lines are to be set as one paragraph; none where it would break elsewhere.
fn setting(lines: &[Line], typesetter: &Typesetter, shaper: &mut Shaper<'_>) -> Option<Setting> {
    let [first, .., last] = lines else { return None };
    let look = first.look()?;
    let left = lines.iter().map(|line| line.x).min()?;
    let right = lines.iter().map(|line| line.end).max()?;
    let distance = (last.baseline - first.baseline).wide() / (lines.len() as i64 - 1).max(1);
    let line_height =
        u16::try_from((distance * 1000 + look.size.em().wide() / 2) / look.size.em().wide().max(1)).ok()?;
    let text = joined(lines);
    let parts = [Part { text: &text, look }];
    let is_full = |line: &Line| line.text().chars().map(columns).sum::<usize>() >= SHORTEST_FULL_LINE;
    if !lines.split_last().is_some_and(|(_, whole)| whole.iter().all(is_full)) {
        return None;
    }
    let even = lines
        .split_last()
        .is_some_and(|(_, whole)| whole.len() > 1 && whole.iter().all(|line| (line.end - right).abs() <= EQUAL / 2));
    let aligns: &[Align] = if even { &[Align::Justify, Align::Start] } else { &[Align::Start] };
    aligns.iter().find_map(|&align| {
        let setting = Setting { align, line_height, letter_spacing: Emu::ZERO, width: Some(right - left + SLACK) };
        let set = typesetter.set(shaper, &parts, setting);
        let is_same = set.lines().len() == lines.len()
            && set.lines().iter().zip(lines).all(|(set_line, line)| {
                let ends = set_line.x + set_line.width - (line.end - left);
                set.text_of(set_line.text).trim() == line.text() && ends.abs() <= EQUAL
            });
        is_same.then_some(setting)
    })
}

/// Chinese, Japanese and Korean signs are twice as wide as letters.
fn columns(character: char) -> usize {
    if matches!(character, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{FFDC}' | '\u{20000}'..) { 2 } else { 1 }
}

/// The text of lines that follow each other; after a hyphen no space is put.
pub(crate) fn joined(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        if !text.is_empty() && !text.ends_with('-') {
            text.push(' ');
        }
        text.push_str(&line.text());
    }
    text
}
