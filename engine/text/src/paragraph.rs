//! What is laid out: runs of text and how they are to look.

use scene::Decoration;
use units::{Colour, Emu, FontSize};

use crate::ChainId;

/// How characters look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextStyle {
    /// The faces, in order of preference; the first one's metrics make the line's height.
    pub faces: ChainId,
    /// The size.
    pub size: FontSize,
    /// The colour.
    pub colour: Colour,
    /// Lines drawn with the text.
    pub decoration: Decoration,
    /// Added after every character.
    pub letter_spacing: Emu,
    /// Raised above the baseline; negative is lowered. Does not change the line's height.
    pub rise: Emu,
}

impl TextStyle {
    /// Black, undecorated, on the baseline.
    pub const fn new(faces: ChainId, size: FontSize) -> Self {
        Self {
            faces,
            size,
            colour: Colour::BLACK,
            decoration: Decoration { underline: false, strike: false },
            letter_spacing: Emu::ZERO,
            rise: Emu::ZERO,
        }
    }
}

/// Text of one style. What else belongs to it (its object, a link) the caller finds by its number in the paragraph,
/// [`crate::LineRun::source`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// The text; line feeds, carriage returns, U+2028 and U+2029 end a line, tabs go to tab stops.
    pub text: &'a str,
    /// How it looks.
    pub style: TextStyle,
}

/// Runs of text under one paragraph style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph<'a> {
    /// The text. A run may be empty: the first run's style gives an empty paragraph its height.
    pub runs: &'a [Run<'a>],
    /// How the lines are made.
    pub style: &'a ParagraphStyle,
}

/// How lines are made of the runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParagraphStyle {
    /// Where lines stand in the width.
    pub align: Align,
    /// Distance from line to line.
    pub line_height: LineHeight,
    /// Tab stops, by increasing place.
    pub tabs: Vec<TabStop>,
    /// Distance of the stops after the last of `tabs`, from the paragraph's edge; 0 for none.
    pub default_tab: Emu,
    /// Room kept free at the starting edge.
    pub indent_start: Emu,
    /// Room kept free at the other edge.
    pub indent_end: Emu,
    /// Added to `indent_start` on the first line; may be negative.
    pub first_line_indent: Emu,
    /// Whether lines break at the width; without, only line feeds break them.
    pub wrap: bool,
    /// The reading direction.
    pub direction: Direction,
    /// How strictly Chinese and Japanese punctuation is kept from the edges of lines.
    pub break_rules: BreakRules,
}

impl Default for ParagraphStyle {
    /// At the starting edge, with the font's own line height, default tabs every half inch, broken at the width.
    fn default() -> Self {
        Self {
            align: Align::Start,
            line_height: LineHeight::Normal,
            tabs: Vec::new(),
            default_tab: Emu::from_points(36),
            indent_start: Emu::ZERO,
            indent_end: Emu::ZERO,
            first_line_indent: Emu::ZERO,
            wrap: true,
            direction: Direction::Auto,
            break_rules: BreakRules::Strict,
        }
    }
}

/// Where lines stand in the width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Align {
    /// At the edge where reading starts.
    #[default]
    Start,
    /// At the left edge.
    Left,
    /// In the middle.
    Centre,
    /// At the right edge.
    Right,
    /// At the edge where reading ends.
    End,
    /// At both edges; the last line of a paragraph, and one before a line feed, at the start.
    Justify,
}

/// Distance from line to line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineHeight {
    /// As the face says: ascender, descender and line gap.
    #[default]
    Normal,
    /// Thousandths of the font size; what is over or under is shared above and below.
    Factor(u16),
    /// A length, whatever the size.
    Exact(Emu),
}

/// A place that a tab character goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TabStop {
    /// Distance from the paragraph's starting edge.
    pub at: Emu,
    /// What of the following text stands there.
    pub kind: TabKind,
}

/// What of the text after a tab stands at the stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TabKind {
    /// Its start.
    Start,
    /// Its middle.
    Centre,
    /// Its end.
    End,
    /// The first such character (a decimal point or comma), else its end.
    Decimal(char),
}

/// The reading direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// By the first character that has one (Unicode bidirectional algorithm, P2 and P3).
    #[default]
    Auto,
    /// Left to right.
    LeftToRight,
    /// Right to left.
    RightToLeft,
}

/// How strictly Chinese and Japanese punctuation and small letters are kept from the edges of lines (CSS `line-break`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BreakRules {
    /// All rules of UAX #14.
    #[default]
    Strict,
    /// Small kana may begin a line.
    Normal,
    /// The least rules, for narrow columns.
    Loose,
}
