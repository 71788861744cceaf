//! Templates that were open before, the newest first.

use protocol::{Failure, RecentFile};
use rusqlite::params;

use super::{Store, failure};

/// How many are kept.
const LIMIT: u32 = 12;

impl Store {
    /// The list, the newest first.
    pub(crate) fn recent(&self) -> Result<Vec<RecentFile>, Failure> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT path, name FROM recent ORDER BY used DESC").map_err(failure)?;
        let rows =
            statement.query_map([], |row| Ok(RecentFile { path: row.get(0)?, name: row.get(1)? })).map_err(failure)?;
        rows.collect::<Result<_, _>>().map_err(failure)
    }

    /// Puts a template first.
    pub(crate) fn add_recent(&self, path: &str, name: &str) -> Result<(), Failure> {
        let connection = self.connection();
        connection
            .execute(
                "INSERT INTO recent (path, name, used) VALUES (?1, ?2, (SELECT coalesce(max(used), 0) + 1 FROM recent))
                 ON CONFLICT (path) DO UPDATE SET name = ?2, used = excluded.used",
                params![path, name],
            )
            .and_then(|_| {
                connection.execute(
                    "DELETE FROM recent WHERE path NOT IN (SELECT path FROM recent ORDER BY used DESC LIMIT ?1)",
                    params![LIMIT],
                )
            })
            .map_err(failure)?;
        Ok(())
    }

    /// Takes a template off the list, because it is gone.
    pub(crate) fn forget_recent(&self, path: &str) -> Result<(), Failure> {
        self.connection().execute("DELETE FROM recent WHERE path = ?1", params![path]).map_err(failure)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::store::Store;

    #[test]
    fn the_newest_is_first_and_none_is_listed_twice() {
        let store = Store::in_memory();
        for (path, name) in [("/a", "A"), ("/b", "B"), ("/a", "A2")] {
            store.add_recent(path, name).unwrap();
        }
        let list: Vec<String> = store.recent().unwrap().into_iter().map(|file| file.name).collect();
        assert_eq!(list, ["A2", "B"]);
        for number in 0..40 {
            store.add_recent(&format!("/{number}"), "x").unwrap();
        }
        assert_eq!(store.recent().unwrap().len(), 12);
    }
}
