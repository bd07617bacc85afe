//! The words of the audit room: one row each, English, Brazilian Portuguese, European Portuguese.

words! { RoomWord {
    Room: "Audit room", "Sala de auditoria", "Sala de auditoria";
    Rooms: "Audit rooms", "Salas de auditoria", "Salas de auditoria";

    // What it stands at.
    Lead:
        "You see the records as they stood after entry {n}, made on {at}. Of what came later you see requests and what was shown with their answers.",
        "Você vê os registros como estavam após a entrada {n}, feita em {at}. Do que veio depois, você vê os pedidos e o que foi mostrado com as respostas.",
        "Vê os registos como estavam após a entrada {n}, feita em {at}. Do que veio depois, vê os pedidos e o que foi apresentado com as respostas.";
    EndsAt: "Ends on {at}", "Encerra-se em {at}", "Termina em {at}";
    HoursLeft: "{n} hours left", "restam {n} horas", "restam {n} horas";
    DaysLeft: "{n} days left", "restam {n} dias", "restam {n} dias";
    MinutesOne: "{n} minute left", "resta {n} minuto", "resta {n} minuto";
    MinutesOther: "{n} minutes left", "restam {n} minutos", "restam {n} minutos";
    WhereItStands: "Where it stands", "Onde está parada", "Onde está parada";
    Position: "Position of the log", "Posição do log", "Posição do registo";
    MadeOn: "Last entry made", "Última entrada feita", "Última entrada feita";
    Root: "Root, and seed of samples", "Raiz e semente das amostras", "Raiz e semente das amostras";
    VerifierKey: "Verifier key", "Chave de verificação", "Chave de verificação";
    SignedCheckpoint: "Signed checkpoint", "Ponto de controle assinado", "Ponto de controlo assinado";

    // Requirements.
    InScope: "Requirements in scope", "Requisitos no escopo", "Requisitos no âmbito";
    RecordsBehind: "Rests on", "Baseia-se em", "Baseia-se em";
    MoreRecords: "and {n} more", "e mais {n}", "e mais {n}";

    // Requests.
    Requests: "Requests", "Pedidos", "Pedidos";
    NoRequests:
        "No requests yet. What is asked for, and each answer, appears here.",
        "Ainda não há pedidos. O que se pede, e cada resposta, aparece aqui.",
        "Ainda não há pedidos. O que se pede, e cada resposta, aparece aqui.";
    AskedBy: "Asked by {name} on {at}", "Pedido por {name} em {at}", "Pedido por {name} em {at}";
    ReturnedOne: "returned {n} time", "devolvido {n} vez", "devolvido {n} vez";
    ReturnedOther: "returned {n} times", "devolvido {n} vezes", "devolvido {n} vezes";
    AnsweredBy: "Answered by {name} on {at}", "Respondido por {name} em {at}", "Respondido por {name} em {at}";
    ShownWith: "Shown with it", "Mostrado com a resposta", "Apresentado com a resposta";
    ShownLater: "recorded after the position", "registrado após a posição", "registado após a posição";
    ShownLead:
        "This was shown to you as part of an answer. It is here as it stands now.",
        "Isto lhe foi mostrado como parte de uma resposta. Está aqui como é agora.",
        "Isto foi-lhe apresentado como parte de uma resposta. Está aqui tal como é agora.";
    Accept: "Accept the answer", "Aceitar a resposta", "Aceitar a resposta";
    Return: "Return it", "Devolver", "Devolver";
    Withdraw: "Withdraw the request", "Retirar o pedido", "Retirar o pedido";
    NewRequest: "New request", "Novo pedido", "Novo pedido";
    InFewWords: "In a few words", "Em poucas palavras", "Em poucas palavras";
    WhatIsAsked: "What is asked for", "O que se pede", "O que se pede";
    AboutRequirement:
        "Requirement, for example iso42001:A.6.2.4",
        "Requisito, por exemplo iso42001:A.6.2.4",
        "Requisito, por exemplo iso42001:A.6.2.4";
    ByWhen: "By", "Até", "Até";
    Ask: "Ask", "Pedir", "Pedir";

    // Samples.
    Sample: "Sample", "Amostra", "Amostra";
    SampleLead:
        "Drawn from the records as they stood, with the seed of this room. Whoever has the seed and the keys draws the same.",
        "Sorteada entre os registros como estavam, com a semente desta sala. Quem tem a semente e as chaves sorteia a mesma.",
        "Sorteada entre os registos como estavam, com a semente desta sala. Quem tem a semente e as chaves sorteia a mesma.";
    RecordsOf: "Records of", "Registros do tipo", "Registos do tipo";
    HowMany: "How many", "Quantos", "Quantos";
    OwnWord: "A word of your own", "Uma palavra sua", "Uma palavra sua";
    OwnWordHint:
        "Mixed into the seed, which then nobody could know before.",
        "Entra na semente, que assim ninguém podia conhecer antes.",
        "Entra na semente, que assim ninguém podia conhecer antes.";
    Draw: "Draw", "Sortear", "Sortear";
    DrawnOf: "{n} of {of} drawn", "{n} de {of} sorteados", "{n} de {of} sorteados";
    TextHashed: "Text hashed, with :0, :1 … behind it", "Texto do hash, seguido de :0, :1 …", "Texto do resumo, seguido de :0, :1 …";
    PopulationDigest: "SHA-256 of the keys, one a line", "SHA-256 das chaves, uma por linha", "SHA-256 das chaves, uma por linha";
    HowDrawn: "How it is drawn", "Como se sorteia", "Como se sorteia";
    Place: "Place", "Lugar", "Lugar";
    EmptyPopulation:
        "There were no such records at this position.",
        "Não havia tais registros nesta posição.",
        "Não havia tais registos nesta posição.";

    // Notes.
    Notes: "Your notes", "Suas notas", "As suas notas";
    NotesLead:
        "Nobody but you sees them here. The log says that an entry was made, and not what.",
        "Ninguém além de você as vê aqui. O log diz que uma entrada foi feita, e não qual.",
        "Ninguém além de si as vê aqui. O registo diz que foi feita uma entrada, e não qual.";
    NoteText: "Note", "Nota", "Nota";
    NoteAbout: "About", "Sobre", "Sobre";
    Keep: "Keep", "Guardar", "Guardar";

    // When it is over.
    ClosedHeading: "No room is open for you", "Nenhuma sala está aberta para você", "Nenhuma sala está aberta para si";
    ClosedLead:
        "You audit from outside, and see records only inside a room that names you, until its minute comes. Ask the organisation for another one if you need it.",
        "Você audita de fora e só vê registros dentro de uma sala que o nomeie, até o minuto do encerramento. Peça outra à organização se precisar.",
        "Audita de fora e só vê registos dentro de uma sala que o nomeie, até ao minuto do fim. Peça outra à organização se precisar.";

    // For the organisation.
    RoomsLead:
        "What auditors from outside may see, until when, and what they ask.",
        "O que auditores externos podem ver, até quando, e o que pedem.",
        "O que os auditores externos podem ver, até quando, e o que pedem.";
    NoRooms:
        "No audit room yet. An administrator prepares one, names the auditors and opens it.",
        "Ainda não há sala de auditoria. Um administrador prepara uma, nomeia os auditores e a abre.",
        "Ainda não há sala de auditoria. Um administrador prepara uma, nomeia os auditores e abre-a.";
    PrepareRoom: "Prepare a room", "Preparar uma sala", "Preparar uma sala";
    Until: "Until", "Até", "Até";
    Auditors: "Auditors", "Auditores", "Auditores";
    WaitingOne: "{n} request waits", "{n} pedido aguarda", "{n} pedido aguarda";
    WaitingOther: "{n} requests wait", "{n} pedidos aguardam", "{n} pedidos aguardam";
    NotOpened: "Not opened yet", "Ainda não aberta", "Ainda não aberta";
    Answer: "Answer", "Responder", "Responder";
    AnswerHeading: "Answer {key}", "Responder a {key}", "Responder a {key}";
    AnswerText: "Answer", "Resposta", "Resposta";
    EvidenceShown: "Evidence shown", "Evidências mostradas", "Evidências apresentadas";
    DocumentsShown: "Documents shown", "Documentos mostrados", "Documentos apresentados";
    KeysHint:
        "Keys, separated by commas. The auditors see these records from then on.",
        "Chaves, separadas por vírgulas. Os auditores passam a ver esses registros.",
        "Chaves, separadas por vírgulas. Os auditores passam a ver esses registos.";
    SignInToAct:
        "Sign in to answer, ask or keep notes on this page.",
        "Entre para responder, pedir ou guardar notas nesta página.",
        "Inicie sessão para responder, pedir ou guardar notas nesta página.";
} }
