//! A line in the log for every request, under an id that the answer carries too.
//!
//! The line has no header, no query and no body: nothing secret can come into it.

use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

use crate::hexadecimal;
use crate::listen::Peer;
use crate::service::Server;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The longest id that is taken from the asker, in bytes.
const LONGEST_ID: usize = 64;

/// The longest part of a path that is written, in bytes.
const LONGEST_PATH: usize = 200;

/// Gives the request its id, which a proxy before the server may have given already, and notes how it ended.
pub(super) async fn record(State(server): State<Server>, request: Request, next: Next) -> Response {
    let id = id(&server, &request);
    let path = request.uri().path();
    let path = path.get(..LONGEST_PATH).unwrap_or(path);
    let peer = request.extensions().get::<Peer>().map(|peer| peer.0.to_string());
    let span = tracing::info_span!("request", id, method = %request.method(), path, peer, user = tracing::field::Empty);
    let began = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(status = response.status().as_u16(), milliseconds, "answered"));
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

fn id(server: &Server, request: &Request) -> String {
    let given = request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok());
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if let Some(given) = given.filter(|id| (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(plain)) {
        return given.to_owned();
    }
    let mut random = [0; 8];
    // An id of zeros, where there is no randomness, is still an id.
    let _ = server.environment.fill_random(&mut random);
    hexadecimal::of(&random)
}
