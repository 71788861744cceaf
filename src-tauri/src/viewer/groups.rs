//! The page groups of a file with their index.

use formwright::afp_read::{AfpDocument, Step};
use protocol::ViewedGroup;

/// A page group.
pub(super) struct Group {
    /// Its place in the document's steps.
    step: usize,
    depth: u8,
    /// Its first page, from 1.
    page: Option<u32>,
}

/// All groups in file order.
pub(super) fn of(document: &AfpDocument) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (step, what) in document.steps().iter().enumerate() {
        match what {
            Step::GroupBegin(_) => {
                let depth = u8::try_from(open.len()).unwrap_or(u8::MAX);
                open.push(groups.len());
                groups.push(Group { step, depth, page: None });
            }
            Step::GroupEnd => {
                open.pop();
            }
            Step::Page(number) => {
                for around in &open {
                    if let Some(group) = groups.get_mut(*around) {
                        group.page = group.page.or(u32::try_from(number + 1).ok());
                    }
                }
            }
            Step::DocumentBegin(_) | Step::MediumMap(_) | Step::DocumentEnd => {}
        }
    }
    groups
}

impl Group {
    pub(super) fn viewed(&self, number: usize, document: &AfpDocument) -> ViewedGroup {
        let (name, index) = match document.steps().get(self.step) {
            Some(Step::GroupBegin(info)) => {
                let pairs = info.index.iter().map(|entry| (entry.name.clone(), entry.value.clone()));
                (info.name.clone(), pairs.collect())
            }
            _ => (String::new(), Vec::new()),
        };
        ViewedGroup {
            number: u32::try_from(number).unwrap_or(u32::MAX),
            depth: self.depth,
            name,
            page: self.page,
            index,
        }
    }
}
