//! Who this installation is to servers: its signing key, and the sessions it was given.
//!
//! Passwords are not kept. A session's token is, so that what waits in the outbox goes on after a restart.

use protocol::Failure;
use rusqlite::{OptionalExtension, params};

use super::{Store, failure};

impl Store {
    /// The secret half of the signing key, made once.
    pub(crate) fn signing_secret(&self) -> Result<[u8; 32], Failure> {
        let connection = self.connection();
        let present: Option<Vec<u8>> = connection
            .query_row("SELECT secret FROM identity WHERE id = 1", [], |row| row.get(0))
            .optional()
            .map_err(failure)?;
        if let Some(secret) = present.and_then(|secret| secret.try_into().ok()) {
            return Ok(secret);
        }
        let mut secret = [0; 32];
        getrandom::fill(&mut secret)
            .map_err(|error| Failure::new("random", format!("the system gives no random numbers: {error}")))?;
        connection
            .execute("INSERT OR REPLACE INTO identity (id, secret) VALUES (1, ?1)", params![secret.as_slice()])
            .map_err(failure)?;
        Ok(secret)
    }

    /// The token of a session, if there is one.
    pub(crate) fn session(&self, server: &str, user: &str) -> Result<Option<String>, Failure> {
        self.connection()
            .query_row("SELECT token FROM session WHERE server = ?1 AND user = ?2", params![server, user], |row| {
                row.get(0)
            })
            .optional()
            .map_err(failure)
    }

    /// Keeps the token of a session; none where it is void.
    pub(crate) fn keep_session(&self, server: &str, user: &str, token: Option<&str>) -> Result<(), Failure> {
        let connection = self.connection();
        match token {
            Some(token) => connection.execute(
                "INSERT OR REPLACE INTO session (server, user, token) VALUES (?1, ?2, ?3)",
                params![server, user, token],
            ),
            None => connection.execute("DELETE FROM session WHERE server = ?1 AND user = ?2", params![server, user]),
        }
        .map_err(failure)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::store::Store;

    #[test]
    fn the_signing_key_stays_the_same() {
        let store = Store::in_memory();
        let secret = store.signing_secret().unwrap();
        assert_eq!(store.signing_secret().unwrap(), secret);
        assert_ne!(Store::in_memory().signing_secret().unwrap(), secret);
    }

    #[test]
    fn a_void_session_is_forgotten() {
        let store = Store::in_memory();
        store.keep_session("s", "ada", Some("token")).unwrap();
        assert_eq!(store.session("s", "ada").unwrap().as_deref(), Some("token"));
        store.keep_session("s", "ada", None).unwrap();
        assert_eq!(store.session("s", "ada").unwrap(), None);
    }
}
