//! What operators look at: health, the trail, the log, the OpenAPI document, headers.

#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped is a failing test")]

use serde_json::Value;
use server_end_to_end::{Folder, PASSWORD, Process, Publisher};

#[test]
fn the_health_routes_answer_without_signing_in() {
    let folder = Folder::empty();
    let server = Process::start(&folder);
    let client = server.client();
    assert_eq!(client.get("/health/live").expect(200).body, b"live\n");
    assert_eq!(client.get("/health/ready").expect(200).body, b"ready\n");
    std::fs::rename(folder.path().join("packages"), folder.path().join("elsewhere")).unwrap();
    assert_eq!(client.get("/health/ready").problem(503), "not-ready");
    assert_eq!(client.get("/health/live").expect(200).body, b"live\n");
}

/// The hash that an entry must have, by the words of the OpenAPI document.
fn seal(before: &[u8], entry: &Value) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(before);
    hasher.update(&entry["at"].as_i64().unwrap().to_le_bytes());
    for key in ["actor", "action", "subject"] {
        let text = entry[key].as_str().unwrap();
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.finalize().as_bytes().to_vec()
}

#[test]
fn everything_that_changes_something_is_in_the_trail_whose_chain_holds() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let (ada, root, publisher) = (server.signed_in("ada"), server.signed_in("root"), Publisher::new(1));
    let package = publisher.package("One");
    let hash = blake3::hash(&package).to_hex();
    for _ in 0..2 {
        ada.put(&format!("/api/v1/keys/{}", publisher.key()), []).expect(204);
        ada.upload("t_letter", &package);
        ada.ask("POST", "/api/v1/templates/t_letter/versions/1/publish", &[], []).expect(200);
    }
    server.client().sign_in("ada", "a wrong password").problem(401);
    ada.ask("POST", "/api/v1/auth/sign-out", &[], []).expect(204);
    let trail = root.get("/api/v1/audit").expect(200).json();
    let mut before = Vec::new();
    let mut lines = Vec::new();
    for (place, entry) in trail.as_array().unwrap().iter().enumerate() {
        before = seal(&before, entry);
        assert_eq!(entry["hash"], before.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
        assert_eq!(entry["id"], place + 1);
        let word = |key: &str| entry[key].as_str().unwrap().to_owned();
        lines.push(format!("{}: {} {}", word("actor"), word("action"), word("subject")));
    }
    assert_eq!(
        lines,
        [
            "command line: user.create root administrator".to_owned(),
            "command line: user.create ada publisher".to_owned(),
            "command line: user.create eve reviewer".to_owned(),
            "ada: session.open ada".to_owned(),
            "root: session.open root".to_owned(),
            format!("ada: key.register {}", publisher.key()),
            format!("ada: version.upload t_letter 1 {hash}"),
            format!("ada: version.publish t_letter 1 {hash}"),
            "ada: session.refuse ada".to_owned(),
            "ada: session.close ada".to_owned(),
        ]
    );
    let rest = root.get("/api/v1/audit?after=8").expect(200).json();
    assert_eq!(rest.as_array().unwrap()[..], trail.as_array().unwrap()[8..]);
    let verified = folder.admin(&["verify"], "");
    let said = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(verified.status.success() && said.contains("10 entries") && said.contains("1 read, 0 wrong"), "{said}");
}

