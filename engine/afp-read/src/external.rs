//! Resources that a file names and does not carry: looked for in resource-group files, then in library folders.
//!
//! In: the file, and what it carries. Out: one stretch of bytes, the file first and behind it every file that holds
//! something it needs, directly or through another resource. So a place in it is a place in one of the files, and
//! drawing need not know which.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::sync::Arc;

use afp_codec::fields::IncludedKind;
use afp_codec::triplets::{NameUse, Triplet};
use afp_codec::{Field, Name, Record, Records};
use diagnostics::Code;
use fonts::Face;

use crate::findings::Findings;
use crate::foca::FontRequest;
use crate::index::{self, Resource, ResourceKind};
use crate::names;

/// The most files that are taken for one document.
const MOST_FILES: usize = 4_096;
/// The most bytes of all of them.
const MOST_BYTES: usize = 1 << 30;
/// The most font files of a folder whose names are read.
const MOST_FONTS: usize = 512;
/// Carriage control, with which a structured field begins.
const CARRIAGE_CONTROL: u8 = 0x5A;

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

/// A file behind the main one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) start: u64,
    pub(crate) end: u64,
    /// Whether it is of structured fields, else a font or picture as it is.
    pub(crate) structured: bool,
}

/// The file and all that it needs.
pub(crate) struct Gathered {
    pub(crate) bytes: Arc<[u8]>,
    /// The main file is the first.
    pub(crate) stretches: Vec<Stretch>,
    pub(crate) resources: Vec<Resource>,
}

/// Something that a field names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reference {
    Object(ResourceKind, Name),
    /// A font by its full name.
    Font(String),
}

/// Gathers what is needed; nothing but the file itself where there is nowhere to look.
pub(crate) fn gather(
    bytes: Arc<[u8]>,
    resources: Vec<Resource>,
    libraries: &Libraries,
    findings: &mut Findings,
) -> Gathered {
    let main = Stretch { start: 0, end: bytes.len() as u64, structured: true };
    if libraries.is_empty() {
        return Gathered { bytes, stretches: vec![main], resources };
    }
    let mut gathering = Gathering {
        bytes: bytes.to_vec(),
        stretches: vec![main],
        resources,
        findings,
        shelves: libraries.folders.iter().map(|folder| Shelf::new(folder.as_ref())).collect(),
        full: false,
    };
    for (name, content) in &libraries.groups {
        gathering.add(name, content, None);
    }
    gathering.resolve();
    let Gathering { bytes, stretches, resources, .. } = gathering;
    Gathered { bytes: bytes.into(), stretches, resources }
}

/// Gathers a resource of the libraries and all that it needs; none where no library has it.
pub(crate) fn gather_resource(
    kind: ResourceKind,
    name: Name,
    libraries: &Libraries,
    findings: &mut Findings,
) -> Option<Gathered> {
    let mut gathering = Gathering {
        bytes: Vec::new(),
        stretches: Vec::new(),
        resources: Vec::new(),
        findings,
        shelves: libraries.folders.iter().map(|folder| Shelf::new(folder.as_ref())).collect(),
        full: false,
    };
    for (file, content) in &libraries.groups {
        gathering.add(file, content, None);
    }
    let wanted = Reference::Object(kind, name);
    if !gathering.is_there(&wanted) {
        gathering.look_up(&wanted);
    }
    if !gathering.is_there(&wanted) {
        return None;
    }
    gathering.resolve();
    // A file with many resources may hold others: only what is needed stays.
    let mut needed = Vec::new();
    let mut open = vec![wanted];
    while let Some(reference) = open.pop() {
        let found = gathering.resources.iter().position(|resource| reference.is(resource));
        let Some(place) = found.filter(|place| !needed.contains(place)) else { continue };
        needed.push(place);
        if let Some(resource) = gathering.resources.get(place) {
            let structured = gathering.bytes.get(resource.start as usize) == Some(&CARRIAGE_CONTROL);
            let stretch = Stretch { start: resource.start, end: resource.end, structured };
            open.extend(references(&gathering.bytes, stretch));
        }
    }
    let resources = needed.into_iter().filter_map(|place| gathering.resources.get(place).cloned()).collect();
    Some(Gathered { bytes: gathering.bytes.into(), stretches: gathering.stretches, resources })
}

impl Reference {
    /// Whether it names a resource.
    fn is(&self, resource: &Resource) -> bool {
        match self {
            Self::Object(kind, name) => resource.kind == *kind && resource.names.contains(&name.padded()),
            Self::Font(wanted) => resource.full_name.as_ref() == Some(wanted),
        }
    }
}

struct Gathering<'l, 'f> {
    bytes: Vec<u8>,
    stretches: Vec<Stretch>,
    resources: Vec<Resource>,
    findings: &'f mut Findings,
    shelves: Vec<Shelf<'l>>,
    full: bool,
}

impl Gathering<'_, '_> {
    /// Looks up what each stretch names, also what is found on the way.
    fn resolve(&mut self) {
        let mut asked = BTreeSet::new();
        let mut next = 0;
        while let Some(stretch) = self.stretches.get(next).copied() {
            next += 1;
            for reference in references(&self.bytes, stretch) {
                if !self.is_there(&reference) && asked.insert(reference.clone()) {
                    self.look_up(&reference);
                }
            }
        }
    }

    fn is_there(&self, reference: &Reference) -> bool {
        self.resources.iter().any(|resource| reference.is(resource))
    }

