//! Bodies of a bounded size, heard out: who is still sending when the answer comes does not hear it.

use axum::Json;
use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use http_body_util::BodyExt as _;
use serde::de::DeserializeOwned;

use super::LARGEST_RECORD;
use crate::problem::Problem;

/// Up to so many times the size allowed a body that is too large is read to its end all the same.
const HEARD: usize = 4;

/// The whole body, if it has at most `largest` bytes.
pub(super) async fn whole(mut body: Body, largest: usize, too_large: impl Fn() -> Problem) -> Result<Bytes, Problem> {
    let most_heard = largest.saturating_mul(HEARD);
    if body.size_hint().lower() > most_heard as u64 {
        return Err(too_large());
    }
    let (mut kept, mut length) = (Vec::new(), 0usize);
    while let Some(frame) = body.frame().await {
        let broken = |error| Problem::new(StatusCode::BAD_REQUEST, "body-broken", format!("the body ended: {error}"));
        let Ok(data) = frame.map_err(broken)?.into_data() else { continue };
        length = length.saturating_add(data.len());
        if length <= largest {
            kept.extend_from_slice(&data);
        } else if length > most_heard {
            break;
        } else {
            kept = Vec::new();
        }
    }
    if length <= largest { Ok(kept.into()) } else { Err(too_large()) }
}

/// A record to render, as JSON.
pub(super) struct HeardJson<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for HeardJson<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let too_large = || {
            let detail = format!("a record has at most {LARGEST_RECORD} bytes");
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "request-too-large", detail)
        };
        let bytes = whole(body, LARGEST_RECORD, too_large).await.map_err(Problem::into_response)?;
        let request = Request::from_parts(parts, Body::from(bytes));
        Json::from_request(request, state)
            .await
            .map(|Json(value)| Self(value))
            .map_err(|refused| refused.into_response())
    }
}
