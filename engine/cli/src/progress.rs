//! A progress bar on a terminal; silence elsewhere.

use std::io::IsTerminal as _;

use indicatif::{ProgressBar, ProgressStyle};

/// Shows how far long work has come.
pub(crate) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Of work that counts `unit`s, `total` of them where that is known.
    pub(crate) fn new(unit: &str, total: Option<u64>) -> Self {
        let bar =
            if std::io::stderr().is_terminal() { ProgressBar::new(total.unwrap_or(0)) } else { ProgressBar::hidden() };
        let template = match total {
            Some(_) => format!("{{bar:32}} {{pos}} of {{len}} {unit} · {{per_sec}} · {{eta}} left"),
            None => format!("{{spinner}} {{pos}} {unit} · {{per_sec}} · {{elapsed}}"),
        };
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        Self { bar }
    }

    pub(crate) fn set(&self, done: u64) {
        self.bar.set_position(done);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
