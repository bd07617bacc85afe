//! The words of the Statement of Applicability: one row each, English, Brazilian Portuguese, European Portuguese.

words! { SoaWord {
    SoaOf: "Statement of Applicability, {edition}", "Declaração de Aplicabilidade, {edition}", "Declaração de Aplicabilidade, {edition}";
    Rows: "Rows", "Linhas", "Linhas";
    Versions: "Versions", "Versões", "Versões";
    Difference: "Difference", "Diferença", "Diferença";
    Included: "Included", "Incluído", "Incluído";
    Excluded: "Left out", "Excluído", "Excluído";
    Undecided: "Not decided", "Não decidido", "Não decidido";
    Decision: "Decision", "Decisão", "Decisão";
    How: "How", "Como", "Como";
    NoReason: "No reason stated", "Sem motivo informado", "Sem motivo indicado";
    NoHow: "Nobody has stated how", "Ninguém informou como", "Ninguém indicou como";
    Draft: "Draft", "Rascunho", "Rascunho";
    Approved: "Approved", "Aprovada", "Aprovada";
    Superseded: "Replaced", "Substituída", "Substituída";
    Today: "Today", "Hoje", "Hoje";
    Totals:
        "{rows} rows: {yes} included, {no} left out, {open} not decided",
        "{rows} linhas: {yes} incluídas, {no} excluídas, {open} não decididas",
        "{rows} linhas: {yes} incluídas, {no} excluídas, {open} por decidir";
    InForce: "{key} is in force: approved {date} by {who}.", "{key} está em vigor: aprovada em {date} por {who}.", "{key} está em vigor: aprovada em {date} por {who}.";
    NoneInForce:
        "No version is approved. What is below is today’s draft of each row, and binds nobody.",
        "Nenhuma versão está aprovada. Abaixo está o rascunho de hoje de cada linha, que não obriga ninguém.",
        "Nenhuma versão está aprovada. Abaixo está o rascunho de hoje de cada linha, que não obriga ninguém.";
    DivergesOne: "{n} row differs from it today.", "{n} linha difere dela hoje.", "{n} linha difere dela hoje.";
    DivergesOther: "{n} rows differ from it today.", "{n} linhas diferem dela hoje.", "{n} linhas diferem dela hoje.";
    Agrees: "Every row is as it was approved.", "Todas as linhas estão como foram aprovadas.", "Todas as linhas estão como foram aprovadas.";
    ContradictedOne:
        "{n} row says that its control is in place, and what was measured says otherwise.",
        "{n} linha diz que o seu controle está implementado, e o que se mediu diz o contrário.",
        "{n} linha diz que o seu controlo está implementado, e o que se mediu diz o contrário.";
    ContradictedOther:
        "{n} rows say that their control is in place, and what was measured says otherwise.",
        "{n} linhas dizem que o seu controle está implementado, e o que se mediu diz o contrário.",
        "{n} linhas dizem que o seu controlo está implementado, e o que se mediu diz o contrário.";
    SeeDifference: "See what differs", "Ver o que difere", "Ver o que difere";
    Diverged: "Differs from the approved version", "Difere da versão aprovada", "Difere da versão aprovada";
    From: "From", "De", "De";
    To: "To", "Para", "Para";
    Compare: "Compare", "Comparar", "Comparar";
    NothingDiffers: "Nothing differs between these two.", "Nada difere entre estas duas.", "Nada difere entre estas duas.";
    SameRows: "{n} rows are the same.", "{n} linhas são iguais.", "{n} linhas são iguais.";
    Added: "Row added", "Linha acrescentada", "Linha acrescentada";
    Removed: "Row removed", "Linha retirada", "Linha retirada";
    Changed: "Changed", "Alterada", "Alterada";
    Touched: "Opened or approved again, same content", "Reaberta ou reaprovada, mesmo conteúdo", "Reaberta ou reaprovada, mesmo conteúdo";
    Contradicted: "Approved as in place; what was measured says otherwise", "Aprovada como implementada; o que se mediu diz o contrário", "Aprovada como implementada; o que se mediu diz o contrário";
    Before: "Before", "Antes", "Antes";
    After: "After", "Depois", "Depois";
    NotStatedThen: "not stated", "não informado", "não indicado";
    DraftVersion: "Draft a version", "Preparar uma versão", "Preparar uma versão";
    DraftHint:
        "It freezes every row as it is approved now. Top management then approves the version as a whole.",
        "Congela cada linha como está aprovada agora. Depois a alta direção aprova a versão como um todo.",
        "Congela cada linha como está aprovada agora. Depois a gestão de topo aprova a versão como um todo.";
    RowsOpenOne: "{n} row is not approved yet:", "{n} linha ainda não está aprovada:", "{n} linha ainda não está aprovada:";
    RowsOpenOther: "{n} rows are not approved yet:", "{n} linhas ainda não estão aprovadas:", "{n} linhas ainda não estão aprovadas:";
    FirstApproveRows: "A version can be drafted once they are.", "Uma versão pode ser preparada depois disso.", "Uma versão pode ser preparada depois disso.";
    MayNotDraft: "You cannot draft a version", "Você não pode preparar uma versão", "Não pode preparar uma versão";
    VersionTitle: "Title", "Título", "Título";
    VersionScope: "Scope it speaks of", "Escopo de que trata", "Âmbito de que trata";
    OwnerKey: "Owner (a person’s key)", "Responsável (chave de uma pessoa)", "Responsável (chave de uma pessoa)";
    NoVersions: "No version was ever drafted.", "Nenhuma versão foi preparada.", "Nenhuma versão foi preparada.";
    ApproveVersion: "Approve {key}", "Aprovar {key}", "Aprovar {key}";
    MayNotApprove: "You cannot approve {key}", "Você não pode aprovar {key}", "Não pode aprovar {key}";
    ChangedBy: "By", "Por", "Por";
} }
