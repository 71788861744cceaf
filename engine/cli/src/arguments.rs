//! What can be typed.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::range::NumberRange;

/// Design-time and batch work on AFP and PDF documents.
#[derive(Debug, Parser)]
#[command(name = "formwright", version, about, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make documents from a template and data.
    Render(Render),
    /// Change an AFP or PDF file into another format.
    Convert(Convert),
    /// Make a template of a page, an overlay or a page segment of an AFP file.
    Import(Import),
    /// Show the tree of an AFP file: structured fields, control sequences, triplets, orders.
    Inspect(Inspect),
    /// Check a template, with its data if given.
    Check(Check),
    /// Hold an AFP file against the rules of the architecture and of a profile.
    Validate(Validate),
    /// Compare two documents page by page, as pictures.
    Compare(Compare),
    /// Make a .fwt package from a template folder.
    Pack(Pack),
    /// Unpack a .fwt package into a template folder.
    Unpack(Unpack),
}

/// What an AFP file may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Profile {
    /// MO:DCA IS/3.
    Is3,
    /// MO:DCA IS/3 with glyph runs.
    #[value(name = "is3+pt4")]
    Is3Pt4,
    /// Raster fonts, for older printers and archives.
    Classic,
    /// Outline fonts, for older printers and archives.
    ClassicOutline,
}

/// Pels to the inch of raster fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Pels {
    #[value(name = "240")]
    Pels240,
    #[value(name = "300")]
    Pels300,
    #[value(name = "600")]
    Pels600,
}

/// What to change of the template's AFP output.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct AfpChoice {
    /// What the AFP file may hold; as the template says where not given.
    #[arg(long, value_enum)]
    pub(crate) profile: Option<Profile>,
    /// Pels to the inch of the fonts of the profile classic; as the template says where not given.
    #[arg(long, value_enum)]
    pub(crate) resolution: Option<Pels>,
}

/// What a document is made into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// MO:DCA, one file.
    Afp,
    /// PDF 1.7, one file.
    Pdf,
    /// A PNG picture of each page.
    Png,
    /// An SVG picture of each page.
    Svg,
    /// The text, laid out with spaces; form feeds between pages.
    Txt,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// An AFP file; `-` for standard input.
    pub(crate) input: PathBuf,
    /// The page, from 1.
    #[arg(long, default_value = "1")]
    pub(crate) page: NonZeroUsize,
    /// An overlay of the file instead, by its name.
    #[arg(long, conflicts_with = "page")]
    pub(crate) overlay: Option<String>,
    /// A page segment of the file instead, by its name.
    #[arg(long, conflicts_with_all = ["page", "overlay"])]
    pub(crate) segment: Option<String>,
    /// The template to write: a folder, or a package where the name ends in `.fwt`.
    #[arg(short, long)]
    pub(crate) output: PathBuf,
    /// A folder of AFP resources, a file each, or a file of many: where resources are looked for that the file names
    /// and does not carry. May be given more than once.
    #[arg(long)]
    pub(crate) resources: Vec<PathBuf>,
    /// A folder of font mapping files for fonts that the file only names.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) fonts: Option<PathBuf>,
    /// Say what became of each part as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Render {
    /// A template: a folder, its template.json, or a .fwt package.
    pub(crate) template: PathBuf,
    /// The records: JSON, NDJSON or CSV; `-` for standard input. The template's first sample where none is given.
    #[arg(long)]
    pub(crate) data: Option<PathBuf>,
    /// Which records, from 1, both ends included: `7`, `1..5`, `100..`.
    #[arg(long)]
    pub(crate) records: Option<NumberRange>,
    /// The format.
    #[arg(long, value_enum)]
    pub(crate) to: Format,
    /// The file to write; `-` for standard output. For a file per page `-1`, `-2` … comes before the ending.
    #[arg(short, long)]
    pub(crate) output: PathBuf,
    /// Workers; as many as there are cores where not given. The output does not depend on it.
    #[arg(long)]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Dots an inch of PNG pictures.
    #[arg(long, default_value_t = 150, value_parser = clap::value_parser!(u16).range(10..=2400))]
    pub(crate) dpi: u16,
    #[command(flatten)]
    pub(crate) afp: AfpChoice,
    /// A folder of AFP resources, a file each, or a file of many: where the overlays and page segments are looked for
    /// that the template places. May be given more than once.
    #[arg(long)]
    pub(crate) resources: Vec<PathBuf>,
    /// A folder for AFP resources (overlays, page segments, pictures, fonts, the form definition), a file each; the
    /// print file then only names them.
    #[arg(long)]
    pub(crate) external: Option<PathBuf>,
    /// The job's time as RFC 3339, for `now` in expressions and the documents' date; none is written where not given.
    #[arg(long)]
    pub(crate) time: Option<String>,
}

/// What a finished document is made into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Target {
    /// MO:DCA, one file.
    Afp,
    /// PDF 1.7, one file.
    Pdf,
    /// A PNG picture of each page.
    Png,
    /// Black and white in Group 4, one TIFF file of all pages.
    Tiff,
    /// An SVG picture of each page.
    Svg,
    /// The text, laid out with spaces; form feeds between pages.
    Txt,
    /// Documents, groups, pages, index values, and text with its places.
    Json,
}

/// What becomes of raster fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RasterFonts {
    /// Their dots.
    Type3,
    /// Outlines of a like face, fitted to their widths.
    Replace,
}

