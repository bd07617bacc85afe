//! What a page with a table answers: the page, the table as a file, or the way to its own address.

use assay_app::exchange::{Exported, SheetFormat};
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};
use maud::Markup;

/// An answer of a page with a table.
pub(in crate::site) enum Told {
    Page(Markup),
    File(Exported),
    /// The same table under its own address.
    Elsewhere(String),
}

impl IntoResponse for Told {
    fn into_response(self) -> Response {
        match self {
            Self::Page(page) => Html(page.into_string()).into_response(),
            Self::File(file) => as_file(file),
            Self::Elsewhere(address) => Redirect::to(&address).into_response(),
        }
    }
}

/// A file to save.
pub(in crate::site) fn as_file(file: Exported) -> Response {
    let headers = [
        (header::CONTENT_TYPE, file.media.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)),
    ];
    (headers, file.bytes).into_response()
}

/// The format that an address names.
pub(in crate::site) fn format(name: &str) -> SheetFormat {
    if name == "xlsx" { SheetFormat::Xlsx } else { SheetFormat::Csv }
}
