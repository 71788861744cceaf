//! Resources that a file names and does not carry: looked for in resource-group files, then in library folders.
//!
//! In: what fields name. Out: in the store, behind the main file, every file that holds something of it, directly or
//! through another resource. So a place in the store is a place in one of the files, and drawing need not know which.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::sync::Arc;

use afp_codec::fields::IncludedKind;
use afp_codec::framing::{DETECTION_BYTES, Framing};
use afp_codec::{Name, Records};
use diagnostics::Code;
use fonts::Face;

use crate::findings::Findings;
use crate::foca::FontRequest;
use crate::index::{Index, Indexer, LIBRARY, Resource, ResourceKind};
use crate::references::Reference;
use crate::source::Bytes;
use crate::store::Store;

/// The most files that are taken for one document.
const MOST_FILES: usize = 4_096;
/// The most bytes of all of them.
const MOST_BYTES: usize = 1 << 30;
/// The most font files of a folder whose names are read.
const MOST_FONTS: usize = 512;

/// A folder of resources, each in a file of its own.
pub trait ResourceFolder: Debug + Send + Sync {
    /// The names of its files.
    fn names(&self) -> Vec<String>;

    /// The content of a file; none where it cannot be read.
    fn read(&self, name: &str) -> Option<Arc<[u8]>>;
}

/// Where resources are looked for that are not inline: first in the groups, then in the folders, in this order.
#[derive(Clone, Debug, Default)]
pub struct Libraries {
    /// Files with many resources, such as a resource group, by name and content.
    pub groups: Vec<(String, Arc<[u8]>)>,
    /// Folders with a file for each.
    pub folders: Vec<Arc<dyn ResourceFolder>>,
}

impl Libraries {
    /// Whether there is nowhere to look.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.folders.is_empty()
    }
}

/// Resource files and folders, and what was asked of them.
#[derive(Debug)]
pub(crate) struct Shelves {
    groups: Vec<(String, Arc<[u8]>)>,
    folders: Vec<Shelf>,
    asked: BTreeSet<Reference>,
    files: usize,
    bytes: usize,
    full: bool,
}

/// What was found in library files.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Their places in the store.
    pub(crate) pieces: Vec<u64>,
    pub(crate) resources: Vec<Resource>,
    /// Fonts that they ask for, by the place of the first field that does.
    pub(crate) requests: BTreeMap<FontRequest, u64>,
    /// What they name themselves.
    references: BTreeSet<Reference>,
}

impl Shelves {
    pub(crate) fn new(libraries: &Libraries) -> Self {
        Self {
            groups: libraries.groups.clone(),
            folders: libraries.folders.iter().map(|folder| Shelf::new(folder.clone())).collect(),
            asked: BTreeSet::new(),
            files: 0,
            bytes: 0,
            full: false,
        }
    }

    /// Looks up what is named and nobody has: first everything that the files with many resources hold, then file by
    /// file of the folders, also what is named on the way.
    pub(crate) fn resolve(
        &mut self,
        references: BTreeSet<Reference>,
        is_there: impl Fn(&Reference) -> bool,
        store: &mut Store,
        findings: &mut Findings,
    ) -> Found {
        let mut found = Found::default();
        let mut open: Vec<Reference> = references.into_iter().collect();
        for (name, content) in std::mem::take(&mut self.groups) {
            self.add(&name, content, None, store, &mut found, findings);
            open.extend(std::mem::take(&mut found.references));
        }
        while !open.is_empty() {
            for reference in std::mem::take(&mut open) {
                let known = is_there(&reference) || found.resources.iter().any(|resource| reference.is(resource));
                if !known && !self.folders.is_empty() && self.asked.insert(reference.clone()) {
                    self.look_up(&reference, store, &mut found, findings);
                }
            }
            open.extend(std::mem::take(&mut found.references));
        }
        found
    }

