//! The words around every page: one row each, English, Brazilian Portuguese, European Portuguese.

words! { ShellWord {
    PlacesShort: "Places, in short", "Lugares, em resumo", "Lugares, em resumo";
    More: "More", "Mais", "Mais";
    CloseMenu: "Close the menu", "Fechar o menu", "Fechar o menu";
    UnfitOne:
        "{n} thing that is stored does not fit the log. Who administers the installation runs: assay doctor",
        "{n} coisa guardada não confere com o registro. Quem administra a instalação executa: assay doctor",
        "{n} coisa guardada não confere com o registo. Quem administra a instalação executa: assay doctor";
    UnfitOther:
        "{n} things that are stored do not fit the log. Who administers the installation runs: assay doctor",
        "{n} coisas guardadas não conferem com o registro. Quem administra a instalação executa: assay doctor",
        "{n} coisas guardadas não conferem com o registo. Quem administra a instalação executa: assay doctor";
    Search: "Search", "Pesquisar", "Procurar";
    SearchOrJump: "Search or jump to", "Pesquisar ou ir para", "Procurar ou ir para";
    SavedViews: "Saved views", "Visões salvas", "Vistas guardadas";
    NeedsALook: "needs a look", "requer um olhar", "requer um olhar";
    Appearance: "Appearance and language", "Aparência e idioma", "Aspeto e idioma";
    LightOrDark: "Light or dark", "Claro ou escuro", "Claro ou escuro";
    AsTheSystem: "As the system", "Como o sistema", "Como o sistema";
    Light: "Light", "Claro", "Claro";
    Dark: "Dark", "Escuro", "Escuro";
    Language: "Language", "Idioma", "Idioma";
    SingleKeys: "Single-key shortcuts", "Atalhos de uma tecla", "Atalhos de uma tecla";
    KeysOn: "On", "Ligados", "Ligados";
    KeysOff: "Off", "Desligados", "Desligados";
    AlwaysActs:
        "Ctrl K and Esc always act. The choice is also under “Appearance and language”.",
        "Ctrl K e Esc sempre funcionam. A escolha também está em “Aparência e idioma”.",
        "Ctrl K e Esc funcionam sempre. A escolha está também em “Aspeto e idioma”.";
} }
