//! `POST /api/v1/auth/sign-in`, `POST /api/v1/auth/sign-out`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access::SignedIn;
use crate::hexadecimal;
use crate::password;
use crate::problem::Problem;
use crate::service::Server;
use crate::store::SignInOutcome;

/// Who wants in. Not to be printed.
#[derive(Deserialize, ToSchema)]
pub(super) struct SignIn {
    /// The user's name.
    user: String,
    /// The password.
    password: String,
}

/// The token of the new session.
#[derive(Serialize, ToSchema)]
pub(super) struct Session {
    /// To be sent as `Authorization: Bearer …`; lasts twelve hours.
    token: String,
}

/// A hash that no password fits, so that an unknown name takes as long as a wrong password.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn locked(seconds: i64) -> Problem {
    let minutes = (seconds + 59) / 60;
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "locked", "too many wrong passwords: the account is locked")
        .hint(format!("try again in {minutes} minutes"))
}

/// Sign in with name and password. Five wrong passwords lock the name for 30 minutes.
#[utoipa::path(post, path = "/api/v1/auth/sign-in", request_body = SignIn, responses(
    (status = 200, description = "Signed in", body = Session),
    (status = 401, description = "The name or the password is wrong", body = Problem),
    (status = 429, description = "Too many wrong passwords", body = Problem),
))]
pub(super) async fn sign_in(
    State(server): State<Server>,
    Json(SignIn { user: name, password }): Json<SignIn>,
) -> Result<Json<Session>, Problem> {
    let (asked, now) = (name.clone(), server.environment.now());
    let (user, hash, wait) = server
        .with_store(move |store| {
            let (user, hash) = store.user(&asked)?.unzip();
            Ok((user, hash, store.locked_for(&asked, now)?))
        })
        .await?;
    if let Some(seconds) = wait {
        return Err(locked(seconds));
    }
    let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
    let right = server.with_core(move || password::verify(&password, &hash)).await?;
    let mut secret = [0; 32];
    server.environment.fill_random(&mut secret).map_err(|error| Problem::internal(&error))?;
    let token = hexadecimal::of(&secret);
    let (kept, now) = (token.clone(), server.environment.now());
    let outcome = server.with_store(move |store| store.settle_sign_in(&name, user.as_ref(), right, &kept, now)).await?;
    match outcome {
        SignInOutcome::Open => Ok(Json(Session { token })),
        SignInOutcome::Refused => {
            Err(Problem::new(StatusCode::UNAUTHORIZED, "sign-in-refused", "the name or the password is wrong")
                .hint("after five wrong passwords an account is locked for 30 minutes"))
        }
        SignInOutcome::Locked { seconds } => Err(locked(seconds)),
    }
}

/// End the session.
#[utoipa::path(post, path = "/api/v1/auth/sign-out", security(("bearer" = [])), responses(
    (status = 204, description = "The token is void"),
    (status = 401, description = "Sign in first", body = Problem),
))]
pub(super) async fn sign_out(State(server): State<Server>, who: SignedIn) -> Result<StatusCode, Problem> {
    let act = who.act(&server);
    server.with_store(move |store| store.close_session(&who.token, &act)).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nobody_costs_what_a_users_hash_costs() {
        let real = password::hash("a password of somebody", [1; 16]).unwrap();
        let costs = |hash: &str| hash.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(costs(NOBODY), costs(&real));
        assert_eq!(NOBODY.len(), real.len());
        assert!(password::is_hash(NOBODY));
    }
}
