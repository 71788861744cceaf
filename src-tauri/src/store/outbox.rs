//! The outbox: signed packages on their way to a server.
//!
//! A package stays until the server has it. The same package for the same server stands here once.

use protocol::{Delivery, Failure, OutboxEntry};
use rusqlite::{OptionalExtension, params};

use super::{Store, failure, now};

/// A package to be queued.
pub(crate) struct NewPackage<'a> {
    /// The template's name.
    pub(crate) name: &'a str,
    /// The template's id.
    pub(crate) template: &'a str,
    /// The server's address.
    pub(crate) server: &'a str,
    /// Who publishes.
    pub(crate) user: &'a str,
    /// The content hash in hexadecimal.
    pub(crate) hash: &'a str,
    /// The public half of the key it is signed with, in hexadecimal.
    pub(crate) key: &'a str,
    /// The signed package.
    pub(crate) package: &'a [u8],
}

/// A package that waits for its delivery.
pub(crate) struct Parcel {
    /// The outbox's number.
    pub(crate) id: i64,
    /// The template's id.
    pub(crate) template: String,
    /// The server's address.
    pub(crate) server: String,
    /// Who publishes.
    pub(crate) user: String,
    /// The public half of the key it is signed with, in hexadecimal.
    pub(crate) key: String,
    /// The signed package.
    pub(crate) package: Vec<u8>,
}

impl Store {
    /// Queues a package. The same one for the same server is queued once.
    pub(crate) fn queue(&self, new: &NewPackage<'_>) -> Result<i64, Failure> {
        let connection = self.connection();
        let present: Option<i64> = connection
            .query_row(
                "SELECT id FROM outbox WHERE server = ?1 AND template = ?2 AND hash = ?3",
                params![new.server, new.template, new.hash],
                |row| row.get(0),
            )
            .optional()
            .map_err(failure)?;
        let waiting = state(&Delivery::Waiting { reason: String::new() })?;
        if let Some(id) = present {
            connection
                .execute(
                    "UPDATE outbox SET delivery = ?2, user = ?3, finished = 0, seconds = ?4 WHERE id = ?1",
                    params![id, waiting, new.user, now()],
                )
                .map_err(failure)?;
            return Ok(id);
        }
        connection
            .execute(
                "INSERT INTO outbox (name, template, server, user, hash, package, seconds, delivery, key)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![new.name, new.template, new.server, new.user, new.hash, new.package, now(), waiting, new.key],
            )
            .map_err(failure)?;
        Ok(connection.last_insert_rowid())
    }

    /// All packages with how far they came, the newest first.
    pub(crate) fn outbox(&self) -> Result<Vec<OutboxEntry>, Failure> {
        let connection = self.connection();
        let mut statement = connection
            .prepare(
                "SELECT id, name, template, server, seconds, length(package), delivery FROM outbox
                 ORDER BY seconds DESC, id DESC LIMIT 50",
            )
            .map_err(failure)?;
        let rows = statement
            .query_map([], |row| {
                let delivery: String = row.get(6)?;
                Ok(OutboxEntry {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    template: row.get(2)?,
                    server: row.get(3)?,
                    seconds: row.get(4)?,
                    bytes: row.get::<_, i64>(5)?.unsigned_abs(),
                    delivery: serde_json::from_str(&delivery).unwrap_or(Delivery::Waiting { reason: String::new() }),
                })
            })
            .map_err(failure)?;
        rows.collect::<Result<_, _>>().map_err(failure)
    }

    /// What is still to be delivered, the oldest first.
    pub(crate) fn parcels(&self) -> Result<Vec<Parcel>, Failure> {
        let connection = self.connection();
        let mut statement = connection
            .prepare("SELECT id, template, server, user, package, key FROM outbox WHERE finished = 0 ORDER BY id")
            .map_err(failure)?;
        let rows = statement
            .query_map([], |row| {
                Ok(Parcel {
                    id: row.get(0)?,
                    template: row.get(1)?,
                    server: row.get(2)?,
                    user: row.get(3)?,
                    package: row.get(4)?,
                    key: row.get(5)?,
                })
            })
            .map_err(failure)?;
        rows.collect::<Result<_, _>>().map_err(failure)
    }

    /// Writes down how an attempt ended.
    pub(crate) fn note_attempt(&self, id: i64, delivery: &Delivery) -> Result<(), Failure> {
        let finished = matches!(delivery, Delivery::Delivered { .. } | Delivery::Refused { .. });
        self.connection()
            .execute(
                "UPDATE outbox SET delivery = ?2, finished = ?3 WHERE id = ?1",
                params![id, state(delivery)?, finished],
            )
            .map_err(failure)?;
        Ok(())
    }
}

fn state(delivery: &Delivery) -> Result<String, Failure> {
    serde_json::to_string(delivery).map_err(|error| Failure::new("store", error.to_string()))
}

#[cfg(test)]
mod tests {
    use protocol::Delivery;

    use super::NewPackage;
    use crate::store::Store;

    const NEW: NewPackage<'_> = NewPackage {
        name: "Statement",
        template: "t_1",
        server: "http://localhost:1",
        user: "ada",
        hash: "aa",
        key: "00",
        package: b"zip",
    };

    #[test]
    fn a_package_waits_over_a_restart_until_it_is_delivered() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("store.sqlite");
        let id = Store::open(&file).unwrap().queue(&NEW).unwrap();

        let store = Store::open(&file).unwrap();
        assert_eq!(store.parcels().unwrap().len(), 1);
        let waiting = Delivery::Waiting { reason: "connection refused".to_owned() };
        store.note_attempt(id, &waiting).unwrap();
        assert_eq!(store.outbox().unwrap()[0].delivery, waiting);
        assert_eq!(store.parcels().unwrap()[0].package, b"zip");
        store.note_attempt(id, &Delivery::Delivered { version: 3 }).unwrap();
        assert!(store.parcels().unwrap().is_empty());
    }

    #[test]
    fn the_same_package_is_queued_once() {
        let store = Store::in_memory();
        assert_eq!(store.queue(&NEW).unwrap(), store.queue(&NEW).unwrap());
        assert_eq!(store.outbox().unwrap().len(), 1);
    }
}
