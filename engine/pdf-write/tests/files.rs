//! Files as a whole: order, bookmarks, links, what they say of themselves.

#![expect(clippy::unwrap_used, reason = "a test may stop on what fails")]

mod common;

use common::{open, sample_pages, write};
use pdf_write::{Encoder, PdfOptions, PdfWriter, Plan};
use scene::{Definitions, DocumentInfo, GroupInfo, Item, Link, LinkTarget, Origin, Page};
use units::{Colour, Size};

#[test]
fn the_file_is_the_same_for_any_number_of_workers() {
    let definitions = sample_pages::definitions();
    let pages: Vec<Page> = (0..40).flat_map(|_| sample_pages(&definitions)).take(100).collect();
    let alone = write(&definitions, DocumentInfo::default(), &pages).0;
    let plan = Plan::new(&definitions, DocumentInfo::default(), PdfOptions::default());
    for workers in [2, 5] {
        let encoded = std::thread::scope(|scope| {
            let shares: Vec<_> = (0..workers)
                .map(|worker| {
                    let (plan, pages) = (&plan, &pages);
                    scope.spawn(move || {
                        let mut encoder = Encoder::new(plan);
                        let mine = pages.iter().enumerate().skip(worker).step_by(workers);
                        mine.map(|(number, page)| (number, encoder.encode(page))).collect::<Vec<_>>()
                    })
                })
                .collect();
            let mut all: Vec<_> = shares.into_iter().flat_map(|share| share.join().unwrap()).collect();
            all.sort_by_key(|(number, _)| *number);
            all
        });
        let mut writer = PdfWriter::new(&plan, Vec::new()).unwrap();
        for (_, page) in &encoded {
            writer.append(page).unwrap();
        }
        assert!(writer.finish().unwrap().0 == alone, "{workers} workers");
    }
}

#[test]
fn thousands_of_pages_are_found_in_order() {
    let definitions = sample_pages::definitions();
    let plan = Plan::new(&definitions, DocumentInfo::default(), PdfOptions::default());
    let mut encoder = Encoder::new(&plan);
    let mut writer = PdfWriter::new(&plan, Vec::new()).unwrap();
    for number in 0..1_100 {
        let mut builder = scene::ContentBuilder::new();
        let text = format!("Page number {number}");
        let origin = sample_pages::at(5.0, 10.0);
        let run = sample_pages::line(&definitions, &mut builder, sample_pages::SANS, 9, Colour::BLACK, origin, &text);
        builder.push(Item::Text(run), Origin::None);
        let page = Page { size: Size::A4, content: builder.finish(), ..Page::default() };
        writer.append(&encoder.encode(&page)).unwrap();
    }
    let (bytes, summary) = writer.finish().unwrap();
    assert_eq!((summary.pages, summary.bytes), (1_100, bytes.len() as u64));
    let document = open(&bytes);
    assert_eq!(document.page_count(), 1_100);
    for number in [0, 31, 32, 1_023, 1_024, 1_099] {
        assert_eq!(document.text(number).unwrap()[0].text, format!("Page number {number}"));
    }
    assert_eq!(document.page_size(7), Some(Size::A4));
}

#[test]
fn a_file_without_pages_is_whole_too() {
    let (bytes, summary) = write(&Definitions::default(), DocumentInfo::default(), &[]);
    assert_eq!(summary.pages, 0);
    assert!(bytes.ends_with(b"%%EOF\n"));
}

#[test]
fn the_source_map_tells_which_bytes_draw_which_object() {
    let definitions = sample_pages::definitions();
    let [one, two]: [diagnostics::ObjectId; 2] = ["o_one".parse().unwrap(), "o_two".parse().unwrap()];
    let mut page = sample_pages::page(&definitions, |_, _| {});
    let mut builder = page.content.into_builder();
    let rule = |y| Item::Rule(scene::Rule { rect: sample_pages::rect(5.0, y, 10.0, 1.0), colour: Colour::BLACK });
    for (y, object) in [(5.0, one), (7.0, one), (9.0, two)] {
        builder.push(rule(y), Origin::object(object));
    }
    page.content = builder.finish();
    let plan = Plan::new(&definitions, DocumentInfo::default(), PdfOptions::default());
    let encoded = Encoder::new(&plan).encode(&page);
    let origins: Vec<_> = encoded.source_map.iter().map(|span| span.origin.object_id()).collect();
    assert_eq!(origins, [Some(one), Some(two)]);
    assert_eq!(encoded.source_map[0].start, 0);
    assert_eq!(encoded.source_map[0].end, encoded.source_map[1].start);
}

