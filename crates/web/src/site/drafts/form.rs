//! The forms whose drafts are kept: where each is, and what of it is kept. Only inputs that are named here or are fields of
//! the kind are: never a token, a password, a file, or the answer of a passkey.

use assay_domain::{Key, Kind};

use crate::parts::links;
use crate::site::records::form::About;
use crate::site::records::list::kind_of;
use crate::site::records::prefill;
use crate::site::typed::{Typed, one, read};

/// What the form of a record carries besides its fields, without which it cannot be shown again as it was.
const CARRIED: [&str; 2] = ["revision", "seen"];
/// The parts of a stated gap, after the name of its field.
const GAP: [&str; 4] = ["gap", "because", "owner", "due"];

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) enum Form {
    /// That of a record, or of a move of one: nothing but proofs is typed into the latter.
    Record(About),
    /// One field of several records.
    Bulk {
        kind: String,
        /// Keys, each with the revision that was seen.
        rows: Vec<String>,
        by: String,
    },
    /// A delivery; about what, as far as its address says.
    Deliver(String),
    /// A version of the Statement of Applicability of a framework.
    Statement(String),
    /// The answer to a request of an audit room.
    Answer { room: String, request: String },
    /// A request, made inside an audit room.
    Ask,
    /// A note, made there.
    Note,
}

impl Form {
    /// The form of that name, about what a query says.
    pub(super) fn of(name: &str, query: &str) -> Option<Self> {
        let asked = read(query.as_bytes());
        let text = |name: &str| one(&asked, name).to_owned();
        Some(match name {
            "new" => Self::Record(prefill::about(Some(query))),
            "edit" => Self::Record(About::Edit(text("key"), asked.contains_key("only").then(|| text("only")))),
            "bulk" => Self::bulk(&asked)?,
            "deliver" => Self::Deliver(text("subject")),
            "statement" => Self::Statement(text("framework")),
            "answer" => Self::Answer { room: text("room"), request: text("request") },
            "ask" => Self::Ask,
            "note" => Self::Note,
            _ => return None,
        })
    }

    /// The form that sets one field of several records; nothing before the field is chosen.
    pub(in crate::site) fn bulk(asked: &Typed) -> Option<Self> {
        let (kind, by) = (one(asked, "kind").to_owned(), one(asked, "by").to_owned());
        let rows = asked.get("row").cloned().unwrap_or_default();
        (!by.is_empty() && !rows.is_empty()).then_some(Self::Bulk { kind, rows, by })
    }

    /// What it is called where drafts are kept, and what says which of that name it is.
    fn named(&self) -> (&'static str, Vec<(&str, &str)>) {
        match self {
            Self::Record(About::New(kind, given)) => {
                let given =
                    given.iter().flat_map(|(name, values)| values.iter().map(move |v| (name.as_str(), v.as_str())));
                ("new", std::iter::once(("kind", kind.as_str())).chain(given).collect())
            }
            Self::Record(About::Edit(key, only)) => {
                let only = only.iter().map(|field| ("only", field.as_str()));
                ("edit", std::iter::once(("key", key.as_str())).chain(only).collect())
            }
            Self::Record(About::Move(key, verb)) => ("move", vec![("key", key), ("verb", verb)]),
            Self::Bulk { kind, rows, by } => {
                let rows = rows.iter().map(|row| ("row", row.as_str()));
                ("bulk", std::iter::once(("kind", kind.as_str())).chain(rows).chain([("by", by.as_str())]).collect())
            }
            Self::Deliver(subject) => ("deliver", vec![("subject", subject)]),
            Self::Statement(framework) => ("statement", vec![("framework", framework)]),
            Self::Answer { room, request } => ("answer", vec![("room", room), ("request", request)]),
            Self::Ask => ("ask", Vec::new()),
            Self::Note => ("note", Vec::new()),
        }
    }

