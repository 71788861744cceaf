//! Users.

use rusqlite::{OptionalExtension, Row, params};

use super::audit::{self, Act, Action};
use super::{Store, StoreError};

/// What a user may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Everything, the audit trail included.
    Administrator,
    /// Upload and publish versions.
    Publisher,
    /// Look, download and render.
    Reviewer,
}

/// A user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The server's number for the user.
    pub id: i64,
    /// The name to sign in with.
    pub name: String,
    /// What the user may do.
    pub role: Role,
}

impl Role {
    /// Every role.
    pub(crate) const ALL: [Self; 3] = [Self::Administrator, Self::Publisher, Self::Reviewer];

    /// The word in the database.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Publisher => "publisher",
            Self::Reviewer => "reviewer",
        }
    }

    /// The role of a word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Whether the role may upload and publish.
    pub(crate) const fn may_publish(self) -> bool {
        match self {
            Self::Administrator | Self::Publisher => true,
            Self::Reviewer => false,
        }
    }

    /// Whether the role may read the audit trail.
    pub(crate) const fn may_audit(self) -> bool {
        match self {
            Self::Administrator => true,
            Self::Publisher | Self::Reviewer => false,
        }
    }
}

/// `id, name, role` of a row. A word that a newer program may have written gives the least rights.
pub(super) fn user(row: &Row<'_>) -> rusqlite::Result<User> {
    let word: String = row.get("role")?;
    let role = Role::from_word(&word).unwrap_or(Role::Reviewer);
    Ok(User { id: row.get("id")?, name: row.get("name")?, role })
}

impl Store {
    /// Makes a user; none when the name is taken. `password` is its hash.
    pub(crate) fn create_user(
        &self,
        name: &str,
        role: Role,
        password: &str,
        act: &Act,
    ) -> Result<Option<User>, StoreError> {
        self.change(|to| {
            let made = to.execute(
                "INSERT INTO users (name, role, password, created) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name) DO NOTHING",
                params![name, role.word(), password, act.at],
            )?;
            if made == 0 {
                return Ok(None);
            }
            let id = to.last_insert_rowid();
            audit::record(to, act, Action::CreateUser, &format!("{name} {}", role.word()))?;
            Ok(Some(User { id, name: name.to_owned(), role }))
        })
    }

    /// A user and the password's hash.
    pub(crate) fn user(&self, name: &str) -> Result<Option<(User, String)>, StoreError> {
        let connection = self.connection();
        let found = connection.query_row("SELECT id, name, role, password FROM users WHERE name = ?1", [name], |row| {
            Ok((user(row)?, row.get("password")?))
        });
        Ok(found.optional()?)
    }

    /// How many users there are.
    pub(crate) fn user_count(&self) -> Result<i64, StoreError> {
        Ok(self.connection().query_row("SELECT COUNT(*) FROM users", [], |row| row.get(0))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_given_once() {
        let store = Store::in_memory();
        let act = Act { actor: "command line".into(), at: 5 };
        let user = store.create_user("ada", Role::Publisher, "hash", &act).unwrap().unwrap();
        assert_eq!(store.create_user("ada", Role::Administrator, "other", &act).unwrap(), None);
        assert_eq!(store.user("ada").unwrap(), Some((user, "hash".to_owned())));
        assert_eq!(store.user("eve").unwrap(), None);
        let trail = store.audit_entries(0, 10).unwrap();
        assert_eq!(trail.len(), 1);
        assert_eq!((trail[0].action.as_str(), trail[0].subject.as_str()), ("user.create", "ada publisher"));
    }

    #[test]
    fn an_unknown_role_has_the_least_rights() {
        let store = Store::in_memory();
        store
            .connection()
            .execute("INSERT INTO users (name, role, password, created) VALUES ('ada', 'emperor', 'x', 0)", [])
            .unwrap();
        let (user, _) = store.user("ada").unwrap().unwrap();
        assert!(!user.role.may_publish() && !user.role.may_audit());
    }
}
