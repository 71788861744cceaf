//! `formwright convert`.

mod afp_pages;
mod pdf_pages;
mod rewritten;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use diagnostics::{Code, Diagnostic, Diagnostics};
use formwright::afp_read::{Sheet, SheetSide, Step};
use formwright::convert::{AfpExtractor, Conversion, NamePattern, Selection, page_numbers, split_by_groups};
use formwright::scene::IndexEntry;
use formwright::{Document, open_libraries};

use crate::arguments::{Convert, RasterFonts, Target};
use crate::files;
use crate::progress::Progress;
use crate::report::{self, Done, Failed};

/// Dots an inch where none are given.
const PNG_DPI: u16 = 150;
const TIFF_DPI: u16 = 300;

impl Convert {
    fn dpi(&self) -> f64 {
        let usual = if self.to == Target::Tiff { TIFF_DPI } else { PNG_DPI };
        f64::from(self.dpi.unwrap_or(usual))
    }

    fn selection(&self) -> Selection {
        let tags = self.tag.iter().map(|(name, value)| IndexEntry { name: name.clone(), value: value.clone() });
        Selection {
            pages: self.pages.iter().map(|range| (range.first, range.last)).collect(),
            groups: self.group.clone(),
            tags: tags.collect(),
        }
    }
}

pub(crate) fn run(call: &Convert) -> Result<Done, Failed> {
    let name = files::shown(&call.input);
    let pattern = call.name.as_deref().map(NamePattern::parse).transpose().map_err(|reason| {
        Diagnostic::new(Code::Unsupported).with("what", format!("--name: {reason}")).with("advice", "see --help")
    })?;
    if call.split.is_some() && files::is_stream(&call.output) {
        return Err(unsupported("--split to standard output", "name a folder").into());
    }
    let is_afp_target = call.to == Target::Afp;
    if call.sheets && (is_afp_target || call.to == Target::Json || pattern.is_some()) {
        return Err(unsupported(
            "--sheets with --split or to afp or json",
            "sheets are drawn: pdf, png, tiff, svg, txt",
        )
        .into());
    }
    // Pages of AFP files are read as they are drawn; only fields that go out again are wanted as they are.
    let whole = is_afp_target || files::is_stream(&call.input);
    let bytes: Arc<[u8]> = if whole { files::read(&call.input)?.into() } else { Arc::default() };
    if is_afp_target && pattern.is_none() && call.selection().is_everything() && call.resources.is_empty() {
        return rewritten::run(call, &name, &bytes);
    }
    if call.pdfa && call.to != Target::Pdf {
        return Err(unsupported("--pdfa for another format than pdf", "leave it out").into());
    }
    // What is taken out of a file goes out behind X'5A', whatever framing it came in.
    let bytes = match formwright::afp_codec::framing::behind_carriage_control(&bytes) {
        Cow::Borrowed(_) => bytes,
        Cow::Owned(plain) => plain.into(),
    };
    let mut mapping = call.fonts.as_deref().map(files::font_mapping).transpose()?.unwrap_or_default();
    mapping.replace_raster_fonts(call.raster_fonts == RasterFonts::Replace);
    let libraries = open_libraries(&call.resources)?;
    let document = if whole {
        Document::open_with(&name, bytes.clone(), libraries, mapping)?
    } else {
        let file = std::fs::File::open(&call.input).map_err(|error| files::unreadable(&call.input, &error))?;
        Document::open_file(&name, file, libraries, mapping)?
    };
    let count = document.page_count() as u64;
    if let Some(range) = call.pages.iter().find(|range| range.first > count && count > 0) {
        let advice = format!("the document has {count} pages");
        return Err(unsupported(&format!("page {}", range.first), &advice).into());
    }
    let mut diagnostics = document.diagnostics();
    let found = match &document {
        Document::Pdf(_) => pdf_pages::run(call, &document)?,
        Document::Afp(afp) => {
            let mut steps = call.selection().steps(afp);
            let sheets = call.sheets.then(|| {
                let mut sheets = afp.sheets();
                if !call.selection().is_everything() {
                    let chosen: BTreeSet<usize> = page_numbers(&steps).collect();
                    let is_chosen = |sheet: &Sheet| sheet.placements.iter().any(|one| chosen.contains(&one.page));
                    let numbers: BTreeSet<u32> =
                        sheets.iter().filter(|sheet| is_chosen(sheet)).map(|sheet| sheet.number).collect();
                    sheets.retain(|sheet| numbers.contains(&sheet.number));
                }
                sheets
            });
            if let Some(sheets) = &sheets {
                tell_sheets(sheets);
                steps = (0..sheets.len()).map(Step::Page).collect();
            }
            let sheets = sheets.as_deref();
            let chosen = page_numbers(&steps).count() as u64;
            if chosen == 0 && count > 0 {
                return Err(
                    unsupported("a choice without pages", "see which groups and tags there are: --to json").into()
                );
            }
            let bar = Progress::new("pages", Some(chosen));
            let threads = call.threads.or_else(|| std::thread::available_parallelism().ok());
            let threads = threads.unwrap_or(NonZeroUsize::MIN);
            let extractor = (call.to == Target::Afp).then(|| AfpExtractor::new(afp, &bytes));
            let source = (name.as_str(), extractor.as_ref());
            match &pattern {
                None => {
                    let conversion = Conversion { document: afp, sheets, threads, progress: &|done| bar.set(done) };
                    afp_pages::write(call, &conversion, &steps, source, &call.output)?
                }
                Some(pattern) => {
                    let index_of = |number| afp.page_summary(number).map(|page| page.index).unwrap_or_default();
                    let parts = split_by_groups(&steps, pattern, index_of);
                    std::fs::create_dir_all(&call.output).map_err(|error| files::unwritable(&call.output, &error))?;
                    let mut found = Diagnostics::new();
                    let mut before = 0;
                    for part in parts {
                        let progress = |done| bar.set(before + done);
                        let conversion = Conversion { document: afp, sheets: None, threads, progress: &progress };
                        let path = call.output.join(&part.name);
                        found.append(afp_pages::write(call, &conversion, &part.steps, source, &path)?);
                        before += page_numbers(&part.steps).count() as u64;
                    }
                    found
                }
            }
        }
    };
    for diagnostic in &found {
        diagnostics.push_once(diagnostic.clone());
    }
    report::show(&diagnostics);
    if count == 0 {
        eprintln!("{name} has no pages");
    }
    Ok(if diagnostics.has_errors() { Done::Found } else { Done::Fine })
}

