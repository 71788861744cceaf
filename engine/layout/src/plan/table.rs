//! Tables.

use diagnostics::ObjectId;
use expression::{Dependencies, Program};
use model::VerticalAlign;
use scene::Stroke;
use units::{Colour, Emu};

use super::ParagraphPlan;

#[derive(Debug)]
pub(crate) struct TablePlan {
    pub(crate) rows: Program,
    pub(crate) columns: Vec<ColumnWidthPlan>,
    pub(crate) gap: Emu,
    pub(crate) padding: Emu,
    pub(crate) padding_vertical: Emu,
    pub(crate) zebra: Option<Colour>,
    pub(crate) header: Option<RowPlan>,
    pub(crate) body: RowPlan,
    pub(crate) carried: Option<RowPlan>,
    pub(crate) brought: Option<RowPlan>,
    pub(crate) footer: Option<RowPlan>,
    pub(crate) empty: Option<RowPlan>,
    pub(crate) orphans: usize,
    pub(crate) widows: usize,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum ColumnWidthPlan {
    Fixed(Emu),
    Share(u16),
}

#[derive(Debug)]
pub(crate) struct RowPlan {
    pub(crate) id: ObjectId,
    pub(crate) height: Emu,
    pub(crate) fill: Option<Colour>,
    pub(crate) rule_above: Option<Stroke>,
    pub(crate) rule_below: Option<Stroke>,
    pub(crate) cells: Vec<CellPlan>,
    pub(crate) dependencies: Dependencies,
}

#[derive(Debug)]
pub(crate) struct CellPlan {
    pub(crate) id: ObjectId,
    /// The first column it covers, and the one past the last.
    pub(crate) columns: (usize, usize),
    pub(crate) paragraphs: Vec<ParagraphPlan>,
    pub(crate) vertical: VerticalAlign,
    pub(crate) fill: Option<Colour>,
    /// The paragraphs' alternatives stand in the same order.
    pub(crate) rules: Vec<(ObjectId, Program)>,
}

impl TablePlan {
    /// Left edge and width of each column in a width.
    pub(crate) fn column_places(&self, width: Emu) -> Vec<(Emu, Emu)> {
        let gaps = self.gap.wide() * (self.columns.len() as i64 - 1).max(0);
        let fixed: i64 = self.columns.iter().map(|column| column.fixed().wide()).sum();
        let shares: i64 = self.columns.iter().map(|column| column.share()).sum();
        let rest = (width.wide() - gaps - fixed).max(0);
        let (mut left, mut shares_before) = (0i64, 0i64);
        // A share's edge is rounded once from the shares before it, so that all together take exactly the rest.
        let edge = |shares_before: i64| (rest * shares_before).checked_div(shares).unwrap_or(0);
        self.columns
            .iter()
            .map(|column| {
                let next = shares_before + column.share();
                let own = column.fixed().wide() + edge(next) - edge(shares_before);
                let place = (Emu::saturating_from(left), Emu::saturating_from(own));
                left += own + self.gap.wide();
                shares_before = next;
                place
            })
            .collect()
    }
}

impl ColumnWidthPlan {
    fn fixed(self) -> Emu {
        match self {
            Self::Fixed(width) => width,
            Self::Share(_) => Emu::ZERO,
        }
    }

    fn share(self) -> i64 {
        match self {
            Self::Fixed(_) => 0,
            Self::Share(parts) => parts.into(),
        }
    }
}
