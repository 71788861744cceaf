//! The built command, as a user runs it, in a fresh folder.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/statement")
}

struct Here(TempDir);

impl Here {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_formwright"));
        command.current_dir(self.0.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command().args(arguments).output().unwrap()
    }

    /// Copies the sample's template, changed by `change`, into a folder of its own.
    fn template(&self, change: impl FnOnce(String) -> String) -> PathBuf {
        let folder = self.path("template");
        std::fs::create_dir(&folder).unwrap();
        let text = std::fs::read_to_string(sample().join("template.json")).unwrap();
        std::fs::write(folder.join("template.json"), change(text)).unwrap();
        folder
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn ended(output: &Output, status: i32) {
    assert_eq!(output.status.code(), Some(status), "{}", said(output));
}

#[test]
fn renders_and_converts_to_every_format() {
    let here = Here::new();
    let template = sample();
    let template = template.to_str().unwrap();
    for format in ["afp", "pdf", "txt"] {
        let out = format!("out.{format}");
        ended(&here.run(&["render", template, "--records", "2..3", "--to", format, "-o", &out]), 0);
        assert!(std::fs::metadata(here.path(&out)).unwrap().len() > 500, "{format}");
    }
    for format in ["png", "svg"] {
        let out = format!("page.{format}");
        ended(&here.run(&["render", template, "--records", "17", "--to", format, "--dpi", "40", "-o", &out]), 0);
        assert!(here.path(&format!("page-3.{format}")).exists() && !here.path(&out).exists(), "{format}");
    }
    for format in ["pdf", "txt"] {
        ended(&here.run(&["convert", "out.afp", "--to", format, "-o", &format!("converted.{format}")]), 0);
    }
    for format in ["png", "svg"] {
        let out = format!("converted.{format}");
        ended(&here.run(&["convert", "out.afp", "--to", format, "--pages", "1", "--dpi", "40", "-o", &out]), 0);
        assert!(here.path(&format!("converted-1.{format}")).exists());
    }
    for format in ["png", "txt"] {
        ended(
            &here.run(&["convert", "out.pdf", "--to", format, "--dpi", "40", "-o", &format!("from-pdf.{format}")]),
            0,
        );
    }
    let same = here.run(&["convert", "out.afp", "--to", "afp", "-o", "again.afp", "--verbose"]);
    ended(&same, 0);
    assert!(said(&same).contains("decoded"));
    assert!(std::fs::read(here.path("out.afp")).unwrap() == std::fs::read(here.path("again.afp")).unwrap());
    assert!(std::fs::read_to_string(here.path("out.txt")).unwrap().contains("Your current account"));
}

#[test]
fn standard_input_and_output_take_the_place_of_files() {
    let here = Here::new();
    let records = std::fs::read_to_string(sample().join("samples/data.ndjson")).unwrap();
    let first = records.lines().next().unwrap();
    let mut child = here
        .command()
        .args(["render", sample().to_str().unwrap(), "--data", "-", "--to", "afp", "-o", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(first.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    ended(&output, 0);
    assert_eq!(
        &output.stdout[..6],
        [0x5A, output.stdout[1], output.stdout[2], 0xD3, 0xA8, 0xA5],
        "a print file begins"
    );
}

#[test]
fn every_profile_renders_and_says_what_it_is() {
    let here = Here::new();
    let sample = sample();
    let sample = sample.to_str().unwrap();
    for (profile, resolution) in
        [("classic", "240"), ("classic", "300"), ("classic", "600"), ("classic-outline", "300")]
    {
        let name = format!("{profile}-{resolution}.afp");
        let call = ["render", sample, "--records", "1..3", "--to", "afp", "-o", &name];
        let choice = ["--profile", profile, "--resolution", resolution];
        ended(&here.run(&[&call[..], &choice[..]].concat()), 0);
        let text = String::from_utf8(here.run(&["inspect", &name]).stdout).unwrap();
        for word in ["CPI", "FNI", "FNG", "CFI", "MCF", "TLE"] {
            assert!(text.contains(&format!(" {word} ")), "{name} has no {word}");
        }
        for word in ["BPF", "MDR", "BOC", "BBC"] {
            assert!(!text.contains(&format!(" {word} ")), "{name} has {word}");
        }
        assert_eq!(text.contains(" FNM "), profile == "classic");
    }
    let files = ["classic-240.afp", "classic-300.afp", "classic-600.afp"].map(|name| here.path(name));
    let [one, two, three] = files.map(|path| std::fs::read(path).unwrap());
    assert!(one != two && two != three);
}

#[test]
fn check_names_object_by_object_what_a_profile_cannot_express() {
    let here = Here::new();
    let disc = r#""name": "Mark, disc","#;
    let folder = here.template(|text| text.replacen(disc, &format!("{disc} \"opacity\": 128,"), 1));
    let folder = folder.to_str().unwrap();
    std::fs::create_dir(here.path("template/samples")).unwrap();
    std::fs::copy(sample().join("samples/data.ndjson"), here.path("template/samples/data.ndjson")).unwrap();
    let output = here.run(&["check", folder, "--profile", "classic", "--json"]);
    ended(&output, 1);
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = found["diagnostics"].as_array().unwrap();
    let of = |code: &str| {
        let finding = found.iter().find(|finding| finding["code"] == code).unwrap_or(&serde_json::Value::Null);
        finding["locations"][0]["object"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(of("lowered-to-image"), "o_disc");
    assert!(!of("lowered-to-rules").is_empty(), "{found:?}");
    let plain = here.run(&["check", sample().to_str().unwrap(), "--profile", "classic-outline"]);
    ended(&plain, 0);
}

/// A font with other licence bits (OpenType, OS/2 `fsType`).
fn licensed(bits: u16) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts/IBMPlexSans-Regular.ttf");
    let mut font = std::fs::read(path).unwrap();
    let tables = u16::from_be_bytes([font[4], font[5]]);
    let entry =
        (0..usize::from(tables)).map(|number| 12 + number * 16).find(|&at| &font[at..at + 4] == b"OS/2").unwrap();
    let table = u32::from_be_bytes(font[entry + 8..entry + 12].try_into().unwrap()) as usize;
    font[table + 8..table + 10].copy_from_slice(&bits.to_be_bytes());
    font
}

#[test]
fn a_font_that_must_not_be_embedded_is_found_by_check_and_stops_a_job_before_it_writes() {
    const RESTRICTED: u16 = 0x0002;
    const BITMAPS_ONLY: u16 = 0x0204;
    let here = Here::new();
    let folder = here.template(|text| text);
    let folder = folder.to_str().unwrap();
    for name in ["samples", "assets"] {
        std::fs::create_dir(here.path("template").join(name)).unwrap();
    }
    std::fs::copy(sample().join("samples/data.ndjson"), here.path("template/samples/data.ndjson")).unwrap();
    for (bits, profile, allowed) in [
        (RESTRICTED, "is3", false),
        (RESTRICTED, "classic", false),
        (BITMAPS_ONLY, "classic-outline", false),
        (BITMAPS_ONLY, "classic", true),
    ] {
        std::fs::write(here.path("template/assets/IBMPlexSans-Regular.ttf"), licensed(bits)).unwrap();
        let checked = here.run(&["check", folder, "--profile", profile]);
        ended(&checked, i32::from(!allowed));
        assert_eq!(said(&checked).contains("forbids embedding"), !allowed, "{}", said(&checked));
        let call = ["render", folder, "--records", "1", "--to", "afp", "-o", "out.afp", "--profile", profile];
        ended(&here.run(&call), i32::from(!allowed));
        assert_eq!(here.path("out.afp").exists(), allowed, "{profile} with {bits:04X}");
    }
}

#[test]
fn inspects_as_text_and_as_json() {
    let here = Here::new();
    ended(&here.run(&["render", sample().to_str().unwrap(), "--records", "1", "--to", "afp", "-o", "a.afp"]), 0);
    let text = here.run(&["inspect", "a.afp"]);
    ended(&text, 0);
    let text = String::from_utf8(text.stdout).unwrap();
    for word in ["BPF", "BRG", "MDR", "PGD", "TRN", "TLE", "IPO", "BDD", "0x00000000"] {
        assert!(text.contains(word), "{word}");
    }
    let json = here.run(&["inspect", "a.afp", "--json"]);
    ended(&json, 0);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json[0]["acronym"], "BPF");
    assert_eq!(json[0]["offset"], 0);
}

#[test]
fn compares_documents_and_tells_by_its_exit_status() {
    let here = Here::new();
    let template = sample();
    let template = template.to_str().unwrap();
    ended(&here.run(&["render", template, "--records", "1", "--to", "afp", "-o", "one.afp"]), 0);
    ended(&here.run(&["render", template, "--records", "1", "--to", "pdf", "-o", "one.pdf"]), 0);
    ended(&here.run(&["render", template, "--records", "2", "--to", "pdf", "-o", "two.pdf"]), 0);
    ended(&here.run(&["compare", "one.afp", "one.pdf", "--dpi", "72"]), 0);
    let differing = here.run(&["compare", "one.afp", "two.pdf", "--dpi", "72", "--json"]);
    ended(&differing, 1);
    let json: serde_json::Value = serde_json::from_slice(&differing.stdout).unwrap();
    assert_eq!(json["agree"], false);
    assert!(json["pages"][0]["share"].as_f64().unwrap() > 0.01);
    assert!(here.path("difference-1.png").exists());
}

#[test]
fn packs_and_unpacks_to_the_same_package() {
    let here = Here::new();
    ended(&here.run(&["pack", sample().to_str().unwrap(), "-o", "one.fwt"]), 0);
    ended(&here.run(&["unpack", "one.fwt", "-o", "folder"]), 0);
    ended(&here.run(&["pack", "folder", "-o", "two.fwt"]), 0);
    assert!(std::fs::read(here.path("one.fwt")).unwrap() == std::fs::read(here.path("two.fwt")).unwrap());
    ended(&here.run(&["render", "one.fwt", "--records", "1", "--to", "pdf", "-o", "from-package.pdf"]), 0);
}

#[test]
fn wrong_calls_end_with_2() {
    let here = Here::new();
    for call in [
        &["render"] as &[&str],
        &["render", "x", "--to", "docx", "-o", "y"],
        &["render", "x", "--to", "afp", "-o", "y", "--records", "5..1"],
        &["render", "x", "--to", "png", "-o", "y", "--dpi", "0"],
        &["paint"],
    ] {
        ended(&here.run(call), 2);
    }
}

#[test]
fn broken_json_is_told_with_its_line() {
    let here = Here::new();
    let folder = here.template(|text| text.replacen("\"masters\": [", "\"masters\": [[", 1));
    let output = here.run(&["check", folder.to_str().unwrap()]);
    ended(&output, 1);
    assert!(said(&output).contains("template.json:"), "{}", said(&output));
    assert!(said(&output).contains("error[json-syntax]"), "{}", said(&output));
}

#[test]
fn missing_fields_and_wrong_types_are_all_told() {
    let here = Here::new();
    let folder = here.template(|text| text.replacen("\"name\": \"Current account statement\",", "\"locale\": 5,", 1));
    let output = here.run(&["check", folder.to_str().unwrap(), "--json"]);
    ended(&output, 1);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let codes: Vec<_> =
        json["diagnostics"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"template-field-missing") && codes.contains(&"template-field-wrong"), "{codes:?}");
}

#[test]
fn a_newer_format_and_a_missing_picture_are_refused_with_advice() {
    let here = Here::new();
    let folder = here.template(|text| text.replacen("\"format\": 1", "\"format\": 99", 1));
    let output = here.run(&["render", folder.to_str().unwrap(), "--to", "pdf", "-o", "x.pdf"]);
    ended(&output, 1);
    assert!(said(&output).contains("use a newer Formwright"), "{}", said(&output));

    let here = Here::new();
    let folder = here.template(|text| text.replace("IBMPlexMono-Regular.ttf", "NoSuchFont.ttf"));
    let output = here.run(&["render", folder.to_str().unwrap(), "--to", "pdf", "-o", "x.pdf"]);
    ended(&output, 1);
    assert!(said(&output).contains("NoSuchFont.ttf"), "{}", said(&output));
    assert!(!here.path("x.pdf").exists() && !here.path("x.pdf.part").exists(), "nothing half-done is left");
}

#[test]
fn bad_data_is_told_with_record_and_place_and_leaves_no_output() {
    let here = Here::new();
    let records = std::fs::read_to_string(sample().join("samples/data.ndjson")).unwrap();
    let mut lines: Vec<String> = records.lines().take(3).map(str::to_owned).collect();
    lines[1] = lines[1].replacen("\"opening\":", "\"opening\":\"much\",\"was\":", 1);
    std::fs::write(here.path("data.ndjson"), lines.join("\n")).unwrap();
    let template = sample();
    let call = ["render", template.to_str().unwrap(), "--data", "data.ndjson", "--to", "afp", "-o", "x.afp"];
    let output = here.run(&call);
    ended(&output, 1);
    assert!(said(&output).contains("account.opening") && said(&output).contains("record 2"), "{}", said(&output));
    assert!(!here.path("x.afp").exists());

    std::fs::write(here.path("data.ndjson"), "{\"number\": \n").unwrap();
    let output = here.run(&call);
    ended(&output, 1);
    assert!(said(&output).contains("data.ndjson"), "{}", said(&output));

    let output = here.run(&["render", template.to_str().unwrap(), "--records", "5000", "--to", "afp", "-o", "x.afp"]);
    ended(&output, 1);
    assert!(said(&output).contains("1200"), "{}", said(&output));
}

#[test]
fn a_truncated_afp_file_is_read_as_far_as_it_goes() {
    let here = Here::new();
    ended(&here.run(&["render", sample().to_str().unwrap(), "--records", "17", "--to", "afp", "-o", "a.afp"]), 0);
    let bytes = std::fs::read(here.path("a.afp")).unwrap();
    std::fs::write(here.path("cut.afp"), &bytes[..bytes.len() - 6_000]).unwrap();
    let output = here.run(&["convert", "cut.afp", "--to", "png", "--dpi", "40", "-o", "cut.png"]);
    assert!(said(&output).contains("cut.afp at byte"), "{}", said(&output));
    assert!(here.path("cut-1.png").exists());
    let output = here.run(&["convert", "nothing.afp", "--to", "png", "-o", "x.png"]);
    ended(&output, 1);
    std::fs::write(here.path("text.afp"), "no AFP at all").unwrap();
    let output = here.run(&["convert", "text.afp", "--to", "png", "-o", "x.png"]);
    ended(&output, 1);
    assert!(said(&output).contains("of no kind known here"), "{}", said(&output));
}

/// A zip with the sample's template and one more entry, which is `entry` deflated, or as it says.
fn zip_with(name: &str, deflated: &[u8], says: u64) -> Vec<u8> {
    let name = name.as_bytes();
    let template = std::fs::read(sample().join("template.json")).unwrap();
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    let entries = [(&b"template.json"[..], 0_u16, &template[..], template.len() as u64), (name, 8, deflated, says)];
    for (name, method, content, size) in entries {
        // Sizes stand in the 64-bit field behind the name (zip application note 4.5.3).
        let mut sizes = vec![1, 0, 16, 0];
        sizes.extend_from_slice(&size.to_le_bytes());
        sizes.extend_from_slice(&(content.len() as u64).to_le_bytes());
        let mut common = vec![45, 0, 0, 0];
        common.extend_from_slice(&method.to_le_bytes());
        common.extend_from_slice(&[0, 0, 0x21, 0]);
        let mut sum = flate2::Crc::new();
        sum.update(content);
        common.extend_from_slice(&sum.sum().to_le_bytes());
        common.extend_from_slice(&[0xFF; 8]);
        common.extend_from_slice(&u16::try_from(name.len()).unwrap().to_le_bytes());
        common.extend_from_slice(&u16::try_from(sizes.len()).unwrap().to_le_bytes());
        directory.extend_from_slice(b"PK\x01\x02\x2D\x00");
        directory.extend_from_slice(&common);
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&u32::try_from(bytes.len()).unwrap().to_le_bytes());
        directory.extend_from_slice(name);
        directory.extend_from_slice(&sizes);
        bytes.extend_from_slice(b"PK\x03\x04");
        bytes.extend_from_slice(&common);
        bytes.extend_from_slice(name);
        bytes.extend_from_slice(&sizes);
        bytes.extend_from_slice(content);
    }
    let start = u32::try_from(bytes.len()).unwrap();
    bytes.extend_from_slice(&directory);
    bytes.extend_from_slice(b"PK\x05\x06\x00\x00\x00\x00\x02\x00\x02\x00");
    bytes.extend_from_slice(&u32::try_from(directory.len()).unwrap().to_le_bytes());
    bytes.extend_from_slice(&start.to_le_bytes());
    bytes.extend_from_slice(&[0, 0]);
    bytes
}

/// Ten gigabytes of zeros, deflated: the same flushed block again and again.
fn ten_gigabytes() -> Vec<u8> {
    let mut deflater = flate2::Compress::new(flate2::Compression::best(), false);
    let mut block = Vec::with_capacity(1 << 16);
    deflater.compress_vec(&vec![0; 1 << 20], &mut block, flate2::FlushCompress::Full).unwrap();
    let mut deflated = block.repeat(10 << 10);
    // An empty last block (RFC 1951 3.2.4).
    deflated.extend_from_slice(&[1, 0, 0, 0xFF, 0xFF]);
    deflated
}

#[test]
fn packages_made_to_harm_are_refused_and_nothing_is_written() {
    let here = Here::new();
    ended(&here.run(&["pack", sample().to_str().unwrap(), "-o", "good.fwt"]), 0);
    let mut changed = std::fs::read(here.path("good.fwt")).unwrap();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    let bomb = ten_gigabytes();
    let one = [1, 1, 0, 0xFE, 0xFF, b'x'];
    let cases = [
        ("no-zip.fwt", b"PK\x03\x04".to_vec(), "error[package-"),
        ("changed.fwt", changed, "error[package-damaged]"),
        ("escaping.fwt", zip_with("assets/../../../escaped.png", &one, 1), "escaped.png"),
        ("absolute.fwt", zip_with("/tmp/escaped.png", &one, 1), "escaped.png"),
        ("honest-bomb.fwt", zip_with("assets/zeros", &bomb, 10 << 30), "error[package-too-large]"),
        ("lying-bomb.fwt", zip_with("assets/zeros", &bomb, 1_000), "error[package-damaged]"),
    ];
    for (name, bytes, expected) in cases {
        std::fs::write(here.path(name), &bytes).unwrap();
        for call in
            [&["unpack", name, "-o", "folder"][..], &["render", name, "--to", "pdf", "-o", "x.pdf"], &["check", name]]
        {
            let output = here.run(call);
            ended(&output, 1);
            assert!(said(&output).contains(expected), "{name}: {}", said(&output));
        }
        assert!(!here.path("folder").exists() && !here.path("x.pdf").exists(), "{name}");
    }
    assert!(!here.0.path().parent().unwrap().join("escaped.png").exists());
}

#[test]
fn validate_tells_broken_rules_by_its_exit_status_as_text_and_as_json() {
    let here = Here::new();
    let template = sample();
    let template = template.to_str().unwrap();
    ended(&here.run(&["render", template, "--records", "1", "--to", "afp", "-o", "out.afp"]), 0);
    let fine = here.run(&["validate", "out.afp", "--profile", "is3"]);
    ended(&fine, 0);
    assert_eq!(String::from_utf8_lossy(&fine.stdout), "0 findings\n");
    let fine = here.run(&["validate", "out.afp", "--json"]);
    ended(&fine, 0);
    assert_eq!(String::from_utf8_lossy(&fine.stdout), "[]\n");

    let whole = std::fs::read(here.path("out.afp")).unwrap();
    std::fs::write(here.path("cut.afp"), &whole[..whole.len() - 5]).unwrap();
    let cut = here.run(&["validate", "cut.afp", "--json"]);
    ended(&cut, 1);
    let findings: serde_json::Value = serde_json::from_slice(&cut.stdout).unwrap();
    assert_eq!(findings[0]["rule"], "field-cut-off");
    assert_eq!(findings[0]["offset"], whole.len() - 17);
    assert_eq!(findings[0]["clause"], "MO:DCA 3 table 6 SFLength");
    assert!(findings[0]["path"].is_array() && findings[0]["message"].is_string());

    let other = here.run(&["validate", "out.afp", "--profile", "classic"]);
    ended(&other, 1);
    let text = String::from_utf8_lossy(&other.stdout).into_owned();
    assert!(text.contains("classic-print-file") && text.contains(" in BPF > BDT"), "{text}");
    ended(&here.run(&["validate", "out.afp", "--profile", "is9"]), 2);
    ended(&here.run(&["validate", "missing.afp"]), 1);
}
