//! The words of the records of every kind: one row each, English, Brazilian Portuguese, European Portuguese.

words! { RecordWord {
    // Records of every kind.
    KindsOfRecord: "Kinds of record", "Tipos de registro", "Tipos de registo";
    NewRecord: "New", "Novo", "Novo";
    Edit: "Edit", "Editar", "Editar";
    Search: "Search", "Pesquisar", "Procurar";
    Show: "Show", "Mostrar", "Mostrar";
    RecordsFound: "Records found", "Registros encontrados", "Registos encontrados";

    // One record.
    History: "History", "Histórico", "Histórico";
    Moves: "Possible moves", "Transições possíveis", "Transições possíveis";
    NoMoves: "No move starts from this state.", "Nenhuma transição parte desta situação.", "Nenhuma transição parte deste estado.";
    MoveLacks: "Lacks:", "Falta:", "Falta:";
    MoveRoles: "For: {roles}", "Para: {roles}", "Para: {roles}";
    SignsAs: "Who does this {meaning}.", "Quem o faz assina: {meaning}.", "Quem o faz subscreve: {meaning}.";
    Signatures: "Signatures", "Assinaturas", "Assinaturas";
    ProvedBy: "Proved by: {how}, {when}", "Comprovado por: {how}, {when}", "Comprovado por: {how}, {when}";
    SignedDigest:
        "SHA-256 of what was signed:",
        "SHA-256 do que foi assinado:",
        "SHA-256 do que foi assinado:";
    ToSignDigest:
        "The signature names what you see here by its SHA-256:",
        "A assinatura identifica o que você vê aqui pelo SHA-256:",
        "A assinatura identifica o que aqui vê pelo SHA-256:";
    YouMayNot: "You may not do this.", "Você não pode fazer isto.", "Não pode fazer isto.";
    Yes: "Yes", "Sim", "Sim";
    No: "No", "Não", "Não";
    GapUnknown: "Not known yet: {because}", "Ainda não se sabe: {because}", "Ainda não se conhece: {because}";
    Restricted: "restricted", "restrito", "restrito";
    GapNone: "None: {because}", "Nenhum: {because}", "Nenhum: {because}";
    ErasedBody:
        "What was recorded here was erased. Its entry in the log remains, and still verifies.",
        "O que estava registrado aqui foi apagado. A entrada no log permanece e ainda se verifica.",
        "O que aqui estava registado foi apagado. A entrada no registo permanece e continua a verificar-se.";
    WhatChanged: "What changed", "O que mudou", "O que mudou";
    InRevision: "in revision {n}", "na revisão {n}", "na revisão {n}";
    ProofEntry: "Proof of entry {entry}", "Prova da entrada {entry}", "Prova da entrada {entry}";
    Between: "Revision {from} to {to}", "Revisão {from} a {to}", "Revisão {from} a {to}";
    NothingDiffers: "No field differs.", "Nenhum campo difere.", "Nenhum campo difere.";
    Stayed: "unchanged:", "igual:", "igual:";
    Came: "added:", "incluído:", "acrescentado:";
    Went: "removed:", "excluído:", "retirado:";

    // Around a record.
    PagesOfRecord: "Pages of this record", "Páginas deste registro", "Páginas deste registo";
    TabRecord: "Record", "Registro", "Registo";
    Connections: "Connections", "Conexões", "Ligações";
    OpenPage: "Open its page", "Abrir a página", "Abrir a página";
    Properties: "Properties", "Propriedades", "Propriedades";
    Serves: "Serves", "Atende a", "Serve";
    NothingRecorded: "Nothing but the title is recorded yet.", "Ainda não há nada registrado além do título.", "Ainda nada está registado além do título.";
    YouMayNotEdit: "You may not edit this.", "Você não pode editar isto.", "Não pode editar isto.";
    WholeHistory: "Whole history", "Histórico completo", "Histórico completo";

    // History.
    OlderRevisions: "Older", "Mais antigas", "Mais antigas";
    CompareFrom: "From revision", "Da revisão", "Da revisão";
    CompareTo: "to revision", "à revisão", "à revisão";
    Compare: "Compare", "Comparar", "Comparar";
    StepBefore: "Change before", "Mudança anterior", "Alteração anterior";
    StepAfter: "Change after", "Mudança seguinte", "Alteração seguinte";
    FieldsDiffer: "Differences: {n}", "Diferenças: {n}", "Diferenças: {n}";
    ChangedFields: "Changed: {fields}", "Mudou: {fields}", "Alterado: {fields}";
    BecauseOf: "Reason: {reason}", "Motivo: {reason}", "Motivo: {reason}";
    EffectiveOn: "effective {day}", "vigente em {day}", "com efeito em {day}";
    ViaPage: "on a page", "em uma página", "numa página";
    ViaProgram: "by a program, over the API", "por um programa, pela API", "por um programa, pela API";
    ViaTerminal: "on the command line", "na linha de comando", "na linha de comandos";
    ViaItself: "by Assay itself", "pelo próprio Assay", "pelo próprio Assay";

    // Proof.
    Proof: "Proof", "Prova", "Prova";
    ProofSays:
        "This revision is entry {entry} of the log, below a signed checkpoint of {size} entries.",
        "Esta revisão é a entrada {entry} do log, sob um checkpoint assinado de {size} entradas.",
        "Esta revisão é a entrada {entry} do registo, sob um checkpoint assinado de {size} entradas.";
    GetReceipt: "Receipt of this entry", "Recibo desta entrada", "Recibo desta entrada";
    VerifyOffline:
        "Whoever has the receipt verifies it with the key alone, without us and without a network:",
        "Quem tem o recibo o verifica só com a chave, sem nós e sem rede:",
        "Quem tem o recibo verifica-o só com a chave, sem nós e sem rede:";
    Checkpoint: "Root", "Raiz", "Raiz";

    // Connections.
    Drawn: "Drawn, two steps far", "Desenhado, até dois passos", "Desenhado, até dois passos";
    GraphLabel:
        "Records and their links; what refers to this record stands before it, what it refers to after it.",
        "Registros e suas ligações; o que aponta para este registro fica antes dele, o que ele aponta fica depois.",
        "Registos e as suas ligações; o que aponta para este registo fica antes dele, o que ele aponta fica depois.";
    GraphAll:
        "All {n} records within two steps are drawn. Lists below say the same.",
        "Todos os {n} registros a até dois passos estão desenhados. As listas abaixo dizem o mesmo.",
        "Todos os {n} registos a até dois passos estão desenhados. As listas em baixo dizem o mesmo.";
    GraphPart:
        "{n} records are drawn; {left} links lead on to records that are not. People are drawn in the first step only.",
        "{n} registros estão desenhados; {left} ligações levam a registros que não estão. Pessoas só aparecem no primeiro passo.",
        "{n} registos estão desenhados; {left} ligações levam a registos que não estão. As pessoas só aparecem no primeiro passo.";
    GraphMore:
        "{n} records are drawn; more than {left} links lead on to records that are not. People are drawn in the first step only.",
        "{n} registros estão desenhados; mais de {left} ligações levam a registros que não estão. Pessoas só aparecem no primeiro passo.",
        "{n} registos estão desenhados; mais de {left} ligações levam a registos que não estão. As pessoas só aparecem no primeiro passo.";
    NoLinks: "It is linked with no record.", "Não está ligado a nenhum registro.", "Não está ligado a nenhum registo.";
    RefersTo: "Refers to", "Aponta para", "Aponta para";
    RefersToNothing: "It refers to no other record.", "Não aponta para nenhum outro registro.", "Não aponta para nenhum outro registo.";
    ReferredFrom: "Referred to by", "Apontado por", "Apontado por";
    ReferredFromNothing: "No record refers to it.", "Nenhum registro aponta para ele.", "Nenhum registo aponta para ele.";
    LinksMore: "and {n} more", "e mais {n}", "e mais {n}";
    LinksMany: "and more than {n} more", "e mais de {n} outros", "e mais de {n} outros";
} }
