//! What a page of a control is about: a requirement of a framework in force, or a control of our own.

use std::sync::Arc;

use assay_app::dto::SoaView;
use assay_app::{Answer, AppError, Principal, Workspace};
use assay_domain::AIMS;
use assay_frameworks::Framework;

use super::control::is_row;
use crate::parts::links;
use crate::parts::words::Lang;
use crate::site::today::page::title;

/// One requirement among its like.
pub(super) struct About {
    /// Its framework; of our own controls that of the AIMS, with which they are judged.
    pub(super) framework: Arc<Framework>,
    pub(super) title: String,
    pub(super) own_words: String,
    /// Its like, in their order: controls beside a control, clauses beside a clause, our own beside our own.
    pub(super) ids: Vec<String>,
    pub(super) place: usize,
    /// The Statement of Applicability, where it was read to find the control.
    pub(super) soa: Option<SoaView>,
}

impl About {
    pub(super) fn of(w: &Workspace, p: &Principal, slug: &str, id: &str, lang: Lang) -> Answer<Self> {
        if slug == links::OWN {
            return Self::own(w, p, id);
        }
        let framework = w.framework(p, slug)?;
        let unknown = || AppError::not_found(format!("requirement {id} of {}", framework.name));
        let row = framework.judged().find(|r| r.id == id).ok_or_else(unknown)?;
        let ids: Vec<String> = framework.judged().filter(|r| r.kind == row.kind).map(|r| r.id.clone()).collect();
        let place = ids.iter().position(|other| other == id).ok_or_else(unknown)?;
        let (title, own_words) = (title(row, lang), row.own_words.clone());
        Ok(Self { title, own_words, ids, place, soa: None, framework })
    }

    /// Controls of our own are the rows of the Statement of Applicability that no framework names.
    fn own(w: &Workspace, p: &Principal, id: &str) -> Answer<Self> {
        let soa = w.soa(p, AIMS, None)?;
        let row = soa.rows.iter().find(|r| is_row(r, links::OWN, id));
        let row = row.ok_or_else(|| AppError::not_found(format!("control {id} of our own")))?;
        let own = soa.rows.iter().filter(|r| r.source == links::OWN);
        let ids: Vec<String> = own.map(|r| r.id.clone()).collect();
        let place = ids.iter().position(|other| other == id).unwrap_or_default();
        let title = row.title.clone();
        Ok(Self { title, own_words: String::new(), ids, place, framework: w.framework(p, AIMS)?, soa: Some(soa) })
    }
}
