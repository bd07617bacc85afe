//! The words of the search and the keyboard: one row each, English, Brazilian Portuguese, European Portuguese.

words! { SearchWord {
    Search: "Search", "Pesquisa", "Pesquisa";
    SearchFor: "Search for", "Pesquisar por", "Procurar por";
    Find: "Search", "Pesquisar", "Procurar";
    Hint:
        "A key such as {key}, the number of a control or clause, or words of a title or text.",
        "Uma chave como {key}, o número de um controle ou de uma seção, ou palavras de um título ou texto.",
        "Uma chave como {key}, o número de um controlo ou de uma secção, ou palavras de um título ou texto.";
    Nothing:
        "Nothing you may see answers “{q}”. Try fewer words, or the beginning of one.",
        "Nada que você possa ver corresponde a “{q}”. Tente menos palavras, ou o começo de uma.",
        "Nada do que pode ver corresponde a “{q}”. Tente menos palavras, ou o início de uma.";
    Newest:
        "Of many records that match, the newest {n} were looked at. More words narrow it down.",
        "Dos muitos registros que correspondem, foram vistos os {n} mais recentes. Mais palavras restringem a busca.",
        "Dos muitos registos que correspondem, foram vistos os {n} mais recentes. Mais palavras restringem a procura.";
    Exact: "Exactly this", "Exatamente isto", "Exatamente isto";
    Places: "Places", "Lugares", "Lugares";
    Actions: "Actions", "Ações", "Ações";
    Recent: "Recent", "Recentes", "Recentes";
    NewOf: "New: {kind}", "Novo: {kind}", "Novo: {kind}";
    SeeAll: "All {n} in {kind}", "Todos os {n} em {kind}", "Todos os {n} em {kind}";
    SeeList: "The list: {kind}", "A lista: {kind}", "A lista: {kind}";
    OptionsOne: "{n} suggestion", "{n} sugestão", "{n} sugestão";
    OptionsOther: "{n} suggestions", "{n} sugestões", "{n} sugestões";
    Suggestions: "Suggestions", "Sugestões", "Sugestões";
    Palette: "Search or jump to", "Pesquisar ou ir para", "Procurar ou ir para";
    Close: "Close", "Fechar", "Fechar";
    Keys: "Keyboard", "Teclado", "Teclado";
    KeysSearch: "Search or jump", "Pesquisar ou ir", "Procurar ou ir";
    KeysHelp: "This help", "Esta ajuda", "Esta ajuda";
    KeysClose: "Close what is open", "Fechar o que está aberto", "Fechar o que está aberto";
    KeysGo: "Go to {place}", "Ir para {place}", "Ir para {place}";
    KeysNext: "Next row of a table", "Próxima linha de uma tabela", "Linha seguinte de uma tabela";
    KeysPrevious: "Previous row of a table", "Linha anterior de uma tabela", "Linha anterior de uma tabela";
    KeysPick: "Pick the row, or not", "Marcar a linha, ou não", "Marcar a linha, ou não";
    KeysPickAll: "Pick all rows of the page, or none", "Marcar todas as linhas da página, ou nenhuma", "Marcar todas as linhas da página, ou nenhuma";
    KeysEdit: "Edit the row or the record", "Editar a linha ou o registro", "Editar a linha ou o registo";
    KeysAssign:
        "Say who owns the record, the row or the picked rows",
        "Dizer quem é o responsável pelo registro, pela linha ou pelas linhas marcadas",
        "Indicar quem é o responsável pelo registo, pela linha ou pelas linhas marcadas";
    KeysActions:
        "Actions of the picked rows, the row or the page",
        "Ações das linhas marcadas, da linha ou da página",
        "Ações das linhas marcadas, da linha ou da página";
    KeysOr: "or", "ou", "ou";
    KeysThen: "then", "depois", "depois";
} }
