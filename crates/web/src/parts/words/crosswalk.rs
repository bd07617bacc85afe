//! The words of the crosswalk view: one row each, English, Brazilian Portuguese, European Portuguese.

words! { CrosswalkWord {
    Title: "Crosswalk", "Correspondências", "Correspondências";
    TitleOf: "Crosswalk of {id}", "Correspondências de {id}", "Correspondências de {id}";
    Ask: "Requirement", "Requisito", "Requisito";
    AskHint: "For example iso42001:A.6.2.4 or eu-ai-act:art17", "Por exemplo iso42001:A.6.2.4 ou eu-ai-act:art17", "Por exemplo iso42001:A.6.2.4 ou eu-ai-act:art17";
    Other: "Only to this framework", "Somente para este referencial", "Apenas para este referencial";
    Every: "Every framework", "Todos os referenciais", "Todos os referenciais";
    Show: "Show", "Mostrar", "Mostrar";
    OffersOnly:
        "A crosswalk offers and never concludes: evidence for one requirement is a candidate for another, and a person accepts it there or does not.",
        "Uma correspondência oferece e nunca conclui: a evidência de um requisito é candidata a outro, e uma pessoa a aceita lá ou não.",
        "Uma correspondência oferece e nunca conclui: a evidência de um requisito é candidata a outro, e uma pessoa aceita-a lá ou não.";
    Touches: "What it touches", "Com o que se relaciona", "Com o que se relaciona";
    Relation: "Relation", "Relação", "Relação";
    Equal: "says the same", "diz o mesmo", "diz o mesmo";
    Subset: "is part of it", "é parte dele", "é parte dele";
    Superset: "contains it", "contém-no", "contém-no";
    Intersects: "overlaps with it", "sobrepõe-se a ele", "sobrepõe-se a ele";
    Strength: "Strength and certainty", "Força e certeza", "Força e certeza";
    Sure: "certainty high", "certeza alta", "certeza elevada";
    FairlySure: "certainty medium", "certeza média", "certeza média";
    Unsure: "certainty low", "certeza baixa", "certeza baixa";
    SureNotStated: "certainty not stated", "certeza não informada", "certeza não indicada";
    HowSure:
        "Certainty is low where a pair rests on one source or one judgement: check it before relying on it. It is medium where sources leave something open, and high where the texts themselves say it or independent sources agree.",
        "A certeza é baixa quando um par se baseia em uma só fonte ou em um só julgamento: confira antes de confiar nele. É média quando as fontes deixam algo em aberto, e alta quando os próprios textos o dizem ou fontes independentes concordam.",
        "A certeza é baixa quando um par assenta numa só fonte ou num só juízo: confirme antes de confiar nele. É média quando as fontes deixam algo em aberto, e elevada quando os próprios textos o dizem ou fontes independentes concordam.";
    OfTen: "{n} of 10", "{n} de 10", "{n} de 10";
    Why: "Rationale and source", "Fundamento e fonte", "Fundamento e fonte";
    Standing: "Standing", "Situação", "Situação";
    InForce: "In force", "Em vigor", "Em vigor";
    Proposed: "Proposed, not in force", "Proposta, não está em vigor", "Proposta, não está em vigor";
    Corrected: "Corrected here", "Corrigida aqui", "Corrigida aqui";
    Inverted: "read against its direction", "lida no sentido inverso", "lida no sentido inverso";
    Candidates: "Candidate evidence", "Evidências candidatas", "Evidências candidatas";
    NoCandidates: "none", "nenhuma", "nenhuma";
    NotHere: "Not managed here", "Não gerido aqui", "Não gerido aqui";
    Correct: "Correct a pair", "Corrigir um par", "Corrigir um par";
    Corrections: "Corrections", "Correções", "Correções";
    FromHere: "Crosswalk from there", "Correspondências a partir dali", "Correspondências a partir dali";
    Nothing: "No crosswalk leads from this requirement. Whoever sees a pair can record it as a correction.", "Nenhuma correspondência parte deste requisito. Quem vê um par pode registrá-lo como correção.", "Nenhuma correspondência parte deste requisito. Quem vê um par pode registá-lo como correção.";
    Examples: "Begin with one of these", "Comece por um destes", "Comece por um destes";
} }
