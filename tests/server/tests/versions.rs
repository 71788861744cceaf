//! Uploading, listing, downloading, publishing.

use serde_json::{Value, json};
use server_end_to_end::{Client, Folder, Process, Publisher, template};

const VERSIONS: &str = "/api/v1/templates/t_letter/versions";

/// A publisher who is known to the server.
fn known(server: &Process) -> (Client, Publisher) {
    let (ada, publisher) = (server.signed_in("ada"), Publisher::new(1));
    ada.put(&format!("/api/v1/keys/{}", publisher.key()), []).expect(204);
    (ada, publisher)
}

#[test]
fn an_uploaded_package_is_a_version_that_comes_back_byte_for_byte() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let (ada, publisher) = known(&server);
    let packages = [publisher.package("One"), publisher.package("Two")];
    for (place, package) in packages.iter().enumerate() {
        let entry = ada.upload("t_letter", package).expect(201).json();
        assert_eq!((&entry["template"], &entry["version"]), (&json!("t_letter"), &json!(place + 1)));
        assert_eq!(entry["hash"], blake3::hash(package).to_hex().as_str());
        assert_eq!((&entry["state"], &entry["name"]), (&json!("draft"), &json!("Letter")));
        assert_eq!((&entry["signer"], &entry["uploaded_by"]), (&json!(publisher.key()), &json!("ada")));
    }
    for (place, package) in packages.iter().enumerate() {
        let answer = ada.get(&format!("{VERSIONS}/{}/package", place + 1)).expect(200);
        assert_eq!(&answer.body, package);
        let tag = answer.header("etag").to_owned();
        assert_eq!(tag, format!("\"{}\"", blake3::hash(package).to_hex()));
        let again = ada.ask("GET", &format!("{VERSIONS}/{}/package", place + 1), &[("If-None-Match", &tag)], []);
        assert!(again.expect(304).body.is_empty());
    }
    let list = ada.get(VERSIONS).expect(200).json();
    let numbers: Vec<&Value> = list.as_array().into_iter().flatten().map(|entry| &entry["version"]).collect();
    assert_eq!(numbers, [&json!(2), &json!(1)]);
    assert_eq!(ada.get(&format!("{VERSIONS}?before=2")).expect(200).json().as_array().map(Vec::len), Some(1));
    let templates = ada.get("/api/v1/templates").expect(200).json();
    assert_eq!(templates, json!([{"template": "t_letter", "name": "Letter", "newest": 2, "published": null}]));
    assert_eq!(ada.get("/api/v1/templates?after=t_letter").expect(200).json(), json!([]));
    ada.get(&format!("{VERSIONS}/3/package")).problem(404);
    ada.get("/api/v1/templates/t_other/versions").problem(404);
}

#[test]
fn the_same_package_twice_is_one_version() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let (ada, publisher) = known(&server);
    let package = publisher.package("One");
    let first = ada.upload("t_letter", &package).expect(201).json();
    ada.upload("t_letter", &publisher.package("Two")).expect(201);
    let again = ada.upload("t_letter", &package).expect(200).json();
    assert_eq!(first, again);
    assert_eq!(ada.get(VERSIONS).json().as_array().map(Vec::len), Some(2));
    // At once, as by an outbox whose first attempt is still under way.
    let package = publisher.package("Three");
    let mut answers: Vec<u16> = std::thread::scope(|scope| {
        let uploads: Vec<_> = (0..6).map(|_| scope.spawn(|| ada.upload("t_letter", &package).status)).collect();
        uploads.into_iter().map(|upload| upload.join().unwrap_or(0)).collect()
    });
    answers.sort_unstable();
    assert_eq!(answers, [200, 200, 200, 200, 200, 201]);
    assert_eq!(ada.get(VERSIONS).json().as_array().map(Vec::len), Some(3));
}

#[test]
fn a_package_with_one_byte_changed_is_refused() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let (ada, publisher) = known(&server);
    let package = publisher.package("One");
    let end = package.len() - 1;
    let places = (0..end).step_by(end / 40).chain([1, 10, end - 70, end - 30, end]);
    for place in places {
        let mut changed = package.clone();
        changed[place] ^= 1;
        let code = ada.upload("t_letter", &changed).problem(422);
        assert!(
            ["signature-invalid", "package-damaged", "signature-missing"].contains(&code.as_str()),
            "{place}: {code}"
        );
    }
    for shorter in [0, 1, end / 2, end] {
        ada.upload("t_letter", &package[..shorter]).problem(422);
    }
    ada.upload("t_letter", &[&package[..], b"x"].concat()).problem(422);
    ada.get(VERSIONS).problem(404);
}

