//! The words of how it developed: one row each, English, Brazilian Portuguese, European Portuguese.

words! { TrendWord {
    Title: "Over time", "Ao longo do tempo", "Ao longo do tempo";
    Lead:
        "As it stood at the end of each month, read from the log as of then; the last column is now.",
        "Como estava no fim de cada mês, lido do registro tal como era; a última coluna é agora.",
        "Como estava no fim de cada mês, lido do registo tal como era; a última coluna é agora.";
    Coverage: "Requirements by state", "Requisitos por estado", "Requisitos por estado";
    CoverageText: "{n} requirements are effective now.", "{n} requisitos são eficazes agora.", "{n} requisitos são agora eficazes.";
    Risks: "Open risks and the appetite", "Riscos em aberto e o apetite", "Riscos em aberto e o apetite";
    RisksText:
        "{n} open risks are above appetite now, accepted by nobody.",
        "{n} riscos em aberto estão agora acima do apetite, sem aceitação.",
        "{n} riscos em aberto estão agora acima do apetite, sem aceitação.";
    Within: "Within appetite", "Dentro do apetite", "Dentro do apetite";
    Accepted: "Above appetite, accepted", "Acima do apetite, aceito", "Acima do apetite, aceite";
    Above: "Above appetite, accepted by nobody", "Acima do apetite, sem aceitação", "Acima do apetite, sem aceitação";
    Unknown: "Level not known", "Nível desconhecido", "Nível desconhecido";
} }
