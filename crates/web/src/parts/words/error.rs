//! The words of errors: one row each, English, Brazilian Portuguese, European Portuguese.

words! { ErrorWord {
    ErrorStatus: "Error {status}", "Erro {status}", "Erro {status}";
    WhatToDo: "What to do", "O que fazer", "O que fazer";
    GoToToday: "Go to Today", "Ir para Hoje", "Ir para Hoje";
    NotUnderstood: "Not understood", "Pedido não compreendido", "Pedido não compreendido";
    NotUnderstoodHint:
        "Correct the address. A moment is written as a date, 2026-09-01, or as the number of a record entry.",
        "Corrija o endereço. Um momento escreve-se como data, 2026-09-01, ou como o número de uma entrada do registro.",
        "Corrija o endereço. Um momento escreve-se como data, 2026-09-01, ou como o número de uma entrada do registo.";
    NoAccess: "No access", "Sem acesso", "Sem acesso";
    NoAccessHint:
        "Open the page on the machine that holds the data, or send a token that may read.",
        "Abra a página na máquina que guarda os dados ou envie um token que possa ler.",
        "Abra a página na máquina que guarda os dados ou envie um token com permissão de leitura.";
    NotFound: "Not found", "Não encontrado", "Não encontrado";
    NotFoundHint:
        "Check the address, or look for it in the list of controls.",
        "Verifique o endereço ou procure na lista de controles.",
        "Verifique o endereço ou procure na lista de controlos.";
    WhoMay: "{duty} Who may: {names}.", "{duty} Quem pode: {names}.", "{duty} Quem pode: {names}.";
    RolesThatMay:
        "You may not do this here. Members with one of these roles may: {roles}.",
        "Você não pode fazer isto aqui. Podem os membros com um destes papéis: {roles}.",
        "Não pode fazer isto aqui. Podem os membros com uma destas funções: {roles}.";
} }
