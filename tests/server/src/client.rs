//! Asking the server.

use std::time::Duration;

use serde_json::{Value, json};
use ureq::http::{HeaderMap, Method, Request};

/// Somebody who asks the server, signed in or not.
#[derive(Clone, Debug)]
pub struct Client {
    address: String,
    agent: ureq::Agent,
    token: Option<String>,
}

/// What the server answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Client {
    /// Nobody in particular.
    pub fn new(address: &str) -> Self {
        let agent =
            ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(120)));
        Self { address: address.to_owned(), agent: agent.build().new_agent(), token: None }
    }

    /// The same with a session's token.
    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// The session's token.
    pub fn token(&self) -> &str {
        self.token.as_deref().unwrap_or_default()
    }

    /// Asks; an error when there was no answer.
    ///
    /// # Errors
    /// The connection failed.
    pub fn try_ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Vec<u8>>,
    ) -> Result<Answer, ureq::Error> {
        let mut request = Request::builder().method(Method::from_bytes(method.as_bytes()).unwrap_or_default());
        request = request.uri(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let body: Vec<u8> = body.into();
        let mut response = if body.is_empty() && matches!(method, "GET" | "HEAD") {
            self.agent.run(request.body(())?)?
        } else {
            self.agent.run(request.body(body)?)?
        };
        let body = response.body_mut().with_config().limit(256 << 20).read_to_vec()?;
        Ok(Answer { status: response.status().as_u16(), headers: response.headers().clone(), body })
    }

    /// Asks.
    ///
    /// # Panics
    /// When there was no answer.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Answer {
        self.try_ask(method, path, headers, body).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// `GET`.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], [])
    }

    /// `POST` of JSON.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask("POST", path, &[("Content-Type", "application/json")], body.to_string())
    }

    /// `PUT` of bytes.
    pub fn put(&self, path: &str, body: impl Into<Vec<u8>>) -> Answer {
        self.ask("PUT", path, &[("Content-Type", "application/octet-stream")], body)
    }

    /// Tries to sign in.
    pub fn sign_in(&self, user: &str, password: &str) -> Answer {
        self.post("/api/v1/auth/sign-in", &json!({"user": user, "password": password}))
    }

    /// Signs in and goes on as that user.
    ///
    /// # Panics
    /// When the server refuses.
    #[must_use]
    pub fn signed_in(&self, user: &str, password: &str) -> Self {
        let answer = self.sign_in(user, password).expect(200).json();
        self.with_token(answer["token"].as_str().unwrap_or_default())
    }

    /// Uploads a package as a version of its template.
    pub fn upload(&self, template: &str, package: &[u8]) -> Answer {
        self.put(&format!("/api/v1/templates/{template}/versions"), package)
    }
}

impl Answer {
    /// The answer, which has this status.
    ///
    /// # Panics
    /// When it has another.
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        self
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }

    /// A header.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The code of a refusal, which is a problem document with this status.
    ///
    /// # Panics
    /// When it is anything else.
    pub fn problem(&self, status: u16) -> String {
        let text = String::from_utf8_lossy(&self.body);
        assert_eq!(self.status, status, "{text}");
        assert_eq!(self.header("content-type"), "application/problem+json", "{text}");
        let problem = self.json();
        assert_eq!(problem["status"], status, "{text}");
        assert!(problem["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{text}");
        problem["code"].as_str().unwrap_or_default().to_owned()
    }
}
