//! What the register may be narrowed down by, in words.

use assay_app::RiskListRequest;
use assay_app::dto::NamedView;
use assay_domain::Kind;

use super::words::{value, values};
use crate::parts::table::{Asked, Chip, Making, Wanting};
use crate::parts::words::{Lang, RiskWord, Word, t};
use crate::site::records::list::state_word;
use crate::site::table::label;

/// Fields that a condition can be made of, in the order they are offered.
const FIELDS: [&str; 9] = ["appetite", "level", "treatment", "owner", "system", "due", "harm", "source", "state"];

/// The request that an address makes.
pub(super) fn request(asked: &Asked) -> RiskListRequest {
    let kept = |name: &str| asked.kept.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let wanted = |name: &str| {
        let all = asked.filters.iter().filter_map(|filter| filter.split_once(':'));
        all.filter(|(field, _)| *field == name).map(|(_, value)| value.to_owned()).next_back()
    };
    RiskListRequest {
        show: kept("show"),
        criteria: kept("criteria"),
        as_of: kept("as_of"),
        cell: wanted("cell"),
        level: wanted("level"),
        appetite: wanted("appetite"),
        state: wanted("state"),
        owner: wanted("owner"),
        system: wanted("system"),
        treatment: wanted("treatment"),
        source: wanted("source"),
        harm: wanted("harm"),
        due: wanted("due"),
        q: Some(asked.q.clone()).filter(|q| !q.is_empty()),
        sort: Some(asked.sort.clone()).filter(|sort| !sort.is_empty()),
        page: asked.after.as_ref().or(asked.before.as_ref()).and_then(|page| page.parse().ok()),
        limit: Some(asked.rows()),
    }
}

/// What a field is called.
pub(super) fn field(lang: Lang, name: &str) -> String {
    let word = match name {
        "cell" => RiskWord::Cell,
        "level" => RiskWord::Level,
        "appetite" => RiskWord::Appetite,
        "harm" => RiskWord::HarmTo,
        "due" => RiskWord::Waits,
        "state" => return t(lang, Word::State).to_owned(),
        "source" => return of_kind(lang, "sources"),
        name => return of_kind(lang, name),
    };
    t(lang, word).to_owned()
}

fn of_kind(lang: Lang, name: &str) -> String {
    Kind::named("risk").map_or_else(|| name.to_owned(), |kind| label(kind, name, lang))
}

/// What there is to choose from; nothing where it is a key or a cell.
fn choices(lang: Lang, name: &str) -> Vec<(String, String)> {
    let own = |words: &[(&str, RiskWord)]| {
        words.iter().map(|(slug, w)| ((*slug).to_owned(), t(lang, *w).to_owned())).collect()
    };
    match name {
        "level" => values(lang, "risk-criteria", "accept_up_to"),
        "treatment" => values(lang, "risk", "treatment"),
        "source" => values(lang, "risk", "sources"),
        "appetite" => own(&[
            ("above", RiskWord::AboveAppetite),
            ("open", RiskWord::NotAccepted),
            ("accepted", RiskWord::Kept),
            ("within", RiskWord::WithinAppetite),
            ("unknown", RiskWord::NotRated),
        ]),
        "harm" => own(&[
            ("organisation", RiskWord::HarmOrganisation),
            ("individuals", RiskWord::HarmIndividuals),
            ("society", RiskWord::HarmSociety),
        ]),
        "due" => own(&[
            ("late", RiskWord::TreatmentLate),
            ("review", RiskWord::DueReview),
            ("expiring", RiskWord::AcceptanceEnds),
        ]),
        "state" => Kind::named("risk")
            .into_iter()
            .flat_map(|kind| kind.workflow.states.iter().map(move |s| ((*s).to_owned(), state_word(kind, s, lang))))
            .collect(),
        _ => Vec::new(),
    }
}

/// The conditions that hold. `named` gives the title of a record.
pub(super) fn chips(lang: Lang, asked: &Asked, named: &mut impl FnMut(&str) -> Option<String>) -> Vec<Chip> {
    let mut chips = Vec::new();
    for (place, filter) in asked.filters.iter().enumerate() {
        let (name, wanted) = filter.split_once(':').unwrap_or((filter, ""));
        let known = choices(lang, name);
        let mut said = Vec::new();
        for one in wanted.split(',').map(str::trim) {
            let word = known.iter().find(|(slug, _)| slug == one).map(|(_, word)| word.clone());
            let word = word.or_else(|| matches!(name, "owner" | "system").then(|| named(one)).flatten());
            said.push(word.unwrap_or_else(|| {
                if name == "cell" { one.replace('x', "×") } else { value(lang, "risk", name, one) }
            }));
        }
        chips.push(Chip { label: field(lang, name), value: said.join(", "), without: asked.without(place) });
    }
    chips
}

/// What can be offered.
pub(super) fn offered(lang: Lang) -> Vec<(String, String)> {
    FIELDS.iter().map(|name| ((*name).to_owned(), field(lang, name))).collect()
}

/// The form of a condition on a field; nothing where there is no such field.
pub(super) fn making(lang: Lang, name: &str, owners: &[NamedView]) -> Option<Making> {
    if !FIELDS.contains(&name) {
        return None;
    }
    let keys = |all: &[NamedView]| all.iter().map(|one| (one.key.clone(), one.name.clone())).collect();
    let input = match name {
        "owner" => Wanting::Several(keys(owners)),
        "system" => Wanting::Key(Vec::new()),
        name => Wanting::Several(choices(lang, name)),
    };
    Some(Making { name: name.to_owned(), label: field(lang, name), input })
}
