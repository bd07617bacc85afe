//! The words of Today: one row each, English, Brazilian Portuguese, European Portuguese.

words! { TodayWord {
    EffectiveOfApplicable: "effective / applicable", "eficazes / aplicáveis", "eficazes / aplicáveis";
    Clauses: "Clauses 4 to 10", "Seções 4 a 10", "Secções 4 a 10";
    AnnexA: "Annex A controls", "Controles do Anexo A", "Controlos do Anexo A";
    NeedsAttention: "Needs attention", "Requer atenção", "Requer atenção";
    NothingNeedsAttention:
        "Nothing needs attention. What fails, is missing, is out of date or runs out soon appears here.",
        "Nada requer atenção. O que falha, falta, está desatualizado ou vence em breve aparece aqui.",
        "Nada requer atenção. O que falha, falta, está desatualizado ou expira em breve aparece aqui.";
    OpenTasks: "Open tasks", "Tarefas abertas", "Tarefas em aberto";
    NoTasks:
        "No open tasks. What someone is asked to do, and by when, appears here.",
        "Nenhuma tarefa aberta. O que se pede a alguém, e até quando, aparece aqui.",
        "Nenhuma tarefa em aberto. O que se pede a alguém, e até quando, aparece aqui.";
    QuarantineOne:
        "{n} file could not be read. It is kept as delivered and counts as evidence for nothing.",
        "{n} arquivo não pôde ser lido. Fica guardado como chegou e não conta como evidência de nada.",
        "{n} ficheiro não pôde ser lido. Fica guardado como chegou e não conta como evidência de nada.";
    QuarantineOther:
        "{n} files could not be read. They are kept as delivered and count as evidence for nothing.",
        "{n} arquivos não puderam ser lidos. Ficam guardados como chegaram e não contam como evidência de nada.",
        "{n} ficheiros não puderam ser lidos. Ficam guardados como chegaram e não contam como evidência de nada.";
} }
