//! One record to AFP, PDF and PNG.

#![expect(clippy::needless_pass_by_value, reason = "requests read best as they are written down")]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped is a failing test")]

use std::process::Command;

use serde_json::{Value, json};
use server_end_to_end::{Answer, Client, Folder, Process, Publisher, program, record};

/// A server with two versions of a letter, the second published.
fn with_letters() -> (Folder, Process, Client) {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let (ada, publisher) = (server.signed_in("ada"), Publisher::new(1));
    ada.put(&format!("/api/v1/keys/{}", publisher.key()), []).expect(204);
    for heading in ["First, {{ name }}", "Second, {{ name }}"] {
        ada.upload("t_letter", &publisher.package(heading)).expect(201);
    }
    ada.ask("POST", "/api/v1/templates/t_letter/versions/2/publish", &[], []).expect(200);
    let eve = server.signed_in("eve");
    (folder, server, eve)
}

fn render(client: &Client, record: Value, more: Value) -> Answer {
    let mut request = json!({"template": "t_letter", "record": record});
    for (key, value) in more.as_object().into_iter().flatten() {
        request[key] = value.clone();
    }
    client.post("/api/v1/render", &request)
}

#[test]
fn a_record_becomes_an_afp_file_a_pdf_file_or_a_picture() {
    let (_folder, _server, eve) = with_letters();
    let afp = render(&eve, record(7), json!({"to": "afp"})).expect(200);
    assert_eq!(afp.header("content-type"), "application/vnd.afpc.modca");
    assert_eq!((afp.header("formwright-version"), afp.header("formwright-pages")), ("2", "2"));
    // MO:DCA: every structured field begins with the carriage control byte X'5A' and an identifier X'D3'.
    assert_eq!((afp.body[0], afp.body[3]), (0x5A, 0xD3));
    let pdf = render(&eve, record(7), json!({"to": "pdf"})).expect(200);
    assert_eq!((pdf.header("content-type"), pdf.header("formwright-pages")), ("application/pdf", "2"));
    assert!(pdf.body.starts_with(b"%PDF-") && pdf.body.trim_ascii_end().ends_with(b"%%EOF"));
    let png = render(&eve, record(7), json!({"to": "png", "page": 2, "dpi": 72})).expect(200);
    assert_eq!(png.header("content-type"), "image/png");
    assert!(png.body.starts_with(b"\x89PNG\r\n\x1a\n"));
    // Width and height in the header chunk: the page is 300 by 400 points.
    assert_eq!(png.body[16..24], [0, 0, 1, 44, 0, 0, 1, 144]);
    for answer in [&afp, &pdf, &png] {
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[test]
fn the_same_request_gives_the_same_bytes_and_another_version_others() {
    let (_folder, _server, eve) = with_letters();
    for to in ["afp", "pdf", "png"] {
        let body = |more: Value| {
            let mut request = json!({"to": to});
            for (key, value) in more.as_object().into_iter().flatten() {
                request[key] = value.clone();
            }
            render(&eve, record(2), request).expect(200).body
        };
        let published = body(json!({}));
        assert_eq!(published, body(json!({})));
        assert_eq!(published, body(json!({"version": 2})));
        assert_ne!(published, body(json!({"version": 1})));
        if to != "png" {
            assert_ne!(published, body(json!({"time": "2026-11-20T08:00:00Z"})));
        }
    }
}

#[test]
fn a_record_that_does_not_fit_is_refused_with_the_place() {
    let (_folder, _server, eve) = with_letters();
    let refused = |record: Value, more: Value, status: u16| {
        let mut request = json!({"to": "pdf"});
        for (key, value) in more.as_object().into_iter().flatten() {
            request[key] = value.clone();
        }
        render(&eve, record, request).problem(status)
    };
    assert_eq!(refused(json!({"rows": []}), json!({}), 422), "data-field-missing");
    assert_eq!(refused(json!({"name": {"a": 1}, "rows": []}), json!({}), 422), "data-type");
    for no_object in [json!([]), json!([record(1)]), json!(7), json!("x"), json!(null)] {
        assert_eq!(refused(no_object, json!({}), 422), "record-wrong");
    }
    let place = render(&eve, json!({"name": "x", "rows": [{"word": "a"}, {}]}), json!({"to": "afp"})).json();
    assert!(place.to_string().contains("rows[1].word"), "{place}");
    assert_eq!(refused(record(1), json!({"version": 3}), 404), "not-found");
    assert_eq!(refused(record(1), json!({"template": "t_other"}), 404), "not-found");
    assert_eq!(refused(record(1), json!({"to": "png", "page": 9}), 404), "no-such-page");
    assert_eq!(refused(record(1), json!({"to": "png", "page": 0}), 422), "page-wrong");
    assert_eq!(refused(record(1), json!({"to": "png", "dpi": 601}), 422), "resolution-wrong");
    assert_eq!(refused(record(1), json!({"time": "yesterday"}), 422), "template-field-wrong");
    assert_eq!(refused(record(1), json!({"to": "exe"}), 422), "request-wrong");
    assert_eq!(refused(record(1), json!({"two": "pdf"}), 422), "request-wrong");
}

#[test]
fn a_draft_is_rendered_only_by_its_number() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let (ada, publisher) = (server.signed_in("ada"), Publisher::new(1));
    ada.put(&format!("/api/v1/keys/{}", publisher.key()), []).expect(204);
    ada.upload("t_letter", &publisher.package("One")).expect(201);
    render(&ada, record(1), json!({"to": "pdf"})).problem(404);
    render(&ada, record(1), json!({"to": "pdf", "version": 1})).expect(200);
    render(&server.client(), record(1), json!({"to": "pdf", "version": 1})).problem(401);
}

#[test]
fn a_package_changed_on_disk_is_not_rendered_even_while_its_template_is_in_memory() {
    let (folder, _server, eve) = with_letters();
    render(&eve, record(1), json!({"to": "pdf"})).expect(200);
    for file in std::fs::read_dir(folder.path().join("packages")).unwrap() {
        let path = file.unwrap().path();
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&path, bytes).unwrap();
    }
    for to in ["afp", "pdf", "png"] {
        assert_eq!(render(&eve, record(1), json!({"to": to})).problem(500), "package-changed");
    }
}

