//! The words of errors: one row each, English, Brazilian Portuguese, European Portuguese.

words! { ErrorWord {
    AddressUnreadable:
        "The address asks for something in a way that cannot be read: {why}.",
        "O endereço pede algo de um modo que não se pode ler: {why}.",
        "O endereço pede algo de um modo que não se consegue ler: {why}.";
    ErrorStatus: "Error {status}", "Erro {status}", "Erro {status}";
    WhatToDo: "What to do", "O que fazer", "O que fazer";
    GoToToday: "Go to Today", "Ir para Hoje", "Ir para Hoje";
    NotUnderstood: "Not understood", "Pedido não compreendido", "Pedido não compreendido";
    NotUnderstoodHint:
        "Correct what is named above, in the address or in what you entered.",
        "Corrija o que é nomeado acima, no endereço ou no que você inseriu.",
        "Corrija o que é nomeado acima, no endereço ou no que introduziu.";
    MomentHint:
        "Correct the address. A moment is written as a date, 2026-09-01, or as the number of a record entry.",
        "Corrija o endereço. Um momento escreve-se como data, 2026-09-01, ou como o número de uma entrada do registro.",
        "Corrija o endereço. Um momento escreve-se como data, 2026-09-01, ou como o número de uma entrada do registo.";
    NoAccess: "No access", "Sem acesso", "Sem acesso";
    NoAccessHint:
        "Sign in as somebody who may, or ask an administrator.",
        "Entre como alguém que possa, ou peça a um administrador.",
        "Entre como alguém que possa, ou peça a um administrador.";
    NotFound: "Not found", "Não encontrado", "Não encontrado";
    NotFoundHint:
        "Check the address, or search for what you look for.",
        "Verifique o endereço ou pesquise o que procura.",
        "Verifique o endereço ou pesquise o que procura.";
    WhoMay: "{duty} Who may: {names}.", "{duty} Quem pode: {names}.", "{duty} Quem pode: {names}.";
    RolesThatMay:
        "You may not do this here. Members with one of these roles may: {roles}.",
        "Você não pode fazer isto aqui. Podem os membros com um destes papéis: {roles}.",
        "Não pode fazer isto aqui. Podem os membros com uma destas funções: {roles}.";
} }
