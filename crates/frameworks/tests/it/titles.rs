//! Titles in every language.

use assay_frameworks::{Framework, Locale, Titles, annex_c, clocks, editions, slugs};

/// Beginnings of words of one side of the ocean that do not stand on the other.
const NOT_IN_BRAZIL: &[&str] = &[
    "controlo",
    "registo",
    "monitoriza",
    "planeamento",
    "utiliza",
    "âmbito",
    "equipas",
    "equipa ",
    "ficheiro",
    "deteção",
    "conceção",
    "consciencializa",
    "formação em",
    "recolha",
    "ecrã",
    "contacto",
    "sistémic",
    "prestador",
    "coima",
    "treino",
    "enviesamento",
    "reporte",
    "verosimilhança",
    "mandatário",
    "apreciação",
];
const NOT_IN_PORTUGAL: &[&str] = &[
    "controle",
    "registro",
    "monitorament",
    "planejamento",
    "usuário",
    "escopo",
    "equipe",
    "arquivo",
    "detecção",
    "conscientiza",
    "treinamento",
    "coleta",
    "tela",
    "contato",
    "sistêmic",
    "provedor",
    "implantador",
    "multa",
    "viés",
    "relato",
    "gerencia",
    "acurácia",
    "suprimento",
    "governança",
    "letramento",
];

fn rows() -> Vec<(String, &'static Titles)> {
    let of = |framework: &'static Framework| {
        framework.requirements.iter().map(|row| (format!("{} {}", framework.edition, row.key()), &row.titles))
    };
    let mut rows: Vec<(String, &Titles)> = slugs().flat_map(editions).flat_map(of).collect();
    let annex = annex_c().objectives.iter().chain(&annex_c().risk_sources);
    rows.extend(annex.map(|row| (row.id.clone(), &row.titles)));
    rows.extend(clocks().clocks.iter().map(|clock| (clock.id.clone(), &clock.titles)));
    rows
}

#[test]
fn nothing_is_untranslated() {
    let untranslated: Vec<String> =
        rows().into_iter().filter(|(_, titles)| !titles.untranslated.is_empty()).map(|(row, _)| row).collect();
    assert_eq!(untranslated, Vec::<String>::new());
}

#[test]
fn every_row_has_three_titles_in_three_languages() {
    for (row, titles) in rows() {
        for title in [&titles.en, &titles.pt_br, &titles.pt_pt] {
            assert!(!title.is_empty() && title.trim() == title, "{row}");
        }
        assert_ne!(titles.en, titles.pt_br, "{row} is not translated");
        assert_ne!(titles.en, titles.pt_pt, "{row} is not translated");
        for (title, words) in [(&titles.pt_br, NOT_IN_BRAZIL), (&titles.pt_pt, NOT_IN_PORTUGAL)] {
            let lower = title.to_lowercase();
            let mut there = words.iter().filter(|word| {
                let mut places = lower.match_indices(**word);
                places.any(|(at, _)| !lower[..at].ends_with(char::is_alphabetic))
            });
            assert_eq!(there.next(), None, "{row}: {title}");
        }
    }
}

#[test]
fn the_same_title_is_translated_the_same_way() {
    let mut seen = std::collections::HashMap::new();
    let mut rows = rows();
    // What these say depends on what they head.
    rows.retain(|(_, titles)| !["Risk management system", "Cybersecurity"].contains(&titles.en.as_str()));
    for (row, titles) in rows {
        let (before, first) = seen.entry(&titles.en).or_insert((titles, row.clone()));
        assert_eq!((&before.pt_br, &before.pt_pt), (&titles.pt_br, &titles.pt_pt), "{row} and {first}: {}", titles.en);
    }
}

#[test]
fn an_absent_translation_is_said_and_english_stands_in() {
    let text = "schema = 2\nname = \"Own\"\nedition = \"1\"\ncopyright = \"Ours.\"\n\n[[requirement]]\nkind = \"clause\"\n\
                id = \"4\"\ntitle = \"Deliveries\"\ntitle_pt_pt = \"Entregas\"\n";
    let framework = Framework::parse("own-terms", text).unwrap();
    let titles = &framework.find("4").unwrap().titles;
    assert_eq!((titles.pt_br.as_str(), titles.pt_pt.as_str()), ("Deliveries", "Entregas"));
    assert_eq!(titles.untranslated, [Locale::PtBr]);
    assert_eq!((titles.translated(Locale::PtBr), titles.translated(Locale::PtPt)), (None, Some("Entregas")));
    assert_eq!(serde_json::to_value(titles).unwrap()["untranslated"], serde_json::json!(["pt-BR"]));
    assert!(!framework.to_toml().contains("title_pt_br"));
}
