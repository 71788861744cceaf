//! The keys that packages may be signed with.

use rusqlite::{OptionalExtension, params};

use super::audit::{self, Act, Action};
use super::users::{User, user};
use super::{Store, StoreError};
use crate::hexadecimal;

/// Whose a key is after it was registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyOwnership {
    /// The user's, now or before.
    Own,
    /// Another user's.
    Another,
}

impl Store {
    /// Lets packages signed with this key in as the user's.
    pub(crate) fn register_key(&self, key: &[u8; 32], user: i64, act: &Act) -> Result<KeyOwnership, StoreError> {
        self.change(|to| {
            let made = to.execute(
                "INSERT INTO keys (key, user, created) VALUES (?1, ?2, ?3) ON CONFLICT (key) DO NOTHING",
                params![key, user, act.at],
            )?;
            if made == 1 {
                audit::record(to, act, Action::RegisterKey, &hexadecimal::of(key))?;
            }
            let owner: i64 = to.query_row("SELECT user FROM keys WHERE key = ?1", [key], |row| row.get(0))?;
            Ok(if owner == user { KeyOwnership::Own } else { KeyOwnership::Another })
        })
    }

    /// Whose key it is.
    pub(crate) fn key_owner(&self, key: &[u8; 32]) -> Result<Option<User>, StoreError> {
        let connection = self.connection();
        let found = connection.query_row(
            "SELECT users.id, users.name, users.role FROM keys JOIN users ON users.id = keys.user WHERE key = ?1",
            [key],
            user,
        );
        Ok(found.optional()?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Role;
    use super::*;

    #[test]
    fn a_key_belongs_to_who_registered_it_first_and_is_noted_once() {
        let store = Store::in_memory();
        let act = Act { actor: "ada".into(), at: 7 };
        let ada = store.create_user("ada", Role::Publisher, "x", &act).unwrap().unwrap();
        let eve = store.create_user("eve", Role::Publisher, "x", &act).unwrap().unwrap();
        assert_eq!(store.register_key(&[1; 32], ada.id, &act).unwrap(), KeyOwnership::Own);
        assert_eq!(store.register_key(&[1; 32], ada.id, &act).unwrap(), KeyOwnership::Own);
        assert_eq!(store.register_key(&[1; 32], eve.id, &act).unwrap(), KeyOwnership::Another);
        assert_eq!(store.key_owner(&[1; 32]).unwrap(), Some(ada));
        assert_eq!(store.key_owner(&[2; 32]).unwrap(), None);
        let noted = store.audit_entries(0, 10).unwrap().iter().filter(|entry| entry.action == "key.register").count();
        assert_eq!(noted, 1);
    }
}
