//! Forms with files, as a browser sends them (RFC 7578): what was typed, and the files, which are stored as they come. Who
//! acts is known before the first byte of a file is kept: nothing is kept for nobody.

use assay_app::dto::DeliveredFile;
use assay_app::{Answer, AppError, ErrorClass, Installation, Principal};
use axum::body::to_bytes;
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::records::hand::Hand;
use super::typed::{Typed, read};
use crate::asker::Reader;
use crate::parts::words::{Lang, Word, t};
use crate::state::{MOST_JSON, Served};
use crate::{cookies, security, stream};

/// Most characters of a field that is no file.
const FIELD: usize = 256 * 1024;
/// Most fields of a form.
const FIELDS: usize = 2_000;
/// Most files of a form.
const FILES: usize = 1_000;
/// What the input of one file is called, after the field whose digest it gives.
const FILE: &str = ".file";
/// What the input of several files is called, after the field that lists them.
const SEVERAL: &str = ".files";

/// A form as it came.
pub(in crate::site) enum Sent {
    /// `application/x-www-form-urlencoded`.
    Typed(Typed),
    /// `multipart/form-data`, still to be read.
    Parts(Multipart),
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data") {
            return Ok(Self::Parts(Multipart::from_request(request, state).await.map_err(|e| e.into_response())?));
        }
        let bytes = to_bytes(request.into_body(), MOST_JSON).await;
        bytes.map(|bytes| Self::Typed(read(&bytes))).map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())
    }
}

/// Where a form with files is handed in.
pub(in crate::site) struct Gate {
    pub(in crate::site) lang: Lang,
    session: Option<String>,
    ours: bool,
}

impl Gate {
    pub(in crate::site) fn of(headers: &HeaderMap, lang: Lang) -> Self {
        Self { lang, session: cookies::session(headers), ours: security::is_same_origin(headers) }
    }

    fn elsewhere(&self) -> AppError {
        AppError::new(ErrorClass::Forbidden, "origin", t(self.lang, Word::FromElsewhere))
    }

    /// Reads the parts in their order, and stores each file under the name of its field: the digest of `x.file` as `x`,
    /// digest and name of each of `x.files` among `x`. What was typed before something was wrong is kept.
    pub(in crate::site) async fn receive(
        &self,
        s: &Served,
        reader: &Reader,
        mut parts: Multipart,
        typed: &mut Typed,
    ) -> Answer<()> {
        if !self.ours {
            return Err(self.elsewhere());
        }
        let (mut signer, mut files, mut fields) = (None, 0, 0);
        while let Some(mut field) = parts.next_field().await.map_err(|e| broken(&e))? {
            let name = field.name().unwrap_or_default().to_owned();
            let file = name.strip_suffix(SEVERAL).map(|n| (n, true));
            let Some((of, several)) = file.or_else(|| name.strip_suffix(FILE).map(|n| (n, false))) else {
                fields += 1;
                if fields > FIELDS {
                    return Err(AppError::input("form.fields", format!("a form has {FIELDS} fields at the most")));
                }
                typed.entry(name).or_default().push(text(&mut field).await?);
                continue;
            };
            if field.file_name().is_none_or(str::is_empty) {
                continue;
            }
            files += 1;
            if files > FILES {
                return Err(AppError::input("form.files", format!("a form has {FILES} files at the most")));
            }
            let principal = match &signer {
                Some(principal) => Principal::clone(principal),
                None => self.signer(s, reader, typed).await?,
            };
            signer = Some(principal.clone());
            let kept = keep(s, reader, principal, &mut field).await?;
            let values = typed.entry(of.to_owned()).or_default();
            if several {
                values.push(format!("{} {}", kept.sha256, kept.name));
            } else {
                *values = vec![kept.sha256];
            }
        }
        Ok(())
    }

    /// Who acts: whoever is signed in, if the form was made for their session, or whoever the token stands for.
    pub(in crate::site) async fn signer(&self, s: &Served, reader: &Reader, typed: &Typed) -> Answer<Principal> {
        let (lang, session, typed) = (self.lang, self.session.clone(), typed.clone());
        let (w, p) = (reader.workspace.clone(), reader.principal.clone());
        let signer = s.run(move |installation: &Installation| {
            let (w, p, session) = (&w, &p, session.as_deref());
            Hand { installation, w, p, lang, session, address: String::new() }.signer(&typed)
        });
        Ok(Principal { lang: self.lang, ..signer.await? })
    }
}

/// What was typed, without the files: whoever is signed out brings none.
pub(in crate::site) async fn without_files(mut parts: Multipart) -> Typed {
    let mut typed = Typed::new();
    while let Ok(Some(mut field)) = parts.next_field().await {
        let name = field.name().unwrap_or_default().to_owned();
        if field.file_name().is_some() || typed.len() >= FIELDS {
            continue;
        }
        let Ok(text) = text(&mut field).await else { break };
        typed.entry(name).or_default().push(text);
    }
    typed
}

/// Files as a form lists them: digest and name of each.
pub(in crate::site) fn stored(typed: &Typed, name: &str) -> Vec<DeliveredFile> {
    let lines = typed.get(name).into_iter().flatten().flat_map(|value| value.lines());
    lines.filter_map(file).collect()
}

/// `digest name`, of a file that was stored before.
fn file(line: &str) -> Option<DeliveredFile> {
    let (sha256, name) = line.trim().split_once(' ')?;
    Some(DeliveredFile { name: name.to_owned(), sha256: sha256.to_owned() })
}

fn broken(error: &dyn std::fmt::Display) -> AppError {
    AppError::input("form.broken", format!("the form was cut short: {error}"))
}

/// Keeps the bytes of a file as they come, a few chunks at a time.
async fn keep(s: &Served, reader: &Reader, principal: Principal, field: &mut Field<'_>) -> Answer<DeliveredFile> {
    // A name is one line, whatever a browser sends.
    let name = field.file_name().unwrap_or_default().replace(['\r', '\n'], " ");
    let (send, mut bytes) = stream::channel_of_chunks();
    let workspace = reader.workspace.clone();
    let kept = s.run(move |_| workspace.put_artifact(&principal, &mut bytes));
    let sent = async move {
        loop {
            let chunk = match field.chunk().await {
                Ok(Some(chunk)) => Ok(chunk),
                Ok(None) => return,
                Err(e) => Err(std::io::Error::new(std::io::ErrorKind::UnexpectedEof, e.to_string())),
            };
            let last = chunk.is_err();
            if send.send(chunk).await.is_err() || last {
                return;
            }
        }
    };
    let (kept, ()) = tokio::join!(kept, sent);
    Ok(DeliveredFile { name, sha256: kept?.sha256 })
}

/// A field that is no file, as far as it goes. Line breaks are one character, as everywhere else here.
async fn text(field: &mut Field<'_>) -> Answer<String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|e| broken(&e))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > FIELD {
            return Err(AppError::input("form.field", format!("a field of this form holds {FIELD} bytes at the most")));
        }
    }
    let text =
        String::from_utf8(bytes).map_err(|_| AppError::input("form.field", "a field of this form is no text"))?;
    Ok(text.replace("\r\n", "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_back_as_they_were_listed() {
        let mut typed = Typed::new();
        typed
            .insert("artifacts".to_owned(), vec!["ab one file.pdf".to_owned(), "cd x\nef y".to_owned(), String::new()]);
        let names: Vec<(String, String)> =
            stored(&typed, "artifacts").into_iter().map(|f| (f.sha256, f.name)).collect();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(names, [pair("ab", "one file.pdf"), pair("cd", "x"), pair("ef", "y")]);
    }
}
