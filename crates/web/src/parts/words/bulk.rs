//! The words of what is done with several records at once, and of files that are taken in: one row each, English,
//! Brazilian Portuguese, European Portuguese.

words! { BulkWord {
    HeadingOne: "Change {n} record", "Alterar {n} registro", "Alterar {n} registo";
    HeadingOther: "Change {n} records", "Alterar {n} registros", "Alterar {n} registos";
    Lead:
        "Each is decided on its own: one that is refused leaves the others alone.",
        "Cada um é decidido por si: o que é recusado não afeta os outros.",
        "Cada um é decidido por si: o que é recusado não afeta os outros.";
    SetField: "Set a field", "Definir um campo", "Definir um campo";
    Rows: "The records", "Os registros", "Os registos";
    EmptyTakesAway:
        "Nothing typed takes the value away from each of them.",
        "Sem nada digitado, o valor é retirado de cada um.",
        "Sem nada escrito, o valor é retirado a cada um.";
    SaveOne: "Save {n} record", "Salvar {n} registro", "Guardar {n} registo";
    SaveOther: "Save {n} records", "Salvar {n} registros", "Guardar {n} registos";
    DoneOne: "{n} record was changed.", "{n} registro foi alterado.", "{n} registo foi alterado.";
    DoneOther: "{n} records were changed.", "{n} registros foram alterados.", "{n} registos foram alterados.";
    RefusedOne: "{n} was refused; the reason stands beside it.", "{n} foi recusado; o motivo está ao lado.", "{n} foi recusado; o motivo está ao lado.";
    RefusedOther:
        "{n} were refused; the reasons stand beside them.",
        "{n} foram recusados; os motivos estão ao lado.",
        "{n} foram recusados; os motivos estão ao lado.";
    Outcome: "What became of it", "O que aconteceu", "O que aconteceu";
    Changed: "Changed", "Alterado", "Alterado";
    NotChanged: "Not changed:", "Não alterado:", "Não alterado:";
    BackToTable: "Back to the table", "Voltar à tabela", "Voltar à tabela";

    // Files.
    ImportHeading: "Import: {kind}", "Importar: {kind}", "Importar: {kind}";
    ImportLead:
        "A file is looked at first: what would become of each row is shown, and nothing is written before you say so.",
        "O arquivo é examinado primeiro: mostra-se o que aconteceria a cada linha, e nada é gravado antes de você confirmar.",
        "O ficheiro é examinado primeiro: mostra-se o que aconteceria a cada linha, e nada é gravado antes de confirmar.";
    File: "File (CSV or XLSX)", "Arquivo (CSV ou XLSX)", "Ficheiro (CSV ou XLSX)";
    FileHelp:
        "The first row names the columns, as an export of every field does. A row with key and revision changes that record; one without makes a new one. At most {most}.",
        "A primeira linha nomeia as colunas, como numa exportação de todos os campos. Uma linha com chave e revisão altera esse registro; sem elas, cria um novo. No máximo {most}.",
        "A primeira linha dá nome às colunas, como numa exportação de todos os campos. Uma linha com chave e revisão altera esse registo; sem elas, cria um novo. No máximo {most}.";
    AsNew:
        "Make a new record of every row, whatever its key says",
        "Criar um registro novo de cada linha, seja qual for a chave",
        "Criar um registo novo de cada linha, seja qual for a chave";
    LookAt: "Look at it", "Examinar", "Examinar";
    WhatWould: "What would become of each row", "O que aconteceria a cada linha", "O que aconteceria a cada linha";
    WhatDid: "What became of each row", "O que aconteceu a cada linha", "O que aconteceu a cada linha";
    Row: "Row", "Linha", "Linha";
    Fate: "Fate", "Destino", "Destino";
    Creates: "New", "Novo", "Novo";
    Updates: "Changes", "Altera", "Altera";
    Unchanged: "As recorded", "Como registrado", "Como registado";
    Refused: "Refused", "Recusada", "Recusada";
    Wrong: "What is wrong", "O que está errado", "O que está errado";
    NothingWritten: "Nothing has been written yet.", "Nada foi gravado ainda.", "Nada foi gravado ainda.";
    Written: "Written.", "Gravado.", "Gravado.";
    WriteAll: "Write all", "Gravar tudo", "Gravar tudo";
    WriteOthers: "Write those that are not refused", "Gravar as que não são recusadas", "Gravar as que não são recusadas";
    AnotherFile: "Another file", "Outro arquivo", "Outro ficheiro";
} }
