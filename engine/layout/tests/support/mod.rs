//! Small templates, records and ways to look at the pages made of them.

#![allow(
    dead_code,
    clippy::allow_attributes,
    clippy::expect_used,
    clippy::panic,
    reason = "each test file uses a part of it; a failure is a failing test"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use expression::{Record, Value};
use layout::{Compiled, LaidOut, Options, Worker};
use model::Template;
use scene::{Definitions, Item, Page, Visit, walk};
use units::{Emu, Point};

pub(crate) type Files = BTreeMap<String, Arc<[u8]>>;

/// The fonts of the repository.
pub(crate) fn files() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
        ["IBMPlexSans-Regular.ttf", "IBMPlexSans-SemiBold.ttf", "IBMPlexSansTC-Regular.ttf"]
            .into_iter()
            .map(|name| {
                (name.to_owned(), std::fs::read(folder.join(name)).expect("the repository has its fonts").into())
            })
            .collect()
    })
}

/// A template; lengths in its JSON are points where written as `12pt`.
pub(crate) fn template(masters: &str, blocks: &str, more: &str) -> Template {
    let text = format!(
        r##"{{"format": 1, "id": "t_1", "name": "test"{more},
        "fonts": [{{"id": "f_sans", "family": "IBM Plex Sans", "fallback": ["f_tc"], "faces": [
            {{"id": "ff_r", "weight": 400, "asset": "IBMPlexSans-Regular.ttf"}},
            {{"id": "ff_b", "weight": 600, "asset": "IBMPlexSans-SemiBold.ttf"}}]}},
            {{"id": "f_tc", "family": "IBM Plex Sans TC", "faces": [
            {{"id": "ff_t", "weight": 400, "asset": "IBMPlexSansTC-Regular.ttf"}}]}}],
        "masters": {masters},
        "sections": [{{"id": "s_1", "masters": {{"first": "m_1"}}, "blocks": {blocks}}}]}}"##
    );
    parse(&text)
}

/// Reads a template whose lengths may be written as `12pt`.
pub(crate) fn parse(text: &str) -> Template {
    let (template, diagnostics) = Template::from_json("template.json", &points(text)).expect("the template is valid");
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    template
}

/// `12pt` outside quotes becomes whole Emu.
pub(crate) fn points(text: &str) -> String {
    let mut out = String::new();
    for (number, part) in text.split('"').enumerate() {
        if number > 0 {
            out.push('"');
        }
        if number % 2 == 1 {
            out.push_str(part);
            continue;
        }
        let mut rest = part;
        while let Some(end) = rest.find("pt") {
            let (before, after) = rest.split_at(end);
            let start = before.rfind(|sign: char| !sign.is_ascii_digit() && sign != '-').map_or(0, |at| at + 1);
            let (kept, number) = before.split_at(start);
            out.push_str(kept);
            out.push_str(&(number.parse::<i64>().expect("a number of points") * 12_700).to_string());
            rest = after.get(2..).unwrap_or_default();
        }
        out.push_str(rest);
    }
    out
}

/// One master of a page of 300 by 400 points with a frame of 200 by `height` points at 50, 50.
pub(crate) fn master(objects: &str, height: u32) -> String {
    format!(
        r#"[{{"id": "m_1", "name": "page", "size": {{"width": 300pt, "height": 400pt}}, "objects": {objects},
        "frames": [{{"id": "fr_1", "rect": {{"x": 50pt, "y": 50pt, "width": 200pt, "height": {height}pt}}}}]}}]"#
    )
}

/// A value from JSON; whole and decimal numbers become decimals.
pub(crate) fn value(json: &str) -> Value {
    fn convert(json: &serde_json::Value) -> Value {
        match json {
            serde_json::Value::Null => Value::Missing,
            serde_json::Value::Bool(value) => (*value).into(),
            serde_json::Value::Number(number) => Value::Decimal(number.to_string().parse().expect("a decimal number")),
            serde_json::Value::String(text) => text.as_str().into(),
            serde_json::Value::Array(values) => Value::list(values.iter().map(convert)),
            serde_json::Value::Object(fields) => {
                Record::from_fields(fields.iter().map(|(name, value)| (name.as_str(), convert(value)))).into()
            }
        }
    }
    convert(&serde_json::from_str(json).expect("valid JSON"))
}

pub(crate) fn compile(template: &Template) -> Compiled {
    layout::compile(template, files(), Options::default()).unwrap_or_else(|diagnostics| {
        panic!("{}", diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

pub(crate) fn lay_out(compiled: &Compiled, record: &str) -> LaidOut {
    Worker::new(compiled).with_geometry(true).lay_out(&value(record), 1)
}

/// Pages without any finding.
pub(crate) fn pages(template: &Template, record: &str) -> (Compiled, Vec<Page>) {
    let compiled = compile(template);
    let laid_out = lay_out(&compiled, record);
    assert!(laid_out.diagnostics.is_empty(), "{}", messages(&laid_out).join("\n"));
    (compiled, laid_out.pages)
}

pub(crate) fn messages(laid_out: &LaidOut) -> Vec<String> {
    laid_out.diagnostics.iter().map(ToString::to_string).collect()
}

/// A text on a page: what, and where its baseline begins, in points.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Seen {
    pub(crate) text: String,
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// All leaf items of a page, overlays and groups opened.
pub(crate) fn visit(page: &Page, definitions: &Definitions, mut each: impl FnMut(&Visit<'_>)) {
    walk(&page.content, definitions, &mut |visit| each(&visit));
}

/// The texts of a page in the order drawn.
pub(crate) fn texts(page: &Page, definitions: &Definitions) -> Vec<Seen> {
    let mut seen = Vec::new();
    visit(page, definitions, |visit| {
        if let Item::Text(run) = &visit.placed.item {
            let at: Point = visit.transform.apply(run.origin);
            seen.push(Seen { text: visit.content.text(run).to_owned(), x: at.x.to_points(), y: at.y.to_points() });
        }
    });
    seen
}

/// Just the words.
pub(crate) fn words(page: &Page, definitions: &Definitions) -> Vec<String> {
    texts(page, definitions).into_iter().map(|seen| seen.text).collect()
}

/// The words of each page.
pub(crate) fn words_of(compiled: &Compiled, pages: &[Page]) -> Vec<Vec<String>> {
    pages.iter().map(|page| words(page, compiled.definitions())).collect()
}

pub(crate) fn emu(points: i32) -> Emu {
    Emu::from_points(points)
}
