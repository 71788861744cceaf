//! What every request passes on its way in and every answer on its way out, whatever the route.

mod headers;
mod refusals;
mod request_log;

use std::any::Any;

use axum::response::{IntoResponse as _, Response};
use axum::{Router, middleware};
use tower_http::catch_panic::CatchPanicLayer;

use crate::problem::Problem;
use crate::service::Server;

/// Puts the layers around the routes; the last one is the outermost.
pub(crate) fn around(router: Router, server: &Server) -> Router {
    headers::add(
        router.layer(CatchPanicLayer::custom(after_panic)).layer(middleware::map_response(refusals::as_problems)),
    )
    .layer(middleware::from_fn_with_state(server.clone(), request_log::record))
}

/// The answer to a request whose handling panicked; the panic's own words are in the log.
fn after_panic(_: Box<dyn Any + Send>) -> Response {
    Problem::internal(&"a request panicked").into_response()
}
