//! The words of what all pages share: one row each, English, Brazilian Portuguese, European Portuguese.

words! { Word {
    // The frame.
    PageTitle: "{page} · Assay", "{page} · Assay", "{page} · Assay";
    SkipToContent: "Skip to content", "Ir para o conteúdo", "Ir para o conteúdo";
    Places: "Places", "Lugares", "Lugares";
    Today: "Today", "Hoje", "Hoje";
    Controls: "Controls", "Controles", "Controlos";
    ManagementSystem: "AIMS · ISO/IEC 42001", "SGIA · ISO/IEC 42001", "SGIA · ISO/IEC 42001";
    Record: "Record", "Registro", "Registo";
    EntriesOne: "{n} entry", "{n} entrada", "{n} entrada";
    EntriesOther: "{n} entries", "{n} entradas", "{n} entradas";
    Checkpoint: "Checkpoint", "Ponto de controle", "Ponto de controlo";
    DemoData: "Demo data", "Dados de demonstração", "Dados de demonstração";
    DemoSentence:
        "Every organisation, person, system and number here is made up.",
        "Toda organização, pessoa, sistema e número aqui é fictício.",
        "Todas as organizações, pessoas, sistemas e números aqui são fictícios.";

    // States.
    State: "State", "Situação", "Estado";
    Failing: "Failing", "Em falha", "Em falha";
    Missing: "Missing", "Sem dados", "Sem dados";
    Stale: "Stale", "Desatualizado", "Desatualizado";
    Partly: "Partly", "Parcial", "Parcial";
    Expiring: "Expiring", "A vencer", "A expirar";
    Effective: "Effective", "Eficaz", "Eficaz";
    NotApplicable: "Not applicable", "Não aplicável", "Não aplicável";

    // Outcomes and axes.
    Pass: "Pass", "Atende", "Cumpre";
    Fail: "Fail", "Não atende", "Não cumpre";
    Error: "Error", "Erro", "Erro";
    Undecided: "Undecided", "A decidir", "Por decidir";
    Waived: "Waived", "Dispensado", "Dispensado";
    Designed: "Designed", "Projetado", "Concebido";
    Implemented: "Implemented", "Implementado", "Implementado";
    Operating: "Operating", "Em operação", "Em funcionamento";

    // Today.
    ControlsByState: "Controls by state", "Controles por situação", "Controlos por estado";
    Requirement: "Requirement", "Requisito", "Requisito";
    Subject: "Subject", "Objeto", "Objeto";
    WholeSystem: "Whole AIMS", "Todo o SGIA", "Todo o SGIA";
    Owner: "Owner", "Responsável", "Responsável";
    DueOn: "Due {date}", "Prazo {date}", "Prazo {date}";
    OverdueSince: "Overdue since {date}", "Atrasada desde {date}", "Em atraso desde {date}";

    // Evidence.
    NewestEvidence: "Newest evidence", "Evidências mais recentes", "Evidências mais recentes";
    Evidence: "Evidence", "Evidências", "Evidências";
    NoEvidence:
        "No evidence yet. What a tool reports appears here as soon as a pipeline or a person delivers it.",
        "Ainda não há evidências. O que uma ferramenta relata aparece aqui assim que um pipeline ou uma pessoa o entrega.",
        "Ainda não há evidências. O que uma ferramenta comunica aparece aqui assim que um pipeline ou uma pessoa o entrega.";
    CollectedBy: "Collected by", "Coletado por", "Recolhido por";

    // Controls.
    NoOwner: "No owner", "Sem responsável", "Sem responsável";
    NoControls:
        "No controls yet. The AIMS manager activates an edition of the standard, and its controls appear here.",
        "Ainda não há controles. O gestor do SGIA ativa uma edição da norma e os controles aparecem aqui.",
        "Ainda não há controlos. O gestor do SGIA ativa uma edição da norma e os controlos aparecem aqui.";

    // One control.
    Breadcrumb: "Path", "Caminho", "Caminho";
    Revision: "Revision", "Revisão", "Revisão";

    // Records of every kind.
    Records: "Records", "Registros", "Registos";
    Actions: "Actions", "Ações", "Ações";
    RecordTitle: "Key and title", "Chave e título", "Chave e título";
    ErasedTitle: "Erased", "Apagado", "Apagado";

    // One record.
    WhatIsRecorded: "What is recorded", "O que está registrado", "O que está registado";

    // Forms.
    Cancel: "Cancel", "Cancelar", "Cancelar";
    FromElsewhere:
        "This form was sent from another page than ours. Open it here and send it again.",
        "Este formulário foi enviado de outra página. Abra-o aqui e envie de novo.",
        "Este formulário foi enviado de uma página alheia. Abra-o aqui e envie-o de novo.";

    // Before anybody is signed in, and one's own account.
    SignIn: "Sign in", "Entrar", "Iniciar sessão";
    Password: "Password", "Senha", "Palavra-passe";
    ProveHint:
        "This is a signature, so you say again who you are.",
        "Isto é uma assinatura; por isso você confirma de novo quem é.",
        "Isto é uma assinatura; por isso confirma de novo quem é.";

    // Passkeys.
    PasskeyProve: "Prove it with a passkey", "Confirmar com uma chave de acesso", "Confirmar com uma chave de acesso";
    LastChanged: "Changed", "Alterado", "Alterado";
    By: "By", "Por", "Por";
    Tool: "Tool", "Ferramenta", "Ferramenta";
    When: "When", "Quando", "Quando";
    ReviewedBy: "Reviewed by", "Revisado por", "Revisto por";
} }
