//! Delivering evidence: a form for files about a subject, and what became of them.

use assay_app::dto::{IngestError, IngestedArtifact, StateChange};
use maud::{Markup, html};

use super::views::{DeliverView, DeliveredView};
use crate::pages::records::record::notice;
use crate::pages::records::views::Signer;
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::panel::{empty, panel, subject, whole};
use crate::parts::shell::Shell;
use crate::parts::words::{EvidenceWord, FormWord, Lang, Word, fill, number, t};
use crate::parts::{assets, draft, explain, links, state};

/// The form.
#[must_use]
pub fn page(shell: &Shell, view: &DeliverView) -> Markup {
    let lang = shell.lang;
    let heading = t(lang, EvidenceWord::Deliver);
    let main = html! {
        div.head {
            h1 { (heading) }
            p.soft.lead { (t(lang, EvidenceWord::DeliverLead)) }
            p.soft {
                (t(lang, EvidenceWord::NoToolWroteIt)) " "
                a.lnk href=(links::new_record("-", "evidence")) { (t(lang, EvidenceWord::RecordIt)) }
            }
        }
        @if let Some(barred) = &view.barred { (notice(barred)) } @else {
            @if let Some(refused) = &view.refused { (notice(refused)) }
            (draft::note(lang, view.draft.as_ref()))
            (panel("form", heading, None, &form(lang, view)))
        }
        (assets::script("upload.js"))
        @if view.draft.is_some() { (assets::script("drafts.js")) }
    };
    let path = frame::path(lang, &[(links::EVIDENCE, t(lang, Word::Evidence))], heading);
    frame::page(shell, &Frame { title: heading, path, aside: html! {}, main })
}

/// What shows who acts stands before the files: nothing of them is kept for nobody.
fn form(lang: Lang, view: &DeliverView) -> Markup {
    let draft = view.draft.as_ref();
    html! {
        form.form id="deliver" method="post" action=(view.address) enctype="multipart/form-data"
            data-draft=[draft.map(|d| &d.kept)] data-said="draft-said" data-failed=[draft::failed(lang, draft)]
            data-artifacts={ "/api/v1/w/" (view.workspace) "/artifacts" }
            data-sending=(t(lang, EvidenceWord::Sending)) data-sent=(t(lang, EvidenceWord::Sent))
            data-not-sent=(t(lang, EvidenceWord::NotSent)) data-none=(t(lang, EvidenceWord::NoFilesChosen)) {
            @match &view.signer {
                Signer::Session { form, .. } => input type="hidden" name="form" value=(form);,
                Signer::Token => div.field {
                    label for="token" { (t(lang, FormWord::Token)) " " span.mute { (t(lang, FormWord::Needed)) } }
                    input id="token" name="token" type="password" autocomplete="current-password" required aria-describedby="token-help";
                    p.mute id="token-help" { (t(lang, FormWord::TokenHint)) }
                },
            }
            div.field {
                label for="subject" { (t(lang, EvidenceWord::SubjectField)) " " span.mute { (t(lang, FormWord::Needed)) } }
                input id="subject" name="subject" value=(view.subject) required list="subjects" autocomplete="off" aria-describedby="subject-help";
                datalist id="subjects" { @for (key, title) in &view.subjects { option value=(key) { (title) } } }
                p.help id="subject-help" { (t(lang, EvidenceWord::SubjectHelp)) }
            }
            div.field {
                label for="pipeline" { (t(lang, EvidenceWord::Pipeline)) }
                input id="pipeline" name="pipeline" value=(view.pipeline) autocomplete="off" aria-describedby="pipeline-help";
                p.help id="pipeline-help" { (t(lang, EvidenceWord::PipelineHelp)) }
            }
            div.field.drop {
                label for="files" { (t(lang, EvidenceWord::FilesField)) " " span.mute { (t(lang, FormWord::Needed)) } }
                input id="files" name="stored.files" type="file" multiple required aria-describedby="files-help";
                p.help id="files-help" { (t(lang, EvidenceWord::FilesHelp)) }
            }
            ul.sending id="sending" aria-live="polite" {}
            p.acts {
                button.btn.main type="submit" { (t(lang, EvidenceWord::Deliver)) }
                a.btn href=(links::EVIDENCE) { (t(lang, Word::Cancel)) }
            }
            (draft::said(draft, "draft-said"))
        }
    }
}

