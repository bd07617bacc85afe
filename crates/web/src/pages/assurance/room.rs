//! The audit room as the auditor sees it: where it stands, until when, the requirements in scope, requests and answers,
//! samples, and notes that nobody else sees.

use assay_app::dto::{NoteView, RoomRequestView, SampleView, StandView};
use maud::{Markup, html};

use crate::pages::assurance::room_views::{Acting, RoomPage, ScopeLine, ShownPage};
use crate::pages::records::record::notice;
use crate::parts::frame::{self, Frame};
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, RoomWord, Word, count, fill, number, t};
use crate::parts::{assets, dates, draft, links, state, value};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &RoomPage) -> Markup {
    let lang = shell.lang;
    let room = &view.room;
    let main = html! {
        div.head {
            p.eyebrow { span.id { (room.key) } span.soft { (t(lang, RoomWord::Room)) } }
            h1 { (room.title) }
            @if let Some(stand) = &room.stands_at {
                p.soft.lead { (fill(lang, RoomWord::Lead, &[("n", &stand.position.to_string()), ("at", &view.stands_since)])) }
            }
        }
        @if let Some(refused) = &view.refused { (notice(refused)) }
        div.note.s-expiring role="note" {
            p {
                b.num { (fill(lang, RoomWord::EndsAt, &[("at", &view.until)])) } " "
                span.num { (left(lang, room.minutes_left)) }
            }
        }
        @if view.acting.form.is_none() { p.soft { (t(lang, RoomWord::SignInToAct)) } }
        div.split {
            div.stack {
                (requests(lang, view))
                (sample(lang, view))
                (scope(lang, &view.requirements, &view.workspace))
            }
            div.rail.stack {
                @if let Some(stand) = &room.stands_at { (stands(lang, stand, &view.stands_since)) }
                (notes(lang, view))
            }
        }
        @if view.note_draft.is_some() { (assets::script("drafts.js")) }
    };
    let path = html! { b { (t(lang, RoomWord::Room)) } span.soft { (room.title) } };
    frame::page(shell, &Frame { title: &room.title, path, aside: html! {}, main })
}

/// What an outsider checks the room against.
fn stands(lang: Lang, stand: &StandView, since: &str) -> Markup {
    let content = html! {
        dl.props.wide {
            div { dt { (t(lang, RoomWord::Position)) } dd.num { (stand.position) } }
            div { dt { (t(lang, RoomWord::MadeOn)) } dd.num { (since) } }
            div { dt { (t(lang, RoomWord::Root)) } dd { code.text { (stand.seed) } } }
            div { dt { (t(lang, RoomWord::VerifierKey)) } dd { code.text { (stand.vkey) } } }
            div { dt { (t(lang, RoomWord::SignedCheckpoint)) } dd { code.text { (stand.checkpoint) } } }
        }
    };
    panel("stands", t(lang, RoomWord::WhereItStands), None, &content)
}

fn requests(lang: Lang, view: &RoomPage) -> Markup {
    let all = &view.room.requests;
    let content = html! {
        @if all.is_empty() { (empty(t(lang, RoomWord::NoRequests))) }
        @else { ul.list { @for one in all { li { (request(lang, &view.workspace, one, true)) (moves(lang, view, one)) } } } }
        @if let Some(form) = &view.acting.form { (new_request(lang, view, form)) }
    };
    panel("requests", t(lang, RoomWord::Requests), Some(&number(lang, all.len())), &content)
}