    fn look_up(&mut self, reference: &Reference) {
        for at in 0..self.shelves.len() {
            let candidates = self.shelves.get_mut(at).map(|shelf| shelf.candidates(reference)).unwrap_or_default();
            for file in candidates {
                let Some(content) = self.shelves.get(at).and_then(|shelf| shelf.folder.read(&file)) else { continue };
                if self.add(&file, &content, Some(reference)) {
                    return;
                }
            }
        }
    }

    /// Puts a file behind the others; whether it holds what is wanted. One that does not is taken away again.
    fn add(&mut self, file: &str, content: &[u8], wanted: Option<&Reference>) -> bool {
        if self.full || self.stretches.len() > MOST_FILES || self.bytes.len() + content.len() > MOST_BYTES {
            if !std::mem::replace(&mut self.full, true) {
                self.findings.add(Code::AfpUnsupported, 0, &[("what", "what more resource files hold")]);
            }
            return false;
        }
        let start = self.bytes.len();
        self.bytes.extend_from_slice(content);
        let structured = content.first() == Some(&CARRIAGE_CONTROL);
        let stretch = Stretch { start: start as u64, end: self.bytes.len() as u64, structured };
        self.findings.file_begins(start as u64, file);
        let mut found = if structured {
            index::scan_between(&self.bytes, stretch.start, stretch.end, self.findings).resources
        } else {
            Vec::from_iter(plain(stretch, wanted))
        };
        if let Some(Reference::Object(kind, name)) = wanted {
            // A library knows a resource by its file's name, whatever it calls itself inside.
            let Some(first) = found.iter_mut().find(|resource| resource.kind == *kind) else {
                self.bytes.truncate(start);
                self.findings.file_ends(start as u64);
                return false;
            };
            first.names.insert(0, name.padded());
        }
        self.stretches.push(stretch);
        self.resources.extend(found);
        true
    }
}

/// The resource that a file is which has no structured fields: a font or a picture.
fn plain(stretch: Stretch, wanted: Option<&Reference>) -> Option<Resource> {
    let (names, full_name) = match wanted? {
        Reference::Object(ResourceKind::Container, _) => (Vec::new(), None),
        Reference::Object(..) => return None,
        Reference::Font(name) => (Vec::new(), Some(name.clone())),
    };
    Some(Resource { kind: ResourceKind::Container, names, full_name, start: stretch.start, end: stretch.end })
}

/// What the fields of a stretch name.
fn references(bytes: &[u8], stretch: Stretch) -> BTreeSet<Reference> {
    let mut found = BTreeSet::new();
    if !stretch.structured {
        return found;
    }
    let end = usize::try_from(stretch.end).unwrap_or(usize::MAX);
    for record in Records::from_offset(bytes.get(..end).unwrap_or_default(), stretch.start) {
        let Record::Field(raw) = record else { continue };
        match raw.decode() {
            Field::IncludeOverlay(include) => {
                found.insert(Reference::Object(ResourceKind::Overlay, include.name));
            }
            Field::IncludeSegment(include) => {
                found.insert(Reference::Object(ResourceKind::Segment, include.name));
            }
            Field::IncludeObject(include) => {
                found.insert(Reference::Object(kind_of(include.kind), include.name));
            }
            Field::MapDataResource(map) => {
                for group in &map.groups {
                    let is_font = group.0.iter().any(|triplet| matches!(triplet, Triplet::DataObjectFont(_)));
                    let name = names::name_for(&group.0, NameUse::DATA_OBJECT_EXTERNAL).filter(|_| is_font);
                    found.extend(name.map(|name| Reference::Font(names::full_name(&group.0, &name.name.0))));
                }
            }
            Field::MapCodedFont(map) => found.extend(fonts_of(&FontRequest::of_field(&map))),
            Field::MapCodedFontOne(map) => found.extend(fonts_of(&FontRequest::of_format_one(&map))),
            Field::CodedFontIndex(index) => {
                for section in index.sections {
                    found.insert(Reference::Object(ResourceKind::CharacterSet, section.character_set));
                    found.insert(Reference::Object(ResourceKind::CodePage, section.code_page));
                }
            }
            _ => {}
        }
    }
    found
}

/// The font resources that a field maps.
fn fonts_of(requests: &[(u8, u8, FontRequest)]) -> impl Iterator<Item = Reference> + '_ {
    requests.iter().flat_map(|(_, _, request)| {
        let of = |kind, name: Option<Name>| name.map(|name| Reference::Object(kind, name));
        [
            of(ResourceKind::CodedFont, request.coded_font),
            of(ResourceKind::CharacterSet, request.character_set),
            of(ResourceKind::CodePage, request.code_page),
        ]
        .into_iter()
        .flatten()
    })
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
struct Shelf<'l> {
    folder: &'l dyn ResourceFolder,
    /// By name without ending, in capitals.
    files: BTreeMap<String, Vec<String>>,
    /// By full name; read when the first font is asked for.
    fonts: Option<BTreeMap<String, String>>,
}

impl<'l> Shelf<'l> {
    fn new(folder: &'l dyn ResourceFolder) -> Self {
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
                let (folder, files) = (self.folder, &self.files);
                let fonts = self.fonts.get_or_insert_with(|| font_names(folder, files));
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
    let foreign = ["fde", "fdef", "fdef38pp", "pde", "pdef", "ttf", "otf", "ttc", "otc"];
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
