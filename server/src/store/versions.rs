//! Versions of templates. A version is immutable but for its state.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use utoipa::ToSchema;

use super::audit::{self, Act, Action};
use super::{Store, StoreError};
use crate::hexadecimal;

/// How far a version has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    /// Uploaded.
    Draft,
    /// In use.
    Published,
    /// Was in use.
    Retired,
}

/// A version of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct VersionEntry {
    /// The template's id.
    pub(crate) template: String,
    /// The number, from 1.
    pub(crate) version: u64,
    /// BLAKE3 of the package in hexadecimal.
    pub(crate) hash: String,
    /// The template's name in this version.
    pub(crate) name: String,
    /// Bytes of the package.
    pub(crate) bytes: u64,
    /// How far it has come.
    pub(crate) state: State,
    /// The signer's ed25519 key in hexadecimal.
    pub(crate) signer: String,
    /// Who uploaded it.
    pub(crate) uploaded_by: String,
    /// When, in seconds since 1970 UTC.
    pub(crate) uploaded: i64,
}

/// A template, by its newest version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct TemplateEntry {
    /// The template's id.
    pub(crate) template: String,
    /// The name in the newest version.
    pub(crate) name: String,
    /// The newest version.
    pub(crate) newest: u64,
    /// The version that is published, if one is.
    pub(crate) published: Option<u64>,
}

/// A version to be added.
#[derive(Clone, Debug)]
pub(crate) struct NewVersion {
    pub(crate) template: String,
    pub(crate) hash: String,
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) signer: [u8; 32],
}

