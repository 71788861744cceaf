//! What libraries say they hold.

use std::sync::Arc;

use afp_read::{Libraries, ResourceFolder, list_resources};
use scene::IncludeKind;

use crate::support::file;

#[derive(Debug)]
struct Folder(Vec<(&'static str, Vec<u8>)>);

impl ResourceFolder for Folder {
    fn names(&self) -> Vec<String> {
        self.0.iter().map(|(name, _)| (*name).to_owned()).collect()
    }

    fn read(&self, name: &str) -> Option<Arc<[u8]>> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, content)| content.as_slice().into())
    }
}

/// An overlay that calls itself O1INNER, in code page 500.
fn overlay() -> Vec<u8> {
    file("D3A8DF D6F1C9D5D5C5D940 \n D3A9DF D6F1C9D5D5C5D940")
}

/// A page segment called S1INNER.
fn segment() -> Vec<u8> {
    file("D3A85F E2F1C9D5D5C5D940 \n D3A95F E2F1C9D5D5C5D940")
}

#[test]
fn a_folder_lists_overlays_and_page_segments_by_the_names_of_their_files() {
    let folder = Folder(vec![
        ("O1STAMP.ovl", overlay()),
        ("s1logo", segment()),
        ("O1WRONG.psg", overlay()),
        ("O1TEXT.ovl", b"no structured fields".to_vec()),
        ("C0H200.ttf", overlay()),
        ("O1MUCHTOOLONG.ovl", overlay()),
    ]);
    let mut libraries = Libraries::default();
    libraries.folders.push(Arc::new(folder));
    let listed = list_resources(&libraries);
    let found: Vec<_> = listed.iter().map(|one| (one.kind, one.name.as_str(), one.file.as_str())).collect();
    assert_eq!(
        found,
        [(IncludeKind::Overlay, "O1STAMP", "O1STAMP.ovl"), (IncludeKind::PageSegment, "S1LOGO", "s1logo")],
        "an ending of another kind, another content and a name that is too long hold nothing that can be found"
    );
}

#[test]
fn a_group_of_resources_lists_each_by_its_own_name_and_comes_before_the_folders() {
    let mut libraries = Libraries::default();
    libraries.groups.push(("all.res".to_owned(), [overlay(), segment()].concat().into()));
    libraries.folders.push(Arc::new(Folder(vec![("O1INNER", overlay())])));
    let listed = list_resources(&libraries);
    let found: Vec<_> = listed.iter().map(|one| (one.name.as_str(), one.file.as_str())).collect();
    assert_eq!(found, [("O1INNER", "all.res"), ("S1INNER", "all.res")]);
}
