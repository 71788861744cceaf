//! How the template's own layout would set a text: what an imported object is measured by.

use std::collections::BTreeMap;

use fonts::Face;
use scene::FaceId;
use text::{Align, ChainId, FaceSet, LineHeight, Lines, Paragraph, ParagraphStyle, Run, Shaper, TextStyle};
use units::Emu;

use crate::gather::Look;

/// Text of one look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'a> {
    pub(crate) text: &'a str,
    pub(crate) look: Look,
}

/// How a paragraph is to be set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    pub(crate) align: Align,
    /// Thousandths of the font size.
    pub(crate) line_height: u16,
    pub(crate) letter_spacing: Emu,
    /// Where lines break; none for one line of any length.
    pub(crate) width: Option<Emu>,
}

impl Setting {
    /// One line as it comes.
    pub(crate) const LINE: Self =
        Self { align: Align::Start, line_height: 1200, letter_spacing: Emu::ZERO, width: None };
}

/// The faces of the page, as the template has them.
pub(crate) struct Typesetter {
    faces: FaceSet,
    chains: BTreeMap<FaceId, ChainId>,
}

impl Typesetter {
    /// With the face that stands for each of the page's.
    pub(crate) fn new<'f>(used: impl IntoIterator<Item = (FaceId, &'f Face)>) -> Self {
        let mut typesetter = Self { faces: FaceSet::new(), chains: BTreeMap::new() };
        for (id, face) in used {
            let chain = typesetter.faces.add(face).and_then(|own| typesetter.faces.chain(&[own]));
            // More faces than a page can number do not come from one.
            if let Ok(chain) = chain {
                typesetter.chains.insert(id, chain);
            }
        }
        typesetter
    }

    /// What sets texts; keeps words for the next text.
    pub(crate) fn shaper(&self) -> Shaper<'_> {
        Shaper::new(&self.faces)
    }

    /// Sets a text.
    pub(crate) fn set(&self, shaper: &mut Shaper<'_>, parts: &[Part<'_>], setting: Setting) -> Lines {
        let style = |look: &Look| {
            let chain = self.chains.get(&look.face)?;
            let letter_spacing = setting.letter_spacing;
            Some(TextStyle { letter_spacing, colour: look.colour, ..TextStyle::new(*chain, look.size) })
        };
        let runs: Vec<Run<'_>> =
            parts.iter().filter_map(|part| Some(Run { text: part.text, style: style(&part.look)? })).collect();
        let paragraph = ParagraphStyle {
            align: setting.align,
            line_height: LineHeight::Factor(setting.line_height),
            wrap: setting.width.is_some(),
            ..ParagraphStyle::default()
        };
        let width = setting.width.unwrap_or(Emu::MAX);
        text::lay_out(&Paragraph { runs: &runs, style: &paragraph }, width, shaper)
    }
}