/// What became of a delivery.
#[must_use]
pub fn delivered(shell: &Shell, view: &DeliveredView) -> Markup {
    let lang = shell.lang;
    let again = view.subject.is_none();
    let heading = t(lang, if again { EvidenceWord::TriedAgain } else { EvidenceWord::Delivered });
    let report = &view.report;
    let main = html! {
        div.head { @if let Some(key) = &view.subject { p.eyebrow { (subject(lang, key)) } } h1 { (heading) } }
        @if !report.errors.is_empty() {
            (panel("quarantine", t(lang, EvidenceWord::Quarantined), None, &html! {
                p.empty { (t(lang, EvidenceWord::QuarantinedText)) }
                ul.list { @for error in &report.errors { li { (refused(lang, error)) } } }
            }))
        }
        @if !report.artifacts.is_empty() {
            (panel("read", t(lang, Word::Evidence), None, &html! {
                ul.list { @for one in &report.artifacts { li { (read(lang, one)) } } }
            }))
        }
        (panel("changed", t(lang, EvidenceWord::Changed), None, &html! {
            @if report.changed.is_empty() { (empty(t(lang, EvidenceWord::ChangedNothing))) }
            @else { ul.list { @for one in &report.changed { li { (changed(lang, one)) } } } }
        }))
        p.acts {
            @if let Some(key) = &view.subject { a.btn href=(links::deliver_about(key)) { (t(lang, EvidenceWord::Deliver)) } }
            @if again || !report.errors.is_empty() { a.btn href=(links::QUARANTINE) { (t(lang, EvidenceWord::Quarantine)) } }
            a.btn href=(links::EVIDENCE) { (t(lang, EvidenceWord::Library)) }
        }
    };
    let path = frame::path(lang, &[(links::EVIDENCE, t(lang, Word::Evidence))], heading);
    frame::page(shell, &Frame { title: heading, path, aside: html! {}, main })
}

fn refused(lang: Lang, error: &IngestError) -> Markup {
    html! {
        p { b { (whole(&error.file)) } " " span.st.s-failing { (Icon::Octagon.svg(14)) span { (t(lang, EvidenceWord::Quarantined)) } } }
        p { (error.reason) }
        p.meta {
            span.id { (error.code) }
            @if let Some(n) = error.line { span.num { (fill(lang, EvidenceWord::AtLine, &[("n", &n.to_string())])) } }
        }
    }
}

fn read(lang: Lang, one: &IngestedArtifact) -> Markup {
    let n = number(lang, one.observations as usize);
    html! {
        p {
            b { (whole(&one.file)) } " "
            @if let Some(key) = &one.evidence { a.lnk href=(links::evidence(key)) { (key) } }
        }
        p { (fill(lang, EvidenceWord::ReadAs, &[("format", &one.format), ("n", &n)])) }
        @if one.duplicate { p.soft { (t(lang, EvidenceWord::CameBefore)) } }
        @for warning in &one.warnings { p.soft { (warning.text) } }
        p.digest { "sha256:" (one.sha256) }
    }
}

fn changed(lang: Lang, one: &StateChange) -> Markup {
    html! {
        p { a.lnk href=(links::control(&one.id)) { (one.id) } " " b { (one.title) } " " (subject(lang, &one.subject)) }
        p {
            (explain::chip(lang, one.after, &links::why_of(&links::control(&one.id))))
            @if let Some(before) = one.before {
                " " span.soft { (fill(lang, EvidenceWord::WasBefore, &[("state", state::word(lang, before))])) }
            }
        }
        p.soft { (one.reason) }
    }
}
