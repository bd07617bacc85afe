//! The words of the pages before anybody is signed in: one row each, English, Brazilian Portuguese, European Portuguese.

words! { DoorWord {
    SignInLead: "With the account that you were invited to make.", "Com a conta que você criou a convite.", "Com a conta que criou a convite.";
    SignOut: "Sign out", "Sair", "Terminar sessão";
    Login: "E-mail address", "Endereço de e-mail", "Endereço de correio eletrónico";
    NewPasswordHint:
        "At least 12 characters. Several words that have nothing to do with each other are good.",
        "Pelo menos 12 caracteres. Várias palavras sem relação entre si são uma boa escolha.",
        "Pelo menos 12 caracteres. Várias palavras sem relação entre si são uma boa escolha.";
    NeedsTls:
        "Nobody can sign in over this connection: browsers keep a session only over HTTPS, or on the server’s own machine.",
        "Ninguém consegue entrar por esta conexão: os navegadores só guardam uma sessão por HTTPS, ou na própria máquina do servidor.",
        "Ninguém consegue iniciar sessão por esta ligação: os navegadores só guardam uma sessão por HTTPS, ou na própria máquina do servidor.";
    SetUp: "Set up", "Configurar", "Configurar";
    SetUpHeading: "Set up this installation", "Configure esta instalação", "Configure esta instalação";
    SetUpLead:
        "Nobody has an account here yet. The first is that of the administrator, who invites the others.",
        "Ninguém tem conta aqui ainda. A primeira é a do administrador, que convida os demais.",
        "Ainda ninguém tem conta aqui. A primeira é a do administrador, que convida os restantes.";
    SetUpCode: "Code", "Código", "Código";
    SetUpCodeHint:
        "The server shows it on its terminal. It works once.",
        "O servidor o mostra em seu terminal. Funciona uma vez.",
        "O servidor mostra-o no seu terminal. Funciona uma vez.";
    Organisation: "Organisation", "Organização", "Organização";
    YourName: "Your name", "Seu nome", "O seu nome";
    FirstRunStep: "Step {n} of {of}", "Passo {n} de {of}", "Passo {n} de {of}";
    FirstRunNext: "Next", "Avançar", "Seguinte";
    FirstRunBack: "Back", "Voltar", "Voltar";
    FirstRunLead:
        "Four short steps. You can go back to each of them, and change everything later.",
        "Quatro passos curtos. Você pode voltar a cada um e mudar tudo depois.",
        "Quatro passos curtos. Pode voltar a cada um e mudar tudo mais tarde.";
    FirstRunRoles: "What you do with AI", "O que você faz com IA", "O que faz com IA";
    FirstRunRolesLead:
        "The scope of the management system begins with it. Nothing is decided yet: it becomes a draft.",
        "O escopo do sistema de gestão começa por isto. Nada está decidido ainda: vira um rascunho.",
        "O âmbito do sistema de gestão começa por isto. Nada fica decidido: passa a rascunho.";
    FirstRunRolesAsk: "Your organisation", "A sua organização", "A sua organização";
    FirstRunPlaces: "Countries whose law binds you", "Países cuja lei obriga vocês", "Países cuja lei vos obriga";
    FirstRunPlacesHint:
        "Two-letter codes or names with commas between them, for example DE, PT, EU. Each becomes an issue to look into.",
        "Códigos de duas letras ou nomes, separados por vírgulas, por exemplo DE, PT, EU. Cada um vira uma questão a examinar.",
        "Códigos de duas letras ou nomes, separados por vírgulas, por exemplo DE, PT, EU. Cada um passa a ser uma questão a examinar.";
    FirstRunFrameworks: "What you work by", "Pelo que você se orienta", "Por que se orienta";
    FirstRunFrameworksLead:
        "Each framework that you choose is put in force, with its whole text in the record.",
        "Cada referencial que você escolher entra em vigor, com o texto inteiro no registro.",
        "Cada referencial que escolher entra em vigor, com o texto inteiro no registo.";
    FirstRunFrameworksAsk: "Also", "Também", "Também";
    FirstRunAlways: "{name} is always in force.", "{name} está sempre em vigor.", "{name} está sempre em vigor.";
    FirstRunYou: "Who you are", "Quem você é", "Quem é";
    InvitationHeading: "You are invited", "Você foi convidado", "Recebeu um convite";
    InvitationLead:
        "{name}, make the account with which you will work in the management system of {organisation}.",
        "{name}, crie a conta com que você trabalhará no sistema de gestão de {organisation}.",
        "{name}, crie a conta com que trabalhará no sistema de gestão de {organisation}.";
    InvitationAccount:
        "You are signed in. Your account will belong to this organisation as well.",
        "Você já entrou. Sua conta passará a pertencer também a esta organização.",
        "Já iniciou sessão. A sua conta passará a pertencer também a esta organização.";
    TakeUp: "Accept", "Aceitar", "Aceitar";
} }
