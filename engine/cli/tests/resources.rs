//! Resources, form definition and index of a job, through the built command.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/statement")
}

struct Here(TempDir);

impl Here {
    /// A folder with the sample's template, its AFP output changed.
    fn new(change: impl FnOnce(&mut Value)) -> Self {
        let here = Self(tempfile::tempdir().unwrap());
        let folder = here.path("template");
        std::fs::create_dir(&folder).unwrap();
        std::fs::create_dir(folder.join("samples")).unwrap();
        let data = "samples/data.ndjson";
        std::fs::copy(sample().join(data), folder.join(data)).unwrap();
        let text = std::fs::read_to_string(sample().join("template.json")).unwrap();
        let mut template: Value = serde_json::from_str(&text).unwrap();
        change(&mut template);
        std::fs::write(folder.join("template.json"), template.to_string()).unwrap();
        here
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_formwright"));
        command.current_dir(self.0.path()).args(arguments).output().unwrap()
    }

    fn render(&self, out: &str, more: &[&str]) -> Output {
        self.run(&[&["render", "template", "--to", "afp", "-o", out], more].concat())
    }

    /// The short names of a file's structured fields.
    fn fields(&self, file: &str) -> Vec<String> {
        fn collect(field: &Value, into: &mut Vec<String>) {
            into.extend(field["acronym"].as_str().filter(|name| name.len() == 3).map(str::to_owned));
            for inner in field["children"].as_array().into_iter().flatten() {
                collect(inner, into);
            }
        }
        let output = self.run(&["inspect", file, "--json"]);
        ended(&output, 0);
        let mut fields = Vec::new();
        let tree: Value = serde_json::from_slice(&output.stdout).unwrap();
        tree.as_array().unwrap().iter().for_each(|field| collect(field, &mut fields));
        fields
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn ended(output: &Output, status: i32) {
    assert_eq!(output.status.code(), Some(status), "{}", said(output));
}

/// An output with two medium maps, an index document and chosen names.
fn full(template: &mut Value) {
    let first = template["masters"][0]["id"].clone();
    let afp = &mut template["outputs"]["afp"];
    afp["page_index"] = json!([{"id": "x_page", "name": "Page", "value": "{{ page }} of {{ pages }}"}]);
    afp["index_document"] = json!("pages");
    afp["comment"] = json!("{{ pages }} pages");
    afp["form_definition"] = json!("F1STMT");
    afp["medium_maps"] = json!([
        {"id": "j_first", "name": "FIRST", "duplex": "normal", "source": 2, "jog": true},
        {"id": "j_rest", "name": "REST", "duplex": "normal", "media_type": "PLAIN A4"}
    ]);
    afp["medium_map"] = json!("FIRST");
    afp["resource_names"] = json!([{"id": "e_first", "of": first, "name": "O1FIRST"}]);
    template["masters"][1]["medium_map"] = json!("{{ if(page > 1, \"REST\", \"FIRST\") }}");
}

#[test]
fn a_job_with_form_definition_and_index_has_them_where_they_belong() {
    let here = Here::new(full);
    ended(&here.render("a.afp", &["--records", "17"]), 0);
    let order = here.fields("a.afp");
    let at = |acronym: &str| order.iter().position(|found| *found == acronym).unwrap();
    assert!(at("BFM") < at("BMM") && at("EFM") < at("ERG"));
    assert!(at("ERG") < at("BDI") && at("EDI") + 1 == at("BDT"));
    let from = at("BDT");
    let kept = ["BNG", "TLE", "NOP", "IMM", "BPG", "ENG"];
    let steps: Vec<&str> = order[from..].iter().map(String::as_str).filter(|found| kept.contains(found)).collect();
    let wanted = "BNG TLE TLE TLE NOP IMM BPG TLE IMM BPG TLE BPG TLE ENG";
    assert_eq!(steps.join(" "), wanted, "the second and third page share a medium map");
    let count = |acronym: &str| order[at("BDI")..at("EDI")].iter().filter(|found| **found == acronym).count();
    assert_eq!((count("IEL"), count("TLE")), (1 + 3, 3 + 3));
    let text = here.run(&["inspect", "a.afp"]);
    assert!(String::from_utf8_lossy(&text.stdout).contains("3 of 3"), "page numbers are known to the index of a page");
}

#[test]
fn external_resources_give_the_same_pages_and_no_others_are_needed() {
    let here = Here::new(full);
    ended(&here.render("inline.afp", &["--records", "1..2"]), 0);
    ended(&here.render("named.afp", &["--records", "1..2", "--external", "library"]), 0);
    assert!(!here.fields("named.afp").contains(&"BRG".to_owned()), "nothing is inline");
    for file in ["F1STMT.fde", "O1FIRST.ovl"] {
        assert!(here.path("library").join(file).exists(), "{file}");
    }
    assert_eq!(here.fields("library/O1FIRST.ovl")[0], "BMO");
    for (file, more) in [("inline", &[] as &[&str]), ("named", &["--resources", "library"])] {
        let (input, output) = (format!("{file}.afp"), format!("{file}.png"));
        ended(&here.run(&[&["convert", &input, "--to", "png", "--dpi", "60", "-o", &output], more].concat()), 0);
    }
    let mut pages = 0;
    for number in 1.. {
        let read = |file: &str| std::fs::read(here.path(&format!("{file}-{number}.png")));
        let (Ok(inline), Ok(named)) = (read("inline"), read("named")) else { break };
        assert!(inline == named, "page {number}");
        pages = number;
    }
    assert!(pages >= 2);
    ended(&here.run(&["compare", "inline.afp", "named.afp", "--resources", "library", "--dpi", "60"]), 0);
    let alone = here.run(&["convert", "named.afp", "--to", "png", "--dpi", "60", "-o", "alone.png"]);
    assert!(said(&alone).contains("afp-resource-missing") && said(&alone).contains("O1FIRST"), "{}", said(&alone));
    assert!(std::fs::read(here.path("alone-1.png")).unwrap() != std::fs::read(here.path("named-1.png")).unwrap());
}

#[test]
fn the_fonts_of_classic_files_are_library_files_that_serve_every_job() {
    for (profile, ending) in [("classic", "300"), ("classic-outline", "oln")] {
        let here = Here::new(full);
        let classic = ["--profile", profile, "--records", "1..2"];
        ended(&here.render("inline.afp", &classic), 0);
        ended(&here.render("named.afp", &[&classic[..], &["--external", "library"]].concat()), 0);
        let fields = here.fields("named.afp");
        assert!(
            !fields.iter().any(|field| ["BRG", "BFN", "BCF", "BCP"].contains(&field.as_str())),
            "nothing is inline"
        );
        let files = || -> Vec<String> {
            let names = std::fs::read_dir(here.path("library")).unwrap();
            names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
        };
        for (first, ending) in [("C0", ending), ("T1", "cdp"), ("X0", "cdf")] {
            let found = files().into_iter().any(|name| name.starts_with(first) && name.ends_with(ending));
            assert!(found, "{first} of {profile}");
        }
        for (file, more) in [("inline", &[] as &[&str]), ("named", &["--resources", "library"])] {
            let (input, output) = (format!("{file}.afp"), format!("{file}.png"));
            ended(&here.run(&[&["convert", &input, "--to", "png", "--dpi", "60", "-o", &output], more].concat()), 0);
        }
        for number in 1..=2 {
            let read = |file: &str| std::fs::read(here.path(&format!("{file}-{number}.png"))).unwrap();
            assert!(read("inline") == read("named"), "page {number} of {profile}");
        }
        // Other records use other characters, and the file stays as it is.
        let again = here.render("more.afp", &["--profile", profile, "--records", "3..9", "--external", "library"]);
        ended(&again, 0);
        assert!(!said(&again).contains("resource-replaced"), "{}", said(&again));
    }
}

#[test]
fn resource_files_stay_the_same_and_another_content_is_told() {
    let here = Here::new(full);
    ended(&here.render("a.afp", &["--records", "1", "--external", "library"]), 0);
    let before = std::fs::metadata(here.path("library/O1FIRST.ovl")).unwrap().modified().unwrap();
    let again = here.render("b.afp", &["--records", "1", "--external", "library"]);
    assert!(!said(&again).contains("resource-replaced"), "{}", said(&again));
    assert_eq!(std::fs::metadata(here.path("library/O1FIRST.ovl")).unwrap().modified().unwrap(), before);
    assert!(std::fs::read(here.path("a.afp")).unwrap() == std::fs::read(here.path("b.afp")).unwrap());
    std::fs::write(here.path("library/O1FIRST.ovl"), "other").unwrap();
    let replaced = here.render("c.afp", &["--records", "1", "--external", "library"]);
    ended(&replaced, 0);
    assert!(said(&replaced).contains("resource-replaced"), "{}", said(&replaced));
    ended(&here.run(&["render", "template", "--to", "pdf", "-o", "x.pdf", "--external", "library"]), 1);
}

#[test]
fn any_number_of_workers_writes_the_same_bytes_and_files() {
    let here = Here::new(|template| {
        full(template);
        template["outputs"]["afp"]["documents"] = json!("each");
    });
    for (threads, out) in [("1", "one"), ("4", "four")] {
        let file = format!("{out}.afp");
        let more = ["--records", "1..40", "--threads", threads, "--external", out];
        ended(&here.render(&file, &more), 0);
    }
    let read = |path: PathBuf| std::fs::read(path).unwrap();
    assert!(read(here.path("one.afp")) == read(here.path("four.afp")));
    let mut names: Vec<_> =
        std::fs::read_dir(here.path("one")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert!(names.len() > 3);
    for name in names {
        assert!(read(here.path("one").join(&name)) == read(here.path("four").join(&name)), "{}", name.display());
    }
}

#[test]
fn names_that_clash_are_too_long_or_lead_nowhere_are_told() {
    let check = |change: &dyn Fn(&mut Value)| {
        let here = Here::new(|template| {
            full(template);
            change(template);
        });
        let output = here.run(&["check", "template"]);
        ended(&output, 1);
        format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output))
    };
    let name = |template: &mut Value, name: &str| template["outputs"]["afp"]["resource_names"][0]["name"] = json!(name);
    assert!(check(&|template| name(template, "O1MUCHTOOLONG")).contains("more than eight characters"));
    assert!(check(&|template| name(template, "o1small")).contains("only A–Z"));
    assert!(check(&|template| name(template, "F1STMT")).contains("two resources have the name F1STMT"));
    assert!(
        check(&|template| template["outputs"]["afp"]["resource_names"][0]["of"] = json!("m_gone")).contains("m_gone")
    );
    let font = |template: &mut Value, more: Value| {
        let afp = &mut template["outputs"]["afp"];
        afp["profile"] = json!("classic");
        let mut name = json!({"id": "e_font", "of": "IBM Plex Sans"});
        name.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        afp["resource_names"].as_array_mut().unwrap().push(name);
    };
    assert!(check(&|template| font(template, json!({"name": "PLEXBODY"}))).contains("at most six characters"));
    assert!(check(&|template| font(template, json!({"name": "PLEX", "part": 99}))).contains("no such part"));
    assert!(check(&|template| font(template, json!({"name": "PLEX", "of": "Nobody Sans"}))).contains("Nobody Sans"));
    let twice = |template: &mut Value| {
        font(template, json!({"name": "PLEX", "size": 180}));
        font(template, json!({"name": "PLEX", "size": 200, "id": "e_other"}));
    };
    assert!(check(&twice).contains("two resources have the name PLEX"));
    let unknown = check(&|template| template["outputs"]["afp"]["medium_map"] = json!("NOWHERE"));
    assert!(unknown.contains("no medium map named NOWHERE"), "{unknown}");
    let copies = check(&|template| template["outputs"]["afp"]["medium_maps"][0]["copies"] = json!(0));
    assert!(copies.contains("copies is 0, allowed is 1 to 255"), "{copies}");
}

#[test]
fn an_index_for_an_archive_of_ebcdic_tells_what_it_cannot_say() {
    let here = Here::new(|template| {
        let afp = &mut template["outputs"]["afp"];
        afp["index_encoding"] = json!("ebcdic");
        afp["index"] = json!([{"id": "x_name", "name": "Name", "value": "王 {{ account.number }}"}]);
    });
    let output = here.render("a.afp", &["--records", "1"]);
    ended(&output, 1);
    assert!(said(&output).contains("index-character") && said(&output).contains('王'), "{}", said(&output));
    assert!(!here.path("a.afp").exists());
}

/// A template with one page of its own that places a library's overlay twice and a page segment, and nothing else.
fn placed(template: &mut Value) {
    let place = |id: &str, kind: &str, resource: &str, x: i32, y: i32| {
        json!({
            "id": id, "rect": {"x": x, "y": y, "width": 914_400, "height": 914_400},
            "kind": "library", "resource_kind": kind, "resource": resource
        })
    };
    template["masters"][0]["objects"] = json!([
        place("o_one", "overlay", "O1STAMP", 0, 0),
        place("o_two", "overlay", "O1STAMP", 1_000_000, 5_000_000),
        place("o_three", "page_segment", "S1DOTS", 3_000_000, 8_000_000)
    ]);
    template["masters"][1]["objects"] = json!([]);
}

#[test]
fn resources_of_a_library_are_placed_by_name_and_drawn_by_every_output() {
    // The library is made by another template: its overlay, called as the library wants it.
    let maker = Here::new(full);
    ended(&maker.render("a.afp", &["--records", "1", "--external", "library"]), 0);
    let here = Here::new(placed);
    let library = here.path("library");
    std::fs::create_dir(&library).unwrap();
    for entry in std::fs::read_dir(maker.path("library")).unwrap() {
        let from = entry.unwrap().path();
        let name = from.file_name().unwrap().to_string_lossy().replace("O1FIRST", "O1STAMP");
        std::fs::copy(&from, library.join(name)).unwrap();
    }
    let output = here.render("inline.afp", &["--records", "1", "--resources", "library"]);
    ended(&output, 0);
    assert!(said(&output).contains("no resource library has the page segment S1DOTS"), "{}", said(&output));
    assert!(!said(&output).contains("O1STAMP"), "{}", said(&output));
    let fields = here.fields("inline.afp");
    let count = |acronym: &str| fields.iter().filter(|found| *found == acronym).count();
    assert_eq!((count("IPO"), count("IPS"), count("BMO")), (2, 1, 1), "the overlay comes along once");
    ended(&here.render("named.afp", &["--records", "1", "--resources", "library", "--external", "out"]), 0);
    assert!(!here.fields("named.afp").contains(&"BMO".to_owned()));
    assert!(!here.path("out/O1STAMP.ovl").exists(), "what is a library's stays there");
    ended(
        &here.run(&["render", "template", "--to", "pdf", "--records", "1", "-o", "a.pdf", "--resources", "library"]),
        0,
    );
    // Inline the file needs nothing else; the missing page segment is outlined in both.
    ended(&here.run(&["compare", "inline.afp", "a.pdf", "--dpi", "60"]), 0);
    let call = ["compare", "named.afp", "a.pdf", "--dpi", "60", "--resources", "library", "--resources", "out"];
    ended(&here.run(&call), 0);
    // The same file among the template's assets needs no folder.
    std::fs::create_dir(here.path("template/assets")).unwrap();
    for entry in std::fs::read_dir(&library).unwrap() {
        let from = entry.unwrap().path();
        std::fs::copy(&from, here.path("template/assets").join(from.file_name().unwrap())).unwrap();
    }
    ended(&here.render("assets.afp", &["--records", "1"]), 0);
    assert!(!said(&output).contains("library-resource-drawn"), "upright they are named");
    assert!(std::fs::read(here.path("assets.afp")).unwrap() == std::fs::read(here.path("inline.afp")).unwrap());
}

#[test]
fn finishing_and_the_intent_of_colours_are_in_the_form_definition_and_valid() {
    let here = Here::new(|template| {
        full(template);
        let afp = &mut template["outputs"]["afp"];
        let staple = json!({"operation": "corner_staple", "edge": "top"});
        afp["medium_maps"][0]["finishing"] = json!([staple, {"operation": "punch", "scope": "sheet", "count": 4}]);
        afp["medium_maps"][1]["finishing"] =
            json!([{"operation": "corner_staple", "edge": "top", "scope": "continued"}]);
        afp["finishing"] = json!([{"operation": "trim", "scope": "document", "edge": "left", "offset": 360_000}]);
        afp["intent"] = json!("saturation");
    });
    ended(&here.render("a.afp", &["--records", "1"]), 0);
    let fields = here.fields("a.afp");
    let count = |acronym: &str| fields.iter().filter(|found| *found == acronym).count();
    assert_eq!((count("MFC"), count("PEC")), (4, 1));
    ended(&here.run(&["validate", "a.afp", "--profile", "is3"]), 0);
    let wrong = |change: &dyn Fn(&mut Value)| {
        let here = Here::new(|template| {
            full(template);
            change(&mut template["outputs"]["afp"]);
        });
        let output = here.run(&["check", "template"]);
        ended(&output, 1);
        format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output))
    };
    let of = |operation: &str, scope: &str| json!([{"operation": operation, "scope": scope}]);
    assert!(wrong(&|afp| afp["finishing"] = of("punch", "sheet")).contains("document or print_file"));
    assert!(wrong(&|afp| afp["medium_maps"][0]["finishing"] = of("punch", "document")).contains("sheet, collection"));
    assert!(wrong(&|afp| afp["medium_maps"][0]["finishing"] = of("edge_stitch", "sheet")).contains("edge_stitch"));
    assert!(wrong(&|afp| afp["finishing"] = of("z_fold", "document")).contains("anything but a Z-fold"));
}

