//! The user's settings: one row of JSON, so that an older program keeps what a newer one wrote.

use protocol::{Failure, Settings};
use rusqlite::{OptionalExtension, params};

use super::{Store, failure};

impl Store {
    /// What was chosen, or the defaults.
    pub(crate) fn settings(&self) -> Result<Settings, Failure> {
        let text: Option<String> = self
            .connection()
            .query_row("SELECT value FROM settings WHERE id = 1", [], |row| row.get(0))
            .optional()
            .map_err(failure)?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    /// Keeps what was chosen.
    pub(crate) fn keep_settings(&self, settings: &Settings) -> Result<(), Failure> {
        let text = serde_json::to_string(settings).map_err(|error| Failure::new("store", error.to_string()))?;
        self.connection()
            .execute(
                "INSERT INTO settings (id, value) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET value = ?1",
                params![text],
            )
            .map_err(failure)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use protocol::{LanguageChoice, Settings, ThemeChoice};

    use crate::store::Store;

    #[test]
    fn settings_are_kept() {
        let store = Store::in_memory();
        assert_eq!(store.settings().unwrap(), Settings::default());
        let chosen = Settings {
            theme: ThemeChoice::Dark,
            language: Some(LanguageChoice::TraditionalChinese),
            ..Settings::default()
        };
        store.keep_settings(&chosen).unwrap();
        assert_eq!(store.settings().unwrap(), chosen);
    }
}
