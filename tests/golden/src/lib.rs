//! Golden pages: what the engine makes of the samples, and that all ways of looking at a page agree.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use diagnostics::Diagnostics;
use formwright::layout::LaidOut;
use formwright::{
    AfpProfile, AfpResolution, Crew, InMemory, JobTime, Prepared, RecordRange, Records, Source, Unobserved,
    data_options,
};

/// A sample of the repository, made ready.
pub struct Sample {
    /// The template with its files.
    pub source: Source,
    /// The template made ready.
    pub prepared: Prepared,
}

/// The folder of a sample.
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data").join(name)
}

impl Sample {
    /// Opens a sample by the name of its folder.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn open(name: &str) -> Result<Self, Diagnostics> {
        Self::with_profile(name, AfpProfile::Is3, AfpResolution::Pels300)
    }

    /// The same with another AFP profile than the template's.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn with_profile(name: &str, profile: AfpProfile, resolution: AfpResolution) -> Result<Self, Diagnostics> {
        let mut source = Source::open(&folder(name))?;
        source.template.outputs.afp.profile = profile;
        source.template.outputs.afp.resolution = resolution;
        let prepared = Prepared::new(&source, JobTime::default())?;
        Ok(Self { source, prepared })
    }

    /// The sample's records in a range.
    ///
    /// # Errors
    /// When it brings no records along.
    pub fn records(&self, range: RecordRange) -> Result<Records<std::io::Cursor<Arc<[u8]>>>, Diagnostics> {
        let (name, bytes) = self.source.samples().next().ok_or_else(Diagnostics::new)?;
        let options = data_options(&self.source.template, name);
        Ok(Records { source: std::io::Cursor::new(bytes.clone()), options, range })
    }

    /// An AFP file of records, made by so many workers.
    ///
    /// # Errors
    /// What stood in the way.
    pub fn afp(&self, range: RecordRange, threads: NonZeroUsize) -> Result<Vec<u8>, Diagnostics> {
        let mut out = Vec::new();
        let crew = Crew { threads, observer: &Unobserved };
        formwright::render_afp(&self.prepared, self.records(range)?, crew, &InMemory, &mut out)?;
        Ok(out)
    }

    /// A PDF file of records, made by so many workers.
    ///
    /// # Errors
    /// What stood in the way.
    pub fn pdf(&self, range: RecordRange, threads: NonZeroUsize) -> Result<Vec<u8>, Diagnostics> {
        let mut out = Vec::new();
        let crew = Crew { threads, observer: &Unobserved };
        formwright::render_pdf(&self.prepared, self.records(range)?, crew, &mut out)?;
        Ok(out)
    }

    /// The pages of records as laid out.
    ///
    /// # Errors
    /// What stood in the way.
    pub fn pages(&self, range: RecordRange) -> Result<Vec<formwright::scene::Page>, Diagnostics> {
        let mut pages = Vec::new();
        let crew = Crew { threads: NonZeroUsize::MIN, observer: &Unobserved };
        let keep = |(): &mut (), page: &formwright::scene::Page| Ok(page.clone());
        formwright::render_pages(
            &self.prepared,
            self.records(range)?,
            crew,
            || (),
            keep,
            |_, page| {
                pages.push(page);
                Ok(())
            },
        )?;
        Ok(pages)
    }
}

/// The first of some records, laid out.
///
/// # Panics
/// When there is none, or it does not fit the sample's schema.
#[expect(clippy::unwrap_used, reason = "a test that cannot make its pages has failed")]
pub fn first_record(sample: &Sample, records: &str) -> LaidOut {
    let options = data_options(&sample.source.template, "records.ndjson");
    let record = formwright::data::records_from_bytes(records.as_bytes(), options).unwrap().next().unwrap().unwrap();
    sample.prepared.lay_out(&record.value, 1)
}

/// A record of ninety rows for the benchmark statement, which brings none along.
pub fn benchmark_record() -> String {
    let row = |number: u32| {
        format!(
            r#"{{"date":"2026-06-{:02}","details":"Card payment {number}","reference":"R{number:06}","amount":"+{number}.00","balance":"{}.00"}}"#,
            number % 28 + 1,
            number * 31
        )
    };
    let rows: Vec<String> = (1..=90).map(row).collect();
    format!(
        r#"{{"number":"1","name":"Ann","address":["Leeds"],"iban":"GB00","opening":"1.00","closing":"2.00","transactions":[{}]}}"#,
        rows.join(",")
    )
}
