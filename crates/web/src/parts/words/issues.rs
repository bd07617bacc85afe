//! The words of Issues: one row each, English, Brazilian Portuguese, European Portuguese.

words! { IssueWord {
    Issues: "Issues", "Ocorrências", "Ocorrências";
    Lead:
        "What went wrong or may have, what is done about it, and who has to hear of it by when.",
        "O que deu ou pode ter dado errado, o que se faz a respeito e quem precisa saber até quando.",
        "O que correu ou pode ter corrido mal, o que se faz a esse respeito e quem tem de saber até quando.";
    Clocks: "Reporting clocks", "Prazos de comunicação", "Prazos de comunicação";
    NoClocks:
        "No clock is known to run. Clocks of open incidents appear here.",
        "Nenhum prazo conhecido está correndo. Os prazos dos incidentes abertos aparecem aqui.",
        "Nenhum prazo conhecido está a correr. Os prazos dos incidentes em aberto surgem aqui.";
    // Its kinds.
    Kinds: "Kinds of issue", "Tipos de ocorrência", "Tipos de ocorrência";
    Incidents: "Incidents", "Incidentes", "Incidentes";
    Communications: "Communications", "Comunicações", "Comunicações";
    Concerns: "Concerns", "Preocupações", "Preocupações";
    Nonconformities: "Nonconformities", "Não conformidades", "Não conformidades";
    CorrectiveActions: "Corrective actions", "Ações corretivas", "Ações corretivas";
    Findings: "Findings", "Constatações", "Constatações";
    Improvements: "Improvements", "Melhorias", "Melhorias";
    Open: "open", "em aberto", "em aberto";
    Late: "late", "em atraso", "em atraso";
    Due: "Due", "Prazo", "Prazo";
    NoneOpen:
        "None is open. Those that are ended appear once the filter is removed.",
        "Nenhum registro em aberto. Os encerrados aparecem quando o filtro é removido.",
        "Nenhum registo em aberto. Os encerrados surgem quando o filtro é removido.";
} }
