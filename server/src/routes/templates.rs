//! `GET /api/v1/templates`.

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::access::SignedIn;
use crate::problem::Problem;
use crate::service::Server;
use crate::store::TemplateEntry;

/// The most templates of an answer.
const MOST: u32 = 100;

/// Which part of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct After {
    /// The last template of the part before.
    #[serde(default)]
    after: String,
}

/// The templates, a hundred at a time, in the order of their ids.
#[utoipa::path(get, operation_id = "list_templates", path = "/api/v1/templates", security(("bearer" = [])), params(After), responses(
    (status = 200, description = "Templates after the one named", body = [TemplateEntry]),
    (status = 401, description = "Sign in first", body = Problem),
))]
pub(super) async fn list(
    State(server): State<Server>,
    _: SignedIn,
    Query(page): Query<After>,
) -> Result<Json<Vec<TemplateEntry>>, Problem> {
    Ok(Json(server.with_store(move |store| store.templates(&page.after, MOST)).await?))
}
