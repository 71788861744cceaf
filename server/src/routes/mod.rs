//! The routes, one file for what belongs together; the table of them all.
//!
//! A route is in the table together with its description: none is served that the OpenAPI document does not have.

mod audit;
mod auth;
mod document;
mod health;
mod hearing;
mod keys;
mod render;
mod templates;
mod upload;
mod versions;

use std::sync::Arc;
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::{Extension, Router};
use tower_http::timeout::TimeoutLayer;
use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::edge;
use crate::problem::Problem;
use crate::service::Server;

/// The most bytes of a record to render.
const LARGEST_RECORD: usize = 4 << 20;

/// The most bytes of any other request but an upload, which bounds itself.
const LARGEST_REQUEST: usize = 64 << 10;

/// The longest a request may take.
const LONGEST: Duration = Duration::from_secs(60);

/// The longest an upload may take.
const LONGEST_UPLOAD: Duration = Duration::from_secs(300);

fn within(longest: Duration) -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, longest)
}

/// Every route, with the limits, headers and log lines that hold for all.
pub fn router(server: &Server) -> Router {
    let rendering = OpenApiRouter::new()
        .routes(routes!(render::render))
        .layer(DefaultBodyLimit::max(LARGEST_RECORD))
        .layer(within(LONGEST));
    let uploading = OpenApiRouter::new().routes(routes!(upload::upload)).layer(within(LONGEST_UPLOAD));
    let (router, document) = OpenApiRouter::with_openapi(document::Document::openapi())
        .routes(routes!(auth::sign_in))
        .routes(routes!(auth::sign_out))
        .routes(routes!(keys::register))
        .routes(routes!(templates::list))
        .routes(routes!(versions::list))
        .routes(routes!(versions::download))
        .routes(routes!(versions::publish))
        .routes(routes!(audit::list))
        .routes(routes!(health::live))
        .routes(routes!(health::ready))
        .routes(routes!(document::openapi))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
        .layer(within(LONGEST))
        .merge(rendering)
        .merge(uploading)
        .split_for_parts();
    let router = router.fallback(|| async { Problem::not_found("such address") });
    edge::around(router.layer(Extension(Arc::new(document))).with_state(server.clone()), server)
}