/// One request with its answer. Inside, a record that was shown leads to its page in the room.
pub(in crate::pages) fn request(lang: Lang, workspace: &str, one: &RoomRequestView, inside: bool) -> Markup {
    let (asked, by) = (dates::moment(lang, one.asked_at), one.asked_by.as_deref().unwrap_or("–"));
    html! {
        p.title { span.id { (one.key) } " " (one.title) " " (value::state(&state_word(lang, one))) }
        p.meta {
            span { (fill(lang, RoomWord::AskedBy, &[("name", by), ("at", &asked)])) }
            @if let Some(requirement) = &one.requirement { span.id { (requirement) } }
            @if let Some(due) = &one.due {
                @let word = if one.overdue { Word::OverdueSince } else { Word::DueOn };
                span.num.open[one.overdue] { (fill(lang, word, &[("date", &dates::day(lang, due))])) }
            }
            @if one.returned > 0 { span { (count(lang, one.returned, RoomWord::ReturnedOne, RoomWord::ReturnedOther)) } }
        }
        @if let Some(text) = &one.request { p.text { (text) } }
        @if let (Some(answer), Some(by), Some(at)) = (&one.answer, &one.answered_by, one.answered_at) {
            p.meta { b { (fill(lang, RoomWord::AnsweredBy, &[("name", by), ("at", &dates::moment(lang, at))])) } }
            p.text { (answer) }
            @if !one.shown.is_empty() { (shown(lang, workspace, one, inside)) }
        }
    }
}

fn shown(lang: Lang, workspace: &str, one: &RoomRequestView, inside: bool) -> Markup {
    html! {
        p.meta { (t(lang, RoomWord::ShownWith)) }
        ul.keys {
            @for record in &one.shown {
                @let href = if inside { links::room_shown(workspace, &record.key) } else { links::record(workspace, &record.key) };
                li {
                    (links::link(&href, &record.key)) " " (record.title)
                    @if record.later { " " span.mute { (t(lang, RoomWord::ShownLater)) } }
                }
            }
        }
    }
}

/// What the auditor may say to it as it stands.
fn moves(lang: Lang, view: &RoomPage, one: &RoomRequestView) -> Markup {
    let possible: &[(&str, RoomWord)] = match one.state.as_str() {
        "open" => &[("withdraw", RoomWord::Withdraw)],
        "answered" => &[("accept", RoomWord::Accept), ("return", RoomWord::Return), ("withdraw", RoomWord::Withdraw)],
        _ => &[],
    };
    let Acting { form: Some(form), prove } = &view.acting else { return html! {} };
    let signs = *prove && one.state == "answered";
    let to = |verb: &str| links::room_request(&view.workspace, &one.key, verb);
    html! {
        @if let Some((first, _)) = possible.first() {
            form.form method="post" action=(to(first)) {
                input type="hidden" name="form" value=(form);
                @if signs {
                    div.field {
                        label for={ "present-" (one.key) } { (t(lang, Word::Password)) }
                        input id={ "present-" (one.key) } name="present" type="password" autocomplete="current-password" aria-describedby={ "prove-" (one.key) };
                        p.mute id={ "prove-" (one.key) } { (t(lang, Word::ProveHint)) }
                    }
                }
                p.acts {
                    @for (verb, word) in possible {
                        button.btn type="submit" formaction=(to(verb)) { (t(lang, *word)) span.vh { " " (one.key) } }
                    }
                }
            }
        }
    }
}

fn new_request(lang: Lang, view: &RoomPage, form: &str) -> Markup {
    let (typed, draft) = (&view.asked, view.request_draft.as_ref());
    html! {
        (draft::note(lang, draft))
        form.form method="post" action=(links::room_act(&view.workspace, "requests")) aria-labelledby="new-request"
            data-draft=[draft.map(|d| &d.kept)] data-said="request-said" data-failed=[draft::failed(lang, draft)] {
            h3 id="new-request" { (t(lang, RoomWord::NewRequest)) }
            input type="hidden" name="form" value=(form);
            (line("title", t(lang, RoomWord::InFewWords), &typed.title, true))
            div.field {
                label for="request" { (t(lang, RoomWord::WhatIsAsked)) }
                textarea id="request" name="request" rows="3" required { "\n" (typed.request) }
            }
            (line("requirement", t(lang, RoomWord::AboutRequirement), &typed.requirement, false))
            div.field {
                label for="due" { (t(lang, RoomWord::ByWhen)) }
                input id="due" name="due" type="date" value=(typed.due);
            }
            p.acts { button.btn.main type="submit" { (t(lang, RoomWord::Ask)) } }
            (draft::said(draft, "request-said"))
        }
    }
}

