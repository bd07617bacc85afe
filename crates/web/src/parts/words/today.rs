//! The words of Today: one row each, English, Brazilian Portuguese, European Portuguese.

words! { TodayWord {
    EffectiveOfApplicable: "effective / applicable", "eficazes / aplicáveis", "eficazes / aplicáveis";
    Clauses: "Clauses 4 to 10", "Seções 4 a 10", "Secções 4 a 10";
    ClausesAndControls: "Clauses and controls", "Seções e controles", "Secções e controlos";
    NeedsAttention: "Needs attention", "Requer atenção", "Requer atenção";
    NothingNeedsAttention:
        "Nothing needs attention. What fails, is missing, is out of date or runs out soon appears here.",
        "Nada requer atenção. O que falha, falta, está desatualizado ou vence em breve aparece aqui.",
        "Nada requer atenção. O que falha, falta, está desatualizado ou expira em breve aparece aqui.";
    QuarantineOne:
        "{n} file could not be read. It is kept as delivered and counts as evidence for nothing.",
        "{n} arquivo não pôde ser lido. Fica guardado como chegou e não conta como evidência de nada.",
        "{n} ficheiro não pôde ser lido. Fica guardado como chegou e não conta como evidência de nada.";
    QuarantineOther:
        "{n} files could not be read. They are kept as delivered and count as evidence for nothing.",
        "{n} arquivos não puderam ser lidos. Ficam guardados como chegaram e não contam como evidência de nada.",
        "{n} ficheiros não puderam ser lidos. Ficam guardados como chegaram e não contam como evidência de nada.";
    SeeThem: "See them", "Ver", "Ver";
    NewTask: "New task", "Nova tarefa", "Nova tarefa";
    Now: "Now", "Agora", "Agora";
    DaysOne: "{n} day", "{n} dia", "{n} dia";
    DaysOther: "{n} days", "{n} dias", "{n} dias";
    EffectiveOf: "{n} of {of} that apply are effective", "{n} de {of} aplicáveis são eficazes", "{n} de {of} aplicáveis são eficazes";
    AllControls: "All controls", "Todos os controles", "Todos os controlos";

    // What is due.
    MyWork: "My work", "Meu trabalho", "O meu trabalho";
    EverybodysWork: "Everyone’s work", "Trabalho de todos", "O trabalho de todos";
    NoWork:
        "Nothing is due. What somebody has to do appears here, the most urgent first, what has no date last.",
        "Nada a vencer. O que alguém tem a fazer aparece aqui, o mais urgente primeiro, o que não tem data por último.",
        "Nada por fazer. O que alguém tem de fazer surge aqui, o mais urgente primeiro, o que não tem data no fim.";
    What: "What", "O quê", "O quê";
    Sort: "Kind", "Tipo", "Tipo";
    About: "About", "Sobre", "Sobre";
    Due: "Due", "Prazo", "Prazo";
    Overdue: "Overdue", "Vencido", "Em atraso";
    ThisWeek: "Within seven days", "Nos próximos sete dias", "Nos próximos sete dias";
    Later: "Later", "Mais tarde", "Mais tarde";
    Undated: "Without a date", "Sem data", "Sem data";
    NoDate: "no date", "sem data", "sem data";
    LateOne: "{n} day late", "{n} dia de atraso", "{n} dia de atraso";
    LateOther: "{n} days late", "{n} dias de atraso", "{n} dias de atraso";
    LateToday: "late since today", "venceu hoje", "em atraso desde hoje";

    // Clocks.
    Clocks: "Reporting clocks", "Prazos de comunicação", "Prazos de comunicação";
    NoClocks:
        "No clock is known to run. Clocks of open incidents appear here.",
        "Nenhum prazo conhecido está correndo. Os prazos dos incidentes abertos aparecem aqui.",
        "Nenhum prazo conhecido está a correr. Os prazos dos incidentes em aberto surgem aqui.";
    ClocksAreForPeople:
        "Which clocks run is for people to decide. Days are counted as calendar days.",
        "Quais prazos correm é decisão de pessoas. Os dias são contados como corridos.",
        "Que prazos correm é decisão de pessoas. Os dias contam-se como seguidos.";
    AllIssues: "All issues", "Todas as ocorrências", "Todas as ocorrências";
    ClockOpen: "Undecided", "A decidir", "Por decidir";
    ClockSerious: "Serious", "Grave", "Grave";
    ClockDecided: "Notice planned", "Aviso previsto", "Aviso previsto";
    ClockOver: "Over", "Esgotado", "Esgotado";
    ClockFrom: "Counts from {at}", "Conta desde {at}", "Conta desde {at}";
    ClockNotBegun: "When it began is not stated", "O início não foi informado", "O início não está indicado";
    HoursLeft: "{n} h left", "restam {n} h", "restam {n} h";
    DaysLeft: "{n} d {h} h left", "restam {n} d {h} h", "restam {n} d {h} h";
    OverSince: "over since {at}", "esgotado desde {at}", "esgotado desde {at}";

    // Risks.
    RiskAsItStands: "Risk as it stands", "Risco como está", "Risco tal como está";
    NoRisks:
        "No open risk yet. Where risks lie between likelihood and impact appears here.",
        "Ainda não há risco aberto. Onde os riscos estão entre probabilidade e impacto aparece aqui.",
        "Ainda não há risco em aberto. O lugar dos riscos entre verosimilhança e impacto surge aqui.";
    Likelihood: "Likelihood", "Probabilidade", "Verosimilhança";
    Impact: "Impact", "Impacto", "Impacto";
    AboveAppetite: "Above appetite", "Acima do apetite a risco", "Acima do apetite pelo risco";
    ReviewLate: "Review late", "Revisão atrasada", "Revisão em atraso";
    LevelUnknown: "Level not known", "Nível desconhecido", "Nível desconhecido";
    OtherCriteria: "By other criteria", "Por outros critérios", "Por outros critérios";
    RisksOne: "{n} risk", "{n} risco", "{n} risco";
    RisksOther: "{n} risks", "{n} riscos", "{n} riscos";
    LevelLow: "Low", "Baixo", "Baixo";
    LevelMedium: "Medium", "Médio", "Médio";
    LevelHigh: "High", "Alto", "Elevado";
    LevelCritical: "Critical", "Crítico", "Crítico";

    // Tools.
    Sources: "Evidence sources", "Fontes de evidência", "Fontes de evidência";
    SixtyDays: "60 days", "60 dias", "60 dias";
    AllEvidence: "All evidence", "Todas as evidências", "Todas as evidências";
    ReportsAbout: "Reports about", "Relata sobre", "Comunica sobre";
    LastDays: "Last 60 days", "Últimos 60 dias", "Últimos 60 dias";
    NewestRun: "Newest run", "Execução mais recente", "Execução mais recente";
    SubjectsOne: "{n} subject", "{n} objeto", "{n} objeto";
    SubjectsOther: "{n} subjects", "{n} objetos", "{n} objetos";
    DaysWithRuns:
        "A whole run on {n} of the last {of} days",
        "Execução completa em {n} dos últimos {of} dias",
        "Uma execução completa em {n} dos últimos {of} dias";
    People: "People", "Pessoas", "Pessoas";
    ProofOfEntry: "Proof of entry", "Prova da entrada", "Prova da entrada";
} }
