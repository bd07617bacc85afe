//! The form of any kind, made from its schema: to write a record, and to move one. What is typed is kept whatever
//! happens, and what is wrong stands beside its field.

use maud::{Markup, html};

use crate::pages::account::passkey::{self, Act};
use crate::pages::records::head::above;
use crate::pages::records::record::{lacks, notice};
use crate::pages::records::signatures;
use crate::pages::records::views::{Choices, FormField, FormView, GapField, Input, PartHelp, Pick, RecordPage, Signer};
use crate::parts::frame::{self, Frame};
use crate::parts::panel::panel;
use crate::parts::shell::Shell;
use crate::parts::words::{FormWord, Lang, RecordWord, Word, fill, t};
use crate::parts::{assets, draft, links, value};

/// The form that makes or edits a record.
#[must_use]
pub fn page(shell: &Shell, view: &FormView, signer: &Signer) -> Markup {
    let lang = shell.lang;
    let (heading, back) = match &view.record {
        Some((key, _)) => (fill(lang, FormWord::EditHeading, &[("key", key)]), links::record(&view.workspace, key)),
        None => (
            view.heading.clone().unwrap_or_else(|| fill(lang, FormWord::NewHeading, &[("kind", &view.kind.title)])),
            links::records_of(&view.workspace, &view.kind.name),
        ),
    };
    let wrong = view.fields.iter().filter(|f| f.is_wrong()).count();
    let draft = view.draft.as_ref();
    let content = html! {
        form.form.sheet method="post" action=(view.address) novalidate
            enctype=[view.files.then_some("multipart/form-data")]
            data-draft=[draft.map(|d| &d.kept)] data-said="draft-said" data-failed=[draft::failed(lang, draft)] {
            input type="hidden" name="seen" value=(view.seen);
            @if let Some((_, revision)) = &view.record { input type="hidden" name="revision" value=(revision); }
            // What shows who acts stands before the files: nothing of them is kept for nobody.
            @if view.files { (who(lang, signer)) }
            @for one in &view.fields { (field(lang, one)) }
            @if view.files { (act(t(lang, FormWord::Save), &back, lang)) }
            @else { (signature(lang, t(lang, FormWord::Save), &back, signer)) }
            (draft::said(draft, "draft-said"))
            (choices(&view.choices))
        }
        @if draft.is_some() { (assets::script("drafts.js")) }
    };
    let main = html! {
        div.head {
            h1 { (heading) }
            p.soft.lead { (view.lead.as_deref().unwrap_or_else(|| t(lang, FormWord::FormLead))) }
            @if view.lead.is_some() { p { a.lnk href=(links::DELIVER) { (t(lang, FormWord::DeliverInstead)) } } }
        }
        @if view.closed { (closed(lang, view.refused.as_deref().unwrap_or_default(), &back)) }
        @else {
            @if let Some(refused) = &view.refused { (notice(refused)) }
            @if !view.conflict.is_empty() { (conflict(lang, view)) }
            @if wrong > 0 { (summary(lang, view)) } @else if view.prefilled { p.soft { (t(lang, FormWord::Prefilled)) } }
            (draft::note(lang, draft))
            (panel("form", t(lang, Word::WhatIsRecorded), None, &content))
        }
    };
    let path = above(lang, &view.workspace, &view.kind, &[], &heading);
    frame::page(shell, &Frame { title: &heading, path, aside: html! {}, main })
}

/// Both sides, where somebody was faster.
fn conflict(lang: Lang, view: &FormView) -> Markup {
    html! {
        section.panel.conflict aria-labelledby="conflict" {
            div.ph { h2 id="conflict" { (t(lang, FormWord::BothSides)) } }
            p.because { (t(lang, FormWord::BothSidesLead)) }
            (value::changes(lang, &view.conflict))
        }
    }
}

/// The fields that are wrong, each with the way to it.
fn summary(lang: Lang, view: &FormView) -> Markup {
    html! {
        div.note.s-failing role="alert" {
            div {
                p { b { (t(lang, if view.prefilled { FormWord::Misfit } else { FormWord::NotSaved })) } }
                ul {
                    @for field in view.fields.iter().flat_map(wrong_in) {
                        li { a.lnk href={ "#f-" (field.name) } { (field.label) } ": " (value::help(&field.errors.join("; "))) }
                    }
                }
            }
        }
    }
}

/// A field and its parts, as far as something is wrong with them themselves.
fn wrong_in(field: &FormField) -> Vec<&FormField> {
    let own = std::iter::once(field).filter(|f| !f.errors.is_empty());
    own.chain(field.inner.iter().flat_map(wrong_in)).collect()
}

