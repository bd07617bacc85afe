//! Small marks that several pages of AI systems show.

use assay_domain::{Outcome, State};
use maud::{Markup, html};

use super::views::{CheckLine, DigestMark, PartRow, RiskMark, VersionMark};
use crate::pages::records::views::Shown;
use crate::parts::panel::{no_value, whole};
use crate::parts::words::{Lang, SystemWord, Word, fill, number, t};
use crate::parts::{links, state, value};

/// Requirements by state, the gravest first: shape and number, the word spoken and shown on hover.
#[must_use]
pub fn posture(lang: Lang, counts: &[(State, usize)]) -> Markup {
    html! {
        span.tally {
            @for (at, n) in counts {
                span class={ "st " (state::class(*at)) } title=(state::word(lang, *at)) {
                    (state::icon(*at).svg(13)) span.num { (number(lang, *n)) } span.vh { " " (state::word(lang, *at)) }
                }
            }
        }
    }
}

/// Words as tags; a gap says why it is one.
pub(super) fn tags(lang: Lang, shown: &Shown) -> Markup {
    html! {
        @match shown {
            Shown::List(items) => span.tags { @for item in items { span.plain { (value::shown(lang, item)) } } },
            Shown::Text(text) => span.plain { (text) },
            other => (value::shown(lang, other)),
        }
    }
}

/// How many checks are in the way of a version.
pub(super) fn in_the_way(checks: &[(Outcome, bool, usize)]) -> usize {
    let holds = |outcome: Outcome, stale: bool| !stale && matches!(outcome, Outcome::Pass | Outcome::Waived);
    checks.iter().filter(|(outcome, stale, _)| !holds(*outcome, *stale)).map(|(_, _, n)| n).sum()
}

/// What the gate of a version says, in a shape and a sentence.
#[must_use]
pub fn gate(lang: Lang, mark: &VersionMark) -> Markup {
    let open = in_the_way(&mark.checks);
    let (at, text) = match (mark.checks.is_empty(), open) {
        (true, _) => (State::Missing, t(lang, SystemWord::NoChecks).to_owned()),
        (_, 0) => (State::Effective, t(lang, SystemWord::GatePasses).to_owned()),
        (_, n) => (gravest(&mark.checks), fill(lang, SystemWord::GateOpen, &[("n", &number(lang, n))])),
    };
    html! { a class={ "st " (state::class(at)) } href=(mark.href) { (state::icon(at).svg(13)) span { (text) } } }
}

fn gravest(checks: &[(Outcome, bool, usize)]) -> State {
    checks.first().map_or(State::Missing, |(outcome, stale, _)| as_state(*outcome, *stale))
}

/// An outcome as a state is drawn.
pub(super) const fn as_state(outcome: Outcome, stale: bool) -> State {
    match outcome {
        Outcome::Pass if stale => State::Stale,
        Outcome::Pass => State::Effective,
        Outcome::Fail | Outcome::Error => State::Failing,
        Outcome::Missing => State::Missing,
        Outcome::Undecided | Outcome::Waived => State::Partly,
    }
}

/// The newest version of a system with its gate, for the inventory.
#[must_use]
pub fn newest(lang: Lang, mark: Option<&VersionMark>) -> Markup {
    html! {
        @match mark {
            Some(mark) => { p { (version(mark)) } p { (gate(lang, mark)) } }
            None => span.mute { (t(lang, SystemWord::NoVersion)) },
        }
    }
}

/// Label and state of a version, as a way to its gate.
pub(super) fn version(mark: &VersionMark) -> Markup {
    html! { a.lnk href=(mark.href) { (whole(&mark.label)) } " " (value::state(&mark.state)) }
}

