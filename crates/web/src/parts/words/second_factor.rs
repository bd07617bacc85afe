//! The words of the second factor: one row each, English, Brazilian Portuguese, European Portuguese.

words! { FactorWord {
    SecondFactor: "Second factor", "Segundo fator", "Segundo fator";
    SecondFactorAsk: "One more step", "Mais um passo", "Mais um passo";
    SecondFactorAskLead:
        "Your app shows a new code every 30 seconds. If you no longer have it, type one of your recovery codes.",
        "Seu aplicativo mostra um código novo a cada 30 segundos. Se você não o tem mais, digite um de seus códigos de recuperação.",
        "A sua aplicação mostra um código novo a cada 30 segundos. Se já não a tem, escreva um dos seus códigos de recuperação.";
    SecondFactorCode: "Code of the app, or a recovery code", "Código do aplicativo ou de recuperação", "Código da aplicação ou de recuperação";
    SecondFactorNone:
        "With it, signing in takes a code besides the password, which an app on your phone makes. Whoever learns the password does not come in with it alone.",
        "Com ele, entrar exige, além da senha, um código que um aplicativo no seu celular gera. Quem descobrir a senha não entra só com ela.",
        "Com ele, iniciar sessão exige, além da palavra-passe, um código que uma aplicação no seu telemóvel gera. Quem descobrir a palavra-passe não entra só com ela.";
    SecondFactorBegin: "Set up a second factor", "Configurar um segundo fator", "Configurar um segundo fator";
    SecondFactorSince: "In force since {since}.", "Em vigor desde {since}.", "Em vigor desde {since}.";
    RecoveryCodesLeftOne: "{n} recovery code is left.", "Resta {n} código de recuperação.", "Resta {n} código de recuperação.";
    RecoveryCodesLeftOther: "{n} recovery codes are left.", "Restam {n} códigos de recuperação.", "Restam {n} códigos de recuperação.";
    RecoveryCodesRenew: "Make new recovery codes", "Gerar novos códigos de recuperação", "Gerar novos códigos de recuperação";
    SecondFactorOff: "Turn the second factor off", "Desativar o segundo fator", "Desativar o segundo fator";
    SecondFactorIsOff:
        "The second factor is off. Every other session has ended.",
        "O segundo fator está desativado. Todas as outras sessões terminaram.",
        "O segundo fator está desativado. Todas as outras sessões terminaram.";
    SecondFactorLead:
        "Read the picture with an app for one-time codes, or type the key into it. Then type the code that it shows.",
        "Leia a imagem com um aplicativo de códigos de uso único, ou digite a chave nele. Depois digite o código que ele mostra.",
        "Leia a imagem com uma aplicação de códigos de uso único, ou escreva nela a chave. Depois escreva o código que ela mostra.";
    SecondFactorKey: "Key", "Chave", "Chave";
    SecondFactorPicture: "The key as a picture", "A chave como imagem", "A chave como imagem";
    SecondFactorAddress: "The key as an address", "A chave como endereço", "A chave como endereço";
    SecondFactorFirstCode: "Code that the app shows", "Código que o aplicativo mostra", "Código que a aplicação mostra";
    SecondFactorOn: "Turn it on", "Ativar", "Ativar";
    SecondFactorAgain:
        "A key is shown once. If the app does not have it, begin again on the page of your account.",
        "Uma chave é mostrada uma só vez. Se o aplicativo não a tem, comece de novo na página da sua conta.",
        "Uma chave só é mostrada uma vez. Se a aplicação não a tem, recomece na página da sua conta.";
    RecoveryCodes: "Recovery codes", "Códigos de recuperação", "Códigos de recuperação";
    RecoveryCodesLead:
        "The second factor is on, and every other session has ended. Keep these codes where your phone is not: each works once in place of a code of the app. They are shown only now.",
        "O segundo fator está ativo, e todas as outras sessões terminaram. Guarde estes códigos longe do celular: cada um vale uma vez no lugar de um código do aplicativo. Só são mostrados agora.",
        "O segundo fator está ativo, e todas as outras sessões terminaram. Guarde estes códigos longe do telemóvel: cada um vale uma vez em vez de um código da aplicação. Só são mostrados agora.";
    RecoveryCodesKept: "I have kept them", "Já os guardei", "Já os guardei";
} }
