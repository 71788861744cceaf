//! `PUT /api/v1/templates/{template}/versions`.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;

use super::hearing::whole;
use crate::access::SignedIn;
use crate::packages::{self, LARGEST};
use crate::problem::Problem;
use crate::service::Server;
use crate::store::VersionEntry;

/// Upload a signed package as the next version; the same package again is the version it already is.
#[utoipa::path(put, path = "/api/v1/templates/{template}/versions", security(("bearer" = [])),
    params(("template" = String, Path, description = "The template's id")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "A signed .fwt package"),
    responses(
        (status = 201, description = "A new version", body = VersionEntry),
        (status = 200, description = "The version that it already is", body = VersionEntry),
        (status = 401, description = "Sign in first", body = Problem),
        (status = 403, description = "The role may not publish, or the signer is not known", body = Problem),
        (status = 413, description = "The package is too large", body = Problem),
        (status = 422, description = "The package is damaged, not signed, or of another template", body = Problem),
))]
pub(super) async fn upload(
    State(server): State<Server>,
    who: SignedIn,
    Path(template): Path<String>,
    body: Body,
) -> Result<(StatusCode, Json<VersionEntry>), Problem> {
    who.must_publish()?;
    let place = server.upload_place().await?;
    let bytes = whole(body, LARGEST, too_large).await?;
    let checking = bytes.clone();
    let checked = server.with_core(move || packages::check(&checking)).await?.map_err(|found| Problem::from(&found))?;
    if checked.template != template {
        let detail = format!("the package holds the template {}, not the one of this address", checked.template);
        return Err(Problem::unprocessable("template-differs", detail));
    }
    let key = checked.signer;
    let owner = server.with_store(move |store| store.key_owner(&key)).await?;
    if owner.is_none_or(|owner| !owner.role.may_publish()) {
        let detail = "the package is signed with a key that is nobody's here";
        return Err(Problem::new(StatusCode::FORBIDDEN, "signer-unknown", detail)
            .hint("PUT /api/v1/keys/{key} makes a key known"));
    }
    let (packages, hash) = (Arc::clone(&server.packages), checked.hash.clone());
    server.with_core(move || packages.keep(&hash, &bytes)).await?.map_err(|error| Problem::internal(&error))?;
    drop(place);
    let act = who.act(&server);
    let (entry, new) = server.with_store(move |store| store.add_version(&checked, &act)).await?;
    Ok((if new { StatusCode::CREATED } else { StatusCode::OK }, Json(entry)))
}

fn too_large() -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "package-too-large", format!("a package has at most {LARGEST} bytes"))
}
