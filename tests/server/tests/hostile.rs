//! Requests that mean no good: each is refused in words, and the server goes on.

#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped is a failing test")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::json;
use server_end_to_end::{Folder, PASSWORD, Process, Publisher, record};

/// Sends raw bytes and gives what comes back until the server closes or nothing comes for a while.
fn raw(server: &Process, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(server.socket()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(3))).unwrap();
    stream.write_all(bytes).unwrap();
    let mut answer = Vec::new();
    // A connection that the server resets gives what came before.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn still_fine(server: &Process) {
    server.client().get("/health/ready").expect(200);
    assert!(!server.log().contains("panicked"), "{}", server.log());
}

#[test]
fn addresses_that_do_not_exist_and_wrong_methods_are_problems() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let ada = server.signed_in("ada");
    for path in ["/", "/nowhere", "/api/v1", "/api/v2/templates", "/api/v1/templates/", "/api/v1/../../etc/passwd"] {
        assert_eq!(ada.get(path).problem(404), "not-found");
    }
    for (method, path) in [("DELETE", "/api/v1/templates"), ("GET", "/api/v1/render"), ("PATCH", "/health/live")] {
        let answer = ada.ask(method, path, &[], []);
        assert_eq!(answer.problem(405), "method-not-allowed");
        assert!(!answer.header("allow").is_empty());
    }
    still_fine(&server);
}

#[test]
fn tricks_with_paths_reach_no_file() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let ada = server.signed_in("ada");
    let publisher = Publisher::new(1);
    ada.put(&format!("/api/v1/keys/{}", publisher.key()), []).expect(204);
    for id in
        ["..%2F..%2Fetc%2Fpasswd", "%2e%2e", "t_letter%00", "%F0%9F%92%A9", "'%20OR%201=1--", "a%0d%0aSet-Cookie:x"]
    {
        ada.get(&format!("/api/v1/templates/{id}/versions")).problem(404);
        ada.get(&format!("/api/v1/templates/{id}/versions/1/package")).problem(404);
        ada.ask("POST", &format!("/api/v1/templates/{id}/versions/1/publish"), &[], []).problem(404);
        let refused = ada.upload(id, &publisher.package("One"));
        assert_eq!(refused.problem(422), "template-differs");
        assert_eq!(refused.header("set-cookie"), "");
    }
    for number in ["0", "18446744073709551615"] {
        ada.get(&format!("/api/v1/templates/t_letter/versions/{number}/package")).problem(404);
    }
    for number in ["-1", "1.5", "x", "18446744073709551616", "%00"] {
        ada.get(&format!("/api/v1/templates/t_letter/versions/{number}/package")).problem(400);
    }
    ada.get("/api/v1/templates/%FF%FE/versions").problem(400);
    for query in ["?before=-1", "?before=x", "?before=1&before=2"] {
        ada.get(&format!("/api/v1/templates/t_letter/versions{query}")).problem(400);
    }
    still_fine(&server);
}

