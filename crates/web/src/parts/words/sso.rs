//! The words of single sign-on: one row each, English, Brazilian Portuguese, European Portuguese.

words! { SsoWord {
    Sso: "Single sign-on", "Login único", "Início de sessão único";
    SsoSignIn: "Sign in with {provider}", "Entrar com {provider}", "Iniciar sessão com {provider}";
    SsoEmergency: "With a password, in an emergency", "Com senha, em emergência", "Com palavra-passe, em caso de emergência";
    SsoEmergencyLead:
        "Passwords are turned off here, but for one account that is kept for when the provider does not answer.",
        "As senhas estão desativadas aqui, salvo a de uma conta reservada para quando o provedor não responde.",
        "As palavras-passe estão desativadas aqui, salvo a de uma conta reservada para quando o fornecedor não responde.";
    SsoTakeUp: "Accept with {provider}", "Aceitar com {provider}", "Aceitar com {provider}";
    SsoOn: "On to {provider}", "Segue para {provider}", "Segue para {provider}";
    SsoOnLead:
        "You say there who you are, and come back here.",
        "Lá você diz quem é e depois volta para cá.",
        "Aí diz quem é e depois volta para aqui.";
    SsoGo: "Go on", "Continuar", "Continuar";
    SsoRefused: "That did not work", "Não funcionou", "Não funcionou";
    SsoRefusedLead:
        "Nothing was changed here, and nobody was signed in.",
        "Nada foi alterado aqui, e ninguém entrou.",
        "Nada foi alterado aqui, e ninguém iniciou sessão.";
    SsoBack: "Back to where you were", "Voltar para onde você estava", "Voltar para onde estava";
    SsoSince: "You sign in with {provider} since {since}.", "Você entra com {provider} desde {since}.", "Inicia sessão com {provider} desde {since}.";
    SsoNotLinked:
        "You can sign in with {provider}: link it with this account, once.",
        "Você pode entrar com {provider}: vincule-o a esta conta, uma vez.",
        "Pode iniciar sessão com {provider}: ligue-o a esta conta, uma vez.";
    SsoLink: "Link with {provider}", "Vincular com {provider}", "Ligar a {provider}";
    SsoUnlink: "End the link", "Desfazer o vínculo", "Desfazer a ligação";
    SsoProve: "Prove it with {provider}", "Confirmar com {provider}", "Confirmar com {provider}";
} }