/// Risks above appetite among the open ones.
#[must_use]
pub fn risks(lang: Lang, risks: RiskMark) -> Markup {
    if risks.open == 0 {
        return html! { span.mute { (t(lang, SystemWord::NoRisks)) } };
    }
    let word = if risks.more { SystemWord::RiskOfMany } else { SystemWord::RiskOf };
    let text = fill(lang, word, &[("above", &number(lang, risks.above)), ("open", &number(lang, risks.open))]);
    let at = if risks.above > 0 {
        State::Failing
    } else if risks.unrated > 0 {
        State::Partly
    } else {
        State::Effective
    };
    html! {
        span class={ "st " (state::class(at)) } { (state::icon(at).svg(13)) span { (text) } }
        @if risks.unrated > 0 { small { (fill(lang, SystemWord::RisksUnrated, &[("n", &number(lang, risks.unrated))])) } }
    }
}

/// A digest, or why there is none.
pub(super) fn digest(lang: Lang, digest: &DigestMark) -> Markup {
    let because = |word, because: &str| fill(lang, word, &[("because", because)]);
    html! {
        @match digest {
            DigestMark::Sha256(digest) => code.digest title=(digest) { (digest) },
            DigestMark::Unknown(why) => span.open { (because(SystemWord::DigestUnknown, why)) },
            DigestMark::None(why) => span.soft { (because(SystemWord::DigestNone, why)) },
            DigestMark::NotStated => span.open { (t(lang, SystemWord::DigestNotStated)) },
            DigestMark::Whole => span.mute { (t(lang, SystemWord::DigestWhole)) },
        }
    }
}

/// Released parts with their digests.
pub(super) fn released(lang: Lang, parts: &[PartRow]) -> Markup {
    html! {
        @if parts.is_empty() { p.empty { (t(lang, SystemWord::NoReleasedParts)) } } @else {
            dl.props.wide { @for part in parts { div { dt { (part.name) } dd { (digest(lang, &part.digest)) } } } }
        }
    }
}

/// What checks came to, one row each.
pub(super) fn checks(lang: Lang, caption: &str, lines: &[CheckLine]) -> Markup {
    let head = [
        t(lang, SystemWord::Check),
        t(lang, SystemWord::Outcome),
        t(lang, SystemWord::Measured),
        t(lang, SystemWord::RestsOn),
    ];
    html! {
        table.rows {
            caption.vh { (caption) }
            thead { tr { @for word in head { th scope="col" { (word) } } } }
            tbody { @for line in lines { (check(lang, line)) } }
        }
    }
}

fn check(lang: Lang, line: &CheckLine) -> Markup {
    html! {
        tr {
            th.what scope="row" {
                span.title { (line.title) }
                span.why { (line.reason) }
                span.meta {
                    span.id { (line.check) }
                    span.id { (line.subject) }
                    @for (id, href) in &line.requirements { a.lnk href=(href) { (id) } }
                }
            }
            td.first {
                @if line.stale { (state::line(lang, State::Stale)) } @else { (state::outcome(lang, line.outcome)) }
            }
            td data-label=(t(lang, SystemWord::Measured)) {
                @if line.value.is_none() && line.observed.is_none() { (no_value()) } @else { span {
                    @if let Some(value) = &line.value { (value::measured(lang, value)) }
                    @if let Some(threshold) = &line.threshold { small { (fill(lang, SystemWord::Against, &[("threshold", threshold)])) } }
                    @if let Some(at) = &line.observed { small.num { (at) } }
                    @if let Some(day) = &line.valid { small { (fill(lang, SystemWord::ValidUntil, &[("day", day)])) } }
                } }
            }
            td data-label=(t(lang, SystemWord::RestsOn)) {
                @if line.evidence.is_empty() { (no_value()) } @else { span {
                    span.tags { @for (key, href) in &line.evidence { a.lnk href=(href) { (key) } } }
                    @if !line.collected_by.is_empty() { small { (t(lang, Word::CollectedBy)) " " (line.collected_by.join(", ")) } }
                } }
            }
        }
    }
}

/// A name as a way to its record.
pub(super) fn named(one: &(String, String)) -> Markup {
    html! { (links::link(&one.1, &one.0)) }
}
