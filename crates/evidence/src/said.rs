//! Faults of files, warnings and reasons of runs in the reader's language. They are kept in English; what stands at
//! their places is read out of the text (`data/words/faults.toml`).

use std::sync::LazyLock;

use assay_domain::{Lang, Sentences};

/// The sentence that a fault within a member of an archive stands in; the fault keeps its own code.
const MEMBER: &str = "zip.member";

static FAULTS: LazyLock<Sentences> =
    LazyLock::new(|| Sentences::parse(include_str!("../data/words/faults.toml")).unwrap_or_default());

/// What parsers put at places that is no word of a file: English, Brazilian, European.
const WORDS: [[&str; 3]; 9] = [
    ["a value", "um valor", "um valor"],
    ["an object", "um objeto", "um objeto"],
    ["an array", "uma lista", "uma lista"],
    ["`:` after the key", "`:` depois da chave", "`:` depois da chave"],
    ["`,` or the closing bracket", "`,` ou o fecho do parêntese", "`,` ou o parêntese de fecho"],
    ["(none)", "(nenhum)", "(nenhum)"],
    ["(no version)", "(sem versão)", "(sem versão)"],
    ["the whole file", "o arquivo inteiro", "o ficheiro inteiro"],
    ["set", "definido", "definido"],
];

/// What a fault, a warning or a reason of a run says in a language, by its code and its English. What nobody translated,
/// or was kept when it read otherwise, is said in the English it was kept in.
#[must_use]
pub fn said(code: &str, text: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return text.to_owned();
    }
    let told = FAULTS.say_text(code, text, lang, &|place, value| word(place, value, lang));
    let member = || {
        FAULTS.say_text(MEMBER, text, lang, &|place, value| match place {
            "what" => said(code, value, lang),
            _ => word(place, value, lang),
        })
    };
    told.or_else(member).unwrap_or_else(|| text.to_owned())
}

fn word(place: &str, value: &str, lang: Lang) -> String {
    if place == "what" {
        // Whose code is not known: what a line or a stream of an archive is damaged by.
        let known = FAULTS.say_any(value, lang, &|place, value| word(place, value, lang));
        return known.unwrap_or_else(|| value.to_owned());
    }
    if let Some([_, pt_br, pt_pt]) = WORDS.iter().find(|[en, ..]| *en == value) {
        return if lang == Lang::PtBr { *pt_br } else { *pt_pt }.to_owned();
    }
    match value.strip_suffix(" more").and_then(|rest| rest.rsplit_once(" and ")) {
        Some((shown, more)) if place == "list" => format!("{shown} e mais {more}"),
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_said_in_every_language_with_the_same_places() {
        let parsed = Sentences::parse(include_str!("../data/words/faults.toml")).unwrap();
        assert_eq!(parsed.faults(), Vec::<String>::new());
        assert!(parsed.all().count() > 120);
        for (code, sentence) in parsed.all() {
            // `arquivo` of Portugal is an archive, never a file.
            let file = sentence.pt_pt.replace("arquivo comprimido", "");
            for own in ["arquivo", "registro", "suíte", "senha"] {
                assert!(!file.contains(own), "{code}: pt-PT says `{own}`: {}", sentence.pt_pt);
            }
            for other in ["ficheiro", "registo", "palavra-passe"] {
                assert!(!sentence.pt_br.contains(other), "{code}: pt-BR says `{other}`: {}", sentence.pt_br);
            }
        }
    }

    #[test]
    fn what_was_kept_in_english_is_said_in_the_readers_language() {
        for (code, kept, br, pt) in [
            (
                "run.limited",
                "the run was limited to part of each task (limit 5)",
                "a execução foi limitada a parte de cada tarefa (limite 5)",
                "a execução foi limitada a parte de cada tarefa (limite 5)",
            ),
            (
                "junit.models",
                "the suites name several models (a, b and 3 more), so that none is taken as what was tested",
                "as suítes nomeiam vários modelos (a, b e mais 3); por isso nenhum é tomado como o que foi testado",
                "os conjuntos nomeiam vários modelos (a, b e mais 3); por isso nenhum é tomado como o que foi testado",
            ),
            (
                "jsonl.bad-line",
                "a line is damaged (the JSON is broken: a value should come here, not `}`; deliver the file again); take the file from the tool again",
                "uma linha está danificada (o JSON está danificado: aqui deveria vir um valor, e não `}`; entregue o arquivo de novo); obtenha o arquivo da ferramenta de novo",
                "uma linha está danificada (o JSON está danificado: aqui deveria vir um valor, e não `}`; entregue o ficheiro de novo); volte a obter o ficheiro da ferramenta",
            ),
            (
                "json.truncated",
                "`header.json` in the archive: the file ends in the middle of its JSON: it was cut off; deliver the whole file",
                "`header.json` no arquivo compactado: o arquivo termina no meio do seu JSON: foi cortado; entregue o arquivo inteiro",
                "`header.json` no arquivo comprimido: o ficheiro termina a meio do seu JSON: foi cortado; entregue o ficheiro inteiro",
            ),
        ] {
            assert_eq!(said(code, kept, Lang::En), kept);
            assert_eq!(said(code, kept, Lang::PtBr), br);
            assert_eq!(said(code, kept, Lang::PtPt), pt);
        }
        assert_eq!(said("run.limited", "it read otherwise", Lang::PtBr), "it read otherwise");
    }
}