    /// The names of the form definitions of all folders.
    pub(crate) fn form_maps(&self) -> impl Iterator<Item = Name> + '_ {
        let names = self.folders.iter().flat_map(|shelf| shelf.files.iter());
        names.filter_map(|(name, files)| {
            let usual = ENDINGS.iter().find(|(kind, _)| *kind == ResourceKind::FormMap)?.1;
            let is_form = files.iter().any(|file| usual.contains(&parts(file).1.to_lowercase().as_str()));
            if is_form { Name::new(name).ok() } else { None }
        })
    }

    fn look_up(&mut self, reference: &Reference, store: &mut Store, found: &mut Found, findings: &mut Findings) {
        for at in 0..self.folders.len() {
            let candidates = self.folders.get_mut(at).map(|shelf| shelf.candidates(reference)).unwrap_or_default();
            for file in candidates {
                let Some(content) = self.folders.get(at).and_then(|shelf| shelf.folder.read(&file)) else { continue };
                if self.add(&file, content, Some(reference), store, found, findings) {
                    return;
                }
            }
        }
    }

    /// Puts a file behind the others; whether it holds what is wanted. One that does not is left out.
    fn add(
        &mut self,
        file: &str,
        content: Arc<[u8]>,
        wanted: Option<&Reference>,
        store: &mut Store,
        found: &mut Found,
        findings: &mut Findings,
    ) -> bool {
        if self.full || self.files >= MOST_FILES || self.bytes + content.len() > MOST_BYTES {
            if !std::mem::replace(&mut self.full, true) {
                findings.add(Code::AfpUnsupported, 0, &[("what", "what more resource files hold")]);
            }
            return false;
        }
        let start = store.next();
        findings.file_begins(start, file);
        let detected = Framing::detect(content.get(..DETECTION_BYTES).unwrap_or(&content));
        let framing = (detected.fields > 0).then_some(detected.framing);
        let mut index = Index::default();
        match framing {
            Some(framing) => {
                let mut indexer = Indexer::of_library(framing);
                indexer.take(&mut Records::stretch(&content, start, framing), findings);
                indexer.finish(start + content.len() as u64, findings);
                index = indexer.index;
            }
            None => index.resources.extend(plain(start, content.len() as u64, wanted)),
        }
        if let Some(Reference::Object(kind, name)) = wanted {
            // A library knows a resource by its file's name, whatever it calls itself inside.
            let Some(first) = index.resources.iter_mut().find(|resource| resource.kind == *kind) else {
                findings.file_ends(start);
                return false;
            };
            first.names.insert(0, name.padded());
        }
        self.files += 1;
        self.bytes += content.len();
        store.append(Bytes::whole(content), framing);
        found.pieces.push(start);
        found.resources.extend(index.resources);
        found.references.extend(index.wanted.references);
        for (request, offset) in index.requests {
            found.requests.entry(request).or_insert(offset);
        }
        true
    }
}

impl Reference {
    /// Whether it names a resource.
    pub(crate) fn is(&self, resource: &Resource) -> bool {
        match self {
            Self::Object(kind, name) => resource.kind == *kind && resource.names.contains(&name.padded()),
            Self::Font(wanted) => resource.full_name.as_ref() == Some(wanted),
        }
    }
}

/// The resource that a file is which has no structured fields: a font or a picture.
fn plain(start: u64, length: u64, wanted: Option<&Reference>) -> Option<Resource> {
    let full_name = match wanted? {
        Reference::Object(ResourceKind::Container, _) => None,
        Reference::Object(..) => return None,
        Reference::Font(name) => Some(name.clone()),
    };
    let kind = ResourceKind::Container;
    Some(Resource { kind, names: Vec::new(), full_name, start, end: start + length, group: LIBRARY })
}

/// The kind of resource that an Include Object field asks for.
pub(crate) fn kind_of(kind: IncludedKind) -> ResourceKind {
    match kind {
        IncludedKind::PAGE_SEGMENT => ResourceKind::Segment,
        IncludedKind::GRAPHICS => ResourceKind::Graphics,
        IncludedKind::BAR_CODE => ResourceKind::BarCode,
        IncludedKind::IMAGE => ResourceKind::Image,
        _ => ResourceKind::Container,
    }
}

/// A folder with its files sorted by what they are called.
#[derive(Debug)]
struct Shelf {
    folder: Arc<dyn ResourceFolder>,
    /// By name without ending, in capitals.
    files: BTreeMap<String, Vec<String>>,
    /// By full name; read when the first font is asked for.
    fonts: Option<BTreeMap<String, String>>,
}

impl Shelf {
    fn new(folder: Arc<dyn ResourceFolder>) -> Self {
        let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for name in folder.names() {
            files.entry(parts(&name).0.to_uppercase()).or_default().push(name);
        }
        files.values_mut().for_each(|names| names.sort());
        Self { folder, files, fonts: None }
    }

