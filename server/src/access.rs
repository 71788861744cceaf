//! Who is asking.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};

use crate::problem::Problem;
use crate::service::Server;
use crate::store::{Act, User};

/// A signed-in user and the token of the session. Not to be printed.
pub(crate) struct SignedIn {
    pub(crate) user: User,
    pub(crate) token: String,
}

impl SignedIn {
    /// Refuses users who may not upload and publish.
    pub(crate) fn must_publish(&self) -> Result<(), Problem> {
        if self.user.role.may_publish() {
            Ok(())
        } else {
            Err(Problem::new(StatusCode::FORBIDDEN, "forbidden", "your role may not do this")
                .hint("ask an administrator for the role publisher"))
        }
    }

    /// Refuses users who may not read the audit trail.
    pub(crate) fn must_audit(&self) -> Result<(), Problem> {
        if self.user.role.may_audit() {
            Ok(())
        } else {
            Err(Problem::new(StatusCode::FORBIDDEN, "forbidden", "the audit trail is for administrators"))
        }
    }

    /// What the user does now.
    pub(crate) fn act(&self, server: &Server) -> Act {
        Act { actor: self.user.name.clone(), at: server.environment.now() }
    }
}

fn unauthorized() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "sign-in-needed", "sign in first")
        .hint("POST /api/v1/auth/sign-in gives a token")
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("Bearer").then(|| token.trim())
}

impl FromRequestParts<Server> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, Problem> {
        let token = bearer(&parts.headers).ok_or_else(unauthorized)?.to_owned();
        let now = server.environment.now();
        let asked = token.clone();
        let user = server.with_store(move |store| store.session(&asked, now)).await?.ok_or_else(unauthorized)?;
        tracing::Span::current().record("user", user.name.as_str());
        Ok(Self { user, token })
    }
}
