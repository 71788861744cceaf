//! Which pages of a document are taken: by number, by the name of a group, by an index value.

use afp_read::{AfpDocument, Step};
use scene::IndexEntry;

/// Which pages are taken; each list that is not empty narrows the choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Ranges of page numbers in the file, from 1, both ends included; open where the end is none.
    pub pages: Vec<(u64, Option<u64>)>,
    /// Names of page groups, around the page at any depth.
    pub groups: Vec<String>,
    /// Names and values of index entries, of the page or of a group around it. Each has to be there.
    pub tags: Vec<IndexEntry>,
}

impl Selection {
    /// Whether it takes every page.
    pub fn is_everything(&self) -> bool {
        self.pages.is_empty() && self.groups.is_empty() && self.tags.is_empty()
    }

    fn takes_number(&self, number: u64) -> bool {
        let within = |(first, last): &(u64, Option<u64>)| number >= *first && last.is_none_or(|last| number <= last);
        self.pages.is_empty() || self.pages.iter().any(within)
    }

    /// The steps of a document with only the pages taken; documents and groups without one are left out.
    pub fn steps(&self, document: &AfpDocument) -> Vec<Step> {
        if self.is_everything() {
            return document.steps().to_vec();
        }
        let index_of = |number: usize| document.page_summary(number).map(|summary| summary.index).unwrap_or_default();
        self.chosen(document.steps(), index_of)
    }

    fn chosen(&self, steps: &[Step], index_of: impl Fn(usize) -> Vec<IndexEntry>) -> Vec<Step> {
        let mut chosen = Vec::new();
        // Begun, and where in `chosen` their first step stands.
        let mut open: Vec<(usize, &Step)> = Vec::new();
        let mut pages = 0usize;
        let mut pages_before: Vec<usize> = Vec::new();
        for step in steps {
            match step {
                Step::DocumentBegin(_) | Step::GroupBegin(_) => {
                    open.push((chosen.len(), step));
                    pages_before.push(pages);
                    chosen.push(step.clone());
                }
                Step::DocumentEnd | Step::GroupEnd => {
                    let begun = open.pop().zip(pages_before.pop());
                    match begun {
                        // Nothing in it was taken: neither its own steps nor those between.
                        Some(((place, _), before)) if before == pages => chosen.truncate(place),
                        _ => chosen.push(step.clone()),
                    }
                }
                Step::Page(number) => {
                    let groups = open.iter().filter_map(|(_, step)| match step {
                        Step::GroupBegin(group) => Some(group),
                        _ => None,
                    });
                    let named = self.groups.is_empty() || groups.clone().any(|group| self.groups.contains(&group.name));
                    let tagged = self.tags.is_empty() || {
                        let own = index_of(*number);
                        let all = || own.iter().chain(groups.clone().flat_map(|group| &group.index));
                        self.tags.iter().all(|wanted| all().any(|entry| entry == wanted))
                    };
                    if self.takes_number(*number as u64 + 1) && named && tagged {
                        pages += 1;
                        chosen.push(step.clone());
                    }
                }
                _ => chosen.push(step.clone()),
            }
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    use scene::GroupInfo;

    use super::*;
    use crate::convert::page_numbers;

    fn entry(name: &str, value: &str) -> IndexEntry {
        IndexEntry { name: name.to_owned(), value: value.to_owned() }
    }

    fn group(name: &str, index: Vec<IndexEntry>) -> Step {
        Step::GroupBegin(GroupInfo { name: name.to_owned(), index, ..GroupInfo::default() })
    }

    /// Two groups of two pages, and a page by itself, which has an index value.
    fn steps() -> Vec<Step> {
        vec![
            Step::DocumentBegin("ONE".to_owned()),
            group("G1", vec![entry("Account", "1")]),
            Step::Page(0),
            Step::Page(1),
            Step::GroupEnd,
            group("G2", vec![entry("Account", "2")]),
            Step::Page(2),
            Step::Page(3),
            Step::GroupEnd,
            Step::DocumentEnd,
            Step::DocumentBegin("TWO".to_owned()),
            Step::Page(4),
            Step::DocumentEnd,
        ]
    }

    fn taken(selection: &Selection) -> (Vec<usize>, usize) {
        let index = |number| if number == 4 { vec![entry("Account", "2")] } else { Vec::new() };
        let chosen = selection.chosen(&steps(), index);
        let begun = chosen.iter().filter(|step| matches!(step, Step::DocumentBegin(_) | Step::GroupBegin(_))).count();
        let ended = chosen.iter().filter(|step| matches!(step, Step::DocumentEnd | Step::GroupEnd)).count();
        assert_eq!(begun, ended);
        (page_numbers(&chosen).collect(), begun)
    }

    #[test]
    fn pages_are_taken_by_number_group_and_tag_and_empty_groups_go() {
        let numbers = Selection { pages: vec![(2, Some(3)), (5, None)], ..Selection::default() };
        assert_eq!(taken(&numbers), (vec![1, 2, 4], 4));
        let named = Selection { groups: vec!["G2".to_owned()], ..Selection::default() };
        assert_eq!(taken(&named), (vec![2, 3], 2));
        let tagged = Selection { tags: vec![entry("Account", "2")], ..Selection::default() };
        assert_eq!(taken(&tagged), (vec![2, 3, 4], 3));
        let both = Selection { pages: vec![(4, Some(4))], ..tagged };
        assert_eq!(taken(&both), (vec![3], 2));
        let none = Selection { groups: vec!["G9".to_owned()], ..Selection::default() };
        assert_eq!(taken(&none), (vec![], 0));
    }
}
