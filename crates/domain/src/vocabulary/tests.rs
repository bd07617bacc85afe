//! Everything a form or a page may say is said in three languages, and nothing is said that nobody reads.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;

use super::files::{DUTIES, HELP, HELPS, PARTS, ROLES, SIGNS, STATES, Said, VALUES, VERBS, Words};
use super::*;
use crate::roles;

/// Acts that every record knows besides its moves.
const ACTS: [&str; 3] = ["create", "update", "erase"];

/// What a file says that nothing asks for, and what it does not say.
fn compare<'a>(what: &str, asked: &BTreeSet<String>, said: impl Iterator<Item = &'a String>) {
    let said: BTreeSet<String> = said.cloned().collect();
    let missing: Vec<_> = asked.difference(&said).collect();
    let unused: Vec<_> = said.difference(asked).collect();
    assert!(missing.is_empty() && unused.is_empty(), "{what}: not said {missing:#?}, never asked for {unused:#?}");
}

fn texts(words: &'static Words) -> impl Iterator<Item = (&'static String, &'static Said)> {
    words.word.iter().chain(words.at.values().flatten()).chain(&words.feminine)
}

#[test]
fn every_sentence_of_help_is_said_in_portuguese_and_none_is_left_over() {
    let mut asked = BTreeSet::new();
    for kind in Kind::all() {
        for (path, field) in kind.fields() {
            assert!(!field.help.en.is_empty(), "{}.{path} has no comment", kind.name);
            asked.insert(field.help.en.to_owned());
            asked.extend(field.values.iter().filter_map(|v| v.help).map(|h| h.en.to_owned()));
        }
    }
    compare("data/words/help", &asked, HELPS.keys());
}

#[test]
fn a_sentence_of_help_stands_in_one_file() {
    let mut home = BTreeMap::new();
    for (file, text) in HELP {
        for sentence in toml::from_str::<BTreeMap<String, Said>>(text).unwrap().into_keys() {
            let before = home.insert(sentence.clone(), *file);
            assert_eq!(before, None, "{file}: `{sentence}`");
        }
        assert!(*file == "shared" || Kind::named(file).is_some(), "no kind {file}");
    }
}

#[test]
fn every_value_has_a_word_and_no_word_is_left_over() {
    let (mut asked, mut places) = (BTreeSet::new(), BTreeSet::new());
    for kind in Kind::all() {
        for (path, field) in kind.fields() {
            for value in field.values {
                asked.insert(value.slug.to_owned());
                places.insert((format!("{}.{path}", kind.name), value.slug));
                let name = path.rsplit('.').next().unwrap_or_default();
                places.insert((name.to_owned(), value.slug));
            }
        }
    }
    compare("values.toml", &asked, VALUES.word.keys());
    for (place, words) in &VALUES.at {
        for slug in words.keys() {
            assert!(places.contains(&(place.clone(), slug.as_str())), "values.toml: {place} takes no `{slug}`");
        }
    }
}

#[test]
fn values_of_a_field_are_told_apart_by_their_words() {
    for kind in Kind::all() {
        for (path, field) in kind.fields() {
            for read in [|t: Text| t.en, |t: Text| t.pt_br, |t: Text| t.pt_pt] {
                let mut words: BTreeMap<&str, &str> = BTreeMap::new();
                for value in field.values {
                    let other = words.insert(read(value.word), value.slug).filter(|other| *other != value.slug);
                    assert_eq!(other, None, "{}.{path}: `{}`", kind.name, read(value.word));
                }
            }
        }
    }
}

#[test]
fn every_state_and_every_act_has_a_word_and_no_word_is_left_over() {
    let of = |each: fn(&Kind) -> Vec<String>| Kind::all().iter().flat_map(|k| each(k)).collect::<BTreeSet<String>>();
    let states = of(|k| k.workflow.states.iter().map(|s| (*s).to_owned()).collect());
    compare("states.toml", &states, STATES.word.keys());
    let mut acts = of(|k| k.workflow.transitions.iter().map(|t| t.name.to_owned()).collect());
    acts.extend(ACTS.map(str::to_owned));
    compare("verbs.toml", &acts, VERBS.word.keys());
    for (kind, slug) in STATES.at.iter().flat_map(|(kind, words)| words.keys().map(move |slug| (kind, slug))) {
        assert!(
            Kind::named(kind).is_some_and(|k| k.workflow.states.contains(&slug.as_str())),
            "{kind} is never {slug}"
        );
    }
    for (kind, slug) in VERBS.at.iter().flat_map(|(kind, words)| words.keys().map(move |slug| (kind, slug))) {
        assert!(Kind::named(kind).is_some_and(|k| k.workflow.transition(slug).is_some()), "{kind} has no move {slug}");
    }
    for slug in STATES.feminine.keys() {
        let told = STATES.feminine_kinds.iter().filter_map(|k| Kind::named(k));
        assert!(told.clone().any(|k| k.workflow.states.contains(&slug.as_str())), "no feminine kind is {slug}");
    }
    for kind in &STATES.feminine_kinds {
        assert!(Kind::named(kind).is_some(), "no kind {kind}");
    }
}