pub(in crate::pages) fn field(lang: Lang, field: &FormField) -> Markup {
    let (id, help, told) = (format!("f-{}", field.name), format!("h-{}", field.name), format!("e-{}", field.name));
    let wrong = !field.errors.is_empty();
    let hint = match &field.input {
        Input::Lines => Some(FormWord::HintLines),
        Input::Json => Some(FormWord::HintJson),
        Input::File => Some(FormWord::HintFile),
        Input::Files => Some(FormWord::HintFiles),
        _ => None,
    };
    let more = wrong || hint.is_some();
    let described = match (more, field.help.is_empty()) {
        (true, true) => told.clone(),
        (true, false) => format!("{told} {help}"),
        (false, _) => help.clone(),
    };
    let group = matches!(field.input, Input::Several(_) | Input::Parts);
    html! {
        div.field.wrong[wrong] {
            @if group { p.label id={ "l-" (field.name) } { (field.label) @if field.required { " " span.mute { (t(lang, FormWord::Needed)) } } } }
            @else { label for=(id) { (field.label) @if field.required { " " span.mute { (t(lang, FormWord::Needed)) } } } }
            (entry(lang, field, &id, &described, wrong))
            @if more {
                p id=(told) {
                    @for error in &field.errors { span.error-text { (value::help(error)) } }
                    @if let Some(hint) = hint { span.mute { (t(lang, hint)) } }
                }
            }
            @if !field.help.is_empty() { p.help id=(help) { (value::help(&field.help)) } }
            (meanings(lang, field))
            (parts(lang, field))
            @if let Some(said) = &field.gap { (gap(lang, field, said)) }
        }
    }
}

/// What the values of a closed list mean, for who asks.
fn meanings(lang: Lang, field: &FormField) -> Markup {
    let (Input::Choice(options) | Input::Several(options)) = &field.input else { return html! {} };
    html! {
        @if options.iter().any(|o| o.meaning.is_some()) {
            details.more {
                summary { (t(lang, FormWord::WhatValuesMean)) span.vh { ": " (field.label) } }
                dl.inner { @for one in options { div { dt { (one.word) } dd { (value::help(one.meaning.as_deref().unwrap_or_default())) } } } }
            }
        }
    }
}

/// What can stand inside a field that is written as JSON.
fn parts(lang: Lang, field: &FormField) -> Markup {
    html! {
        @if !field.parts.is_empty() {
            details.more {
                summary { (t(lang, FormWord::WhatStandsInside)) span.vh { ": " (field.label) } }
                dl.inner { @for part in &field.parts { (one_part(part)) } }
            }
        }
    }
}

fn one_part(part: &PartHelp) -> Markup {
    let words: Vec<String> = part.values.iter().map(|v| format!("`{}` {}", v.value, v.word)).collect();
    html! {
        div {
            dt { code { (part.path) } " " (part.label) }
            dd { (value::help(&part.help)) @if !words.is_empty() { p.mute { (value::help(&words.join(", "))) } } }
        }
    }
}

