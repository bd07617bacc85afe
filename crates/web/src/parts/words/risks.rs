//! The words of Risks: one row each, English, Brazilian Portuguese, European Portuguese.

words! { RiskWord {
    Risks: "Risks", "Riscos", "Riscos";
    Standing:
        "{open} open, {above} above appetite",
        "{open} abertos, {above} acima do apetite",
        "{open} abertos, {above} acima do apetite";
    NewRisk: "New risk", "Novo risco", "Novo risco";
    PrintMatrix: "Matrix to print", "Matriz para imprimir", "Matriz para imprimir";
    BackToRegister: "Back to the register", "Voltar ao registro de riscos", "Voltar ao registo de riscos";

    // What asks for attention.
    AtAGlance: "What asks for attention", "O que pede atenção", "O que pede atenção";
    AboveAppetite: "Above appetite", "Acima do apetite", "Acima do apetite";
    WithinAppetite: "Within appetite", "Dentro do apetite", "Dentro do apetite";
    NotAccepted: "Above appetite, accepted by nobody", "Acima do apetite, sem aceitação", "Acima do apetite, sem aceitação";
    NotRated: "Level not known", "Nível desconhecido", "Nível desconhecido";
    TreatmentLate: "Treatment late", "Tratamento atrasado", "Tratamento atrasado";
    AcceptanceEnds: "Acceptance ends within 30 days", "Aceitação termina em 30 dias", "Aceitação termina em 30 dias";
    Lowered: "Lowered since {day}", "Reduzidos desde {day}", "Reduzidos desde {day}";
    Raised: "Raised since {day}", "Aumentados desde {day}", "Aumentados desde {day}";

    // The matrix.
    Matrix: "Likelihood by impact", "Probabilidade por impacto", "Verosimilhança por impacto";
    MatrixCaption:
        "Open risks by likelihood and impact, in the steps of {criteria}",
        "Riscos abertos por probabilidade e impacto, nos graus de {criteria}",
        "Riscos abertos por verosimilhança e impacto, nos graus de {criteria}";
    Show: "Which rating", "Qual avaliação", "Qual avaliação";
    Residual: "Residual", "Residual", "Residual";
    Inherent: "Inherent", "Inerente", "Inerente";
    ResidualHelp:
        "Once a risk is treated, what remains counts; until then, its rating before treatment.",
        "Depois de tratado, conta o que resta do risco; até lá, a avaliação antes do tratamento.",
        "Depois de tratado, conta o que resta do risco; até lá, a avaliação antes do tratamento.";
    InherentHelp:
        "How each risk was rated before its planned treatment.",
        "Como cada risco foi avaliado antes do tratamento planejado.",
        "Como cada risco foi avaliado antes do tratamento planeado.";
    Likelihood: "Likelihood", "Probabilidade", "Verosimilhança";
    Impact: "Impact", "Impacto", "Impacto";
    CellSaid:
        "likelihood {likelihood}, impact {impact}",
        "probabilidade {likelihood}, impacto {impact}",
        "verosimilhança {likelihood}, impacto {impact}";
    AppetiteLine:
        "Above appetite: levels beyond {level}",
        "Acima do apetite: níveis além de {level}",
        "Acima do apetite: níveis além de {level}";
    NoAppetiteLine:
        "No line is drawn: these criteria are not approved, so no appetite holds.",
        "Nenhuma linha é traçada: estes critérios não foram aprovados e nenhum apetite vigora.",
        "Nenhuma linha é traçada: estes critérios não estão aprovados e nenhum apetite vigora.";
    CriteriaApproved:
        "{key}, revision {n}, approved {date}",
        "{key}, revisão {n}, aprovados em {date}",
        "{key}, revisão {n}, aprovados em {date}";
    CriteriaOpen: "{key}, revision {n}, {state}", "{key}, revisão {n}, {state}", "{key}, revisão {n}, {state}";
    OtherCriteria: "Other criteria", "Outros critérios", "Outros critérios";
    UnplacedOne: "{n} risk is not in the matrix", "{n} risco não está na matriz", "{n} risco não está na matriz";
    UnplacedOther: "{n} risks are not in the matrix", "{n} riscos não estão na matriz", "{n} riscos não estão na matriz";
    NoCriteria:
        "No criteria yet. Top management approves the scales, the matrix and the appetite; from then on risks are rated by them.",
        "Ainda sem critérios. A alta direção aprova as escalas, a matriz e o apetite; a partir daí os riscos são avaliados por eles.",
        "Ainda sem critérios. A gestão de topo aprova as escalas, a matriz e o apetite; a partir daí os riscos são avaliados por eles.";
    WriteCriteria: "Write the criteria", "Escrever os critérios", "Escrever os critérios";

    // The chosen cell.
    CellChosen: "Likelihood {likelihood}, impact {impact}", "Probabilidade {likelihood}, impacto {impact}", "Verosimilhança {likelihood}, impacto {impact}";
    Gravest: "Gravest risks", "Riscos mais graves", "Riscos mais graves";
    Clear: "Clear", "Limpar", "Limpar";
    NothingHere: "No open risk stands here.", "Nenhum risco aberto está aqui.", "Nenhum risco aberto está aqui.";
    MoreBelow: "All {n} are in the register below.", "Todos os {n} estão no registro abaixo.", "Todos os {n} estão no registo abaixo.";
    MovedFrom:
        "From {from} to {to} on {date}.",
        "De {from} para {to} em {date}.",
        "De {from} para {to} em {date}.";
    Unmoved: "Rated {to} on {date}, unchanged since.", "Avaliado como {to} em {date}, sem mudança desde então.", "Avaliado como {to} em {date}, sem alteração desde então.";
    NeverRated: "Not rated yet.", "Ainda não avaliado.", "Ainda não avaliado.";
    ActionDue: "Treatment due {date}.", "Tratamento até {date}.", "Tratamento até {date}.";
    ActionLate: "Treatment was due {date}.", "O tratamento venceu em {date}.", "O tratamento venceu em {date}.";
    KeptUntil: "Kept until {date} ({key}).", "Mantido até {date} ({key}).", "Mantido até {date} ({key}).";
    KeptNoMore:
        "The acceptance {key}, until {date}, does not cover where it stands.",
        "A aceitação {key}, até {date}, não cobre onde o risco está.",
        "A aceitação {key}, até {date}, não cobre onde o risco está.";
    TrendTitle: "Level over time, {key}", "Nível ao longo do tempo, {key}", "Nível ao longo do tempo, {key}";
    TrendUntil: "now", "agora", "agora";
    AppetiteUpTo: "Appetite: up to {level}", "Apetite: até {level}", "Apetite: até {level}";

    // The register.
    Register: "Register", "Registro de riscos", "Registo de riscos";
    Appetite: "Appetite", "Apetite", "Apetite";
    Treatment: "Treatment", "Tratamento", "Tratamento";
    Due: "Due", "Prazo", "Prazo";
    Review: "Review", "Revisão", "Revisão";
    Level: "Level", "Nível", "Nível";
    Cell: "Cell", "Célula", "Célula";
    HarmTo: "Harm to", "Dano a", "Dano a";
    HarmOrganisation: "the organisation", "a organização", "a organização";
    HarmIndividuals: "people", "pessoas", "pessoas";
    HarmSociety: "society", "a sociedade", "a sociedade";
    Waits: "Waits for", "Aguarda", "Aguarda";
    DueReview: "Review late", "Revisão atrasada", "Revisão atrasada";
    Kept: "Accepted", "Aceito", "Aceite";
    LateDay: "late", "atrasado", "atrasado";

    // One risk.
    Statement: "What may happen", "O que pode acontecer", "O que pode acontecer";
    Event: "What happens", "O que acontece", "O que acontece";
    Cause: "Cause", "Causa", "Causa";
    ForOrganisation: "For the organisation", "Para a organização", "Para a organização";
    ForIndividuals: "For people", "Para as pessoas", "Para as pessoas";
    ForSociety: "For society", "Para a sociedade", "Para a sociedade";
    NotStated: "not stated", "não informado", "não indicado";
    FromTo: "From inherent to residual", "Do inerente ao residual", "Do inerente ao residual";
    StandsNow: "What counts now", "O que conta agora", "O que conta agora";
    ExpectedBy: "Expected by {key}", "Esperado por {key}", "Esperado por {key}";
    NotTreated: "not treated yet", "ainda não tratado", "ainda não tratado";
    Since: "Since", "Desde", "Desde";
    WhyMoved: "Why it moved", "Por que mudou", "Porque mudou";
    RatedByRound: "{key} rated it", "{key} o avaliou", "{key} avaliou-o";
    Changed: "changed {fields}", "alterou {fields}", "alterou {fields}";
    Treatments: "Treatment", "Tratamento", "Tratamento";
    NoTreatment:
        "No plan and no action names this risk. Whoever plans its treatment links them to it.",
        "Nenhum plano ou ação cita este risco. Quem planeja o tratamento faz a ligação.",
        "Nenhum plano nem ação refere este risco. Quem planeia o tratamento faz a ligação.";
    DaysLate: "{n} days late", "{n} dias de atraso", "{n} dias de atraso";
    DayLate: "{n} day late", "{n} dia de atraso", "{n} dia de atraso";
    Aim: "Effective when", "Eficaz quando", "Eficaz quando";
    Effect: "Effect", "Efeito", "Efeito";
    Acceptances: "Acceptance", "Aceitação", "Aceitação";
    NoAcceptance:
        "Nobody was asked to keep this risk. It is needed only for what stays above appetite.",
        "Não se pediu a ninguém que mantenha este risco. Só é preciso para o que fica acima do apetite.",
        "Não se pediu a ninguém que mantenha este risco. Só é preciso para o que fica acima do apetite.";
    AskToKeep: "Ask to keep it", "Pedir que seja mantido", "Pedir que seja mantido";
    TwoPeople:
        "It stands above appetite. Keeping it is for top management, and whoever asks for it may not accept it.",
        "Está acima do apetite. Mantê-lo cabe à alta direção, e quem o pede não pode aceitá-lo.",
        "Está acima do apetite. Mantê-lo cabe à gestão de topo, e quem o pede não o pode aceitar.";
    CoveredUntil:
        "It stands above appetite and is kept until {date} by {key}.",
        "Está acima do apetite e é mantido até {date} por {key}.",
        "Está acima do apetite e é mantido até {date} por {key}.";
    AskedBy: "Asked for by", "Pedida por", "Pedida por";
    DecidedBy: "Decided by", "Decidida por", "Decidida por";
    Until: "Until", "Até", "Até";
    Over: "over", "terminada", "terminada";
    Accepts: "Accepts", "Aceita", "Aceita";
    Conditions: "Conditions", "Condições", "Condições";
    YouMayNot: "You may not accept it:", "Você não pode aceitá-la:", "Não a pode aceitar:";
    Controls: "Controls against it", "Controles contra ele", "Controlos contra ele";
    NoControls:
        "No control is named against this risk.",
        "Nenhum controle é indicado contra este risco.",
        "Nenhum controlo é indicado contra este risco.";
    InPlace: "in place", "em vigor", "em vigor";
    Planned: "planned", "planejado", "planeado";
    EvidenceOne: "{n} piece of evidence", "{n} evidência", "{n} evidência";
    EvidenceOther: "{n} pieces of evidence", "{n} evidências", "{n} evidências";
    Linked: "Linked records", "Registros ligados", "Registos ligados";
    NoLinks: "Nothing else is linked to it.", "Nada mais está ligado a ele.", "Nada mais está ligado a ele.";
    MoreLinks: "There are more; the record names them all.", "Há mais; o registro cita todos.", "Há mais; o registo refere todos.";
    TheRecord: "Record and history", "Registro e histórico", "Registo e histórico";
    Reason: "Reason", "Motivo", "Motivo";
    Proof: "Proof", "Prova", "Prova";
} }
