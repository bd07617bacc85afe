//! The words of tables: one row each, English, Brazilian Portuguese, European Portuguese.

words! { TableWord {
    RowsOne: "{n} record", "{n} registro", "{n} registo";
    RowsOther: "{n} records", "{n} registros", "{n} registos";
    RowsMore: "more than {n} records", "mais de {n} registros", "mais de {n} registos";
    WholeOne: "{n} row", "{n} linha", "{n} linha";
    WholeOther: "{n} rows", "{n} linhas", "{n} linhas";
    Pages: "Pages", "Páginas", "Páginas";
    PreviousPage: "Previous", "Anterior", "Anterior";
    NextPage: "Next", "Próxima", "Seguinte";
    RowsPerPage: "Rows per page", "Linhas por página", "Linhas por página";
    SortByThis:
        "Sort by this; once more for the other way round",
        "Ordenar por isto; mais uma vez para inverter",
        "Ordenar por isto; mais uma vez para inverter";
    Pick: "Select", "Selecionar", "Selecionar";
    PickAll: "Pick all rows of this page", "Selecionar todas as linhas desta página", "Selecionar todas as linhas desta página";
    PickRow: "Select {key}", "Selecionar {key}", "Selecionar {key}";
    PickedRows: "Selected rows", "Linhas selecionadas", "Linhas selecionadas";
    PickedCount: "{n} selected", "{n} selecionados", "{n} selecionados";
    PickNone: "Clear", "Limpar", "Limpar";
    ChangePicked: "Change", "Alterar", "Alterar";
    EditCell: "Edit {field} of {key}", "Editar {field} de {key}", "Editar {field} de {key}";
    Words: "Words", "Palavras", "Palavras";
    Filter: "Filter", "Filtrar", "Filtrar";
    FilterBy: "Filter by {field}", "Filtrar por {field}", "Filtrar por {field}";
    RemoveFilter: "Remove the filter on {field}", "Remover o filtro de {field}", "Remover o filtro de {field}";
    ClearAll: "Clear filters", "Limpar filtros", "Limpar filtros";
    Is: "is", "é", "é";
    From: "from", "de", "de";
    To: "to", "até", "até";
    Apply: "Apply", "Aplicar", "Aplicar";
    HasNone: "Has none", "Não tem", "Não tem";
    HasAny: "Has any", "Tem algum", "Tem algum";
    NoValue: "none", "nenhum", "nenhum";
    AnyValue: "any", "algum", "algum";
    Columns: "Columns", "Colunas", "Colunas";
    OwnColumns: "Usual columns", "Colunas habituais", "Colunas habituais";
    Export: "Export", "Exportar", "Exportar";
    ExportShown: "What is shown, {format}", "O que se mostra, {format}", "O que se mostra, {format}";
    ExportAll:
        "Every field, to import again, {format}",
        "Todos os campos, para importar de novo, {format}",
        "Todos os campos, para importar de novo, {format}";
    Import: "Import", "Importar", "Importar";
    Nothing:
        "Nothing found. Records that fit what is asked for appear here.",
        "Nada encontrado. Os registros que atendem ao pedido aparecem aqui.",
        "Nada encontrado. Os registos que correspondem ao pedido aparecem aqui.";
    NothingFits:
        "Nothing fits what is asked for.",
        "Nada atende ao pedido.",
        "Nada corresponde ao pedido.";
    ColumnTitle: "Key and title", "Chave e título", "Chave e título";
    ColumnChanged: "Changed", "Alterado", "Alterado";
} }