fn line(name: &str, label: &str, value: &str, required: bool) -> Markup {
    html! {
        div.field {
            label for=(name) { (label) }
            input id=(name) name=(name) type="text" value=(value) required[required];
        }
    }
}

fn sample(lang: Lang, view: &RoomPage) -> Markup {
    let asked = &view.sampling;
    let content = html! {
        form.form method="get" action=(links::room_act(&view.workspace, "sample")) {
            p.soft { (t(lang, RoomWord::SampleLead)) }
            div.field {
                label for="kind" { (t(lang, RoomWord::RecordsOf)) }
                select id="kind" name="kind" {
                    @for kind in &view.kinds { option value=(kind.name) selected[kind.name == asked.kind] { (kind.title) } }
                }
            }
            (line("state", t(lang, Word::State), &asked.state, false))
            div.field {
                label for="size" { (t(lang, RoomWord::HowMany)) }
                input id="size" name="size" type="text" inputmode="numeric" required value=(asked.size);
            }
            div.field {
                label for="word" { (t(lang, RoomWord::OwnWord)) }
                input id="word" name="word" type="text" autocomplete="off" value=(asked.word) aria-describedby="word-hint";
                p.mute id="word-hint" { (t(lang, RoomWord::OwnWordHint)) }
            }
            p.acts { button.btn type="submit" { (t(lang, RoomWord::Draw)) } }
        }
        @if let Some(sample) = &view.sample { (drawn(lang, &view.workspace, sample)) }
    };
    panel("sample", t(lang, RoomWord::Sample), None, &content)
}

fn drawn(lang: Lang, workspace: &str, sample: &SampleView) -> Markup {
    let of = [("n", &*sample.items.len().to_string()), ("of", &*sample.population.to_string())];
    let heading = fill(lang, RoomWord::DrawnOf, &of);
    html! {
        dl.props.wide {
            div { dt { (t(lang, RoomWord::Sample)) } dd { b.num { (heading) } } }
            div { dt { (t(lang, RoomWord::Position)) } dd.num { (sample.position) } }
            div { dt { (t(lang, RoomWord::TextHashed)) } dd { code.text { (sample.seed) } } }
            div { dt { (t(lang, RoomWord::PopulationDigest)) } dd { code.text { (sample.population_sha256) } } }
            div { dt { (t(lang, RoomWord::HowDrawn)) } dd lang="en" { (sample.method) } }
        }
        @if sample.items.is_empty() { (empty(t(lang, RoomWord::EmptyPopulation))) } @else {
            table.rows {
                caption.vh { (heading) }
                thead { tr { @for word in [t(lang, Word::RecordTitle), t(lang, Word::State), t(lang, RoomWord::Place)] { th scope="col" { (word) } } } }
                tbody { @for item in &sample.items { tr {
                    th.what scope="row" { span.title { (links::link(&links::record(workspace, &item.key), &item.key)) " " (item.title) } }
                    td.first { (value::state(&item.state)) }
                    td data-label=(t(lang, RoomWord::Place)) { span.num { (item.place) } }
                } } }
            }
        }
    }
}

fn scope(lang: Lang, lines: &[ScopeLine], workspace: &str) -> Markup {
    let heading = t(lang, RoomWord::InScope);
    let head = [t(lang, Word::Requirement), t(lang, Word::State), t(lang, RoomWord::RecordsBehind)];
    let content = html! {
        table.rows {
            caption.vh { (heading) }
            thead { tr { @for word in head { th scope="col" { (word) } } } }
            tbody { @for one in lines { tr {
                th.what scope="row" {
                    span.title { span.id { (one.id) } " " (links::link(&links::requirement(&one.framework, &one.id), &one.title)) }
                    span.why { (one.reason) }
                }
                td.first { (state::chip(lang, one.state)) }
                td data-label=(t(lang, RoomWord::RecordsBehind)) {
                    ul.keys {
                        @for key in &one.records { li { (links::link(&links::record(workspace, key), key)) } }
                        @if one.more > 0 { li.mute { (fill(lang, RoomWord::MoreRecords, &[("n", &number(lang, one.more))])) } }
                    }
                }
            } } }
        }
    };
    panel("scope", heading, Some(&number(lang, lines.len())), &content)
}

