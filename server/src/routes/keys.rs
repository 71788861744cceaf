//! `PUT /api/v1/keys/{key}`.

use axum::extract::{Path, State};
use axum::http::StatusCode;

use crate::access::SignedIn;
use crate::hexadecimal;
use crate::problem::Problem;
use crate::service::Server;
use crate::store::KeyOwnership;

/// Make an ed25519 key known as one's own: packages signed with it are taken.
#[utoipa::path(put, path = "/api/v1/keys/{key}", security(("bearer" = [])),
    params(("key" = String, Path, description = "The public key, 64 hexadecimal digits")),
    responses(
        (status = 204, description = "The key is known as the user's"),
        (status = 401, description = "Sign in first", body = Problem),
        (status = 403, description = "The role may not publish", body = Problem),
        (status = 409, description = "The key is another user's", body = Problem),
        (status = 422, description = "Not a key", body = Problem),
))]
pub(super) async fn register(
    State(server): State<Server>,
    who: SignedIn,
    Path(text): Path<String>,
) -> Result<StatusCode, Problem> {
    who.must_publish()?;
    let key = hexadecimal::parse(&text)
        .ok_or_else(|| Problem::unprocessable("key-wrong", "the key is not 64 hexadecimal digits"))?;
    let act = who.act(&server);
    match server.with_store(move |store| store.register_key(&key, who.user.id, &act)).await? {
        KeyOwnership::Own => Ok(StatusCode::NO_CONTENT),
        KeyOwnership::Another => Err(Problem::new(StatusCode::CONFLICT, "key-taken", "the key is another user's")),
    }
}
