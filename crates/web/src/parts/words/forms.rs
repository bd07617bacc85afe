//! The words of the forms of records: one row each, English, Brazilian Portuguese, European Portuguese.

words! { FormWord {
    EditHeading: "Edit {key}", "Editar {key}", "Editar {key}";
    NewHeading: "New: {kind}", "Novo: {kind}", "Novo: {kind}";
    MoveHeading: "{key}: {move}", "{key}: {move}", "{key}: {move}";
    FormLead:
        "A draft is saved with little; each move says what it needs besides. An honest gap is an answer.",
        "Um rascunho é salvo com pouco; cada transição diz o que mais exige. Uma lacuna declarada é uma resposta.",
        "Um rascunho guarda-se com pouco; cada transição diz o que mais exige. Uma lacuna assumida é uma resposta.";
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
