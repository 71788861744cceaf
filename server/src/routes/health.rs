//! `GET /health/live`, `GET /health/ready`.

use axum::extract::State;

use crate::problem::Problem;
use crate::service::Server;

/// The process answers.
#[utoipa::path(get, path = "/health/live", responses((status = 200, description = "The process answers")))]
pub(super) async fn live() -> &'static str {
    "live\n"
}

/// The database and the folder of the packages answer as well.
#[utoipa::path(get, path = "/health/ready", responses(
    (status = 200, description = "Requests can be served"),
    (status = 503, description = "They cannot", body = Problem),
))]
pub(super) async fn ready(State(server): State<Server>) -> Result<&'static str, Problem> {
    server.readiness().await?;
    Ok("ready\n")
}
