//! The words of the forms of records: one row each, English, Brazilian Portuguese, European Portuguese.

words! { FormWord {
    EditHeading: "Edit {key}", "Editar {key}", "Editar {key}";
    NewHeading: "New: {kind}", "Novo: {kind}", "Novo: {kind}";
    MoveHeading: "{key}: {move}", "{key}: {move}", "{key}: {move}";
    FormLead:
        "A draft is saved with little; each move says what it needs besides. An honest gap is an answer.",
        "Um rascunho é salvo com pouco; cada transição diz o que mais exige. Uma lacuna declarada é uma resposta.",
        "Um rascunho guarda-se com pouco; cada transição diz o que mais exige. Uma lacuna assumida é uma resposta.";
    ActLead:
        "What a person did and saw: of what, over which days, and what shows it. It stays as it is recorded, and counts once somebody else has reviewed it. What a tool wrote is delivered instead.",
        "O que uma pessoa fez e viu: de quê, em que dias, e o que o mostra. Fica como foi registrado e conta depois que outra pessoa o revisar. O que uma ferramenta escreveu é entregue em vez disso.",
        "O que uma pessoa fez e viu: de quê, em que dias, e o que o mostra. Fica como foi registado e conta depois de outra pessoa o rever. O que uma ferramenta escreveu é entregue em vez disso.";
    ActSubject:
        "`workspace` for the AIMS as a whole, a system, one of its versions such as `SYS-1@1.1.0`, a supplier, a model, a data set or a process.",
        "`workspace` para o SGIA como um todo, um sistema, uma de suas versões como `SYS-1@1.1.0`, um fornecedor, um modelo, um conjunto de dados ou um processo.",
        "`workspace` para o SGIA no seu todo, um sistema, uma das suas versões como `SYS-1@1.1.0`, um fornecedor, um modelo, um conjunto de dados ou um processo.";
    DeliverInstead: "Deliver a tool's file", "Entregar o arquivo de uma ferramenta", "Entregar o ficheiro de uma ferramenta";
    FileByDigest:
        "{label}: digest of a stored file",
        "{label}: hash de um arquivo guardado",
        "{label}: resumo criptográfico de um ficheiro guardado";
    HintFile:
        "Choose a file, or give the SHA-256 digest of one that is stored.",
        "Escolha um arquivo ou informe o hash SHA-256 de um que já está guardado.",
        "Escolha um ficheiro ou indique o resumo SHA-256 de um que já está guardado.";
    HintFiles: "Each file is kept as it is, by its digest.", "Cada arquivo é guardado como é, pelo seu hash.", "Cada ficheiro é guardado tal como é, pelo seu resumo criptográfico.";
    StateFirst: "State first: {field}", "Informar primeiro: {field}", "Indicar primeiro: {field}";
    NotSaved: "Not saved.", "Não foi salvo.", "Não foi guardado.";
    Prefilled:
        "The link that led here filled in fields. Nothing is saved before you save it.",
        "O link que trouxe até aqui preencheu campos. Nada é salvo antes que você salve.",
        "A ligação que o trouxe até aqui preencheu campos. Nada é guardado antes de o guardar.";
    Misfit:
        "The link that led here filled in what does not fit.",
        "O link que trouxe até aqui preencheu o que não cabe.",
        "A ligação que o trouxe até aqui preencheu o que não serve.";
    Needed: "needed", "necessário", "necessário";
    HintLines: "One a line.", "Um por linha.", "Um por linha.";
    HintJson: "As JSON.", "Como JSON.", "Em JSON.";
    WhatValuesMean: "What the values mean", "O que significam os valores", "O que significam os valores";
    WhatStandsInside: "What stands inside", "O que vai dentro", "O que contém";
    GapInstead: "Not stated, because", "Não informado, porque", "Não indicado, porque";
    GapKind: "There is", "Há", "Existe";
    GapIsUnknown: "a value not known yet", "um valor ainda desconhecido", "um valor que ainda se desconhece";
    GapIsNone: "nothing to state", "nada a informar", "nada a indicar";
    GapBecause: "Because", "Porque", "Porque";
    GapOwner: "Who finds out", "Quem apura", "Quem averigua";
    GapDue: "By", "Até", "Até";
    Token: "Token", "Token", "Token";
    TokenHint:
        "Who acts is whoever this token stands for. It is made with: assay token create. It is not kept.",
        "Age quem este token representa. Ele é criado com: assay token create. Não é guardado.",
        "Atua quem este token representa. É criado com: assay token create. Não fica guardado.";
    Save: "Save", "Salvar", "Guardar";
    BothSides: "Somebody changed this meanwhile", "Alguém alterou isto nesse meio-tempo", "Alguém alterou isto entretanto";
    BothSidesLead:
        "Removed is what is recorded now, added is what is typed below. Saving again takes what is typed.",
        "Excluído é o que está registrado agora, incluído é o que foi digitado abaixo. Salvar de novo usa o digitado.",
        "Retirado é o que agora está registado, acrescentado é o que se escreveu abaixo. Guardar de novo fica com o escrito.";
} }