fn notes(lang: Lang, view: &RoomPage) -> Markup {
    let draft = view.note_draft.as_ref();
    let one = |note: &NoteView| {
        html! {
            li {
                p.text { (note.text) }
                p.meta {
                    span.id { (note.key) } span.num { (dates::time(lang, note.at)) }
                    @if let Some(about) = &note.about { span.id { (about) } }
                }
            }
        }
    };
    let content = html! {
        @if !view.notes.is_empty() { ul.list { @for note in &view.notes { (one(note)) } } }
        @if let Some(form) = &view.acting.form {
            (draft::note(lang, draft))
            form.form method="post" action=(links::room_act(&view.workspace, "notes"))
                data-draft=[draft.map(|d| &d.kept)] data-said="note-said" data-failed=[draft::failed(lang, draft)] {
                p.soft { (t(lang, RoomWord::NotesLead)) }
                input type="hidden" name="form" value=(form);
                div.field {
                    label for="text" { (t(lang, RoomWord::NoteText)) }
                    textarea id="text" name="text" rows="3" required { "\n" (view.asked.text) }
                }
                (line("about", t(lang, RoomWord::NoteAbout), &view.asked.about, false))
                p.acts { button.btn type="submit" { (t(lang, RoomWord::Keep)) } }
                (draft::said(draft, "note-said"))
            }
        }
    };
    panel("notes", t(lang, RoomWord::Notes), None, &content)
}

/// A record that was shown with an answer.
#[must_use]
pub fn shown_page(shell: &Shell, view: &ShownPage) -> Markup {
    let lang = shell.lang;
    let content = html! {
        dl.props.wide {
            @for field in &view.fields { div { dt { (field.label) } dd { (value::shown(lang, &field.value)) } } }
        }
    };
    let main = html! {
        div.head {
            p.eyebrow { span.id { (view.key) } (value::state(&view.state)) span.soft { (view.kind.title) } }
            h1 { (view.title) }
            p.soft.lead { (t(lang, RoomWord::ShownLead)) }
        }
        (panel("fields", t(lang, Word::WhatIsRecorded), None, &content))
    };
    let room = links::room(&view.workspace);
    let path = frame::path(lang, &[(&room, t(lang, RoomWord::Room))], &view.key);
    frame::page(shell, &Frame { title: &format!("{} {}", view.key, view.title), path, aside: html! {}, main })
}

/// What is left of the time of a room, in what people count with: days while there are two or more, then hours, then minutes.
pub(super) fn left(lang: Lang, minutes: impl TryInto<usize>) -> String {
    const HOUR: usize = 60;
    const DAY: usize = 24 * HOUR;
    let minutes = minutes.try_into().unwrap_or(0);
    if minutes >= 2 * DAY {
        fill(lang, RoomWord::DaysLeft, &[("n", &number(lang, minutes / DAY))])
    } else if minutes >= 2 * HOUR {
        fill(lang, RoomWord::HoursLeft, &[("n", &number(lang, minutes / HOUR))])
    } else {
        count(lang, minutes, RoomWord::MinutesOne, RoomWord::MinutesOther)
    }
}

/// What is shown when the minute has come.
#[must_use]
pub fn ended(lang: Lang) -> Markup {
    let heading = t(lang, RoomWord::ClosedHeading);
    let body = html! {
        main.bare id="main" tabindex="-1" {
            section.panel.error aria-labelledby="closed" {
                h1 id="closed" { (heading) }
                p { (t(lang, RoomWord::ClosedLead)) }
                p.acts {
                    a.btn href=(links::ROOM) { (t(lang, RoomWord::Room)) }
                    a.btn href=(links::SIGN_IN) { (t(lang, Word::SignIn)) }
                }
            }
        }
    };
    frame::document(lang, heading, &body)
}

fn state_word(lang: Lang, one: &RoomRequestView) -> String {
    let word = assay_domain::Kind::named("audit-request").and_then(|kind| kind.state_word(&one.state));
    word.map_or_else(|| one.state.clone(), |text| lang.of(&text).to_owned())
}