fn text_of(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

#[test]
fn groups_become_bookmarks_and_links_lead_somewhere() {
    let definitions = sample_pages::definitions();
    let plan = Plan::new(&definitions, DocumentInfo::default(), PdfOptions::default());
    let mut encoder = Encoder::new(&plan);
    let mut writer = PdfWriter::new(&plan, Vec::new()).unwrap();
    let object: diagnostics::ObjectId = "o_target".parse().unwrap();
    for name in ["Ada Lovelace", "陳大文", "Third"] {
        writer.group_begin(&GroupInfo { name: name.to_owned(), ..GroupInfo::default() }).unwrap();
        writer.group_begin(&GroupInfo { name: "Inner".to_owned(), ..GroupInfo::default() }).unwrap();
        let mut page = sample_pages::page(&definitions, |_, builder| {
            for target in
                [LinkTarget::Uri("https://example.org/ä b".to_owned()), LinkTarget::Object("o_target".parse().unwrap())]
            {
                let link = Link { rect: sample_pages::rect(5.0, 5.0, 20.0, 5.0), target };
                builder.push(Item::Link(Box::new(link)), Origin::None);
            }
        });
        writer.append(&encoder.encode(&page)).unwrap();
        let mut builder = page.content.into_builder();
        let rule = scene::Rule { rect: sample_pages::rect(5.0, 30.0, 9.0, 9.0), colour: Colour::BLACK };
        builder.push(Item::Rule(rule), Origin::object(object));
        page.content = builder.finish();
        writer.append(&encoder.encode(&page)).unwrap();
        writer.group_end().unwrap();
        writer.group_end().unwrap();
    }
    let (bytes, _) = writer.finish().unwrap();
    assert_eq!(open(&bytes).page_count(), 6);
    let text = text_of(&bytes);
    assert!(text.contains("/URI(https://example.org/%C3%A4%20b)"));
    assert_eq!(text.matches("/Title(").count(), 6);
    assert!(text.contains("/Title(Ada Lovelace)/Parent 5 0 R/Next"));
    assert!(text.contains("/Type/Outlines") && text.contains("/PageMode/UseOutlines"));
    // 30 mm from the top of 60 mm: 85.039 points from the bottom; two pages of three groups link there.
    assert_eq!(text.matches("/XYZ null 85.039 null]").count(), 6);
}

#[test]
fn the_document_says_what_it_is_and_no_time_unless_told() {
    let definitions = Definitions::default();
    let info = DocumentInfo {
        title: "Statement (March)".to_owned(),
        author: "Bank".to_owned(),
        subject: String::new(),
        language: "en-GB".to_owned(),
        time: None,
    };
    let page = [Page { size: Size::A4, ..Page::default() }];
    let plain = text_of(&write(&definitions, info.clone(), &page).0);
    assert!(plain.contains("/Title(Statement \\(March\\))/Author(Bank)/Producer(Formwright)>>"));
    assert!(plain.contains("/Lang(en-GB)") && !plain.contains("Date") && !plain.contains("/Metadata"));
    let timed =
        text_of(&write(&definitions, DocumentInfo { time: Some("2026-03-31T08:00:00Z".to_owned()), ..info }, &page).0);
    assert!(
        timed.contains("/CreationDate(D:20260331080000Z)") && timed.contains("<xmp:CreateDate>2026-03-31T08:00:00Z")
    );
}

#[test]
fn other_programs_find_no_fault() {
    let definitions = sample_pages::definitions();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.pdf");
    std::fs::write(&path, write(&definitions, DocumentInfo::default(), &sample_pages(&definitions)).0).unwrap();
    match std::process::Command::new("qpdf").arg("--check").arg(&path).output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout)),
        Err(_) => println!("skipped: qpdf is not installed"),
    }
    match std::process::Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(&path).arg("-").output() {
        Ok(output) => {
            let (text, complaints) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            assert!(complaints.is_empty(), "{complaints}");
            for wanted in
                ["Final office of finance: 1,234.50", "Zoë’s naïve façade", "陳大文先生 臺北市信義路", "Overlay 2026"]
            {
                assert!(text.contains(wanted), "{wanted} in {text}");
            }
        }
        Err(_) => println!("skipped: pdftotext is not installed"),
    }
}
