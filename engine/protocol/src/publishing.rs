//! Signing in to the shared server, and versions on their way to it.

use serde::{Deserialize, Serialize};

/// `POST /api/v1/auth/sign-in`: who wants in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// The user's name on the server.
    pub user: String,
    /// The password; never stored.
    pub password: String,
}

/// The answer to [`SignIn`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// The bearer token for the requests that follow.
    pub token: String,
}

/// A version as the server knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerVersion {
    /// The version's number, from 1, counted per template.
    pub version: u64,
    /// The package's content hash in hexadecimal.
    pub hash: String,
}

/// What the Publish dialog sends to the shell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishRequest {
    /// The server's address, `http://templates.example:8080`.
    pub server: String,
    /// The user's name on the server.
    pub user: String,
    /// The password; kept in memory only, while the program runs.
    pub password: String,
}

/// How far a version in the outbox has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "state")]
pub enum Delivery {
    /// Not delivered yet; tried again by itself.
    Waiting {
        /// Why the last attempt did not succeed; empty before the first.
        reason: String,
    },
    /// The password is needed before it can go on.
    SignInNeeded,
    /// The server has it.
    Delivered {
        /// The number the server gave it.
        version: u64,
    },
    /// The server refused it; trying again would not help.
    Refused {
        /// The server's words.
        reason: String,
    },
}

/// A version queued for a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxEntry {
    /// The outbox's number for it.
    pub id: i64,
    /// The template's name.
    pub name: String,
    /// The template's id, by which the server files its versions.
    pub template: String,
    /// The server's address.
    pub server: String,
    /// When it was queued, seconds since 1970 UTC.
    pub seconds: i64,
    /// Bytes of the package.
    pub bytes: u64,
    /// How far it has come.
    pub delivery: Delivery,
}