#[test]
fn a_library_resource_that_breaks_a_rule_of_the_profile_is_told_with_the_rule() {
    let maker = Here::new(full);
    ended(&maker.render("a.afp", &["--records", "1", "--external", "library"]), 0);
    let here = Here::new(placed);
    let library = here.path("library");
    std::fs::create_dir(&library).unwrap();
    for entry in std::fs::read_dir(maker.path("library")).unwrap() {
        let from = entry.unwrap().path();
        let name = from.file_name().unwrap().to_string_lossy().replace("O1FIRST", "O1STAMP");
        std::fs::copy(&from, library.join(name)).unwrap();
    }
    let render = |more: &[&str]| {
        let output = here.render("a.afp", &[&["--records", "1", "--resources", "library"], more].concat());
        ended(&output, 0);
        said(&output)
    };
    assert!(!render(&[]).contains("library-resource-rule"), "an overlay of IS/3 in a file of IS/3");
    // Its TrueType font is nothing that an old printer knows.
    let told = render(&["--profile", "classic"]);
    assert!(told.contains("library-resource-rule") && told.contains("O1STAMP"), "{told}");
    assert!(!render(&["--profile", "classic", "--external", "out"]).contains("library-resource-rule"));
    let checked = here.run(&["check", "template", "--profile", "classic", "--resources", "library"]);
    let told = format!("{}{}", String::from_utf8_lossy(&checked.stdout), said(&checked));
    assert!(told.contains("library-resource-rule"), "{told}");
}

