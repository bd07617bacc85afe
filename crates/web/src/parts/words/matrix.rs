//! The words of the coverage matrix and of the tabs of a control: one row each, English, Brazilian Portuguese, European
//! Portuguese.

words! { MatrixWord {
    Matrix: "Coverage matrix", "Matriz de cobertura", "Matriz de cobertura";
    MatrixOf: "Coverage of {edition} by AI system", "Cobertura da {edition} por sistema de IA", "Cobertura da {edition} por sistema de IA";
    List: "List", "Lista", "Lista";
    View: "View", "Exibição", "Vista";
    Also: "Also here", "Também aqui", "Também aqui";
    Soa: "Statement of Applicability", "Declaração de Aplicabilidade", "Declaração de Aplicabilidade";
    Readiness: "Readiness for stage 1", "Prontidão para a fase 1", "Prontidão para a 1.ª fase";
    Crosswalk: "Crosswalk", "Correspondências", "Correspondências";
    Filter: "Filter", "Filtrar", "Filtrar";
    Area: "Area", "Área", "Área";
    OwnControls: "Controls of our own", "Controles próprios", "Controlos próprios";
    OwnShort: "Own", "Próprios", "Próprios";
    AllAreas: "All areas", "Todas as áreas", "Todas as áreas";
    AllStates: "All states", "Todas as situações", "Todos os estados";
    System: "AI system", "Sistema de IA", "Sistema de IA";
    SystemHint: "Words of its title, or its key", "Palavras do título, ou a chave", "Palavras do título, ou a chave";
    Show: "Show", "Mostrar", "Mostrar";
    Clear: "Clear", "Limpar", "Limpar";
    AllSystems: "Everything in scope", "Tudo no escopo", "Tudo no âmbito";
    AlikeHint:
        "A mark over dots is judged once for the whole management system, and holds for every system.",
        "Uma marca sobre pontos é julgada uma vez para todo o sistema de gestão e vale para todos os sistemas.",
        "Uma marca sobre pontos é avaliada uma vez para todo o sistema de gestão e vale para todos os sistemas.";
    NoSystems:
        "No AI system in scope is found. Systems appear here once their owner puts them in scope.",
        "Nenhum sistema de IA no escopo foi encontrado. Os sistemas aparecem aqui quando o responsável os inclui no escopo.",
        "Não se encontrou nenhum sistema de IA no âmbito. Os sistemas aparecem aqui quando o responsável os inclui no âmbito.";
    NoControlsHere:
        "No control is in this state here. Choose another area or state.",
        "Nenhum controle está nesta situação aqui. Escolha outra área ou situação.",
        "Nenhum controlo está neste estado aqui. Escolha outra área ou outro estado.";
    MoreSystems: "More systems", "Mais sistemas", "Mais sistemas";
    FirstSystems: "First systems", "Primeiros sistemas", "Primeiros sistemas";
    Overview: "Overview", "Visão geral", "Visão geral";
    Tests: "Tests", "Testes", "Testes";
    History: "History", "Histórico", "Histórico";
    Tabs: "Parts of this control", "Partes deste controle", "Partes deste controlo";
    AllEvidence: "All evidence", "Todas as evidências", "Todas as evidências";
    NewestOf: "{n} newest of {total}", "{n} mais recentes de {total}", "{n} mais recentes de {total}";
    FirstOf: "{n} of {total}, the gravest first", "{n} de {total}, os mais graves primeiro", "{n} de {total}, os mais graves primeiro";
    ThreeAxes: "Designed, implemented, operating", "Projetado, implementado, em operação", "Concebido, implementado, em funcionamento";
    Continuity: "Months in operation", "Meses em operação", "Meses em funcionamento";
    ContinuityHint:
        "A month is held when every check in operation held at the end of each of its days.",
        "Um mês está coberto quando todas as verificações em operação valiam no fim de cada um dos seus dias.",
        "Um mês está coberto quando todas as verificações em funcionamento valiam no fim de cada um dos seus dias.";
    NoContinuity:
        "No check measures this in operation, so no month can show it at work.",
        "Nenhuma verificação mede isto em operação; nenhum mês pode mostrar que funciona.",
        "Nenhuma verificação mede isto em funcionamento; nenhum mês pode mostrar que funciona.";
    MonthHeld: "{month}: held on all {days} days", "{month}: coberto em todos os {days} dias", "{month}: coberto em todos os {days} dias";
    MonthPart: "{month}: held on {held} of {days} days", "{month}: coberto em {held} de {days} dias", "{month}: coberto em {held} de {days} dias";
    MonthSome:
        "{month}: held on none of {days} days; on {some} part of it was shown",
        "{month}: coberto em nenhum dos {days} dias; em {some} mostrou-se uma parte",
        "{month}: coberto em nenhum dos {days} dias; em {some} mostrou-se uma parte";
    MonthNone: "{month}: no evidence on {days} days", "{month}: sem evidências em {days} dias", "{month}: sem evidências em {days} dias";
    MonthBefore: "{month}: before the record begins", "{month}: antes do início do registro", "{month}: antes do início do registo";
    Held: "Held", "Coberto", "Coberto";
    HeldInPart: "In part", "Em parte", "Em parte";
    NothingShown: "No evidence", "Sem evidências", "Sem evidências";
    NotYetBegun: "Not yet begun", "Ainda não iniciado", "Ainda não iniciado";
    CoverageBySystem: "Coverage by AI system", "Cobertura por sistema de IA", "Cobertura por sistema de IA";
    WhatAuditorsSample: "What auditors sample from", "De onde os auditores amostram", "De onde os auditores recolhem amostras";
    AlikeForAll: "The same for every system", "Igual para todos os sistemas", "Igual para todos os sistemas";
    AlsoTouches: "Also touches", "Também se relaciona com", "Também se relaciona com";
    NothingElse: "No crosswalk leads from here.", "Nenhuma correspondência parte daqui.", "Nenhuma correspondência parte daqui.";
    ChangesOfState: "What the checks concluded, newest first", "O que as verificações concluíram, do mais recente", "O que as verificações concluíram, do mais recente";
    NoHistory: "Nothing was concluded yet.", "Nada foi concluído ainda.", "Nada foi concluído ainda.";
    FromTo: "{before} became {after}", "{before} passou a {after}", "{before} passou a {after}";
    First: "{after}, for the first time", "{after}, pela primeira vez", "{after}, pela primeira vez";
    Anew: "{after}, judged anew", "{after}, julgado de novo", "{after}, avaliado de novo";
    Proof: "Proof", "Prova", "Prova";
    RowHistory: "History of the row", "Histórico da linha", "Histórico da linha";
    CannotApprove: "You cannot approve this row", "Você não pode aprovar esta linha", "Não pode aprovar esta linha";
    EditRow: "Edit the row", "Editar a linha", "Editar a linha";
    Decide: "Decide this row", "Decidir esta linha", "Decidir esta linha";
    Approve: "Approve the row", "Aprovar a linha", "Aprovar a linha";
    Review: "Review the evidence", "Revisar as evidências", "Rever as evidências";
    ApproveThreshold: "Approve the threshold", "Aprovar o limite", "Aprovar o limite";
    WriteOne: "Write a record: {kind}", "Criar um registro: {kind}", "Criar um registo: {kind}";
    BetterVersion:
        "Deliver evidence of a better version",
        "Entregar evidência de uma versão melhor",
        "Entregar evidência de uma versão melhor";
    OnceBetter:
        "A result is not argued away. Once a better version has taken over, this one is retired:",
        "Um resultado não se discute. Quando uma versão melhor tiver assumido, esta é retirada:",
        "Um resultado não se discute. Quando uma versão melhor tiver entrado em serviço, esta é retirada:";
    OpenIt: "Open {key}", "Abrir {key}", "Abrir {key}";
    SoaVersion: "Version in force", "Versão em vigor", "Versão em vigor";
    NoSoaVersion: "No version is approved", "Nenhuma versão aprovada", "Nenhuma versão aprovada";
    OfAll: "{n} of {total}", "{n} de {total}", "{n} de {total}";
} }
