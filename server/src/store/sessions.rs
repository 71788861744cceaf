//! Signing in, and the sessions that come of it.
//!
//! A token is a random secret that only its holder knows; the database keeps its hash. Wrong passwords are counted by
//! name whether there is such a user or not, so that the answers do not tell which names exist; the name is kept as a
//! hash, since people type passwords in its place.

use rusqlite::{OptionalExtension, Transaction, params};

use super::audit::{self, Act, Action};
use super::users::{User, user};
use super::{Store, StoreError};

/// Seconds that a session lasts.
pub(crate) const LASTS: i64 = 12 * 60 * 60;

/// Wrong passwords after which a name is locked.
const MOST_WRONG: i64 = 5;

/// Seconds after the last wrong password in which it counts, and for which a name is locked.
const COUNTS_FOR: i64 = 30 * 60;

/// How an attempt to sign in ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SignInOutcome {
    /// A session is open.
    Open,
    /// The name or the password is wrong.
    Refused,
    /// Too many wrong passwords; whether this one was right is not told.
    Locked {
        /// Seconds until the next attempt counts.
        seconds: i64,
    },
}

impl Store {
    /// For how many seconds a name is still locked.
    pub(crate) fn locked_for(&self, name: &str, now: i64) -> Result<Option<i64>, StoreError> {
        let found = self.connection().query_row(
            "SELECT forgotten FROM wrong_passwords WHERE name = ?1 AND count >= ?2 AND forgotten > ?3",
            params![hash(name), MOST_WRONG, now],
            |row| row.get::<_, i64>(0),
        );
        Ok(found.optional()?.map(|until| until - now))
    }

    /// Ends an attempt to sign in. `known` is the user whose password was right or wrong, if there is one of the name;
    /// `token` the new session's secret. Whether the name is locked is looked at here, where attempts cannot overtake
    /// each other: of a thousand at once only five learn anything.
    pub(crate) fn settle_sign_in(
        &self,
        name: &str,
        known: Option<&User>,
        right: bool,
        token: &str,
        now: i64,
    ) -> Result<SignInOutcome, StoreError> {
        self.change(|to| {
            to.execute("DELETE FROM wrong_passwords WHERE forgotten <= ?1", [now])?;
            to.execute("DELETE FROM sessions WHERE expires <= ?1", [now])?;
            let counted =
                to.query_row("SELECT count, forgotten FROM wrong_passwords WHERE name = ?1", [hash(name)], |row| {
                    Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
                });
            let (count, forgotten) = counted.optional()?.unwrap_or((0, now));
            if count >= MOST_WRONG {
                return Ok(SignInOutcome::Locked { seconds: forgotten - now });
            }
            match known {
                Some(user) if right => {
                    to.execute("DELETE FROM wrong_passwords WHERE name = ?1", [hash(name)])?;
                    open(to, user, token, now)?;
                    Ok(SignInOutcome::Open)
                }
                _ => {
                    to.execute(
                        "INSERT INTO wrong_passwords (name, count, forgotten) VALUES (?1, 1, ?2)
                            ON CONFLICT (name) DO UPDATE SET count = count + 1, forgotten = excluded.forgotten",
                        params![hash(name), now + COUNTS_FOR],
                    )?;
                    if let Some(user) = known {
                        let act = Act { actor: user.name.clone(), at: now };
                        audit::record(to, &act, Action::RefuseSession, &user.name)?;
                        if count + 1 >= MOST_WRONG {
                            audit::record(to, &act, Action::LockUser, &user.name)?;
                        }
                    }
                    Ok(SignInOutcome::Refused)
                }
            }
        })
    }

    /// Whose session it is.
    pub(crate) fn session(&self, token: &str, now: i64) -> Result<Option<User>, StoreError> {
        let connection = self.connection();
        let found = connection.query_row(
            "SELECT users.id, users.name, users.role FROM sessions JOIN users ON users.id = sessions.user
                WHERE token = ?1 AND expires > ?2",
            params![hash(token), now],
            user,
        );
        Ok(found.optional()?)
    }

    /// Makes a token void.
    pub(crate) fn close_session(&self, token: &str, act: &Act) -> Result<(), StoreError> {
        self.change(|to| {
            if to.execute("DELETE FROM sessions WHERE token = ?1", [hash(token)])? == 1 {
                audit::record(to, act, Action::CloseSession, &act.actor)?;
            }
            Ok(())
        })
    }
}