#[test]
fn states_and_moves_of_a_kind_are_told_apart_by_their_words() {
    for kind in Kind::all() {
        for read in [|t: Text| t.en, |t: Text| t.pt_br, |t: Text| t.pt_pt] {
            let states: BTreeSet<_> = kind.workflow.states.iter().map(|s| read(kind.state_word(s).unwrap())).collect();
            assert_eq!(states.len(), kind.workflow.states.len(), "{}: {states:?}", kind.name);
            let names: BTreeSet<_> = kind.workflow.transitions.iter().map(|t| t.name).collect();
            let verbs: BTreeSet<_> = names.iter().map(|name| read(kind.verb(name).unwrap())).collect();
            assert_eq!(verbs.len(), names.len(), "{}: {verbs:?}", kind.name);
        }
    }
}

#[test]
fn every_role_signature_and_inner_field_has_words_and_none_is_left_over() {
    compare("roles.toml", &roles().iter().map(|r| r.id.clone()).collect(), ROLES.word.keys());
    let transitions = Kind::all().iter().flat_map(|k| k.workflow.transitions);
    compare("signs.toml", &transitions.filter_map(|t| t.signs).map(str::to_owned).collect(), SIGNS.keys());
    let (mut names, mut paths) = (BTreeSet::new(), BTreeSet::new());
    for kind in Kind::all() {
        for path in kind.fields().keys() {
            let Some((_, name)) = path.rsplit_once('.') else { continue };
            names.insert(name.to_owned());
            paths.insert((format!("{}.{path}", kind.name), name.to_owned()));
        }
    }
    compare("parts.toml", &names, PARTS.word.keys());
    for (place, name) in PARTS.at.iter().flat_map(|(place, words)| words.keys().map(move |name| (place, name))) {
        assert!(paths.contains(&(place.clone(), name.clone())), "parts.toml: {place} is no {name}");
    }
}

