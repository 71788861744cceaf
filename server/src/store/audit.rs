//! The audit trail: append-only, each entry's hash over the one before it, so that nothing can be changed unseen.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Store, StoreError};
use crate::hexadecimal;

/// Something that was done.
///
/// `hash` is BLAKE3 over: the hash of the entry before (32 bytes, none for the first), `at` (8 bytes, least significant
/// first), then `actor`, `action` and `subject`, each after its length in bytes (8 bytes, least significant first).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct AuditEntry {
    /// Its number, from 1.
    pub(crate) id: i64,
    /// When, in seconds since 1970 UTC.
    pub(crate) at: i64,
    /// Who did it.
    pub(crate) actor: String,
    /// What, as in `version.upload`.
    pub(crate) action: String,
    /// To what.
    pub(crate) subject: String,
    /// Hash over this entry and the hash before it, in hexadecimal.
    pub(crate) hash: String,
}

/// Who does something, and when.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    pub(crate) actor: String,
    /// Seconds since 1970 UTC.
    pub(crate) at: i64,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    CreateUser,
    OpenSession,
    RefuseSession,
    LockUser,
    CloseSession,
    RegisterKey,
    UploadVersion,
    PublishVersion,
}

impl Action {
    const fn word(self) -> &'static str {
        match self {
            Self::CreateUser => "user.create",
            Self::OpenSession => "session.open",
            Self::RefuseSession => "session.refuse",
            Self::LockUser => "user.lock",
            Self::CloseSession => "session.close",
            Self::RegisterKey => "key.register",
            Self::UploadVersion => "version.upload",
            Self::PublishVersion => "version.publish",
        }
    }
}

/// Where the chain ends: kept elsewhere, it tells later whether entries at the end are missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChainEnd {
    pub(crate) entries: u64,
    /// The last entry's hash; empty where there is none.
    pub(crate) hash: Vec<u8>,
}

fn seal(before: &[u8], at: i64, actor: &str, action: &str, subject: &str) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(before);
    hasher.update(&at.to_le_bytes());
    for text in [actor, action, subject] {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    *hasher.finalize().as_bytes()
}

fn entry(row: &Row<'_>) -> rusqlite::Result<AuditEntry> {
    Ok(AuditEntry {
        id: row.get("id")?,
        at: row.get("at")?,
        actor: row.get("actor")?,
        action: row.get("action")?,
        subject: row.get("subject")?,
        hash: hexadecimal::of(&row.get::<_, Vec<u8>>("hash")?),
    })
}

/// Notes what the transaction does.
pub(super) fn record(to: &Transaction<'_>, act: &Act, action: Action, subject: &str) -> Result<(), StoreError> {
    let last = to.query_row("SELECT hash FROM audit ORDER BY id DESC LIMIT 1", [], |row| row.get::<_, Vec<u8>>(0));
    let before = last.optional()?.unwrap_or_default();
    to.execute(
        "INSERT INTO audit (at, actor, action, subject, hash) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![act.at, act.actor, action.word(), subject, seal(&before, act.at, &act.actor, action.word(), subject)],
    )?;
    Ok(())
}

impl Store {
    /// Entries after a number, oldest first, at most `limit`.
    pub(crate) fn audit_entries(&self, after: i64, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT * FROM audit WHERE id > ?1 ORDER BY id LIMIT ?2")?;
        let rows = statement.query_map(params![after, limit], entry)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Follows the chain from its first entry to its last.
    ///
    /// # Errors
    /// The first entry that does not follow from the one before it.
    pub(crate) fn verify_audit(&self) -> Result<ChainEnd, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT * FROM audit ORDER BY id")?;
        let mut end = ChainEnd { entries: 0, hash: Vec::new() };
        for entry in statement.query_map([], entry)? {
            let entry = entry?;
            end.entries += 1;
            end.hash = seal(&end.hash, entry.at, &entry.actor, &entry.action, &entry.subject).to_vec();
            if entry.hash != hexadecimal::of(&end.hash) || u64::try_from(entry.id) != Ok(end.entries) {
                return Err(StoreError::TrailBroken(entry.id));
            }
        }
        Ok(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> Store {
        let store = Store::in_memory();
        for at in 100..105 {
            let act = Act { actor: "ada".into(), at };
            store.change(|to| record(to, &act, Action::UploadVersion, &format!("t_{at}"))).unwrap();
        }
        store
    }

    #[test]
    fn a_trail_left_alone_is_whole() {
        let store = store();
        let end = store.verify_audit().unwrap();
        assert_eq!(end.entries, 5);
        let entries = store.audit_entries(2, 2).unwrap();
        assert_eq!(entries.iter().map(|entry| entry.id).collect::<Vec<_>>(), [3, 4]);
    }

    #[test]
    fn entries_cannot_be_changed_or_deleted() {
        let store = store();
        let connection = store.connection();
        assert!(connection.execute("UPDATE audit SET actor = 'eve'", []).is_err());
        assert!(connection.execute("DELETE FROM audit", []).is_err());
    }

    #[test]
    fn a_trail_changed_behind_the_database_is_seen() {
        for change in [
            "UPDATE audit SET subject = 't_9' WHERE id = 3",
            "DELETE FROM audit WHERE id = 3",
            "DELETE FROM audit WHERE id = 1",
            "UPDATE audit SET at = at - 1 WHERE id = 3",
        ] {
            let store = store();
            let drop = "DROP TRIGGER audit_is_append_only_update; DROP TRIGGER audit_is_append_only_delete;";
            store.connection().execute_batch(&format!("{drop} {change}")).unwrap();
            assert!(matches!(store.verify_audit(), Err(StoreError::TrailBroken(_))), "{change}");
        }
    }

    #[test]
    fn what_fails_leaves_no_entry() {
        let store = store();
        let act = Act { actor: "ada".into(), at: 1 };
        let failed: Result<(), StoreError> = store.change(|to| {
            record(to, &act, Action::PublishVersion, "t_1")?;
            Err(StoreError::TrailBroken(0))
        });
        assert!(failed.is_err());
        assert_eq!(store.verify_audit().unwrap().entries, 5);
    }
}
