//! The records that are rows of Statements of Applicability: what a table needs of them to change them.

use std::collections::BTreeMap;

use assay_app::records::ListRequest;
use assay_app::{Answer, Principal, Workspace};
use assay_domain::kinds::control::KIND;

/// Records read at a time.
const PAGE: usize = 500;

/// Revision and state of the record of each row, by its key. They are as many as the frameworks in force have controls.
pub(super) fn records(w: &Workspace, p: &Principal) -> Answer<BTreeMap<String, (u32, String)>> {
    let mut all = BTreeMap::new();
    let mut request = ListRequest { kind: Some(KIND.name.to_owned()), limit: Some(PAGE), ..ListRequest::default() };
    loop {
        let page = w.list(p, &request)?;
        all.extend(page.records.into_iter().filter(|r| !r.erased).map(|r| (r.key, (r.revision, r.state))));
        request.after = page.next;
        if request.after.is_none() {
            return Ok(all);
        }
    }
}
