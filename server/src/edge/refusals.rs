//! What the framework refuses by itself (bodies too large, JSON that is none, methods there are not) as problem
//! documents like all others.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::problem::{MEDIA_TYPE, Problem};

/// The longest text of the framework's that is passed on, in bytes.
const LONGEST: usize = 2_000;

const fn code(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::METHOD_NOT_ALLOWED => "method-not-allowed",
        StatusCode::PAYLOAD_TOO_LARGE => "request-too-large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "media-type-wrong",
        StatusCode::SERVICE_UNAVAILABLE => "took-too-long",
        _ => "request-wrong",
    }
}

/// Leaves answers and problems as they are and turns any other refusal into a problem.
pub(super) async fn as_problems(response: Response) -> Response {
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE);
    if !(status.is_client_error() || status.is_server_error()) || kind.is_some_and(|kind| kind == MEDIA_TYPE) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let text = to_bytes(body, LONGEST).await.unwrap_or_default();
    let mut detail = String::from_utf8_lossy(&text).trim().to_owned();
    if detail.is_empty() {
        detail = status.canonical_reason().unwrap_or("refused").to_lowercase();
    }
    let (own, body) = Problem::new(status, code(status), detail).into_response().into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    for (name, value) in &own.headers {
        parts.headers.insert(name, value.clone());
    }
    Response::from_parts(parts, Body::new(body))
}
