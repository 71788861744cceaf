//! The overlays and page segments that libraries hold, by name, without drawing them.

use std::collections::BTreeMap;

use scene::IncludeKind;

use afp_codec::framing::{DETECTION_BYTES, Framing};
use afp_codec::{Name, Records};

use crate::external::{Libraries, parts, rank};
use crate::findings::Findings;
use crate::index::{Indexer, Resource, ResourceKind};

/// The most files of a folder that are looked into.
const MOST_FILES: usize = 20_000;

/// An overlay or page segment of a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedResource {
    /// What it is.
    pub kind: IncludeKind,
    /// The name that finds it.
    pub name: String,
    /// The file that holds it.
    pub file: String,
}

/// The overlays and page segments that can be found by name, in the order of their names; of several with one name, the
/// one that is found.
pub fn list_resources(libraries: &Libraries) -> Vec<ListedResource> {
    let mut found = BTreeMap::new();
    let mut add = |kind: IncludeKind, name: String, file: &str| {
        let key = (name.clone(), kind == IncludeKind::PageSegment);
        found.entry(key).or_insert_with(|| ListedResource { kind, name, file: file.to_owned() });
    };
    for (file, content) in &libraries.groups {
        for (kind, resource) in includes(content, file) {
            resource.names.iter().for_each(|name| add(kind, name.text(), file));
        }
    }
    for folder in &libraries.folders {
        for file in folder.names().into_iter().take(MOST_FILES) {
            let (stem, ending) = parts(&file);
            let may_hold = |kind| rank(kind, ending).is_some();
            if !may_hold(ResourceKind::Overlay) && !may_hold(ResourceKind::Segment) {
                continue;
            }
            // A library knows a resource by its file's name, whatever it calls itself inside.
            let (Ok(name), Some(content)) = (Name::new(&stem.to_uppercase()), folder.read(&file)) else { continue };
            if let Some((kind, _)) = includes(&content, &file).find(|(_, resource)| may_hold(resource.kind)) {
                add(kind, name.text(), &file);
            }
        }
    }
    found.into_values().collect()
}

/// The overlays and page segments of a file of structured fields.
fn includes(content: &[u8], file: &str) -> impl Iterator<Item = (IncludeKind, Resource)> + use<> {
    let mut findings = Findings::new(file);
    let detected = Framing::detect(content.get(..DETECTION_BYTES.min(content.len())).unwrap_or_default());
    let mut indexer = Indexer::of_library(detected.framing);
    if detected.fields > 0 {
        indexer.take(&mut Records::stretch(content, 0, detected.framing), &mut findings);
        indexer.finish(content.len() as u64, &mut findings);
    }
    indexer.index.resources.into_iter().filter_map(|resource| match resource.kind {
        ResourceKind::Overlay => Some((IncludeKind::Overlay, resource)),
        ResourceKind::Segment => Some((IncludeKind::PageSegment, resource)),
        _ => None,
    })
}
