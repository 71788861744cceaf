//! The autosave journal: the newest state of each template with edits that are not in its file.
//!
//! A row is written one second after an edit and goes away on saving and on closing. Rows found at the start are
//! those of a program that was killed.

use protocol::{Failure, Recovery};
use rusqlite::{OptionalExtension, params};

use super::{Store, failure, now};

/// What the journal keeps of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JournalEntry {
    /// The template's folder or file; nothing where it was never saved.
    pub(crate) path: Option<String>,
    /// The template's name.
    pub(crate) name: String,
    /// The template document.
    pub(crate) template: Vec<u8>,
    /// Assets added since the last save.
    pub(crate) assets: Vec<(String, Vec<u8>)>,
}

impl Store {
    /// Keeps a template's state, in the place of an earlier one. Answers its number.
    pub(crate) fn keep_in_journal(&self, id: Option<i64>, entry: &JournalEntry) -> Result<i64, Failure> {
        let mut connection = self.connection();
        let transaction = connection.transaction().map_err(failure)?;
        if let Some(id) = id {
            transaction.execute("DELETE FROM journal WHERE id = ?1", params![id]).map_err(failure)?;
        }
        transaction
            .execute(
                "INSERT INTO journal (id, path, name, template, seconds) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![id, entry.path, entry.name, entry.template, now()],
            )
            .map_err(failure)?;
        let id = transaction.last_insert_rowid();
        for (name, bytes) in &entry.assets {
            transaction
                .execute(
                    "INSERT INTO journal_asset (journal, name, bytes) VALUES (?1, ?2, ?3)",
                    params![id, name, bytes],
                )
                .map_err(failure)?;
        }
        transaction.commit().map_err(failure)?;
        Ok(id)
    }

    /// What could be recovered, the newest first.
    pub(crate) fn recoveries(&self) -> Result<Vec<Recovery>, Failure> {
        let connection = self.connection();
        let mut statement = connection
            .prepare("SELECT id, path, name, seconds FROM journal ORDER BY seconds DESC, id DESC")
            .map_err(failure)?;
        let rows = statement
            .query_map([], |row| {
                Ok(Recovery { id: row.get(0)?, path: row.get(1)?, name: row.get(2)?, seconds: row.get(3)? })
            })
            .map_err(failure)?;
        rows.collect::<Result<_, _>>().map_err(failure)
    }

    /// The kept state of that number.
    pub(crate) fn journal_entry(&self, id: i64) -> Result<Option<JournalEntry>, Failure> {
        let connection = self.connection();
        let entry = connection
            .query_row("SELECT path, name, template FROM journal WHERE id = ?1", params![id], |row| {
                Ok(JournalEntry { path: row.get(0)?, name: row.get(1)?, template: row.get(2)?, assets: Vec::new() })
            })
            .optional()
            .map_err(failure)?;
        let Some(mut entry) = entry else { return Ok(None) };
        let mut statement = connection
            .prepare("SELECT name, bytes FROM journal_asset WHERE journal = ?1 ORDER BY name")
            .map_err(failure)?;
        let assets = statement.query_map(params![id], |row| Ok((row.get(0)?, row.get(1)?))).map_err(failure)?;
        entry.assets = assets.collect::<Result<_, _>>().map_err(failure)?;
        Ok(Some(entry))
    }

    /// Drops a kept state: it was saved, or the user does not want it.
    pub(crate) fn drop_from_journal(&self, id: i64) -> Result<(), Failure> {
        self.connection().execute("DELETE FROM journal WHERE id = ?1", params![id]).map_err(failure)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::JournalEntry;
    use crate::store::Store;

    fn entry(template: &[u8]) -> JournalEntry {
        JournalEntry {
            path: Some("/statement".to_owned()),
            name: "Statement".to_owned(),
            template: template.to_vec(),
            assets: vec![("logo.png".to_owned(), vec![1, 2, 3])],
        }
    }

    #[test]
    fn the_newest_state_survives_a_kill_and_goes_after_saving() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("store.sqlite");
        let store = Store::open(&file).unwrap();
        let id = store.keep_in_journal(None, &entry(b"one")).unwrap();
        assert_eq!(store.keep_in_journal(Some(id), &entry(b"two")).unwrap(), id);
        drop(store);

        let store = Store::open(&file).unwrap();
        let found = store.recoveries().unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(store.journal_entry(found[0].id).unwrap(), Some(entry(b"two")));
        store.drop_from_journal(id).unwrap();
        assert!(store.recoveries().unwrap().is_empty());
        assert_eq!(store.journal_entry(id).unwrap(), None);
    }
}
