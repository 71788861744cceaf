//! One record into emitted bytes, for previews and for rendering on request.

use afp_write::{FileRange, PrintFile, SharedRange, Spool};
use diagnostics::{Diagnostic, Diagnostics};
use layout::LaidOut;
use pdf_write::{PdfOptions, PdfWriter};

use crate::job::{afp_failed, unwritable};
use crate::prepared::{Prepared, of_page, rasterise};

/// An AFP file as emitted, and which object drew which bytes.
#[derive(Clone, Debug, Default)]
pub struct AfpFile {
    /// The file.
    pub bytes: Vec<u8>,
    /// Bytes of pages by who drew them.
    pub ranges: Vec<FileRange>,
    /// Bytes of shared resources by who drew them.
    pub shared: Vec<SharedRange>,
    /// What was found on the way.
    pub diagnostics: Diagnostics,
}

/// A PDF file as emitted.
#[derive(Clone, Debug, Default)]
pub struct PdfFile {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was found on the way.
    pub diagnostics: Diagnostics,
}

impl Prepared {
    /// Writes a laid-out record as an AFP print file.
    ///
    /// # Errors
    /// What stood in the way.
    pub fn to_afp(&self, record: &LaidOut) -> Result<AfpFile, Diagnostic> {
        let lowering = self.lowering(&rasterise);
        let plan = afp_write::Plan::new(lowering.definitions(), self.afp_options(lowering.definitions(), true))
            .map_err(afp_failed)?;
        let mut diagnostics = self.afp_findings();
        diagnostics.append(lowering.diagnostics().clone());
        diagnostics.append(of_page(plan.diagnostics()));
        let mut encoder = afp_write::Encoder::new(&plan);
        let mut file = PrintFile::new(&plan, Spool::in_memory());
        file.begin_document(&self.document_info(&record.title)).map_err(afp_failed)?;
        file.begin_group(&record.group).map_err(afp_failed)?;
        for page in &record.pages {
            let lowered = lowering.page(page);
            diagnostics.append(lowered.diagnostics);
            let encoded = encoder.page(&lowered.page, &lowered.images).map_err(afp_failed)?;
            diagnostics.append(of_page(&encoded.diagnostics));
            file.page(&encoded).map_err(afp_failed)?;
        }
        file.end_group().map_err(afp_failed)?;
        file.end_document().map_err(afp_failed)?;
        let mut bytes = Vec::new();
        let finished = file.finish(&mut bytes).map_err(afp_failed)?;
        diagnostics.append(finished.diagnostics);
        Ok(AfpFile { bytes, ranges: finished.ranges, shared: finished.shared_ranges, diagnostics })
    }

    /// Writes a laid-out record as a PDF file.
    ///
    /// # Errors
    /// What stood in the way.
    pub fn to_pdf(&self, record: &LaidOut) -> Result<PdfFile, Diagnostic> {
        let failed = unwritable("the PDF file");
        let plan = pdf_write::Plan::new(self.definitions(), self.document_info(&record.title), PdfOptions::default());
        let mut encoder = pdf_write::Encoder::new(&plan);
        let mut writer = PdfWriter::new(&plan, Vec::new()).map_err(&failed)?;
        for page in &record.pages {
            writer.append(&encoder.encode(page)).map_err(&failed)?;
        }
        let (bytes, summary) = writer.finish().map_err(&failed)?;
        Ok(PdfFile { bytes, diagnostics: summary.diagnostics })
    }
}
