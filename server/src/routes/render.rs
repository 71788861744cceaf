//! `POST /api/v1/render`.

use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::hearing::HeardJson;
use crate::access::SignedIn;
use crate::problem::Problem;
use crate::rendering::{self, RenderError, Wanted};
use crate::service::Server;

/// Resolutions of pictures.
const DPI: std::ops::RangeInclusive<u32> = 18..=600;

/// The longest time, in bytes.
const LONGEST_TIME: usize = 40;

/// The version that was rendered.
const VERSION: HeaderName = HeaderName::from_static("formwright-version");
/// Pages of the document.
const PAGES: HeaderName = HeaderName::from_static("formwright-pages");
/// How many things were found that did not stand in the way.
const REMARKS: HeaderName = HeaderName::from_static("formwright-remarks");

/// What a record becomes.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum To {
    /// An AFP print file.
    Afp,
    /// A PDF file.
    Pdf,
    /// A picture of one page.
    Png,
}

/// One record to render.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Render {
    /// The template's id.
    template: String,
    /// Which version; the published one unless given.
    version: Option<u64>,
    /// The record, an object as the template's data has them.
    #[schema(value_type = Object)]
    record: Box<RawValue>,
    /// What it becomes.
    to: To,
    /// Which page of it, from 1; for `png`.
    #[serde(default = "first")]
    #[schema(default = 1)]
    page: u64,
    /// Pixels per inch, 18 to 600; for `png`.
    #[serde(default = "screen")]
    #[schema(default = 96)]
    dpi: u32,
    /// The time of the document (RFC 3339), which also gives the template its date. Without one no time is written, and
    /// the same request gives the same bytes for ever.
    time: Option<String>,
}

const fn first() -> u64 {
    1
}

const fn screen() -> u32 {
    96
}

impl Render {
    fn wanted(&self) -> Result<Wanted, Problem> {
        if !DPI.contains(&self.dpi) {
            return Err(Problem::unprocessable("resolution-wrong", "dpi is 18 to 600"));
        }
        if self.page == 0 {
            return Err(Problem::unprocessable("page-wrong", "pages are counted from 1"));
        }
        Ok(match self.to {
            To::Afp => Wanted::Afp,
            To::Pdf => Wanted::Pdf,
            To::Png => Wanted::Png { page: self.page, dpi: f64::from(self.dpi) },
        })
    }
}

const fn media_type(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Afp => "application/vnd.afpc.modca",
        Wanted::Pdf => "application/pdf",
        Wanted::Png { .. } => "image/png",
    }
}

/// Render one record by a version of a template.
#[utoipa::path(post, path = "/api/v1/render", security(("bearer" = [])), request_body = Render, responses(
    (status = 200, description = "The document", content(
        (Vec<u8> = "application/vnd.afpc.modca"), (Vec<u8> = "application/pdf"), (Vec<u8> = "image/png"),
    )),
    (status = 401, description = "Sign in first", body = Problem),
    (status = 404, description = "No such template, version or page", body = Problem),
    (status = 422, description = "The record does not fit the template, or the template has errors", body = Problem),
    (status = 500, description = "The package was changed on disk", body = Problem),
))]
pub(super) async fn render(
    State(server): State<Server>,
    _: SignedIn,
    HeardJson(request): HeardJson<Render>,
) -> Result<Response, Problem> {
    let wanted = request.wanted()?;
    let Render { template, version, record, time, .. } = request;
    if !record.get().starts_with('{') {
        return Err(Problem::unprocessable("record-wrong", "the record is not an object"));
    }
    if time.as_ref().is_some_and(|time| time.len() > LONGEST_TIME) {
        return Err(Problem::unprocessable("time-wrong", "the time is not one as RFC 3339 writes it"));
    }
    let found = server.with_store(move |store| match version {
        Some(version) => store.version(&template, version),
        None => store.published(&template),
    });
    let entry = found.await?.ok_or_else(|| match version {
        Some(_) => Problem::not_found("such version"),
        None => Problem::not_found("published version of such a template"),
    })?;
    let prepared = server.prepared(&entry, time).await?;
    let rendered = server.with_core(move || rendering::render(&prepared, record.get(), wanted)).await?;
    let rendered = rendered.map_err(|error| match error {
        RenderError::Found(found) => Problem::from(&found),
        RenderError::NoSuchPage { pages } => {
            Problem::new(StatusCode::NOT_FOUND, "no-such-page", format!("the document has {pages} pages"))
        }
    })?;
    let headers = [
        (header::CONTENT_TYPE, media_type(wanted).to_owned()),
        (VERSION, entry.version.to_string()),
        (PAGES, rendered.pages.to_string()),
        (REMARKS, rendered.remarks.to_string()),
    ];
    Ok((headers, rendered.bytes).into_response())
}
