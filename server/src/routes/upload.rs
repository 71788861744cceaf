//! `PUT /api/v1/templates/{template}/versions`.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use http_body_util::BodyExt as _;

use crate::access::SignedIn;
use crate::packages::{self, LARGEST};
use crate::problem::Problem;
use crate::service::Server;
use crate::store::VersionEntry;

/// Up to this size a body that is too large is read to its end all the same: who is still sending does not hear the
/// answer.
const LARGEST_HEARD: usize = 4 * LARGEST;

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
    let bytes = read(body).await?;
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

/// The whole body, if it is not too large.
async fn read(mut body: Body) -> Result<Bytes, Problem> {
    let too_large = || {
        Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "package-too-large",
            format!("a package has at most {LARGEST} bytes"),
        )
    };
    if body.size_hint().lower() > LARGEST_HEARD as u64 {
        return Err(too_large());
    }
    let (mut kept, mut length) = (Vec::new(), 0usize);
    while let Some(frame) = body.frame().await {
        let broken = |error| Problem::new(StatusCode::BAD_REQUEST, "body-broken", format!("the body ended: {error}"));
        let Ok(data) = frame.map_err(broken)?.into_data() else { continue };
        length = length.saturating_add(data.len());
        if length <= LARGEST {
            kept.extend_from_slice(&data);
        } else if length > LARGEST_HEARD {
            break;
        } else {
            kept = Vec::new();
        }
    }
    if length <= LARGEST { Ok(kept.into()) } else { Err(too_large()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_is_read_up_to_its_limit() {
        assert_eq!(read(Body::from("some bytes")).await.unwrap(), "some bytes");
        assert_eq!(read(Body::from(vec![0; LARGEST])).await.unwrap().len(), LARGEST);
        assert_eq!(read(Body::from(vec![0; LARGEST + 1])).await.unwrap_err().status, 413);
    }
}
