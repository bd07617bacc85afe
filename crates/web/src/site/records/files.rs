//! The bytes of a file that a record names.

use assay_app::dto::{FileView, Preview};
use assay_app::{Answer, AppError, Principal, Workspace};
use axum::extract::{self, Path, Query};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use crate::asker::Reader;
use crate::problem::Problem;
use crate::security;
use crate::site::answer::{PageError, filled, language};
use crate::state::Served;
use crate::stream;

/// What an address of a file asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// `picture`: as the picture that it is.
    #[serde(rename = "as")]
    form: String,
}

/// Whatever it is, a browser saves it. Only a picture within bounds is given under its own type, for a page of this site
/// to show in `<img>`, where no browser runs script; opened by itself it is saved like the rest, and were it shown all the
/// same, the policy that comes with it lets it do nothing.
pub(super) async fn file(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((_, key, sha256)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let name = format!("{key}-{}", sha256.chars().take(12).collect::<String>());
    let (media, (size, mut bytes)) = filled(&s, r, lang, move |w, p| {
        let file = w.file_of(p, &key, &sha256)?;
        let media = if asked.form == "picture" { pictured(&file, &key)? } else { "application/octet-stream" };
        Ok((media, bytes_of(w, p, &file, &key)?))
    })
    .await?;
    let body = stream::writer(move |out| std::io::copy(&mut bytes, out).map(drop));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_LENGTH, HeaderValue::from(size)),
        (header::CONTENT_DISPOSITION, security::saved_as(&name)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(security::OF_FILES)),
    ];
    Ok((headers, body).into_response())
}

/// A file and its bytes' length, with the bytes.
type Bytes = (u64, Box<dyn std::io::Read + Send>);

fn bytes_of(w: &Workspace, p: &Principal, file: &FileView, key: &str) -> Answer<Bytes> {
    match file.media.as_str() {
        "absent" => Err(unknown(file, key)),
        _ => w.get_artifact(p, &file.sha256),
    }
}

/// The type of a picture that may be shown.
fn pictured(file: &FileView, key: &str) -> Answer<&'static str> {
    if !matches!(file.preview, Preview::Picture { .. }) {
        return Err(unknown(file, key));
    }
    match file.media.as_str() {
        "png" => Ok("image/png"),
        "jpeg" => Ok("image/jpeg"),
        "gif" => Ok("image/gif"),
        "webp" => Ok("image/webp"),
        "svg" => Ok("image/svg+xml"),
        _ => Err(unknown(file, key)),
    }
}

/// As a file is refused that the record does not name.
fn unknown(file: &FileView, key: &str) -> AppError {
    AppError::not_found(format!("file {} of {key}", file.sha256))
}
