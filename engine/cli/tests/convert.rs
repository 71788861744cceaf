//! `formwright convert`, as a user runs it: choices of pages, files for groups, every format.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

struct Here(TempDir);

impl Here {
    /// A folder with `in.afp`: the statements of three records, a page group each.
    fn new() -> Self {
        let here = Self(tempfile::tempdir().unwrap());
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/statement");
        here.fine(&["render", sample.to_str().unwrap(), "--records", "1..3", "--to", "afp", "-o", "in.afp"]);
        here
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_formwright"));
        command.current_dir(self.0.path()).args(arguments).output().unwrap()
    }

    #[track_caller]
    fn fine(&self, arguments: &[&str]) {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    fn listing(&self, choice: &[&str]) -> serde_json::Value {
        self.fine(&[&["convert", "in.afp", "--to", "json", "-o", "list.json"], choice].concat());
        serde_json::from_str(&self.text("list.json")).unwrap()
    }

    fn files(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// The groups of a listing with their pages.
fn groups(listing: &serde_json::Value) -> Vec<(String, Vec<u64>)> {
    let mut found = Vec::new();
    for document in listing["documents"].as_array().unwrap() {
        for entry in document["content"].as_array().unwrap() {
            let Some(name) = entry["group"].as_str() else { continue };
            let content = entry["content"].as_array().unwrap();
            found.push((name.to_owned(), content.iter().filter_map(|page| page["page"].as_u64()).collect()));
        }
    }
    found
}

#[test]
fn the_listing_has_groups_index_values_and_text_with_its_places() {
    let here = Here::new();
    let listing = here.listing(&[]);
    assert_eq!((listing["format"].as_str(), listing["version"].as_u64()), (Some("formwright-listing"), Some(1)));
    let found = groups(&listing);
    assert_eq!(found.len(), 3);
    let pages: Vec<u64> = found.iter().flat_map(|(_, pages)| pages.clone()).collect();
    assert_eq!(pages, (1..=pages.len() as u64).collect::<Vec<_>>());
    let group =
        &listing["documents"][0]["content"].as_array().unwrap().iter().find(|it| it["group"].is_string()).unwrap();
    assert!(group["index"][0]["name"].is_string() && group["index"][0]["value"].is_string(), "{}", group["index"]);
    let page = group["content"].as_array().unwrap().iter().find(|it| it["page"] == 1).unwrap();
    let bytes = page["bytes"].as_array().unwrap();
    let file = std::fs::read(here.path("in.afp")).unwrap();
    let at = bytes[0].as_u64().unwrap() as usize;
    assert_eq!(file[at..at + 6], [0x5A, file[at + 1], file[at + 2], 0xD3, 0xA8, 0xAF], "a page begins there");
    let title = page["text"].as_array().unwrap().iter().find(|run| run["text"] == "Your current account").unwrap();
    for key in ["x", "y", "width", "size", "turn"] {
        assert!(title[key].is_number(), "{title}");
    }
    assert!(title["font"].as_str().is_some_and(|font| !font.is_empty()), "{title}");
    assert!(title["y"].as_f64().unwrap() < page["height"].as_f64().unwrap());
}

#[test]
fn pages_are_chosen_by_number_group_and_index_value() {
    let here = Here::new();
    let all = here.listing(&[]);
    let (second, pages) = groups(&all)[1].clone();
    assert_eq!(groups(&here.listing(&["--group", &second])), [(second.clone(), pages.clone())]);
    let entry = &all["documents"][0]["content"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["group"] == second.as_str())
        .unwrap()["index"][0];
    let tag = format!("{}={}", entry["name"].as_str().unwrap(), entry["value"].as_str().unwrap());
    assert!(groups(&here.listing(&["--tag", &tag])).contains(&(second, pages)));
    let numbers: Vec<u64> =
        groups(&here.listing(&["--pages", "1,3-4"])).into_iter().flat_map(|(_, pages)| pages).collect();
    assert_eq!(numbers, [1, 3, 4]);
    let nothing = here.run(&["convert", "in.afp", "--to", "pdf", "--group", "NO SUCH", "-o", "out.pdf"]);
    assert_eq!(nothing.status.code(), Some(1));
    assert!(!here.path("out.pdf").exists());
}

#[test]
fn each_group_gets_a_file_named_by_its_values() {
    let here = Here::new();
    let found = groups(&here.listing(&[]));
    here.fine(&["convert", "in.afp", "--to", "pdf", "--split", "group", "--name", "{n:3} {name}.pdf", "-o", "folder"]);
    let expected: Vec<String> =
        found.iter().enumerate().map(|(place, (name, _))| format!("{:03} {name}.pdf", place + 1)).collect();
    assert_eq!(here.files("folder"), expected);
    for (file, (_, pages)) in expected.iter().zip(&found) {
        here.fine(&["convert", &format!("folder/{file}"), "--to", "txt", "-o", "part.txt"]);
        assert_eq!(here.text("part.txt").split('\u{C}').count(), pages.len(), "{file}");
    }
    // All of one name: none overwrites another.
    here.fine(&["convert", "in.afp", "--to", "txt", "--split", "group", "--name", "same.txt", "-o", "texts"]);
    assert_eq!(here.files("texts"), ["same-2.txt", "same-3.txt", "same.txt"]);
    let escaping = here.run(&["convert", "in.afp", "--to", "txt", "--split", "group", "--name", "../x", "-o", "texts"]);
    assert_eq!(escaping.status.code(), Some(1));
    let half = here.run(&["convert", "in.afp", "--to", "txt", "--split", "group", "-o", "texts"]);
    assert_eq!(half.status.code(), Some(2));
}

#[test]
fn a_tiff_file_has_every_page_in_one_bit() {
    let here = Here::new();
    let pages: usize = groups(&here.listing(&[])).iter().map(|(_, pages)| pages.len()).sum();
    here.fine(&["convert", "in.afp", "--to", "tiff", "--dpi", "100", "-o", "out.tif"]);
    let file = std::fs::read(here.path("out.tif")).unwrap();
    assert_eq!(&file[..4], b"II*\0");
    let number = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap()) as usize;
    let (mut at, mut seen) = (number(4), 0);
    while at != 0 {
        seen += 1;
        at = number(at + 2 + usize::from(u16::from_le_bytes([file[at], file[at + 1]])) * 12);
    }
    assert_eq!(seen, pages);
    // From the PDF of the same pages too.
    here.fine(&["convert", "in.afp", "--to", "pdf", "-o", "out.pdf"]);
    here.fine(&["convert", "out.pdf", "--to", "tiff", "--pages", "1", "--dpi", "100", "-o", "pdf.tif"]);
    assert_eq!(std::fs::read(here.path("pdf.tif")).unwrap()[..4], *b"II*\0");
}

#[test]
fn bookmarks_say_groups_and_their_values_and_any_number_of_workers_writes_the_same() {
    let here = Here::new();
    for (threads, file) in [("1", "one.pdf"), ("3", "three.pdf")] {
        here.fine(&["convert", "in.afp", "--to", "pdf", "--threads", threads, "-o", file]);
    }
    let [one, three] = ["one.pdf", "three.pdf"].map(|file| std::fs::read(here.path(file)).unwrap());
    assert!(one == three);
    let text = String::from_utf8_lossy(&one);
    assert!(text.contains("/PageMode/UseOutlines"));
    assert_eq!(text.matches("/Type/Outlines").count(), 1);
    let listing = here.listing(&[]);
    assert_eq!(text.matches("/Parent 5 0 R").count(), groups(&listing).len(), "a bookmark for each group");
}

/// The bytes of each page of a file, from its Begin to its End field.
fn pages_of(file: &[u8]) -> Vec<&[u8]> {
    let (mut pages, mut start, mut at) = (Vec::new(), 0, 0);
    while let Some(&[0x5A, high, low, category, kind, code]) = file.get(at..at + 6) {
        let next = at + 1 + usize::from(u16::from_be_bytes([high, low]));
        match [category, kind, code] {
            [0xD3, 0xA8, 0xAF] => start = at,
            [0xD3, 0xA9, 0xAF] => pages.push(&file[start..next]),
            _ => {}
        }
        at = next;
    }
    assert_eq!(at, file.len(), "fields from the first byte to the last");
    pages
}

#[test]
fn pages_taken_out_of_an_afp_file_keep_their_bytes_and_what_they_need() {
    let here = Here::new();
    let whole = std::fs::read(here.path("in.afp")).unwrap();
    here.fine(&["convert", "in.afp", "--to", "afp", "--pages", "2-3", "-o", "part.afp"]);
    let part = std::fs::read(here.path("part.afp")).unwrap();
    assert_eq!(pages_of(&part), pages_of(&whole)[1..3]);
    assert!(part.len() < whole.len());
    here.fine(&["validate", "in.afp"]);
    here.fine(&["validate", "part.afp"]);
    for (file, choice) in [("in.afp", &["--pages", "2-3"][..]), ("part.afp", &[])] {
        here.fine(&[&["convert", file, "--to", "pdf", "-o", &format!("{file}.pdf")], choice].concat());
    }
    here.fine(&["compare", "part.afp", "in.afp.pdf", "--dpi", "60"]);
    here.fine(&["compare", "part.afp", "part.afp.pdf", "--dpi", "60"]);
    // The group around the pages is there, with its index values; other groups are not.
    here.fine(&["convert", "part.afp", "--to", "json", "-o", "part.json"]);
    let part: serde_json::Value = serde_json::from_str(&here.text("part.json")).unwrap();
    let all = here.listing(&["--pages", "2-3"]);
    let names = |listing: &serde_json::Value| groups(listing).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(&part), names(&all));
    assert!(!names(&part).is_empty());
}

#[test]
fn every_group_becomes_an_afp_file_of_its_own() {
    let here = Here::new();
    let found = groups(&here.listing(&[]));
    here.fine(&["convert", "in.afp", "--to", "afp", "--split", "group", "--name", "{n}.afp", "-o", "parts"]);
    assert_eq!(here.files("parts").len(), found.len());
    let whole = std::fs::read(here.path("in.afp")).unwrap();
    let mut pages = pages_of(&whole).into_iter();
    for (number, (_, numbers)) in found.iter().enumerate() {
        let name = format!("parts/{}.afp", number + 1);
        here.fine(&["validate", &name]);
        let part = std::fs::read(here.path(&name)).unwrap();
        assert_eq!(pages_of(&part), pages.by_ref().take(numbers.len()).collect::<Vec<_>>());
    }
    assert_eq!(pages.next(), None);
}

#[test]
fn resources_of_a_library_are_put_into_the_file_and_only_those_it_needs() {
    let here = Here::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/statement");
    let sample = sample.to_str().unwrap();
    here.fine(&["render", sample, "--records", "1..2", "--to", "afp", "--external", "library", "-o", "named.afp"]);
    std::fs::copy(here.path("in.afp"), here.path("library/other.ovl")).unwrap();
    here.fine(&["convert", "named.afp", "--to", "afp", "--resources", "library", "-o", "inline.afp"]);
    here.fine(&["validate", "inline.afp"]);
    let (named, inline) =
        (std::fs::read(here.path("named.afp")).unwrap(), std::fs::read(here.path("inline.afp")).unwrap());
    assert_eq!(pages_of(&inline), pages_of(&named));
    assert!(inline.len() > named.len());
    // Without the library it draws what the other draws with it.
    here.fine(&["convert", "named.afp", "--to", "pdf", "--resources", "library", "-o", "named.pdf"]);
    here.fine(&["compare", "inline.afp", "named.pdf", "--dpi", "60"]);
    let tree = String::from_utf8(here.run(&["inspect", "inline.afp"]).stdout).unwrap();
    let library = here.files("library").len();
    let resources = tree.matches(" BRS ").count();
    assert!(resources > 2 && resources < library, "{resources} of {library}");
}

#[test]
fn raster_fonts_are_type_3_or_outlines_of_the_same_widths_and_say_the_same() {
    let here = Here::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/statement");
    let render = ["render", sample.to_str().unwrap(), "--records", "1", "--to", "afp", "-o", "classic.afp"];
    here.fine(&[&render[..], &["--profile", "classic", "--resolution", "300"]].concat());
    let mut listings = Vec::new();
    for (choice, has_type_3) in [("type3", true), ("replace", false)] {
        let pdf = format!("{choice}.pdf");
        here.fine(&["convert", "classic.afp", "--to", "pdf", "--raster-fonts", choice, "-o", &pdf]);
        let file = std::fs::read(here.path(&pdf)).unwrap();
        assert_eq!(file.windows(14).any(|window| window == b"/Subtype/Type3"), has_type_3, "{choice}");
        here.fine(&["convert", &pdf, "--to", "txt", "-o", "out.txt"]);
        assert!(here.text("out.txt").contains("Your current account"));
        here.fine(&["convert", "classic.afp", "--to", "json", "--raster-fonts", choice, "-o", "list.json"]);
        let listing: serde_json::Value = serde_json::from_str(&here.text("list.json")).unwrap();
        listings.push(runs(&listing));
    }
    let [dots, outlines] = [&listings[0], &listings[1]];
    assert_eq!(dots.len(), outlines.len());
    for (dots, outlines) in dots.iter().zip(outlines) {
        assert_eq!(dots.0, outlines.0);
        assert!((dots.1 - outlines.1).abs() < 0.5, "{dots:?} {outlines:?}");
    }
}

/// The texts of a listing with their widths.
fn runs(value: &serde_json::Value) -> Vec<(String, f64)> {
    match value {
        serde_json::Value::Array(all) => all.iter().flat_map(runs).collect(),
        serde_json::Value::Object(one) => match (one.get("text"), one.get("width")) {
            (Some(serde_json::Value::String(text)), Some(width)) => vec![(text.clone(), width.as_f64().unwrap())],
            _ => one.values().flat_map(runs).collect(),
        },
        _ => Vec::new(),
    }
}

#[test]
fn a_file_for_the_archive_claims_it_and_has_its_profiles() {
    let here = Here::new();
    here.fine(&["convert", "in.afp", "--to", "pdf", "--pdfa", "-o", "kept.pdf"]);
    let file = String::from_utf8_lossy(&std::fs::read(here.path("kept.pdf")).unwrap()).into_owned();
    for part in ["<pdfaid:part>2<", "<pdfaid:conformance>B<", "/GTS_PDFA1", "/Metadata 3 0 R", "/N 3"] {
        assert!(file.contains(part), "{part}");
    }
    here.fine(&["compare", "in.afp", "kept.pdf", "--dpi", "60"]);
    let other = here.run(&["convert", "in.afp", "--to", "txt", "--pdfa", "-o", "x.txt"]);
    assert_eq!(other.status.code(), Some(1));
}
