//! Errors as problem documents (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use diagnostics::{Diagnostic, Diagnostics, Severity};
use serde::Serialize;
use utoipa::ToSchema;

use crate::packages::PackageError;
use crate::store::StoreError;

/// The media type of problem documents.
pub(crate) const MEDIA_TYPE: &str = "application/problem+json";

/// The most findings that an answer lists.
const MOST_FINDINGS: usize = 50;

/// What went wrong, for people and programs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// The stable key of the kind of error.
    pub(crate) code: String,
    /// What kind of error, in words.
    pub(crate) title: &'static str,
    /// The HTTP status.
    pub(crate) status: u16,
    /// What happened this time.
    pub(crate) detail: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) hint: String,
    /// All that was found wrong with a package, a template or a record.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) findings: Vec<Finding>,
}

/// One thing that is wrong with a package, a template or a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Finding {
    /// The stable key of the kind of finding.
    pub(crate) code: String,
    /// Where, most exact place first.
    pub(crate) places: Vec<String>,
    /// What was found.
    pub(crate) detail: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) hint: String,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            detail: detail.into(),
            hint: String::new(),
            findings: Vec::new(),
        }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    pub(crate) fn unprocessable(code: &str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
    }

    pub(crate) fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", format!("there is no {what}"))
    }

    /// A fault of the server's own: its log has the words, the answer has none of them.
    pub(crate) fn internal(error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "a request failed inside");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "the server failed; its log says why")
    }
}

impl From<&Diagnostic> for Finding {
    fn from(diagnostic: &Diagnostic) -> Self {
        Self {
            code: diagnostic.code.key().to_owned(),
            places: diagnostic.locations.iter().map(ToString::to_string).collect(),
            detail: diagnostic.message(),
            hint: diagnostic.hint(),
        }
    }
}

impl From<&Diagnostics> for Problem {
    /// The first error is what happened; the others follow it in the list.
    fn from(diagnostics: &Diagnostics) -> Self {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        let findings: Vec<Finding> = errors.take(MOST_FINDINGS).map(Finding::from).collect();
        let Some(first) = findings.first() else {
            return Self::internal(&"work failed without saying why");
        };
        let place = first.places.first().map(|place| format!("{place}: ")).unwrap_or_default();
        let problem = Self::unprocessable(&first.code, format!("{place}{}", first.detail)).hint(&first.hint);
        Self { findings, ..problem }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::internal(&error)
    }
}

impl From<PackageError> for Problem {
    fn from(error: PackageError) -> Self {
        let problem = Self::internal(&error);
        match error {
            PackageError::Unreadable(..) => problem,
            PackageError::Changed(_) => Self {
                code: "package-changed".to_owned(),
                detail: "the package kept for this version was changed on disk and is not used".to_owned(),
                hint: "upload the package again, or restore the server's folder".to_owned(),
                ..problem
            },
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use diagnostics::{Code, Location};

    use super::*;

    #[test]
    fn the_first_error_is_the_problem_and_all_are_listed() {
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(Diagnostic::new(Code::TemplateUnknownKey).with("field", "colour"));
        diagnostics.push(Diagnostic::new(Code::SignatureMissing).at(Location::File("a.fwt".into())));
        diagnostics.push(Diagnostic::new(Code::SignatureInvalid));
        let problem = Problem::from(&diagnostics);
        assert_eq!((problem.code.as_str(), problem.status), ("signature-missing", 422));
        assert!(problem.detail.ends_with(": the package is not signed"), "{}", problem.detail);
        assert_eq!(problem.findings.len(), 2);
    }

    #[test]
    fn the_servers_own_faults_are_not_told_to_the_asker() {
        let problem = Problem::from(StoreError::File("/var/lib/secret".into(), std::io::Error::other("disk")));
        assert!(!serde_json::to_string(&problem).unwrap().contains("secret"));
    }
}
