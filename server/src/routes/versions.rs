//! `GET …/versions`, `GET …/versions/{n}/package`, `POST …/versions/{n}/publish`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::access::SignedIn;
use crate::problem::Problem;
use crate::service::Server;
use crate::store::VersionEntry;

/// The most versions of an answer.
const MOST: u32 = 100;

/// Which part of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Before {
    /// The last version of the part before.
    before: Option<u64>,
}

/// The versions of a template, a hundred at a time, newest first.
#[utoipa::path(get, operation_id = "list_versions", path = "/api/v1/templates/{template}/versions", security(("bearer" = [])),
    params(("template" = String, Path, description = "The template's id"), Before),
    responses(
        (status = 200, description = "Versions, newest first", body = [VersionEntry]),
        (status = 401, description = "Sign in first", body = Problem),
        (status = 404, description = "No such template", body = Problem),
))]
pub(super) async fn list(
    State(server): State<Server>,
    _: SignedIn,
    Path(template): Path<String>,
    Query(page): Query<Before>,
) -> Result<Json<Vec<VersionEntry>>, Problem> {
    let versions = server.with_store(move |store| store.versions(&template, page.before, MOST)).await?;
    if versions.is_empty() && page.before.is_none() {
        return Err(Problem::not_found("such template"));
    }
    Ok(Json(versions))
}

/// The package of a version, as it was uploaded.
#[utoipa::path(get, path = "/api/v1/templates/{template}/versions/{version}/package", security(("bearer" = [])),
    params(
        ("template" = String, Path, description = "The template's id"),
        ("version" = u64, Path, description = "The version"),
        ("If-None-Match" = Option<String>, Header, description = "The entity tag of what one has already"),
    ),
    responses(
        (status = 200, description = "The package", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 304, description = "It is what one has already"),
        (status = 401, description = "Sign in first", body = Problem),
        (status = 404, description = "No such version", body = Problem),
        (status = 500, description = "The package was changed on disk", body = Problem),
))]
pub(super) async fn download(
    State(server): State<Server>,
    _: SignedIn,
    Path((template, version)): Path<(String, u64)>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let found = server.with_store(move |store| store.version(&template, version)).await?;
    let entry = found.ok_or_else(|| Problem::not_found("such version"))?;
    let tag = format!("\"{}\"", entry.hash);
    let headers = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, "private, no-cache".to_owned())];
    if has_already(&asked, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let packages = Arc::clone(&server.packages);
    let bytes = server.with_core(move || packages.fetch(&entry.hash)).await??;
    let kind = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        // A template's id has no sign that would need to be quoted.
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}-{}.fwt\"", entry.template, entry.version)),
    ];
    Ok((headers, kind, bytes).into_response())
}

/// Whether a tag is among those of `If-None-Match`.
fn has_already(asked: &HeaderMap, tag: &str) -> bool {
    let lists = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = lists.flat_map(|list| list.split(',')).map(str::trim);
    tags.any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

/// Make a version the published one; the one published before retires. Publishing an older one rolls back.
#[utoipa::path(post, path = "/api/v1/templates/{template}/versions/{version}/publish", security(("bearer" = [])),
    params(
        ("template" = String, Path, description = "The template's id"),
        ("version" = u64, Path, description = "The version"),
    ),
    responses(
        (status = 200, description = "Published", body = VersionEntry),
        (status = 401, description = "Sign in first", body = Problem),
        (status = 403, description = "The role may not publish", body = Problem),
        (status = 404, description = "No such version", body = Problem),
        (status = 422, description = "The template has errors and cannot be rendered", body = Problem),
        (status = 500, description = "The package was changed on disk", body = Problem),
))]
pub(super) async fn publish(
    State(server): State<Server>,
    who: SignedIn,
    Path((template, version)): Path<(String, u64)>,
) -> Result<Json<VersionEntry>, Problem> {
    who.must_publish()?;
    let asked = template.clone();
    let found = server.with_store(move |store| store.version(&asked, version)).await?;
    let entry = found.ok_or_else(|| Problem::not_found("such version"))?;
    // What cannot be rendered is not put into use.
    server.prepared(&entry, None).await?;
    let act = who.act(&server);
    let published = server.with_store(move |store| store.publish(&template, version, &act)).await?;
    published.map(Json).ok_or_else(|| Problem::not_found("such version"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_found_in_any_list() {
        let has = |list: &'static str| {
            let mut asked = HeaderMap::new();
            asked.insert(header::IF_NONE_MATCH, list.parse().unwrap());
            has_already(&asked, "\"abc\"")
        };
        assert!(has("\"abc\"") && has("\"x\", W/\"abc\"") && has("*"));
        assert!(!has("\"x\"") && !has("abc") && !has_already(&HeaderMap::new(), "\"abc\""));
    }
}
