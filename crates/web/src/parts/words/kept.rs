//! The words of saved views, drafts and live pages: one row each, English, Brazilian Portuguese, European Portuguese.

words! { KeptWord {
    SaveView: "Save view", "Salvar visão", "Guardar vista";
    ViewName: "Name of the view", "Nome da visão", "Nome da vista";
    Shared: "Everybody here sees it", "Todos aqui a veem", "Todos aqui a veem";
    SharedView: "shared", "compartilhada", "partilhada";
    OwnView: "only you", "só você", "só para si";
    Views: "Saved views", "Visões salvas", "Vistas guardadas";
    ViewsLead:
        "A view is the address of a table with its filters, order and columns, under a name.",
        "Uma visão é o endereço de uma tabela com filtros, ordem e colunas, sob um nome.",
        "Uma vista é o endereço de uma tabela com filtros, ordem e colunas, com um nome.";
    NoViews:
        "There are none yet. Filter or sort a table, then choose “Save view” above it.",
        "Ainda não há nenhuma. Filtre ou ordene uma tabela e escolha “Salvar visão” acima dela.",
        "Ainda não há nenhuma. Filtre ou ordene uma tabela e escolha “Guardar vista” por cima dela.";
    ManageViews: "Rename or remove views", "Renomear ou remover visões", "Mudar o nome ou remover vistas";
    Rename: "Rename", "Renomear", "Mudar o nome";
    Remove: "Remove", "Remover", "Remover";
    SignInForViews:
        "Sign in to keep views of your own.",
        "Entre para manter visões suas.",
        "Inicie sessão para guardar vistas suas.";
    DraftFrom:
        "This is a draft from {at}. It is not saved yet, and only you see it.",
        "Este é um rascunho de {at}. Ainda não foi salvo e só você o vê.",
        "Isto é um rascunho de {at}. Ainda não foi guardado e só é visto por si.";
    DiscardDraft: "Discard the draft", "Descartar o rascunho", "Descartar o rascunho";
    DraftKept: "Draft kept, {at}", "Rascunho mantido, {at}", "Rascunho mantido, {at}";
    DraftKeptForSignIn:
        "You are signed out. What you typed is kept; sign in to go on.",
        "Sua sessão terminou. O que você digitou está mantido; entre para continuar.",
        "A sua sessão terminou. O que escreveu está mantido; inicie sessão para continuar.";
    DraftNotKept:
        "The draft could not be kept. Save soon.",
        "Não foi possível manter o rascunho. Salve em breve.",
        "Não foi possível manter o rascunho. Guarde em breve.";
    Updated: "Updated: {what}", "Atualizado: {what}", "Atualizado: {what}";
    Held: "Something changed.", "Algo mudou.", "Algo mudou.";
    Reload: "Reload to see it", "Recarregue para ver", "Recarregue para ver";
    Live: "Changes on this page", "Mudanças nesta página", "Alterações nesta página";
} }