fn open(to: &Transaction<'_>, user: &User, token: &str, now: i64) -> Result<(), StoreError> {
    to.execute(
        "INSERT INTO sessions (token, user, created, expires) VALUES (?1, ?2, ?3, ?4)",
        params![hash(token), user.id, now, now + LASTS],
    )?;
    audit::record(to, &Act { actor: user.name.clone(), at: now }, Action::OpenSession, &user.name)
}

fn hash(secret: &str) -> [u8; 32] {
    *blake3::hash(secret.as_bytes()).as_bytes()
}

#[cfg(test)]
mod tests {
    use super::super::Role;
    use super::*;

    fn store() -> (Store, User) {
        let store = Store::in_memory();
        let act = Act { actor: "command line".into(), at: 0 };
        let user = store.create_user("ada", Role::Publisher, "x", &act).unwrap().unwrap();
        (store, user)
    }

    #[test]
    fn a_session_lasts_twelve_hours_or_until_it_is_closed() {
        let (store, user) = store();
        for token in ["one", "two"] {
            assert_eq!(store.settle_sign_in("ada", Some(&user), true, token, 100).unwrap(), SignInOutcome::Open);
        }
        assert_eq!(store.session("one", 100 + LASTS - 1).unwrap(), Some(user.clone()));
        assert_eq!(store.session("one", 100 + LASTS).unwrap(), None);
        assert_eq!(store.session("three", 100).unwrap(), None);
        store.close_session("two", &Act { actor: "ada".into(), at: 200 }).unwrap();
        assert_eq!(store.session("two", 200).unwrap(), None);
        assert_eq!(store.session("one", 200).unwrap(), Some(user));
    }

    #[test]
    fn the_fifth_wrong_password_locks_for_half_an_hour_even_against_the_right_one() {
        let (store, user) = store();
        for attempt in 0..5 {
            assert_eq!(store.locked_for("ada", 100 + attempt).unwrap(), None);
            let outcome = store.settle_sign_in("ada", Some(&user), false, "t", 100 + attempt).unwrap();
            assert_eq!(outcome, SignInOutcome::Refused);
        }
        assert_eq!(store.locked_for("ada", 110).unwrap(), Some(1794));
        let outcome = store.settle_sign_in("ada", Some(&user), true, "t", 110).unwrap();
        assert_eq!(outcome, SignInOutcome::Locked { seconds: 1794 });
        assert_eq!(store.session("t", 110).unwrap(), None);
        assert_eq!(store.locked_for("ada", 104 + 30 * 60).unwrap(), None);
        let later = store.settle_sign_in("ada", Some(&user), true, "t", 104 + 30 * 60).unwrap();
        assert_eq!(later, SignInOutcome::Open);
        let actions: Vec<String> = store.audit_entries(0, 20).unwrap().into_iter().map(|entry| entry.action).collect();
        assert_eq!(actions.iter().filter(|action| *action == "session.refuse").count(), 5);
        assert_eq!(actions.iter().filter(|action| *action == "user.lock").count(), 1);
    }

    #[test]
    fn the_right_password_forgets_the_wrong_ones() {
        let (store, user) = store();
        for round in 0..3 {
            for _ in 0..4 {
                store.settle_sign_in("ada", Some(&user), false, "t", 100).unwrap();
            }
            let token = format!("t{round}");
            assert_eq!(store.settle_sign_in("ada", Some(&user), true, &token, 100).unwrap(), SignInOutcome::Open);
        }
    }

    #[test]
    fn a_name_without_a_user_is_locked_alike_and_leaves_nothing_in_the_trail() {
        let (store, _) = store();
        let before = store.verify_audit().unwrap();
        for _ in 0..5 {
            assert_eq!(store.settle_sign_in("eve", None, false, "t", 100).unwrap(), SignInOutcome::Refused);
        }
        assert!(store.locked_for("eve", 100).unwrap().is_some());
        assert_eq!(store.verify_audit().unwrap(), before);
        // What was counted is forgotten with the next attempt of anybody.
        store.settle_sign_in("bob", None, false, "t", 100 + COUNTS_FOR).unwrap();
        let kept: i64 =
            store.connection().query_row("SELECT COUNT(*) FROM wrong_passwords", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, 1);
    }
}