    /// The files that may hold something, the likeliest first.
    fn candidates(&mut self, reference: &Reference) -> Vec<String> {
        match reference {
            Reference::Object(kind, name) => {
                let files = self.files.get(&name.text().to_uppercase()).cloned().unwrap_or_default();
                let mut ranked: Vec<_> =
                    files.into_iter().filter_map(|file| Some((rank(*kind, parts(&file).1)?, file))).collect();
                ranked.sort();
                ranked.into_iter().map(|(_, file)| file).collect()
            }
            Reference::Font(wanted) => {
                let (folder, files) = (&self.folder, &self.files);
                let fonts = self.fonts.get_or_insert_with(|| font_names(folder.as_ref(), files));
                Vec::from_iter(fonts.get(wanted).cloned())
            }
        }
    }
}

/// The fonts of a folder by their full names; of two with one name the first file.
fn font_names(folder: &dyn ResourceFolder, files: &BTreeMap<String, Vec<String>>) -> BTreeMap<String, String> {
    let is_font = |file: &&String| matches!(parts(file).1.to_lowercase().as_str(), "ttf" | "otf" | "ttc" | "otc");
    let mut names = BTreeMap::new();
    for file in files.values().flatten().filter(is_font).take(MOST_FONTS) {
        let Some(content) = folder.read(file) else { continue };
        for number in 0..Face::count(&content).unwrap_or(0) {
            if let Ok(face) = Face::from_bytes(content.clone(), number) {
                names.entry(face.full_name().to_owned()).or_insert_with(|| file.clone());
            }
        }
    }
    names
}

/// A file's name without its ending, and the ending.
pub(crate) fn parts(file: &str) -> (&str, &str) {
    file.split_once('.').unwrap_or((file, ""))
}

/// Endings that print servers and composition programs give to resources of a kind, the usual ones first.
const ENDINGS: &[(ResourceKind, &[&str])] = &[
    (ResourceKind::Overlay, &["ovl", "ovly", "olay", "oly", "ovly38pp", "ovly3820"]),
    (ResourceKind::Segment, &["psg", "pseg", "seg", "pseg38pp", "pseg3820"]),
    (ResourceKind::Image, &["ioc", "ioca", "img"]),
    (ResourceKind::Graphics, &["gca", "goc", "goca"]),
    (ResourceKind::BarCode, &["bcoc", "bcoca"]),
    (ResourceKind::CodePage, &["cdp", "ecp", "cpg"]),
    (ResourceKind::CharacterSet, &["oln", "300", "240", "600", "fcs", "font300", "font38pp", "font3820"]),
    (ResourceKind::CodedFont, &["cdf", "ecf"]),
    (ResourceKind::FormMap, &["fde", "fdef", "fdef38pp", "fdef3820"]),
    (ResourceKind::Container, &["obj", "object", "oc", "jpg", "jpeg", "tif", "tiff", "png"]),
];

/// How likely a file with an ending holds a resource of a kind, the least the likeliest; none where the ending is that
/// of another kind.
pub(crate) fn rank(kind: ResourceKind, ending: &str) -> Option<usize> {
    let ending = ending.to_lowercase();
    let usual = ENDINGS.iter().find(|(known, _)| *known == kind).map_or(&[][..], |(_, endings)| endings);
    if let Some(place) = usual.iter().position(|known| *known == ending) {
        return Some(place);
    }
    let foreign = ["pde", "pdef", "ttf", "otf", "ttc", "otc"];
    let is_another = ENDINGS.iter().any(|(_, endings)| endings.contains(&ending.as_str()));
    if is_another || foreign.contains(&ending.as_str()) {
        return None;
    }
    // Without an ending, as members of a host library have it, before an ending that says nothing.
    Some(if ending.is_empty() { usual.len() } else { usual.len() + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_say_what_a_file_holds() {
        let overlay = |ending| rank(ResourceKind::Overlay, ending);
        assert_eq!(overlay("OVL"), Some(0));
        assert!(overlay("ovly38pp") < overlay("") && overlay("") < overlay("afp"));
        assert_eq!((overlay("psg"), overlay("fde"), overlay("ttf")), (None, None, None));
    }
}