#[test]
fn json_that_is_none_or_not_the_right_one_is_refused() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let json_type = [("Content-Type", "application/json")];
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let client = server.client();
    for body in ["", "{", "[]", "null", "\u{feff}{}", "{\"user\": 1, \"password\": \"x\"}", "{\"user\": \"ada\"}"] {
        let status = client.ask("POST", "/api/v1/auth/sign-in", &json_type, body).status;
        assert!(status == 400 || status == 422, "{body}: {status}");
    }
    client.ask("POST", "/api/v1/auth/sign-in", &json_type, b"{\"user\": \"\xff\"}".to_vec()).problem(400);
    client.ask("POST", "/api/v1/auth/sign-in", &[("Content-Type", "text/plain")], "{}").problem(415);
    client.ask("POST", "/api/v1/auth/sign-in", &json_type, "x".repeat(70 << 10)).problem(413);
    client.ask("POST", "/api/v1/auth/sign-in", &json_type, &deep[..60_000]).problem(422);
    for (user, password) in [("", ""), ("ada", ""), ("ada\0", PASSWORD), ("' OR 1=1 --", "' OR 1=1 --")] {
        client.sign_in(user, password).problem(401);
    }
    client.sign_in("ada", &"x".repeat(50_000)).problem(401);
    let ada = server.signed_in("ada");
    let publisher = Publisher::new(1);
    ada.put(&format!("/api/v1/keys/{}", publisher.key()), []).expect(204);
    ada.upload("t_letter", &publisher.package("One")).expect(201);
    let record = |text: &str| {
        let request = format!(r#"{{"template": "t_letter", "version": 1, "to": "pdf", "record": {text}}}"#);
        ada.ask("POST", "/api/v1/render", &json_type, request)
    };
    record(r#"{"name": "a", "rows": []}"#).expect(200);
    assert_eq!(record(&format!(r#"{{"name": "a", "rows": [], "x": {deep}}}"#)).status / 100, 4);
    assert_eq!(record(r#"{"name": "a", "name": "b", "rows": 1e999999999}"#).status / 100, 4);
    assert_eq!(record("{").status, 400);
    record(&format!(r#"{{"name": "{}", "rows": []}}"#, "x".repeat(5 << 20))).problem(413);
    still_fine(&server);
}

#[test]
fn a_package_that_is_too_large_is_refused_in_words() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let ada = server.signed_in("ada");
    assert_eq!(ada.upload("t_letter", &vec![0; (64 << 20) + 1]).problem(413), "package-too-large");
    ada.upload("t_letter", &vec![0; 1 << 20]).problem(422);
    let claims = format!(
        "PUT /api/v1/templates/t_letter/versions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Length: {}\r\n\r\n",
        ada.token(),
        u64::MAX / 2
    );
    let answer = raw(&server, claims.as_bytes());
    assert!(answer.contains(" 413 ") && answer.contains("package-too-large"), "{answer}");
    assert_eq!(std::fs::read_dir(folder.path().join("packages")).unwrap().count(), 0);
    still_fine(&server);
}

#[test]
fn what_is_no_http_and_heads_without_end_do_no_harm() {
    let folder = Folder::empty();
    let server = Process::start(&folder);
    raw(&server, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03");
    raw(&server, b"GET\r\n\r\n");
    raw(&server, b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n");
    raw(&server, b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n");
    let long = format!("GET /{} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "a".repeat(20_000));
    assert!(raw(&server, long.as_bytes()).contains(" 404 "));
    let many: String = (0..3_000).map(|number| format!("X-{number}: {number}\r\n")).collect();
    let answer = raw(&server, format!("GET / HTTP/1.1\r\nHost: x\r\n{many}\r\n").as_bytes());
    assert!(answer.contains(" 431 ") || answer.is_empty(), "{answer}");
    let cut = b"POST /api/v1/auth/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{";
    let answer = raw(&server, cut);
    assert!(answer.is_empty() || answer.contains(" 400 "), "{answer}");
    // Connections that say nothing do not keep others from being answered.
    let silent: Vec<TcpStream> = (0..200).map(|_| TcpStream::connect(server.socket()).unwrap()).collect();
    still_fine(&server);
    drop(silent);
}

#[test]
fn a_record_with_a_great_many_pages_is_answered_or_refused_and_others_are_served_meanwhile() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let (ada, publisher) = (server.signed_in("ada"), Publisher::new(1));
    ada.put(&format!("/api/v1/keys/{}", publisher.key()), []).expect(204);
    ada.upload("t_letter", &publisher.package("One")).expect(201);
    let request = json!({"template": "t_letter", "version": 1, "to": "png", "dpi": 18, "record": record(30_000)});
    std::thread::scope(|scope| {
        let rendering = scope.spawn(|| ada.post("/api/v1/render", &request));
        for _ in 0..5 {
            server.client().get("/health/ready").expect(200);
            std::thread::sleep(Duration::from_millis(50));
        }
        // Six thousand pages are more than a record may have.
        let answer = rendering.join().unwrap();
        assert_eq!(answer.problem(422), "page-limit");
    });
    still_fine(&server);
}
