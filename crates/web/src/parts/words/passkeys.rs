//! The words of passkeys: one row each, English, Brazilian Portuguese, European Portuguese.

words! { PasskeyWord {
    Passkeys: "Passkeys", "Chaves de acesso", "Chaves de acesso";
    PasskeysLead:
        "With a passkey you sign in by unlocking your phone, computer or security key. It stands for both factors, and no wrong page can take it from you.",
        "Com uma chave de acesso, você entra desbloqueando o celular, o computador ou a chave de segurança. Ela vale pelos dois fatores, e nenhuma página falsa pode tirá-la de você.",
        "Com uma chave de acesso, inicia sessão ao desbloquear o telemóvel, o computador ou a chave de segurança. Vale pelos dois fatores, e nenhuma página falsa lha pode tirar.";
    PasskeysOff:
        "Passkeys are off: the server was not told its public address. Whoever runs it starts it with --public-url.",
        "As chaves de acesso estão desativadas: o servidor não sabe seu endereço público. Quem o opera deve iniciá-lo com --public-url.",
        "As chaves de acesso estão desativadas: o servidor não sabe o seu endereço público. Quem o opera deve iniciá-lo com --public-url.";
    PasskeySignIn: "Sign in with a passkey", "Entrar com uma chave de acesso", "Iniciar sessão com uma chave de acesso";
    PasskeyInstead: "Use a passkey instead of a password", "Usar uma chave de acesso em vez de senha", "Usar uma chave de acesso em vez de palavra-passe";
    PasskeyAdd: "Add a passkey", "Adicionar uma chave de acesso", "Adicionar uma chave de acesso";
    PasskeyName: "Name of the passkey", "Nome da chave de acesso", "Nome da chave de acesso";
    PasskeyMade: "Added", "Adicionada em", "Adicionada em";
    PasskeyUsed: "Last used", "Último uso", "Última utilização";
    PasskeyRemove: "Remove the passkey", "Remover a chave de acesso", "Remover a chave de acesso";
    PasskeyWhich: "Which passkey", "Qual chave de acesso", "Que chave de acesso";
    PasskeyDoubted:
        "Counted backwards on {at}, as a copy would: if you cannot explain it, remove it.",
        "Contou para trás em {at}, como faria uma cópia: se você não sabe por quê, remova-a.",
        "Contou para trás em {at}, como faria uma cópia: se não sabe porquê, remova-a.";
    PasskeyAdded: "The passkey was added.", "A chave de acesso foi adicionada.", "A chave de acesso foi adicionada.";
    PasskeyRemoved:
        "The passkey was removed. Every other session has ended.",
        "A chave de acesso foi removida. Todas as outras sessões terminaram.",
        "A chave de acesso foi removida. Todas as outras sessões terminaram.";
    PasskeyProved: "You have proved who you are; that holds for a few minutes.", "Você confirmou quem é; isso vale por alguns minutos.", "Confirmou quem é; isso vale durante alguns minutos.";
    PasskeyCancelled:
        "Nothing came of it: the device did not answer, or it was cancelled. Try again, or use another way.",
        "Não deu certo: o dispositivo não respondeu, ou foi cancelado. Tente de novo ou use outro meio.",
        "Não resultou: o dispositivo não respondeu, ou foi cancelado. Tente de novo ou use outro meio.";
    PasskeyUnable:
        "This browser does not know passkeys.",
        "Este navegador não conhece chaves de acesso.",
        "Este navegador não conhece chaves de acesso.";
    PasskeyElsewhere:
        "Passkeys work at {origin} only, over a secure connection.",
        "As chaves de acesso só funcionam em {origin}, por uma conexão segura.",
        "As chaves de acesso só funcionam em {origin}, por uma ligação segura.";
    PasskeyLost:
        "If you sign in with a passkey and have lost it, type a recovery code in place of the password.",
        "Se você entra com uma chave de acesso e a perdeu, digite um código de recuperação no lugar da senha.",
        "Se inicia sessão com uma chave de acesso e a perdeu, escreva um código de recuperação em vez da palavra-passe.";
    PasskeyCodesMake: "Make recovery codes", "Gerar códigos de recuperação", "Gerar códigos de recuperação";
    PasskeyCodesLead:
        "Keep these codes where your device is not: each works once when your passkeys are lost. They are shown only now.",
        "Guarde estes códigos longe do dispositivo: cada um vale uma vez quando suas chaves de acesso se perderem. Só são mostrados agora.",
        "Guarde estes códigos longe do dispositivo: cada um vale uma vez quando as suas chaves de acesso se perderem. Só são mostrados agora.";
    PasswordRemoved:
        "The password was removed. Every other session has ended.",
        "A senha foi removida. Todas as outras sessões terminaram.",
        "A palavra-passe foi removida. Todas as outras sessões terminaram.";
} }