/// Says what of a form definition changes nothing on the pictures: copies, bins, paper sources.
fn tell_sheets(sheets: &[Sheet]) {
    let mut told = BTreeSet::new();
    for sheet in sheets {
        let Some(map) = &sheet.medium_map else { continue };
        if sheet.side != SheetSide::Front || !told.insert(map) {
            continue;
        }
        let mut parts = Vec::new();
        if sheet.copies != [1] {
            let counts: Vec<String> = sheet.copies.iter().map(u16::to_string).collect();
            parts.push(format!("copies {}", counts.join(" + ")));
        }
        parts.extend(sheet.bin.map(|bin| format!("bin {bin}")));
        parts.extend(sheet.source.map(|source| format!("paper source {source}")));
        parts.extend(sheet.tumble.then(|| String::from("tumble duplex")));
        if !parts.is_empty() {
            eprintln!("medium map {map}: {}", parts.join(", "));
        }
    }
}

fn unsupported(what: &str, advice: &str) -> Diagnostic {
    Diagnostic::new(Code::Unsupported).with("what", what).with("advice", advice)
}

/// Writes one file, there whole or not at all; what the work itself says of a failure wins over what the file says.
fn one_file<T>(
    path: &Path,
    work: impl FnOnce(&mut dyn std::io::Write) -> Result<T, Diagnostic>,
) -> Result<T, Diagnostic> {
    let mut ended = None;
    let written = files::write(path, |out| {
        let result = work(out);
        let fine = result.is_ok();
        ended = Some(result);
        if fine { Ok(()) } else { Err(std::io::Error::other("the conversion failed")) }
    });
    match ended {
        Some(Ok(value)) => written.map(|()| value),
        Some(Err(fault)) => Err(fault),
        None => Err(written.err().unwrap_or_else(|| Diagnostic::new(Code::FileUnwritable))),
    }
}

/// The file of a page.
fn page_path(path: &Path, number: u64) -> PathBuf {
    if files::is_stream(path) { path.to_owned() } else { files::numbered(path, number) }
}