/// What each file of a conversion holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Split {
    /// A page group.
    Group,
}

#[derive(Debug, Args)]
pub(crate) struct Convert {
    /// An AFP or PDF file; `-` for standard input.
    pub(crate) input: PathBuf,
    /// The format.
    #[arg(long, value_enum)]
    pub(crate) to: Target,
    /// The file to write; `-` for standard output. For a file per page `-1`, `-2` … comes before the ending. With
    /// --split, the folder.
    #[arg(short, long)]
    pub(crate) output: PathBuf,
    /// Dots an inch of PNG and TIFF pictures; 150 for PNG and 300 for TIFF where not given.
    #[arg(long, visible_alias = "resolution", value_parser = clap::value_parser!(u16).range(10..=2400))]
    pub(crate) dpi: Option<u16>,
    /// A folder of AFP resources, a file each, or a file of many: where overlays, page segments, pictures and fonts
    /// are looked for that an AFP file names and does not carry. May be given more than once.
    #[arg(long)]
    pub(crate) resources: Vec<PathBuf>,
    /// Draw sides of sheets as the form definition says, not pages: N-up, page position, medium overlays, constant
    /// forms, suppressed text.
    #[arg(long)]
    pub(crate) sheets: bool,
    /// Which pages, from 1, both ends included: `7`, `1..5` or `1-5`, `100..`; several with commas.
    #[arg(long, value_delimiter = ',')]
    pub(crate) pages: Vec<NumberRange>,
    /// Only the pages of page groups of this name. May be given more than once.
    #[arg(long, value_name = "NAME")]
    pub(crate) group: Vec<String>,
    /// Only pages that have this index value, of their own or of a group around them. May be given more than once; all
    /// have to be there.
    #[arg(long, value_name = "NAME=VALUE", value_parser = tag)]
    pub(crate) tag: Vec<(String, String)>,
    /// A file for each page group; pages outside of groups make files of their own.
    #[arg(long, value_enum, requires = "name")]
    pub(crate) split: Option<Split>,
    /// How the files of --split are called: {name} is the group's name, {n} the number of the file ({n:4} with four
    /// digits), other words in braces are index values, as in `{Account}-{n}.pdf`.
    #[arg(long, value_name = "PATTERN", requires = "split")]
    pub(crate) name: Option<String>,
    /// A folder of font mapping files for fonts that an AFP file only names: CODED.FNT, ICODED.FNT, CSDEF.FNT,
    /// CPDEF.FNT, ALIAS.FNT, and GCGID.MAP for private characters.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) fonts: Option<PathBuf>,
    /// What becomes of raster fonts: their dots, as Type 3 in PDF, or outlines of a like face with the same widths.
    #[arg(long, value_enum, default_value = "type3")]
    pub(crate) raster_fonts: RasterFonts,
    /// A PDF file for the archive: PDF/A-2b.
    #[arg(long)]
    pub(crate) pdfa: bool,
    /// Workers; as many as there are cores where not given. The output does not depend on it.
    #[arg(long)]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Say what share of the bytes was decoded, not carried raw.
    #[arg(long)]
    pub(crate) verbose: bool,
}

/// `NAME=VALUE`.
fn tag(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// An AFP file; `-` for standard input.
    pub(crate) input: PathBuf,
    /// As JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// A template: a folder, its template.json, or a .fwt package.
    pub(crate) template: PathBuf,
    /// Records to lay out and check; `-` for standard input.
    #[arg(long)]
    pub(crate) data: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) afp: AfpChoice,
    /// A folder of AFP resources, a file each, or a file of many: where the overlays and page segments are looked for
    /// that the template places. May be given more than once.
    #[arg(long)]
    pub(crate) resources: Vec<PathBuf>,
    /// As JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// What an AFP file is held against beside the architecture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Rules {
    /// MO:DCA Interchange Set 3.
    Is3,
    /// MO:DCA Interchange Set 1.
    Is1,
    /// Output for old printers: FOCA fonts, short structured fields, no print file, no claim.
    Classic,
}

#[derive(Debug, Args)]
pub(crate) struct Validate {
    /// An AFP file; `-` for standard input.
    pub(crate) input: PathBuf,
    /// The rules beside those of the architecture; those of the interchange set that the file claims where not given.
    #[arg(long, value_enum)]
    pub(crate) profile: Option<Rules>,
    /// As JSON: an array of findings.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// An AFP or PDF file.
    pub(crate) first: PathBuf,
    /// An AFP or PDF file.
    pub(crate) second: PathBuf,
    /// A folder of AFP resources, a file each, or a file of many, for both documents. May be given more than once.
    #[arg(long)]
    pub(crate) resources: Vec<PathBuf>,
    /// Dots an inch to compare at.
    #[arg(long, default_value_t = 150, value_parser = clap::value_parser!(u16).range(10..=1200))]
    pub(crate) dpi: u16,
    /// As JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// Where to put a PNG picture of each page that differs, `-1`, `-2` … before the ending.
    #[arg(long, default_value = "difference.png")]
    pub(crate) picture: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Pack {
    /// The template folder.
    pub(crate) folder: PathBuf,
    /// The package to write; `-` for standard output.
    #[arg(short, long)]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Unpack {
    /// The package; `-` for standard input.
    pub(crate) package: PathBuf,
    /// The folder to make; it must not exist, or be empty.
    #[arg(short, long)]
    pub(crate) output: PathBuf,
}
