//! Routes with clock and randomness handed in: what ends after a time, and what is made of chance.

#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped is a failing test")]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU8, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use serde_json::{Value, json};
use server::{Environment, Role, Server, router};
use server_end_to_end::{PASSWORD, Publisher, record};
use tower::ServiceExt as _;

/// A clock that is set by hand, and bytes that count.
#[derive(Debug, Default)]
struct ByHand {
    now: AtomicI64,
    next: AtomicU8,
    empty: AtomicBool,
}

impl Environment for ByHand {
    fn now(&self) -> i64 {
        self.now.load(Ordering::SeqCst)
    }

    fn fill_random(&self, buffer: &mut [u8]) -> Result<(), getrandom::Error> {
        if self.empty.load(Ordering::SeqCst) {
            return Err(getrandom::Error::UNSUPPORTED);
        }
        buffer.fill(self.next.fetch_add(1, Ordering::SeqCst));
        Ok(())
    }
}

struct Fixture {
    _folder: tempfile::TempDir,
    by_hand: Arc<ByHand>,
    routes: Router,
}

impl Fixture {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let by_hand = Arc::new(ByHand { now: AtomicI64::new(1_000), ..ByHand::default() });
        let environment: Arc<dyn Environment> = by_hand.clone();
        let server = Server::open(folder.path(), environment).unwrap();
        for (name, role) in [("ada", Role::Publisher), ("root", Role::Administrator)] {
            server.create_user(name, role, PASSWORD, "test").unwrap();
        }
        Self { _folder: folder, by_hand, routes: router(&server) }
    }

    fn at(&self, seconds: i64) {
        self.by_hand.now.store(seconds, Ordering::SeqCst);
    }

    async fn ask(&self, method: &str, path: &str, token: &str, body: impl Into<Body>) -> (u16, Vec<u8>) {
        let request = Request::builder().method(method).uri(path);
        let request = request.header("Authorization", format!("bearer {token}"));
        let request = request.header("Content-Type", "application/json").body(body.into()).unwrap();
        let response = self.routes.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        (status, to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
    }

    async fn sign_in(&self, password: &str) -> (u16, Value) {
        let request = json!({"user": "ada", "password": password}).to_string();
        let (status, body) = self.ask("POST", "/api/v1/auth/sign-in", "", request).await;
        (status, serde_json::from_slice(&body).unwrap())
    }

    async fn token(&self) -> String {
        let (status, answer) = self.sign_in(PASSWORD).await;
        assert_eq!(status, 200, "{answer}");
        answer["token"].as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours() {
    let server = Fixture::new();
    let token = server.token().await;
    for (after, expected) in [(0, 200), (12 * 3_600 - 1, 200), (12 * 3_600, 401), (20 * 3_600, 401)] {
        server.at(1_000 + after);
        assert_eq!(server.ask("GET", "/api/v1/templates", &token, Body::empty()).await.0, expected, "{after}");
    }
}

#[tokio::test]
async fn a_lock_ends_after_thirty_minutes() {
    let server = Fixture::new();
    for _ in 0..5 {
        assert_eq!(server.sign_in("a wrong password").await.0, 401);
    }
    for (after, hint) in [(0, "try again in 30 minutes"), (29 * 60 + 59, "try again in 1 minutes")] {
        server.at(1_000 + after);
        let (status, problem) = server.sign_in(PASSWORD).await;
        assert_eq!((status, problem["hint"].as_str()), (429, Some(hint)));
    }
    server.at(1_000 + 30 * 60);
    assert_eq!(server.sign_in(PASSWORD).await.0, 200);
}

#[tokio::test]
async fn wrong_passwords_of_half_an_hour_ago_do_not_count() {
    let server = Fixture::new();
    for round in 0..3 {
        server.at(1_000 + round * 30 * 60);
        for _ in 0..4 {
            assert_eq!(server.sign_in("a wrong password").await.0, 401);
        }
    }
    assert_eq!(server.sign_in("a wrong password").await.0, 401);
    assert_eq!(server.sign_in(PASSWORD).await.0, 429);
}

#[tokio::test]
async fn a_token_is_made_of_32_random_bytes_and_not_without_them() {
    let server = Fixture::new();
    let first = server.token().await;
    assert_eq!(first.len(), 64);
    assert!(first.as_bytes().chunks(2).all(|pair| pair == &first.as_bytes()[..2]), "{first}");
    assert_ne!(server.token().await, first);
    server.by_hand.empty.store(true, Ordering::SeqCst);
    let (status, problem) = server.sign_in(PASSWORD).await;
    assert_eq!((status, problem["code"].as_str()), (500, Some("internal")));
    assert!(server.ask("GET", "/health/ready", "", Body::empty()).await.0 == 200);
}

#[tokio::test]
async fn times_of_versions_and_of_the_trail_are_the_clocks() {
    let server = Fixture::new();
    let (token, publisher) = (server.token().await, Publisher::new(3));
    server.at(2_000);
    server.ask("PUT", &format!("/api/v1/keys/{}", publisher.key()), &token, Body::empty()).await;
    server.at(3_000);
    let (status, entry) =
        server.ask("PUT", "/api/v1/templates/t_letter/versions", &token, publisher.package("One")).await;
    assert_eq!(status, 201);
    assert_eq!(serde_json::from_slice::<Value>(&entry).unwrap()["uploaded"], 3_000);
    let request = json!({"user": "root", "password": PASSWORD}).to_string();
    let (_, session) = server.ask("POST", "/api/v1/auth/sign-in", "", request).await;
    let root = serde_json::from_slice::<Value>(&session).unwrap()["token"].as_str().unwrap().to_owned();
    let (_, trail) = server.ask("GET", "/api/v1/audit", &root, Body::empty()).await;
    let trail: Value = serde_json::from_slice(&trail).unwrap();
    let times: Vec<i64> = trail.as_array().unwrap().iter().map(|entry| entry["at"].as_i64().unwrap()).collect();
    assert_eq!(times, [1_000, 1_000, 1_000, 2_000, 3_000, 3_000]);
}

#[tokio::test]
async fn a_rendering_has_no_time_but_the_one_asked_for() {
    let server = Fixture::new();
    let (token, publisher) = (server.token().await, Publisher::new(3));
    server.ask("PUT", &format!("/api/v1/keys/{}", publisher.key()), &token, Body::empty()).await;
    server.ask("PUT", "/api/v1/templates/t_letter/versions", &token, publisher.package("One")).await;
    let mut documents = Vec::new();
    for (now, time) in [(1_000, None), (40_000, None), (40_000, Some("2026-11-20T08:00:00Z"))] {
        server.at(now);
        let request = json!({"template": "t_letter", "version": 1, "to": "pdf", "record": record(1), "time": time});
        let (status, document) = server.ask("POST", "/api/v1/render", &token, request.to_string()).await;
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&document));
        documents.push(document);
    }
    assert_eq!(documents[0], documents[1]);
    assert_ne!(documents[1], documents[2]);
}
