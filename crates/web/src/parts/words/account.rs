//! The words of one's own account: one row each, English, Brazilian Portuguese, European Portuguese.

words! { AccountWord {
    // Before anybody is signed in, and one's own account.
    YourAccount: "Your account", "Sua conta", "A sua conta";
    YourSessions: "Where you are signed in", "Onde você entrou", "Onde tem sessão iniciada";
    SessionOpened: "Signed in", "Entrou em", "Iniciada";
    SessionUsed: "Last used", "Último uso", "Última utilização";
    SessionEnds: "Ends at the latest", "Termina o mais tardar", "Termina o mais tardar";
    ThisSession: "this one", "esta", "esta";
    SignOutElsewhere: "Sign out everywhere else", "Sair de todos os outros lugares", "Terminar as outras sessões";
    ChangePassword: "Change the password", "Trocar a senha", "Mudar a palavra-passe";
    PresentPassword: "Present password", "Senha atual", "Palavra-passe atual";
    NewPassword: "New password", "Nova senha", "Nova palavra-passe";
    PasswordChanged:
        "The password was changed. Every other session has ended.",
        "A senha foi trocada. Todas as outras sessões terminaram.",
        "A palavra-passe foi mudada. Todas as outras sessões terminaram.";

    // Passkeys.
    ProveFirst:
        "Before you change how you sign in, prove again who you are.",
        "Antes de mudar como você entra, confirme de novo quem é.",
        "Antes de mudar como inicia sessão, confirme de novo quem é.";
    PasswordNone: "Your account has no password.", "Sua conta não tem senha.", "A sua conta não tem palavra-passe.";
    PasswordChoose: "Choose a password", "Escolher uma senha", "Escolher uma palavra-passe";
    PasswordRemove: "Remove the password", "Remover a senha", "Remover a palavra-passe";
    PasswordRemoveLead:
        "You then sign in with a passkey alone. It takes a passkey, and recovery codes for the day when its device is lost.",
        "Você passa a entrar só com uma chave de acesso. Para isso precisa de uma, e de códigos de recuperação para o dia em que perder o dispositivo.",
        "Passa a iniciar sessão só com uma chave de acesso. Para isso precisa de uma, e de códigos de recuperação para o dia em que perder o dispositivo.";

    // What happened to an account.
    Events: "What happened to this account", "O que aconteceu com esta conta", "O que aconteceu a esta conta";
    EventWhat: "What", "O quê", "O quê";
    EventAt: "When", "Quando", "Quando";
    EventBy: "by {name}", "por {name}", "por {name}";
    EventAccountAdded: "The account was made", "A conta foi criada", "A conta foi criada";
    EventAccountDisabled: "The account was closed", "A conta foi desativada", "A conta foi desativada";
    EventAccountEnabled: "The account was opened again", "A conta foi reativada", "A conta foi reativada";
    EventMemberInvited: "You were invited", "Você foi convidado", "Recebeu um convite";
    EventInvitationTaken: "An invitation was accepted", "Um convite foi aceito", "Um convite foi aceite";
    EventPasswordChanged: "The password was changed", "A senha foi trocada", "A palavra-passe foi mudada";
    EventPasswordRemoved: "The password was removed", "A senha foi removida", "A palavra-passe foi removida";
    EventSecondFactorOn: "A second factor was turned on", "Um segundo fator foi ativado", "Um segundo fator foi ativado";
    EventSecondFactorOff: "The second factor was turned off", "O segundo fator foi desativado", "O segundo fator foi desativado";
    EventSecondFactorReset: "The second factor was taken away", "O segundo fator foi retirado", "O segundo fator foi retirado";
    EventCodesMade: "Recovery codes were made", "Códigos de recuperação foram gerados", "Foram gerados códigos de recuperação";
    EventCodeUsed: "A recovery code was used", "Um código de recuperação foi usado", "Foi usado um código de recuperação";
    EventPasskeyAdded: "A passkey was added", "Uma chave de acesso foi adicionada", "Foi adicionada uma chave de acesso";
    EventPasskeyRemoved: "A passkey was removed", "Uma chave de acesso foi removida", "Foi removida uma chave de acesso";
    EventPasskeyDoubted: "A passkey counted backwards and was refused", "Uma chave de acesso contou para trás e foi recusada", "Uma chave de acesso contou para trás e foi recusada";
    EventsLead:
        "If something here was not you, tell your administrator.",
        "Se algo aqui não foi você, avise o administrador.",
        "Se algo aqui não foi consigo, avise o administrador.";
} }