/// What the command line makes of a record of the sample; none where the program was not built.
fn by_command_line(record: usize, to: &str) -> Option<Vec<u8>> {
    let program = program().with_file_name(format!("formwright{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        println!("skipped: {} is not there to compare with", program.display());
        return None;
    }
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sample-data/statement");
    let mut command = Command::new(program);
    command.args(["render", sample, "--to", to, "-o", "-", "--records", &record.to_string()]);
    let output = command.arg("--data").arg(format!("{sample}/samples/data.ndjson")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

#[test]
fn the_sample_statement_goes_from_its_folder_to_a_document() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let (ada, publisher) = (server.signed_in("ada"), Publisher::new(1));
    ada.put(&format!("/api/v1/keys/{}", publisher.key()), []).expect(204);
    ada.upload("t_statement", &publisher.sample("statement")).expect(201);
    ada.ask("POST", "/api/v1/templates/t_statement/versions/1/publish", &[], []).expect(200);
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sample-data/statement/samples/data.ndjson");
    let data = std::fs::read_to_string(data).unwrap();
    for (number, line) in data.lines().enumerate().take(3) {
        let record: Value = serde_json::from_str(line).unwrap();
        let name = record["customer"]["name"].as_str().unwrap().to_owned();
        for to in ["afp", "pdf", "png"] {
            let request = json!({"template": "t_statement", "record": record, "to": to});
            let answer = ada.post("/api/v1/render", &request).expect(200);
            assert!(answer.body.len() > 5_000, "{name}: {} bytes", answer.body.len());
            assert_eq!(answer.header("formwright-version"), "1");
            if to != "png" {
                assert!(by_command_line(number + 1, to).is_none_or(|bytes| bytes == answer.body), "{name} to {to}");
            }
        }
    }
}