#[test]
fn what_is_not_signed_by_a_known_publisher_is_refused() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let (ada, publisher) = known(&server);
    let unsigned = package::Package::new(template("One").into_bytes()).to_bytes().unwrap();
    assert_eq!(ada.upload("t_letter", &unsigned).problem(422), "signature-missing");
    let stranger = Publisher::new(2);
    assert_eq!(ada.upload("t_letter", &stranger.package("One")).problem(403), "signer-unknown");
    assert_eq!(server.client().upload("t_letter", &publisher.package("One")).problem(401), "sign-in-needed");
    assert_eq!(ada.upload("t_other", &publisher.package("One")).problem(422), "template-differs");
    ada.get(VERSIONS).problem(404);
}

#[test]
fn a_template_that_cannot_be_read_is_refused_with_the_place() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let (ada, publisher) = known(&server);
    let upload = |text: &str| ada.upload("t_letter", &publisher.sign(text));
    assert_eq!(upload(&template("One").replace("\"format\": 1", "\"format\": 2000")).problem(422), "template-newer");
    assert_eq!(upload("{\"format\": 1,").problem(422), "json-syntax");
    let wrong = upload(&template("One").replace("\"masters\": [", "\"masters\": 7, \"x\": ["));
    assert_eq!(wrong.problem(422), "template-field-wrong");
    let finding = &wrong.json()["findings"][0];
    assert!(finding["places"][0].as_str().is_some_and(|place| place.contains("template.json")), "{finding}");
    let twice = template("One").replace("\"o_2\"", "\"o_1\"");
    assert_eq!(upload(&twice).problem(422), "template-duplicate-id");
}

#[test]
fn publishing_an_older_version_rolls_back() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let (ada, publisher) = known(&server);
    for heading in ["One", "Two"] {
        ada.upload("t_letter", &publisher.package(heading)).expect(201);
    }
    let publish = |number: u32| ada.ask("POST", &format!("{VERSIONS}/{number}/publish"), &[], []);
    let published = || ada.get("/api/v1/templates").json()[0]["published"].clone();
    let states = || -> Vec<Value> {
        ada.get(VERSIONS).json().as_array().into_iter().flatten().map(|entry| entry["state"].clone()).collect()
    };
    assert_eq!(publish(1).expect(200).json()["state"], "published");
    assert_eq!((published(), states()), (json!(1), vec![json!("draft"), json!("published")]));
    publish(2).expect(200);
    assert_eq!((published(), states()), (json!(2), vec![json!("published"), json!("retired")]));
    publish(1).expect(200);
    assert_eq!((published(), states()), (json!(1), vec![json!("retired"), json!("published")]));
    publish(3).problem(404);
    publish(0).problem(404);
}

#[test]
fn a_template_that_cannot_be_rendered_is_not_published() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let (ada, publisher) = known(&server);
    ada.upload("t_letter", &publisher.package("Dear {{ nobody.knows }}")).expect(201);
    let refused = ada.ask("POST", &format!("{VERSIONS}/1/publish"), &[], []);
    assert_eq!(refused.problem(422), "expression-unknown-field");
    assert_eq!(ada.get("/api/v1/templates").json()[0]["published"], Value::Null);
}

#[test]
fn a_package_changed_on_disk_is_refused_until_it_is_uploaded_again() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let (ada, publisher) = known(&server);
    let package = publisher.package("One");
    let entry = ada.upload("t_letter", &package).expect(201).json();
    let file = folder.path().join("packages").join(format!("{}.fwt", entry["hash"].as_str().unwrap_or_default()));
    let mut changed = package.clone();
    changed[100] ^= 1;
    std::fs::write(&file, changed).unwrap();
    assert_eq!(ada.get(&format!("{VERSIONS}/1/package")).problem(500), "package-changed");
    assert_eq!(ada.ask("POST", &format!("{VERSIONS}/1/publish"), &[], []).problem(500), "package-changed");
    let verified = folder.admin(&["verify"], "");
    assert_eq!(verified.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&verified.stderr).contains("was changed on disk"));
    ada.upload("t_letter", &package).expect(200);
    assert_eq!(ada.get(&format!("{VERSIONS}/1/package")).expect(200).body, package);
    assert!(folder.admin(&["verify"], "").status.success());
}
