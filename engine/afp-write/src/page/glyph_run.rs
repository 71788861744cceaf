//! Runs of glyphs that the font's character map cannot express, by glyph id (PTOCA GLC, GIR, GAR, GOR; subset PT4).
//! The text that they show follows them, not drawn, so that it can be found and copied (PTOCA UCT).

use afp_codec::EncodeError;
use units::Emu;

use crate::page::line::{Line, round};
use crate::page::text::TextObject;
use crate::plan::WholeFont;

/// Glyphs of one group: the sequences' lengths are even and at most 254 bytes.
const GROUP: usize = 125;

/// The greatest distance of a glyph from the run's beginning.
const FARTHEST: i32 = 0xFFFF;

impl TextObject {
    /// Sets a run as glyphs. Says whether some stand too far away to be set.
    pub(crate) fn glyph_run(&mut self, line: &Line<'_>, font: &WholeFont) -> Result<bool, EncodeError> {
        let inline = |along: Emu| round(line.baseline.inline + along.wide());
        let Some(first) = line.glyphs.iter().map(|glyph| inline(glyph.along)).min() else { return Ok(false) };
        self.leave_line();
        self.move_to(first, line.baseline.rounded);
        let builder = self.builder();
        builder.glyph_layout(&font.object_id)?;
        let mut too_far = false;
        for group in line.glyphs.chunks(GROUP) {
            let distance = |along: Emu| inline(along) - first;
            too_far |= group.iter().any(|glyph| distance(glyph.along) > FARTHEST);
            let distances = group.iter().map(|glyph| distance(glyph.along).clamp(0, FARTHEST) as u16).collect();
            // Towards the I axis is positive, which is up (PTOCA GOR).
            let raised = |across: Emu| {
                let down = i64::from(round(line.baseline.baseline + across.wide()) - line.baseline.rounded);
                i16::try_from(-down).unwrap_or(if down > 0 { i16::MIN } else { i16::MAX })
            };
            let offsets: Vec<i16> = group.iter().map(|glyph| raised(glyph.across)).collect();
            let offsets = offsets.iter().any(|&offset| offset != 0).then_some(offsets);
            builder.glyphs(group.iter().map(|glyph| glyph.id).collect(), distances, offsets)?;
        }
        builder.end_glyphs(line.text)?;
        Ok(too_far)
    }
}
