//! The words that say why something has its state: one row each, English, Brazilian Portuguese, European Portuguese.

words! { WhyWord {
    Why: "Why", "Por quê", "Porquê";
    OpenWhy: "{state}: show why", "{state}: mostrar por quê", "{state}: mostrar porquê";
    CellWhy: "{id}, {state}: show why", "{id}, {state}: mostrar por quê", "{id}, {state}: mostrar porquê";
    WhyTitle: "Why {id} is in this state", "Por que {id} está nesta situação", "Porque é que {id} está neste estado";
    For: "For {subject}", "Para {subject}", "Para {subject}";
    Decided: "What decided", "O que decidiu", "O que decidiu";
    Axis: "Axis", "Eixo", "Eixo";
    Rule: "Rule", "Regra", "Regra";
    NoRule: "No check speaks to this.", "Nenhuma verificação trata disto.", "Nenhuma verificação trata disto.";
    CheckSet: "Check set", "Conjunto de verificações", "Conjunto de verificações";
    CheckSetEdition: "edition {edition}", "edição {edition}", "edição {edition}";
    Moment: "As of", "Em", "Em";
    MomentAt: "{at}, record entry {n}", "{at}, entrada {n} do registro", "{at}, entrada {n} do registo";
    EveryRule: "Every rule that bears on it", "Todas as regras que incidem", "Todas as regras que incidem";
    WhoCollected:
        "Evidence: who collected it, when, from what",
        "Evidências: quem coletou, quando, de quê",
        "Evidências: quem recolheu, quando, de quê";
    NoEvidenceHere:
        "No rule here rests on evidence that a tool or a person delivered.",
        "Nenhuma regra aqui se baseia em evidências entregues por uma ferramenta ou pessoa.",
        "Nenhuma regra aqui assenta em evidências entregues por uma ferramenta ou pessoa.";
    Records: "Records it rests on", "Registros em que se baseia", "Registos em que assenta";
    NoRecords: "No rule here rests on other records.", "Nenhuma regra aqui se baseia em outros registros.", "Nenhuma regra aqui assenta em outros registos.";
    ChangedBy: "Last changed by", "Última alteração por", "Última alteração por";
    SignedBy: "Signed by", "Assinado por", "Assinado por";
    NotSigned: "Not signed", "Não assinado", "Não assinado";
    Kind: "Kind", "Tipo", "Tipo";
    BySubject: "Subjects by state", "Objetos por situação", "Objetos por estado";
    Population: "Population", "População", "População";
    NoPopulation: "Not stated", "Não informada", "Não indicada";
    NotReviewed: "Not reviewed", "Não revisado", "Não revisto";
    RanOut: "ran out", "venceu", "expirou";
} }