    /// Where what is typed into it is sent to be kept.
    pub(in crate::site) fn kept_at(&self, slug: &str) -> String {
        let (name, asked) = self.named();
        links::draft(slug, name, &asked)
    }

    /// Where the form is.
    pub(in crate::site) fn address(&self, slug: &str) -> String {
        match self {
            Self::Record(about) => of_record(slug, about),
            Self::Bulk { .. } => links::asked(&links::bulk(slug), &self.named().1),
            Self::Deliver(subject) if subject.is_empty() => links::DELIVER.to_owned(),
            Self::Deliver(subject) => links::deliver_about(subject),
            Self::Statement(framework) => links::asked(links::SOA, &[("framework", framework), ("view", "versions")]),
            Self::Answer { room, request } => links::answer_request(slug, room, request),
            Self::Ask => format!("{}#new-request", links::room(slug)),
            Self::Note => format!("{}#notes", links::room(slug)),
        }
    }

    /// What its draft is found by. Of rows their keys: somebody else may go on with one of them meanwhile.
    pub(super) fn known_by(&self, slug: &str) -> String {
        match self {
            Self::Bulk { kind, rows, by } => {
                let key = |row: &String| row.rsplit_once('.').map_or(row.as_str(), |(key, _)| key).to_owned();
                let mut rows: Vec<String> = rows.iter().map(key).collect();
                rows.sort();
                Self::Bulk { kind: kind.clone(), rows, by: by.clone() }.address(slug)
            }
            form => form.address(slug),
        }
    }

    /// What of it is kept; nothing of a form that takes no words.
    pub(super) fn keeps(&self, typed: &Typed) -> Option<Typed> {
        let named: &[&str] = match self {
            Self::Record(about) => return Some(of_kind(kind_about(about)?, typed)),
            Self::Bulk { kind, by, .. } => {
                let kind = kind_of(kind).ok()?;
                let part =
                    |name: &str| name.strip_prefix(by.as_str()).is_some_and(|r| r.is_empty() || r.starts_with('.'));
                return Some(only(typed, |name| part(name) && of_field(kind, name)));
            }
            Self::Deliver(_) => &["subject", "pipeline"],
            Self::Statement(_) => &["title", "owner", "scope"],
            Self::Answer { .. } => &["answer", "evidence", "documents"],
            Self::Ask => &["title", "request", "requirement", "due"],
            Self::Note => &["text", "about"],
        };
        Some(only(typed, |name| named.contains(&name)))
    }
}

/// Whether an input is that of a field of the kind, or of a part of the gap that may be stated instead.
pub(in crate::site) fn of_field(kind: &'static Kind, name: &str) -> bool {
    let field = |name: &str| kind.labels.iter().any(|label| label.field == name);
    match name.split_once('.') {
        Some((outer, part)) => field(outer) && (GAP.contains(&part) || kind.field(name).is_some()),
        None => field(name),
    }
}

fn only(typed: &Typed, known: impl Fn(&str) -> bool) -> Typed {
    typed.iter().filter(|(name, _)| known(name)).map(|(name, values)| (name.clone(), values.clone())).collect()
}

/// The fields of a kind out of what was typed.
fn of_kind(kind: &'static Kind, typed: &Typed) -> Typed {
    only(typed, |name| of_field(kind, name) || CARRIED.contains(&name))
}

/// The kind of the form that something is about, where it is known without reading a record.
fn kind_about(about: &About) -> Option<&'static Kind> {
    match about {
        About::New(kind, _) => kind_of(kind).ok(),
        About::Edit(key, _) => Kind::with_prefix(key.parse::<Key>().ok()?.prefix()),
        About::Move(..) => None,
    }
}

