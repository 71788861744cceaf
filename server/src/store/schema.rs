//! The tables, and how an older database becomes a newer one. Forward only; an entry is never edited once released.

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

const MIGRATIONS: &[&str] = &["
    CREATE TABLE users (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        role TEXT NOT NULL,
        password TEXT NOT NULL,
        created INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE wrong_passwords (
        name BLOB PRIMARY KEY,
        count INTEGER NOT NULL,
        forgotten INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX wrong_passwords_forgotten ON wrong_passwords (forgotten);
    CREATE TABLE sessions (
        token BLOB PRIMARY KEY,
        user INTEGER NOT NULL REFERENCES users (id),
        created INTEGER NOT NULL,
        expires INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX sessions_expires ON sessions (expires);
    CREATE TABLE keys (
        key BLOB PRIMARY KEY,
        user INTEGER NOT NULL REFERENCES users (id),
        created INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE versions (
        template TEXT NOT NULL,
        version INTEGER NOT NULL,
        hash TEXT NOT NULL,
        name TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        state TEXT NOT NULL,
        signer BLOB NOT NULL,
        uploaded_by TEXT NOT NULL,
        uploaded INTEGER NOT NULL,
        PRIMARY KEY (template, version),
        UNIQUE (template, hash)
    ) STRICT;
    CREATE UNIQUE INDEX versions_published ON versions (template) WHERE state = 'published';
    CREATE TABLE audit (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        actor TEXT NOT NULL,
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        hash BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append only'); END;
    CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append only'); END;
"];

/// Brings the database up to date. Two programs that open a new folder at once do not get in each other's way.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let known = MIGRATIONS.len() as i64;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or_default()) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_again_changes_nothing_and_a_newer_database_is_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        connection.execute("INSERT INTO users (name, role, password, created) VALUES ('a', 'b', 'c', 0)", []).unwrap();
        migrate(&mut connection).unwrap();
        let users: i64 = connection.query_row("SELECT COUNT(*) FROM users", [], |row| row.get(0)).unwrap();
        assert_eq!(users, 1);
        connection.pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(migrate(&mut connection), Err(StoreError::Newer { found: 99, known: 1 })));
    }
}