#[test]
fn a_turned_page_segment_of_a_library_is_drawn_and_that_is_told() {
    let here = Here::new(|template| {
        placed(template);
        template["masters"][0]["objects"][2]["rotation"] = json!(90_000);
    });
    let output = here.render("a.afp", &["--records", "1"]);
    ended(&output, 0);
    let told = said(&output);
    assert!(told.contains("S1DOTS of the resource library is drawn in this place, not named"), "{told}");
    let fields = here.fields("a.afp");
    let count = |acronym: &str| fields.iter().filter(|found| *found == acronym).count();
    assert_eq!((count("IPO"), count("IPS")), (2, 0));
}

#[test]
fn a_library_resource_with_a_name_that_no_library_can_have_is_told() {
    let here = Here::new(|template| {
        placed(template);
        template["masters"][0]["objects"][0]["resource"] = json!("FAR TOO LONG");
    });
    let output = here.run(&["check", "template"]);
    ended(&output, 1);
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output));
    assert!(told.contains("more than eight characters"), "{told}");
}

#[test]
fn a_page_that_afp_cannot_hold_is_told_once_of_its_master_and_pdf_has_it() {
    let here = Here::new(|template| template["masters"][0]["size"] = json!({"width": 21_000_000, "height": 9_000_000}));
    let master = "m_";
    for call in [&["check", "template"] as &[&str], &["render", "template", "--to", "afp", "-o", "a.afp"]] {
        let output = here.run(call);
        ended(&output, 1);
        let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output));
        assert_eq!(told.matches("higher than 578 mm").count(), 1, "{told}");
        assert!(told.lines().any(|line| line.contains("578 mm") && line.contains(master)), "{told}");
    }
    ended(&here.run(&["render", "template", "--to", "pdf", "--records", "1", "-o", "a.pdf"]), 0);
}
