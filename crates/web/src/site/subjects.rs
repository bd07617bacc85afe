//! What evidence can be about, offered while somebody types.

use assay_app::records::ListRequest;
use assay_app::{Answer, Principal, Workspace};

use crate::parts::words::{Lang, Word, t};

/// Records of a kind that are offered.
const OFFERED: usize = 200;

/// What a tool can have tested: versions and systems, each with its title.
pub(in crate::site) fn tested(w: &Workspace, p: &Principal) -> Answer<Vec<(String, String)>> {
    let mut all = versions(w, p)?;
    all.extend(of_kind(w, p, "ai-system")?);
    Ok(all)
}

/// What a person can speak of: the AIMS as a whole, systems, their versions, and whom we buy from.
pub(in crate::site) fn spoken_of(w: &Workspace, p: &Principal, lang: Lang) -> Answer<Vec<(String, String)>> {
    let mut all = vec![("workspace".to_owned(), t(lang, Word::WholeSystem).to_owned())];
    all.extend(of_kind(w, p, "ai-system")?);
    all.extend(versions(w, p)?);
    for kind in ["supplier", "model", "dataset", "process"] {
        all.extend(of_kind(w, p, kind)?);
    }
    Ok(all)
}

fn of_kind(w: &Workspace, p: &Principal, kind: &str) -> Answer<impl Iterator<Item = (String, String)>> {
    let request = ListRequest { kind: Some(kind.to_owned()), limit: Some(OFFERED), ..ListRequest::default() };
    Ok(w.list(p, &request)?.records.into_iter().filter(|r| !r.erased).map(|r| (r.key, r.title)))
}

fn versions(w: &Workspace, p: &Principal) -> Answer<Vec<(String, String)>> {
    let request =
        ListRequest { kind: Some("system-version".to_owned()), limit: Some(OFFERED), ..ListRequest::default() };
    let records = w.list(p, &request)?.records.into_iter().filter(|r| !r.erased);
    let named = records.filter_map(|record| {
        let text = |name: &str| record.body.get(name).and_then(|v| v.as_str());
        Some((format!("{}@{}", text("system")?, text("version")?), record.title.clone()))
    });
    Ok(named.collect())
}