fn entry(lang: Lang, field: &FormField, id: &str, help: &str, wrong: bool) -> Markup {
    let (name, value) = (&field.name, &field.value);
    let invalid = wrong.then_some("true");
    let option = |sent: &str, word: &str| html! { option value=(sent) selected[sent == value] { (word) } };
    let known = |options: &[Pick]| options.iter().any(|o| o.value == *value);
    html! {
        @match &field.input {
            Input::Area => textarea id=(id) name=(name) rows="2" aria-describedby=(help) aria-invalid=[invalid] { "\n" (value) },
            Input::Lines => textarea id=(id) name=(name) rows="2" aria-describedby=(help) aria-invalid=[invalid] { "\n" (value) },
            Input::Json => textarea.mono id=(id) name=(name) rows="6" spellcheck="false" aria-describedby=(help) aria-invalid=[invalid] { "\n" (value) },
            Input::Choice(options) => select id=(id) name=(name) aria-describedby=(help) aria-invalid=[invalid] {
                option value="" { "–" }
                @if !value.is_empty() && !known(options) { (option(value, value)) }
                @for one in options { (option(&one.value, &one.word)) }
            },
            Input::Truth => select id=(id) name=(name) aria-describedby=(help) aria-invalid=[invalid] {
                option value="" { "–" }
                option value="true" selected[value == "true"] { (t(lang, RecordWord::Yes)) }
                option value="false" selected[value == "false"] { (t(lang, RecordWord::No)) }
            },
            Input::Several(options) => div.boxes role="group" id=(id) tabindex="-1" aria-labelledby={ "l-" (name) } aria-describedby=(help) {
                @let held: Vec<&str> = value.lines().collect();
                @for one in options {
                    label { input type="checkbox" name=(name) value=(one.value) checked[held.contains(&one.value.as_str())]; " " (one.word) }
                }
            },
            Input::Number => input id=(id) name=(name) type="text" inputmode="numeric" value=(value) aria-describedby=(help) aria-invalid=[invalid];,
            Input::Day => input id=(id) name=(name) type="date" value=(value) aria-describedby=(help) aria-invalid=[invalid];,
            Input::Reference(kind) => input id=(id) name=(name) type="text" list={ "c-" (kind) } autocomplete="off" value=(value) aria-describedby=(help) aria-invalid=[invalid];,
            Input::Subject => input id=(id) name=(name) type="text" list="c-subject" autocomplete="off" value=(value) aria-describedby=(help) aria-invalid=[invalid];,
            Input::File => div.file {
                input id=(id) name={ (name) ".file" } type="file" aria-describedby=(help) aria-invalid=[invalid];
                input.mono name=(name) type="text" value=(value) autocomplete="off" spellcheck="false" placeholder="sha256"
                    aria-label=(fill(lang, FormWord::FileByDigest, &[("label", &field.label)]));
            },
            Input::Files => div.file {
                input id=(id) name={ (name) ".files" } type="file" multiple aria-describedby=(help) aria-invalid=[invalid];
                @for line in value.lines().filter(|line| !line.is_empty()) {
                    label.kept { input type="checkbox" name=(name) value=(line) checked; " " (line.split_once(' ').map_or(line, |(_, name)| name)) }
                }
            },
            Input::Parts => div.parts role="group" id=(id) tabindex="-1" aria-labelledby={ "l-" (name) } aria-describedby=(help) {
                @for part in &field.inner { (one_of(lang, part)) }
            },
            Input::Line => input id=(id) name=(name) type="text" value=(value) aria-describedby=(help) aria-invalid=[invalid];,
        }
    }
}

/// A part of a field, entered for itself.
fn one_of(lang: Lang, part: &FormField) -> Markup {
    let (id, help) = (format!("f-{}", part.name), format!("h-{}", part.name));
    let wrong = !part.errors.is_empty();
    html! {
        div.part.wrong[wrong] {
            label for=(id) { (part.label) }
            (entry(lang, part, &id, &help, wrong))
            p.help id=(help) { @for error in &part.errors { span.error-text { (value::help(error)) } " " } (value::help(&part.help)) }
        }
    }
}

/// An honest gap instead of a value: why, and who will see to it by when.
fn gap(lang: Lang, field: &FormField, said: &GapField) -> Markup {
    let name = |part: &str| format!("{}.{part}", field.name);
    html! {
        details.gap open[*said != GapField::default()] {
            summary { (t(lang, FormWord::GapInstead)) span.vh { ": " (field.label) } }
            div.gap-parts {
                label { span { (t(lang, FormWord::GapKind)) }
                    select name=(name("gap")) {
                        option value="" { "–" }
                        option value="unknown" selected[said.gap == "unknown"] { (t(lang, FormWord::GapIsUnknown)) }
                        option value="none" selected[said.gap == "none"] { (t(lang, FormWord::GapIsNone)) }
                    }
                }
                label { span { (t(lang, FormWord::GapBecause)) } input type="text" name=(name("because")) value=(said.because); }
                label { span { (t(lang, FormWord::GapOwner)) } input type="text" name=(name("owner")) list="c-person" autocomplete="off" value=(said.owner); }
                label { span { (t(lang, FormWord::GapDue)) } input type="date" name=(name("due")) value=(said.due); }
            }
        }
    }
}

/// Who acts, where nothing has to be proved besides.
fn who(lang: Lang, signer: &Signer) -> Markup {
    html! {
        @match signer {
            Signer::Token => (token(lang)),
            Signer::Session { form, .. } => input type="hidden" name="form" value=(form);,
        }
    }
}

fn token(lang: Lang) -> Markup {
    html! {
        div.field {
            label for="token" { (t(lang, FormWord::Token)) " " span.mute { (t(lang, FormWord::Needed)) } }
            input id="token" name="token" type="password" autocomplete="current-password" required aria-describedby="token-help";
            p.mute id="token-help" { (t(lang, FormWord::TokenHint)) }
        }
    }
}

fn act(word: &str, back: &str, lang: Lang) -> Markup {
    html! { p.acts { button.btn.main type="submit" { (word) } a.btn href=(back) { (t(lang, Word::Cancel)) } } }
}

