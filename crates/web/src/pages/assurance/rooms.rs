//! The audit rooms as the organisation sees them: who is inside until when, what waits for an answer, and the form that
//! answers.

use maud::{Markup, html};

use crate::pages::assurance::room::{left, request};
use crate::pages::assurance::room_views::{AnswerPage, RoomLine, RoomsPage};
use crate::pages::records::record::notice;
use crate::parts::frame::{self, Frame};
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, RoomWord, Word, count, fill, number, t};
use crate::parts::{assets, draft, links, value};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &RoomsPage) -> Markup {
    let lang = shell.lang;
    let heading = t(lang, RoomWord::Rooms);
    let main = html! {
        div.head { h1 { (heading) } p.soft.lead { (t(lang, RoomWord::RoomsLead)) } }
        @if view.rooms.is_empty() { (panel("rooms", heading, None, &empty(t(lang, RoomWord::NoRooms)))) }
        @for one in &view.rooms { (room(lang, view, one)) }
    };
    let aside = html! {
        @if shell.past.is_none() {
            nav.steps aria-label=(t(lang, Word::Actions)) {
                a.btn href=(links::new_record(&view.workspace, "audit-room")) { (t(lang, RoomWord::PrepareRoom)) }
            }
        }
    };
    let path = html! { b { (heading) } span.soft.num { (number(lang, view.rooms.len())) } };
    frame::page(shell, &Frame { title: heading, path, aside, main })
}

fn room(lang: Lang, view: &RoomsPage, line: &RoomLine) -> Markup {
    let room = &line.room;
    let names: Vec<&str> = room.auditors.iter().map(|a| a.title.as_str()).collect();
    let content = html! {
        dl.props.wide {
            div { dt { (t(lang, RoomWord::Room)) } dd { (links::link(&links::record(&view.workspace, &room.key), &room.key)) " " (value::state(&line.state)) } }
            div { dt { (t(lang, RoomWord::Auditors)) } dd { @if names.is_empty() { "–" } @else { (names.join(", ")) } } }
            @if !line.until.is_empty() {
                div { dt { (t(lang, RoomWord::Until)) } dd.num {
                    (line.until)
                    @if room.minutes_left > 0 { " " span.soft { (left(lang, room.minutes_left)) } }
                } }
            }
            div { dt { (t(lang, RoomWord::Position)) } dd.num {
                @match &room.stands_at { Some(stand) => (stand.position), None => (t(lang, RoomWord::NotOpened)) }
            } }
        }
        @if !line.moves.is_empty() {
            div.form { p.acts {
                @for one in &line.moves {
                    a.btn href=(links::move_record(&view.workspace, &room.key, &one.value)) { (one.word) span.vh { " " (room.key) } }
                }
            } }
        }
        @if !room.requests.is_empty() {
            ul.list {
                @for one in &room.requests {
                    li {
                        (request(lang, &view.workspace, one, false))
                        @if one.state == "open" && view.signed_in {
                            p { a.btn href=(links::answer_request(&view.workspace, &room.key, &one.key)) { (t(lang, RoomWord::Answer)) span.vh { " " (one.key) } } }
                        }
                    }
                }
            }
            @if !view.signed_in { p.because { (t(lang, RoomWord::SignInToAct)) } }
        }
    };
    let waiting = count(lang, room.waiting, RoomWord::WaitingOne, RoomWord::WaitingOther);
    panel(&room.key, &room.title, (room.waiting > 0).then_some(&waiting), &content)
}

/// The form that answers a request.
#[must_use]
pub fn answer(shell: &Shell, view: &AnswerPage) -> Markup {
    let lang = shell.lang;
    let heading = fill(lang, RoomWord::AnswerHeading, &[("key", &view.request.key)]);
    let [text, evidence, documents] = &view.typed;
    let draft = view.draft.as_ref();
    let keys = |name: &str, label: RoomWord, value: &str| {
        html! {
            div.field {
                label for=(name) { (t(lang, label)) }
                input id=(name) name=(name) type="text" autocomplete="off" value=(value) aria-describedby={ (name) "-hint" };
                p.mute id={ (name) "-hint" } { (t(lang, RoomWord::KeysHint)) }
            }
        }
    };
    let form = html! {
        ul.list { li { (request(lang, &view.workspace, &view.request, false)) } }
        @match &view.acting.form {
            None => (empty(t(lang, RoomWord::SignInToAct))),
            Some(form) => form.form method="post" action=(links::answer_request(&view.workspace, &view.room, &view.request.key))
                data-draft=[draft.map(|d| &d.kept)] data-said="draft-said" data-failed=[draft::failed(lang, draft)] {
                input type="hidden" name="form" value=(form);
                input type="hidden" name="revision" value=(view.request.revision);
                div.field {
                    label for="answer" { (t(lang, RoomWord::AnswerText)) }
                    textarea id="answer" name="answer" rows="4" required { "\n" (text) }
                }
                (keys("evidence", RoomWord::EvidenceShown, evidence))
                (keys("documents", RoomWord::DocumentsShown, documents))
                p.acts {
                    button.btn.main type="submit" { (t(lang, RoomWord::Answer)) }
                    a.btn href=(links::ROOMS) { (t(lang, Word::Cancel)) }
                }
                (draft::said(draft, "draft-said"))
            }
        }
    };
    let main = html! {
        div.head { p.eyebrow { span.id { (view.request.key) } } h1 { (heading) } }
        @if let Some(refused) = &view.refused { (notice(refused)) }
        (draft::note(lang, draft))
        (panel("request", &view.request.title, None, &form))
        @if draft.is_some() { (assets::script("drafts.js")) }
    };
    let path = frame::path(lang, &[(links::ROOMS, t(lang, RoomWord::Rooms))], &heading);
    frame::page(shell, &Frame { title: &heading, path, aside: html! {}, main })
}