fn of_record(slug: &str, about: &About) -> String {
    match about {
        About::New(kind, given) => {
            let given = given.iter().flat_map(|(name, values)| values.iter().map(move |v| (name.as_str(), v.as_str())));
            links::new_record_with(slug, kind, &given.collect::<Vec<_>>())
        }
        About::Edit(key, None) => links::edit_record(slug, key),
        About::Edit(key, Some(field)) => links::edit_field(slug, key, field),
        About::Move(key, verb) => links::move_record(slug, key, verb),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRETS: &[u8] =
        b"form=secret&token=assay_x&present=pw&credential=c&ticket=t&code=1&other=z&stored=d+f&stored.files=f";

    fn kept(form: &Form, typed: &[u8]) -> Vec<String> {
        let typed = [typed, b"&", SECRETS].concat();
        form.keeps(&read(&typed)).unwrap().into_keys().collect()
    }

    fn all() -> Vec<(Form, &'static [u8])> {
        let bulk = "kind=risk&row=RISK-2.4&row=RISK-1.3&by=likelihood";
        let edit = |only: Option<&str>| Form::Record(About::Edit("RISK-1".into(), only.map(str::to_owned)));
        vec![
            (Form::Record(About::New("risk".into(), read(b"title=A"))), b"title=R&likelihood.because=x&seen=5"),
            (edit(None), b"title=R&likelihood.gap=unknown&revision=2"),
            (edit(Some("owner")), b"owner=PER-1"),
            (Form::bulk(&read(bulk.as_bytes())).unwrap(), b"likelihood.because=x&likelihood=3"),
            (Form::Deliver("SYS-3@1.0".into()), b"subject=SYS-3&pipeline=p"),
            (Form::Statement("iso42001".into()), b"title=a&owner=b&scope=c"),
            (Form::Answer { room: "ROOM-1".into(), request: "REQ-1".into() }, b"answer=a&documents=c&evidence=b"),
            (Form::Ask, b"due=d&request=b&requirement=c&title=a"),
            (Form::Note, b"about=b&text=a"),
        ]
    }

    #[test]
    fn what_is_typed_into_a_form_is_kept_and_nothing_secret_is() {
        for (form, typed) in all() {
            let names: Vec<String> = read(typed).into_keys().collect();
            assert_eq!(kept(&form, typed), names, "{form:?}");
        }
        let other_field =
            kept(&all().remove(3).0, b"title=x&likelihood_of=2&likelihood.token=y&kind=risk&row=RISK-1.3");
        assert!(other_field.is_empty(), "{other_field:?}");
        assert!(Form::Record(About::Move("RISK-1".into(), "approve".into())).keeps(&read(SECRETS)).is_none());
        assert!(Form::Record(About::New("nothing".into(), Typed::new())).keeps(&Typed::new()).is_none());
    }

    #[test]
    fn a_form_is_found_again_by_where_its_drafts_go() {
        for (form, _) in all() {
            let at = form.kept_at("main");
            let (path, query) = at.split_once('?').unwrap_or((&at, ""));
            assert_eq!(Form::of(path.strip_prefix("/w/main/drafts/").unwrap(), query), Some(form));
        }
        assert_eq!(Form::of("move", "key=RISK-1&verb=approve"), None);
        assert_eq!(Form::of("bulk", "kind=risk&row=RISK-1.3"), None, "no field is chosen");
    }

    #[test]
    fn each_form_is_at_an_address_of_its_own() {
        let mut known: Vec<String> = all().iter().map(|(form, _)| form.known_by("main")).collect();
        assert_eq!(known[0], "/w/main/records/new?kind=risk&title=A");
        assert_eq!(known[3], "/w/main/bulk?kind=risk&row=RISK-1&row=RISK-2&by=likelihood");
        let given = read(b"evidence=EV-4&title=A+%26+B");
        assert_eq!(
            Form::Record(About::New("evidence-review".to_owned(), given)).address("main"),
            "/w/main/records/new?kind=evidence-review&evidence=EV-4&title=A%20%26%20B"
        );
        known.sort();
        known.dedup();
        assert_eq!(known.len(), all().len());
        assert!(known.iter().all(|address| links::is_local(address)));
    }
}
