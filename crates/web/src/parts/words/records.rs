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
    MoveLacks: "Lacks: {fields}", "Falta: {fields}", "Falta: {fields}";
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
} }