/// Who acts: whoever is signed in, or whose token is typed in; and the proof that a signature asks.
pub(in crate::pages) fn signature(lang: Lang, act: &str, back: &str, signer: &Signer) -> Markup {
    let proof = match signer {
        Signer::Session { prove, .. } => prove.as_ref(),
        Signer::Token => None,
    };
    // Who has nothing else proves it there first, and signs then.
    let proved_elsewhere = proof.is_some_and(|p| p.sso.is_some() && !p.password && p.passkey.is_none());
    html! {
        @match signer {
            Signer::Token => (token(lang)),
            Signer::Session { form, prove } => {
                input type="hidden" name="form" value=(form);
                @if let Some(proof) = prove.as_ref().filter(|_| !proved_elsewhere) {
                    @if proof.password { div.field {
                        label for="present" { (t(lang, Word::Password)) " " span.mute { (t(lang, FormWord::Needed)) } }
                        input id="present" name="present" type="password" autocomplete="current-password" required aria-describedby="present-help";
                        p.mute id="present-help" { (t(lang, Word::ProveHint)) }
                    } } @else { p.mute { (t(lang, Word::ProveHint)) } }
                    @if let Some(origin) = &proof.passkey {
                        (passkey::button(lang, origin, Act::Use, links::PROVE_BEGIN, Word::PasskeyProve))
                        (assets::script("passkey.js"))
                    }
                }
            }
        }
        p.acts {
            @if !proved_elsewhere { button.btn.main type="submit" { (act) } }
            a.btn href=(back) { (t(lang, Word::Cancel)) }
        }
        // After the act, which is what the Enter key does.
        @if let Some(sso) = proof.and_then(|p| p.sso.as_ref()) { (crate::pages::account::sso::proof(lang, sso)) }
    }
}

/// What references can point at, offered while typing.
pub(in crate::pages) fn choices(all: &[Choices]) -> Markup {
    html! {
        @for Choices { kind, records } in all {
            datalist id={ "c-" (kind) } { @for (key, title) in records { option value=(key) { (title) } } }
        }
    }
}

/// Instead of a form that the reader may not fill in: why, and who may.
fn closed(lang: Lang, why: &str, back: &str) -> Markup {
    html! {
        (notice(&format!("{} {why}", t(lang, RecordWord::YouMayNot))))
        p.acts { a.btn href=(back) { (t(lang, Word::Cancel)) } }
    }
}

/// The page that moves a record: what the move means, and who makes it.
#[must_use]
pub fn move_page(shell: &Shell, view: &RecordPage, verb: &str, signer: &Signer) -> Markup {
    let lang = shell.lang;
    let one = view.moves.iter().find(|m| m.name == verb);
    let word = one.map_or(verb, |m| m.verb.as_str());
    let heading = fill(lang, FormWord::MoveHeading, &[("key", &view.head.key), ("move", word)]);
    let back = links::record(&view.head.workspace, &view.head.key);
    let content = html! {
        form.form method="post" action=(links::move_record(&view.head.workspace, &view.head.key, verb)) {
            input type="hidden" name="revision" value=(view.revision);
            @if let Some(one) = one {
                p { (value::state(&view.head.state)) " → " (value::state(&one.to)) }
                @if let Some(signs) = &one.signs { p { (fill(lang, RecordWord::SignsAs, &[("meaning", signs)])) } }
                (lacks(lang, &view.head.workspace, &view.head.key, one))
                @if !one.roles.is_empty() { p.meta { (fill(lang, RecordWord::MoveRoles, &[("roles", &one.roles.join(", "))])) } }
                @if let (Some(_), Some(digest)) = (&one.signs, &view.digest) {
                    input type="hidden" name="digest" value=(digest);
                    (signatures::digest(lang, RecordWord::ToSignDigest, digest))
                }
            }
            // What lacks something goes nowhere: the way on is to the field.
            @match one.and_then(|one| one.lacks.first()) {
                Some((field, label)) => p.acts {
                    a.btn.main href=(links::edit_at(&view.head.workspace, &view.head.key, field)) { (fill(lang, FormWord::StateFirst, &[("field", label)])) }
                    a.btn href=(back) { (t(lang, Word::Cancel)) }
                },
                None => (signature(lang, word, &back, signer)),
            }
        }
    };
    let barred = one.and_then(|m| m.refused.as_ref());
    let main = html! {
        div.head { p.eyebrow { span.id { (view.head.key) } (value::state(&view.head.state)) } h1 { (heading) } p.soft.lead { (view.head.title) } }
        @if let Some(barred) = barred { (closed(lang, barred, &back)) }
        @else {
            @if let Some(refused) = &view.refused { (notice(refused)) }
            (panel("move", t(lang, RecordWord::Moves), None, &content))
        }
    };
    let path = above(lang, &view.head.workspace, &view.head.kind, &[(&back, &view.head.key)], word);
    frame::page(shell, &Frame { title: &heading, path, aside: html! {}, main })
}