impl FromSql for State {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_str()? {
            "draft" => Ok(Self::Draft),
            "published" => Ok(Self::Published),
            "retired" => Ok(Self::Retired),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}

/// A number that is never negative.
fn whole(row: &Row<'_>, column: &str) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(i64::unsigned_abs)
}

/// A number as the database has them; one that it cannot have is none that it has.
fn stored(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn version(row: &Row<'_>) -> rusqlite::Result<VersionEntry> {
    Ok(VersionEntry {
        template: row.get("template")?,
        version: whole(row, "version")?,
        hash: row.get("hash")?,
        name: row.get("name")?,
        bytes: whole(row, "bytes")?,
        state: row.get("state")?,
        signer: hexadecimal::of(&row.get::<_, Vec<u8>>("signer")?),
        uploaded_by: row.get("uploaded_by")?,
        uploaded: row.get("uploaded")?,
    })
}

fn find(connection: &Connection, template: &str, number: u64) -> Result<Option<VersionEntry>, StoreError> {
    let found = connection.query_row(
        "SELECT * FROM versions WHERE template = ?1 AND version = ?2",
        params![template, stored(number)],
        version,
    );
    Ok(found.optional()?)
}

impl Store {
    /// Adds a version, or finds the one with the same content: the version, and whether it is new.
    pub(crate) fn add_version(&self, new: &NewVersion, act: &Act) -> Result<(VersionEntry, bool), StoreError> {
        self.change(|to| {
            let added = to.execute(
                "INSERT INTO versions (template, version, hash, name, bytes, state, signer, uploaded_by, uploaded)
                    VALUES (?1, (SELECT COALESCE(MAX(version), 0) + 1 FROM versions WHERE template = ?1),
                    ?2, ?3, ?4, 'draft', ?5, ?6, ?7)
                    ON CONFLICT (template, hash) DO NOTHING",
                params![new.template, new.hash, new.name, stored(new.bytes), new.signer, act.actor, act.at],
            )? == 1;
            let entry = to.query_row(
                "SELECT * FROM versions WHERE template = ?1 AND hash = ?2",
                params![new.template, new.hash],
                version,
            )?;
            if added {
                let subject = format!("{} {} {}", entry.template, entry.version, entry.hash);
                audit::record(to, act, Action::UploadVersion, &subject)?;
            }
            Ok((entry, added))
        })
    }

    /// One version.
    pub(crate) fn version(&self, template: &str, number: u64) -> Result<Option<VersionEntry>, StoreError> {
        find(&self.connection(), template, number)
    }

    /// The version of a template that is in use.
    pub(crate) fn published(&self, template: &str) -> Result<Option<VersionEntry>, StoreError> {
        let found = self.connection().query_row(
            "SELECT * FROM versions WHERE template = ?1 AND state = 'published'",
            [template],
            version,
        );
        Ok(found.optional()?)
    }

    /// The versions of a template before a number, newest first, at most `limit`.
    pub(crate) fn versions(
        &self,
        template: &str,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<VersionEntry>, StoreError> {
        let before = before.map_or(i64::MAX, stored);
        let connection = self.connection();
        let mut statement = connection
            .prepare("SELECT * FROM versions WHERE template = ?1 AND version < ?2 ORDER BY version DESC LIMIT ?3")?;
        let rows = statement.query_map(params![template, before, limit], version)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Templates by id, after the one named, at most `limit`.
    pub(crate) fn templates(&self, after: &str, limit: u32) -> Result<Vec<TemplateEntry>, StoreError> {
        let connection = self.connection();
        // SQLite takes `name` from the row that has the greatest version.
        let mut statement = connection.prepare(
            "SELECT template, name, MAX(version) AS newest,
                (SELECT version FROM versions AS p WHERE p.template = versions.template AND p.state = 'published') AS published
                FROM versions WHERE template > ?1 GROUP BY template ORDER BY template LIMIT ?2",
        )?;
        let rows = statement.query_map(params![after, limit], |row| {
            Ok(TemplateEntry {
                template: row.get("template")?,
                name: row.get("name")?,
                newest: whole(row, "newest")?,
                published: row.get::<_, Option<i64>>("published")?.map(i64::unsigned_abs),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Makes a version the one in use; the one before it retires.
    pub(crate) fn publish(&self, template: &str, number: u64, act: &Act) -> Result<Option<VersionEntry>, StoreError> {
        self.change(|to| {
            let Some(found) = find(to, template, number)? else { return Ok(None) };
            if found.state == State::Published {
                return Ok(Some(found));
            }
            to.execute(
                "UPDATE versions SET state = 'retired' WHERE template = ?1 AND state = 'published'",
                [template],
            )?;
            to.execute(
                "UPDATE versions SET state = 'published' WHERE template = ?1 AND version = ?2",
                params![template, stored(found.version)],
            )?;
            audit::record(to, act, Action::PublishVersion, &format!("{template} {number} {}", found.hash))?;
            Ok(Some(VersionEntry { state: State::Published, ..found }))
        })
    }

    /// The content hash of every version, each once.
    pub(crate) fn hashes(&self) -> Result<Vec<String>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT DISTINCT hash FROM versions ORDER BY hash")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(template: &str, hash: &str, name: &str) -> NewVersion {
        NewVersion { template: template.into(), hash: hash.into(), name: name.into(), bytes: 10, signer: [3; 32] }
    }

    fn act() -> Act {
        Act { actor: "ada".into(), at: 50 }
    }

    #[test]
    fn versions_count_up_per_template_and_the_same_content_is_one() {
        let store = Store::in_memory();
        let add = |template, hash| {
            let (entry, new) = store.add_version(&new(template, hash, "n"), &act()).unwrap();
            (entry.version, new)
        };
        assert_eq!(add("t_a", "h1"), (1, true));
        assert_eq!(add("t_a", "h2"), (2, true));
        assert_eq!(add("t_b", "h1"), (1, true));
        assert_eq!(add("t_a", "h1"), (1, false));
        assert_eq!(add("t_a", "h3"), (3, true));
        assert_eq!(store.audit_entries(0, 10).unwrap().len(), 4);
        assert_eq!(store.hashes().unwrap(), ["h1", "h2", "h3"]);
    }

    #[test]
    fn one_version_is_published_at_a_time_and_an_older_one_can_be_again() {
        let store = Store::in_memory();
        for hash in ["h1", "h2"] {
            store.add_version(&new("t_a", hash, hash), &act()).unwrap();
        }
        let states = || -> Vec<(u64, State)> {
            let versions = store.versions("t_a", None, 10).unwrap();
            versions.into_iter().map(|entry| (entry.version, entry.state)).collect()
        };
        assert_eq!(store.published("t_a").unwrap(), None);
        for (number, expected) in [
            (1, [(2, State::Draft), (1, State::Published)]),
            (2, [(2, State::Published), (1, State::Retired)]),
            (1, [(2, State::Retired), (1, State::Published)]),
            (1, [(2, State::Retired), (1, State::Published)]),
        ] {
            let entry = store.publish("t_a", number, &act()).unwrap().unwrap();
            assert_eq!(states(), expected);
            assert_eq!(store.published("t_a").unwrap(), Some(entry));
        }
        // Publishing what is published changes nothing.
        assert_eq!(store.audit_entries(0, 10).unwrap().len(), 2 + 3);
        assert_eq!(store.publish("t_a", 9, &act()).unwrap(), None);
        assert_eq!(store.publish("t_a", u64::MAX, &act()).unwrap(), None);
    }

    #[test]
    fn lists_go_on_where_they_ended() {
        let store = Store::in_memory();
        for number in 0..5 {
            store.add_version(&new("t_a", &format!("h{number}"), &format!("name {number}")), &act()).unwrap();
            store.add_version(&new(&format!("t_b{number}"), "h", "b"), &act()).unwrap();
        }
        let numbers = |before, limit| -> Vec<u64> {
            store.versions("t_a", before, limit).unwrap().into_iter().map(|entry| entry.version).collect()
        };
        assert_eq!(numbers(None, 2), [5, 4]);
        assert_eq!(numbers(Some(4), 9), [3, 2, 1]);
        let templates = store.templates("", 2).unwrap();
        assert_eq!(templates[0].name, "name 4");
        assert_eq!((templates[0].newest, templates[0].published), (5, None));
        let rest = store.templates(&templates[1].template, 10).unwrap();
        assert_eq!(
            rest.iter().map(|entry| entry.template.as_str()).collect::<Vec<_>>(),
            ["t_b1", "t_b2", "t_b3", "t_b4"]
        );
    }
}