#[cfg(unix)]
#[test]
fn the_log_has_a_line_of_json_for_each_request_and_nothing_secret() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let (ada, publisher) = (server.signed_in("ada"), Publisher::new(1));
    ada.put(&format!("/api/v1/keys/{}", publisher.key()), []).expect(204);
    ada.upload("t_letter", &publisher.package("Heading of a letter")).expect(201);
    ada.ask("GET", "/api/v1/templates?after=query-secret", &[("X-Request-Id", "asked-by-proxy-7")], []).expect(200);
    server.client().sign_in("ada", "the wrong secret words").problem(401);
    server.client().sign_in("hidden-name-typed-wrongly", PASSWORD).problem(401);
    let odd = ada.ask("GET", "/health/live", &[("X-Request-Id", "a b\"c")], []).expect(200);
    assert!(odd.header("x-request-id").len() == 16);
    let token = ada.token().to_owned();
    let (ended, log) = server.stop();
    assert!(ended.success());
    let lines: Vec<Value> =
        log.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect();
    let answered: Vec<&Value> = lines.iter().filter(|line| line["message"] == "answered").collect();
    assert_eq!(answered.len(), 7, "{log}");
    let asked = answered.iter().find(|line| line["span"]["id"] == "asked-by-proxy-7").unwrap();
    assert_eq!((&asked["status"], &asked["span"]["user"]), (&Value::from(200), &Value::from("ada")));
    assert_eq!(asked["span"]["path"], "/api/v1/templates");
    for secret in [&token, PASSWORD, "the wrong secret words", "query-secret", "hidden-name", "Heading of", "argon2"] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}

#[test]
fn every_route_is_in_the_openapi_document_and_every_one_in_it_is_there() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let document = server.client().get("/api/v1/openapi.json").expect(200).json();
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
    let (mut routes, mut ids) = (Vec::new(), Vec::new());
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            routes.push(format!("{} {path}", method.to_uppercase()));
            ids.push(operation["operationId"].as_str().unwrap().to_owned());
            let open = operation["security"].as_array().is_none_or(Vec::is_empty);
            let place = path.replace("{template}", "t_1").replace("{version}", "1").replace("{key}", &"0".repeat(64));
            let answer = server.client().ask(&method.to_uppercase(), &place, &[], []);
            assert_eq!(!open, answer.status == 401, "{method} {path}: {}", answer.status);
            assert_ne!((answer.status, answer.body.windows(7).any(|words| words == b"address")), (404, true), "{path}");
            let told = operation["responses"].as_object().unwrap();
            assert!(open || told.contains_key("401"), "{method} {path}");
        }
    }
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
    let schemas = &document["components"]["schemas"];
    for part in document.to_string().split("#/components/schemas/").skip(1) {
        let name = part.split('"').next().unwrap();
        assert!(schemas[name].is_object(), "the schema {name} is missing");
    }
    routes.sort_unstable();
    assert_eq!(
        routes,
        [
            "GET /api/v1/audit",
            "GET /api/v1/openapi.json",
            "GET /api/v1/templates",
            "GET /api/v1/templates/{template}/versions",
            "GET /api/v1/templates/{template}/versions/{version}/package",
            "GET /health/live",
            "GET /health/ready",
            "POST /api/v1/auth/sign-in",
            "POST /api/v1/auth/sign-out",
            "POST /api/v1/render",
            "POST /api/v1/templates/{template}/versions/{version}/publish",
            "PUT /api/v1/keys/{key}",
            "PUT /api/v1/templates/{template}/versions",
        ]
    );
}

#[test]
fn every_answer_has_the_strict_headers_and_an_id() {
    let folder = Folder::empty();
    let server = Process::start(&folder);
    for path in ["/health/live", "/nowhere", "/api/v1/templates", "/api/v1/openapi.json"] {
        let answer = server.client().get(path);
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("x-frame-options"), "DENY");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
        assert_eq!(answer.header("x-request-id").len(), 16);
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
}

#[cfg(unix)]
#[test]
fn the_folder_is_for_its_owners_eyes_only() {
    use std::os::unix::fs::PermissionsExt as _;

    let outer = Folder::empty();
    let folder = outer.path().join("made/by/the/server");
    let mut command = std::process::Command::new(server_end_to_end::program());
    let input = outer.path().join("password");
    std::fs::write(&input, PASSWORD).unwrap();
    command.args(["admin", "create", "--name", "root", "--data"]).arg(&folder).arg("--password-file").arg(&input);
    assert!(command.status().unwrap().success());
    for made in [folder.clone(), folder.join("packages")] {
        assert_eq!(std::fs::metadata(made).unwrap().permissions().mode() & 0o777, 0o700);
    }
}