/// Every text of the files with the place it has there.
fn everything() -> Vec<(String, Text)> {
    let files: [&'static Words; 5] = [&VALUES, &STATES, &VERBS, &PARTS, &ROLES];
    let words = files.into_iter().flat_map(texts).map(|(slug, said)| (slug.clone(), said.text(english(slug))));
    let sentences = HELPS.iter().chain(SIGNS.iter()).map(|(en, said)| (en.clone(), said.text(en)));
    let labels = Kind::all().iter().flat_map(|k| k.labels).map(|l| (l.field.to_owned(), l.text));
    words.chain(sentences).chain(labels).collect()
}

#[test]
fn no_word_is_empty_and_sentences_are_translated() {
    for (place, text) in everything() {
        for said in [text.en, text.pt_br, text.pt_pt] {
            assert!(!said.is_empty() && said == said.trim(), "{place}: `{said}`");
        }
        if text.en.split(' ').count() > 3 {
            assert!(text.en != text.pt_br && text.en != text.pt_pt, "`{place}` is still English");
        }
        let ends = |said: &str| said.ends_with('.');
        let whole = place == text.en;
        assert!(
            !whole || (ends(text.en) == ends(text.pt_br) && ends(text.en) == ends(text.pt_pt)),
            "`{place}`: full stop"
        );
        let code = |said: &str| said.matches('`').count();
        assert!(
            code(text.en) == code(text.pt_br) && code(text.en) == code(text.pt_pt),
            "`{place}`: what stands in code"
        );
    }
}

/// Words that only one of the two Portuguese has: Brazil's, then Portugal's.
const APART: &[(&str, &str)] = &[
    ("registro", "registo"),
    ("controle", "controlo"),
    ("usuário", "utilizador"),
    ("arquivo", "ficheiro"),
    ("escopo", "âmbito"),
    ("treinamento", "formação"),
    ("monitoramento", "monitorização"),
    ("equipe", "equipa"),
    ("contato", "contacto"),
    ("planejado", "planeado"),
    ("planejada", "planeada"),
    ("gerenciamento", "gestão"),
    ("conscientização", "consciencialização"),
    ("letramento", "literacia"),
    ("fato", "facto"),
    ("desenvolvedor", "criador de ia"),
    ("implantador", "responsável pela implantação"),
    ("proprietário do risco", "dono do risco"),
    ("alta direção", "gestão de topo"),
    ("análise crítica", "revisão pela gestão"),
    ("propósito geral", "finalidade geral"),
    ("alto risco", "risco elevado"),
];

/// A text without what stands in code, which is said alike everywhere.
fn without_code(text: &str) -> String {
    text.split('`').step_by(2).collect()
}

/// Whether a text has a word, or its plural, or a term of several words.
fn has(text: &str, term: &str) -> bool {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let one = |word: &&str| *word == term || word.strip_suffix('s') == Some(term);
    words.iter().any(one) || (term.contains(' ') && text.contains(term))
}

#[test]
fn each_portuguese_keeps_to_its_own_words() {
    for (place, text) in everything() {
        for (br, pt) in APART {
            assert!(!has(text.pt_pt, br), "`{place}` says `{br}` where Portugal says `{pt}`: {}", text.pt_pt);
            // Words of Portugal that Brazil has too, in another sense, are not looked for.
            let also = ["formação", "gestão", "facto", "âmbito"].contains(pt);
            assert!(also || !has(text.pt_br, pt), "`{place}` says `{pt}` where Brazil says `{br}`: {}", text.pt_br);
        }
    }
}

#[test]
fn where_the_glossary_tells_the_two_portuguese_apart_so_do_the_words() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/facts/glossary_pt.csv");
    let Ok(glossary) = std::fs::read_to_string(&path) else {
        writeln!(std::io::stderr(), "SKIPPED: no {} to compare the words with", path.display()).unwrap();
        return;
    };
    let all = everything();
    let (mut compared, mut alike) = (0, Vec::new());
    // A term that holds commas is quoted, and stands in no help as one piece.
    for row in glossary.lines().skip(1).filter(|row| !row.starts_with('"')) {
        let mut columns = row.split(',');
        let (en, br, pt) = (columns.next().unwrap(), columns.next().unwrap(), columns.next().unwrap());
        let term = en.split(" (").next().unwrap().to_lowercase();
        for (place, text) in all.iter().filter(|(_, text)| br != pt && has(&without_code(text.en), &term)) {
            compared += 1;
            if text.pt_br == text.pt_pt {
                alike.push(format!("`{place}` speaks of {en}: {br}, {pt}; not only `{}`", text.pt_pt));
            }
        }
    }
    assert!(compared > 100 && alike.is_empty(), "{compared}: {alike:#?}");
}

#[test]
fn a_field_a_value_a_state_and_a_move_are_found() {
    let kind = Kind::named("ai-system").unwrap();
    let field = kind.field("components.kind").unwrap();
    assert!(field.values.iter().any(|v| v.slug == "guardrail"));
    let stage = kind.field("event_logs.stages").unwrap();
    assert_eq!(stage.values.len(), kind.field("stage").unwrap().values.iter().filter(|v| v.help.is_some()).count());
    assert_eq!(kind.state_word("in-scope").map(|t| t.pt_pt), Some("No âmbito"));
    assert_eq!(kind.state_word("approved"), None);
    assert_eq!(kind.verb("retire").map(|t| t.en), Some("Retire"));
    let state = |kind: &str, state: &str| Kind::named(kind).and_then(|k| k.state_word(state)).map(|t| t.pt_br);
    assert_eq!((state("policy", "approved"), state("document", "approved")), (Some("Aprovada"), Some("Aprovado")));
    let viewer = roles().iter().find(|r| r.id == "viewer").unwrap().said();
    assert_eq!((viewer.en, viewer.pt_pt), ("Viewer", "Leitor"));
}

#[test]
fn every_duty_is_said_in_every_language() {
    let granted = crate::self_grant();
    let own = [granted.cool_down.id.as_str(), granted.own_invitation.id.as_str()];
    let ids: Vec<&str> = crate::duties().iter().map(|duty| duty.id.as_str()).chain(own).collect();
    for id in &ids {
        let said = rule_said(id).unwrap_or_else(|| panic!("{id} is not translated in data/words/duties.toml"));
        for text in [said.pt_br, said.pt_pt] {
            assert!(text.ends_with('.') && text != said.en, "{id}: {text}");
        }
    }
    assert_eq!(DUTIES.len(), ids.len(), "what is translated is still a duty");
    assert!(rule_said("sod.none").is_none());
}
