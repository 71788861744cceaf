//! The `preview` scheme: pictures `/{revision}/{kind}/{page}@{scale}`, geometry `/{revision}/geometry/{page}`, and the
//! fonts that ship with the engine, `/font/{name}`, and pictures of resources, `/library/…`, and of pages of an AFP file that is
//! looked at, `/view/{generation}/{page}@{scale}`.
//!
//! What an address names never changes, so the web view may keep it for ever.

use protocol::{Failure, Picture, ResourceKind};
use tauri::http::{Response, StatusCode, header};

use crate::session::Session;
use crate::viewer::Viewer;

/// Answers a request for a path.
pub(crate) fn answer(session: &Session, viewer: &Viewer, path: &str) -> Response<Vec<u8>> {
    let (status, kind, body) = match content(session, viewer, path) {
        Some(Ok((kind, body))) => (StatusCode::OK, kind, body),
        Some(Err(failure)) => (StatusCode::NOT_FOUND, "text/plain", failure.to_string().into_bytes()),
        None => (StatusCode::BAD_REQUEST, "text/plain", b"no such preview".to_vec()),
    };
    let keep = if status == StatusCode::OK { "max-age=31536000, immutable" } else { "no-store" };
    let response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, kind)
        .header(header::CACHE_CONTROL, keep)
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .body(body);
    // All parts of the response are constants or bytes, so it can be built.
    response.unwrap_or_default()
}

/// A picture of an overlay or page segment, `{generation}/{kind}/{name}@{pixels}`.
fn resource(session: &Session, path: &str) -> Option<Result<(&'static str, Vec<u8>), Failure>> {
    let mut parts = path.splitn(3, '/');
    let (_, kind, rest) = (parts.next()?, ResourceKind::from_word(parts.next()?)?, parts.next()?);
    // A name may itself have the sign.
    let (name, pixels) = rest.rsplit_once('@')?;
    let picture = session.resource_picture(kind, &name.replace("%23", "#"), pixels.parse().ok()?);
    Some(picture.map(|picture| ("image/png", picture)))
}

fn content(session: &Session, viewer: &Viewer, path: &str) -> Option<Result<(&'static str, Vec<u8>), Failure>> {
    if let Some(name) = path.strip_prefix("/font/") {
        return formwright::shipped::font(name).map(|bytes| Ok(("font/ttf", bytes.to_vec())));
    }
    if let Some(path) = path.strip_prefix("/library/") {
        return resource(session, path);
    }
    if let Some(path) = path.strip_prefix("/view/") {
        let (generation, page) = path.split_once('/')?;
        let (page, scale) = page.split_once('@')?;
        let picture = viewer.picture(generation.parse().ok()?, page.parse().ok()?, scale.parse().ok()?);
        return Some(picture.map(|picture| ("image/png", picture)));
    }
    let mut parts = path.trim_start_matches('/').split('/');
    let (revision, kind, page) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let revision = revision.parse().ok()?;
    if kind == "geometry" {
        let geometry = session.geometry(revision, page.parse().ok()?);
        return Some(geometry.map(|geometry| ("application/octet-stream", geometry.to_bytes())));
    }
    let kind = Picture::from_word(kind)?;
    let (page, scale) = page.split_once('@')?;
    let scale: f64 = scale.parse().ok()?;
    let picture = session.picture(revision, kind, page.parse().ok()?, scale);
    Some(picture.map(|picture| ("image/png", picture)))
}
