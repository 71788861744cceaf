//! Users, passwords, sessions and keys.

use server_end_to_end::{Folder, PASSWORD, Process, Publisher};

#[test]
fn the_first_administrator_is_made_on_the_command_line_and_can_sign_in() {
    let folder = Folder::empty();
    let server = Process::start(&folder);
    server.client().sign_in("root", PASSWORD).problem(401);
    // While the server runs.
    let made = folder.admin(&["create", "--name", "root"], &format!("{PASSWORD}\n"));
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert_eq!(String::from_utf8_lossy(&made.stdout).trim(), "root may sign in as administrator");
    let root = server.signed_in("root");
    assert!(root.get("/api/v1/audit").expect(200).json().as_array().is_some_and(|trail| trail.len() >= 2));
}

#[test]
fn names_and_passwords_that_cannot_be_are_refused_on_the_command_line() {
    let folder = Folder::empty();
    let refused = |arguments: &[&str], input: &str, words: &str| {
        let output = folder.admin(arguments, input);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(words), "{said}");
    };
    refused(&["create", "--name", "root"], "short\n", "at least 12 characters");
    refused(&["create", "--name", " root"], "long enough for all\n", "a name has");
    refused(&["create", "--name", "ro\not"], "long enough for all\n", "a name has");
    refused(&["create", "--name", "root", "--password-file", "/nowhere/at/all"], "", "/nowhere/at/all");
    assert!(folder.admin(&["create", "--name", "root"], "long enough for all\n").status.success());
    refused(&["create", "--name", "root"], "long enough for all\n", "there is a user root already");
    let output = folder.admin(&["create", "--name", "x", "--role", "emperor"], "long enough for all\n");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_fifth_wrong_password_locks_the_name_and_only_that_name() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    for _ in 0..5 {
        assert_eq!(server.client().sign_in("ada", "a wrong password").problem(401), "sign-in-refused");
    }
    for password in ["a wrong password", PASSWORD] {
        let answer = server.client().sign_in("ada", password);
        assert_eq!(answer.problem(429), "locked");
        assert_eq!(answer.json()["hint"], "try again in 30 minutes");
    }
    server.client().sign_in("root", PASSWORD).expect(200);
    // The lock holds over a restart.
    server.kill();
    let server = Process::start(&folder);
    server.client().sign_in("ada", PASSWORD).problem(429);
}

#[test]
fn of_many_guesses_at_once_five_are_answered() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let guess = || server.client().sign_in("ada", "a wrong password").status;
    let answers: Vec<u16> = std::thread::scope(|scope| {
        let guesses: Vec<_> = (0..16).map(|_| scope.spawn(guess)).collect();
        guesses.into_iter().map(|guess| guess.join().unwrap_or(0)).collect()
    });
    assert_eq!(answers.iter().filter(|status| **status == 401).count(), 5, "{answers:?}");
    assert_eq!(answers.iter().filter(|status| **status == 429).count(), 11, "{answers:?}");
}

#[test]
fn a_name_that_is_nobodys_is_answered_like_any_other() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let answers = |name: &str| -> Vec<String> {
        let ask = |_| String::from_utf8_lossy(&server.client().sign_in(name, "a wrong password").body).into_owned();
        (0..6).map(ask).collect()
    };
    assert_eq!(answers("ada"), answers("nobody"));
}

#[test]
fn a_session_ends_when_it_is_closed() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let (first, second) = (server.signed_in("ada"), server.signed_in("ada"));
    first.get("/api/v1/templates").expect(200);
    first.ask("POST", "/api/v1/auth/sign-out", &[], []).expect(204);
    assert_eq!(first.get("/api/v1/templates").problem(401), "sign-in-needed");
    second.get("/api/v1/templates").expect(200);
    for token in ["", "x", "Bearer", &"0".repeat(64), &"0".repeat(4_000)] {
        server.client().with_token(token).get("/api/v1/templates").problem(401);
    }
}

#[test]
fn each_role_may_do_what_it_may() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let publisher = Publisher::new(1);
    let key = format!("/api/v1/keys/{}", publisher.key());
    let (root, ada, eve) = (server.signed_in("root"), server.signed_in("ada"), server.signed_in("eve"));
    eve.put(&key, []).problem(403);
    ada.put(&key, []).expect(204);
    ada.put(&key, []).expect(204);
    assert_eq!(root.put(&key, []).problem(409), "key-taken");
    eve.upload(Publisher::TEMPLATE, &publisher.package("One")).problem(403);
    ada.upload(Publisher::TEMPLATE, &publisher.package("One")).expect(201);
    let publish = format!("/api/v1/templates/{}/versions/1/publish", Publisher::TEMPLATE);
    eve.put(&publish, []).problem(405);
    eve.ask("POST", &publish, &[], []).problem(403);
    ada.ask("POST", &publish, &[], []).expect(200);
    eve.get("/api/v1/templates").expect(200);
    eve.get(&format!("/api/v1/templates/{}/versions/1/package", Publisher::TEMPLATE)).expect(200);
    for user in [&ada, &eve] {
        user.get("/api/v1/audit").problem(403);
    }
    root.get("/api/v1/audit").expect(200);
}

#[test]
fn what_is_no_key_is_refused() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let ada = server.signed_in("ada");
    for key in ["0", &"0".repeat(63), &"0".repeat(65), &"g".repeat(64), &"%00".repeat(64), "..%2F..%2Fetc"] {
        assert_eq!(ada.put(&format!("/api/v1/keys/{key}"), []).problem(422), "key-wrong");
    }
}
