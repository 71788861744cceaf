//! `GET /api/v1/audit`.

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::access::SignedIn;
use crate::problem::Problem;
use crate::service::Server;
use crate::store::AuditEntry;

/// The most entries of an answer.
const MOST: u32 = 1_000;

/// Which part of the trail.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct After {
    /// The number of the last entry of the part before.
    #[serde(default)]
    after: i64,
}

/// The audit trail, a thousand entries at a time, oldest first.
#[utoipa::path(get, operation_id = "list_audit", path = "/api/v1/audit", security(("bearer" = [])), params(After), responses(
    (status = 200, description = "Entries after the number", body = [AuditEntry]),
    (status = 401, description = "Sign in first", body = Problem),
    (status = 403, description = "For administrators", body = Problem),
))]
pub(super) async fn list(
    State(server): State<Server>,
    who: SignedIn,
    Query(page): Query<After>,
) -> Result<Json<Vec<AuditEntry>>, Problem> {
    who.must_audit()?;
    Ok(Json(server.with_store(move |store| store.audit_entries(page.after, MOST)).await?))
}
