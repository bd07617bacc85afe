//! The words of evidence: one row each, English, Brazilian Portuguese, European Portuguese.

words! { EvidenceWord {
    NotReviewed: "Not reviewed", "Não revisado", "Não revisto";
    TimeInFile: "time in the file", "hora no arquivo", "hora no ficheiro";
    TimeFileName: "time in the file name", "hora no nome do arquivo", "hora no nome do ficheiro";
    TimeDeclared: "time declared", "hora declarada", "hora declarada";
    TimeReceived: "time received", "hora de recebimento", "hora de receção";
    BadgeMock: "Mock", "Simulado", "Simulado";
    BadgePartial: "Partial run", "Execução parcial", "Execução parcial";
    BadgeSampled: "Sampled", "Por amostragem", "Por amostragem";
    BadgeMismatch: "Names another system", "Nomeia outro sistema", "Nomeia outro sistema";
    BadgeUnknown: "Target unknown", "Alvo desconhecido", "Alvo desconhecido";

    // The library.
    Library: "Library", "Acervo", "Acervo";
    Sources: "Sources", "Fontes", "Fontes";
    Deliver: "Deliver evidence", "Entregar evidências", "Entregar evidências";
    LibraryLead:
        "What runs out first comes first; then what no check rests on.",
        "O que vence primeiro vem primeiro; depois, aquilo em que nenhuma verificação se baseia.",
        "O que expira primeiro vem primeiro; depois, aquilo em que nenhuma verificação se baseia.";
    Freshness: "Freshness", "Atualidade", "Atualidade";
    FreshStale: "Stale", "Desatualizada", "Desatualizada";
    FreshExpiring: "Expiring", "A vencer", "A expirar";
    FreshCurrent: "Current", "Atual", "Atual";
    FreshUnused: "Nothing rests on it", "Nada se baseia nela", "Nada se baseia nela";
    RanOut: "ran out {date}", "venceu {date}", "expirou {date}";
    RunsOut: "runs out {date}", "vence {date}", "expira {date}";
    NoEnd: "no end stated", "sem fim declarado", "sem fim declarado";
    Period: "Period", "Período", "Período";
    PopulationOf: "{text} ({sampled} of {size})", "{text} ({sampled} de {size})", "{text} ({sampled} de {size})";
    Population: "Population", "População", "População";
    PopulationNotStated: "Population not stated", "População não informada", "População não indicada";
    Rejected: "rejected", "rejeitada", "rejeitada";
    Accepted: "accepted", "aceita", "aceite";
    Replaced: "Replaced by {key}", "Substituída por {key}", "Substituída por {key}";
    More: "Show more", "Mostrar mais", "Mostrar mais";
    FromStart: "From the start", "Do início", "Do início";
    LibraryEmpty:
        "No evidence yet. A pipeline delivers what a tool wrote with “assay ingest”, or somebody delivers a file here.",
        "Ainda não há evidências. Um pipeline entrega o que uma ferramenta escreveu com “assay ingest”, ou alguém entrega um arquivo aqui.",
        "Ainda não há evidências. Um pipeline entrega o que uma ferramenta escreveu com “assay ingest”, ou alguém entrega um ficheiro aqui.";
    PersonsAct: "By a person", "Por uma pessoa", "Por uma pessoa";

    // Sources.
    SourcesLead:
        "What each source delivered on each of the last sixty days. That something came does not say what it showed.",
        "O que cada fonte entregou em cada um dos últimos sessenta dias. Que algo chegou não diz o que mostrou.",
        "O que cada fonte entregou em cada um dos últimos sessenta dias. Ter chegado algo não diz o que mostrou.";
    Source: "Source", "Fonte", "Fonte";
    SixtyDays: "Sixty days", "Sessenta dias", "Sessenta dias";
    SixtyDaysOf: "Deliveries of {source} on each of sixty days", "Entregas de {source} em cada um de sessenta dias", "Entregas de {source} em cada um de sessenta dias";
    SixtyDaysText:
        "{n} deliveries since {day}; the last on {last}.",
        "{n} entregas desde {day}; a última em {last}.",
        "{n} entregas desde {day}; a última em {last}.";
    Deliveries: "Deliveries", "Entregas", "Entregas";
    LastDelivery: "Last", "Última", "Última";
    DayNone: "nothing came", "nada chegou", "nada chegou";
    DayCame: "{n} came", "{n} chegaram", "{n} chegaram";
    DayDoubtful: "{n} came, {doubtful} of them not whole or not of the real thing", "{n} chegaram, {doubtful} delas incompletas ou não do objeto real", "{n} chegaram, {doubtful} delas incompletas ou não do objeto real";
    KeyCame: "came", "chegou", "chegou";
    KeyDoubtful: "came, not whole or not real", "chegou, incompleta ou não real", "chegou, incompleta ou não real";
    KeyNone: "nothing", "nada", "nada";
    NoSources:
        "Nothing was delivered in the last sixty days.",
        "Nada foi entregue nos últimos sessenta dias.",
        "Nada foi entregue nos últimos sessenta dias.";

    // One piece of evidence.
    WhoWhenHow: "Who, when and how", "Quem, quando e como", "Quem, quando e como";
    Kind: "Kind", "Tipo", "Tipo";
    BoundTo: "Bound to", "Vinculada a", "Associada a";
    Ran: "Ran", "Executada", "Executada";
    Ended: "Ended", "Terminada", "Terminada";
    Received: "Received", "Recebida", "Recebida";
    ZoneUnknown: "zone not known", "fuso desconhecido", "fuso desconhecido";
    ByWay: "By which way", "Por qual via", "Por que via";
    Claims: "The tool says it tested", "A ferramenta diz que testou", "A ferramenta diz que testou";
    Claimed: "Claim fits", "Alegação confere", "Alegação confere";
    ClaimExact: "a declared name of the version", "um nome declarado da versão", "um nome declarado da versão";
    ClaimMismatch: "no: it names something else", "não: nomeia outra coisa", "não: refere outra coisa";
    ClaimNone: "nothing to compare with", "nada com que comparar", "nada com que comparar";
    ReadBy: "Read by", "Lida por", "Lida por";
    Pipeline: "Pipeline", "Pipeline", "Pipeline";
    Attempt: "attempt {n}", "tentativa {n}", "tentativa {n}";
    SampledHow: "Chosen", "Escolha", "Escolha";
    Query: "Query", "Consulta", "Consulta";
    Statement: "What was done and seen", "O que foi feito e visto", "O que foi feito e visto";
    CameFrom: "Came from", "Veio de", "Veio de";
    OfferedFor: "Offered for", "Oferecida para", "Oferecida para";
    Because: "Because", "Porque", "Porque";
    Warnings: "What the reader noticed", "O que o leitor notou", "O que o leitor notou";
    AtLine: "line {n}", "linha {n}", "linha {n}";
    Replaces: "Replaces", "Substitui", "Substitui";
    NewerThere:
        "A newer reading replaced this one: {key}. Checks look at that one.",
        "Uma leitura mais nova substituiu esta: {key}. As verificações consideram aquela.",
        "Uma leitura mais recente substituiu esta: {key}. As verificações consideram essa.";
    StaleNote:
        "What passed on this evidence ran out on {date}. Deliver a new run for {subject}.",
        "O que passou com esta evidência venceu em {date}. Entregue uma nova execução para {subject}.",
        "O que passou com esta evidência expirou em {date}. Entregue uma nova execução para {subject}.";
    ExpiringNote:
        "What passes on this evidence runs out on {date}.",
        "O que passa com esta evidência vence em {date}.",
        "O que passa com esta evidência expira em {date}.";
    CurrentNote:
        "Checks rest on this evidence, and none of them runs out within thirty days.",
        "Há verificações que se baseiam nesta evidência, e nenhuma vence em trinta dias.",
        "Há verificações que se baseiam nesta evidência, e nenhuma expira em trinta dias.";
    FailsNote:
        "A check fails by this evidence: {why}.",
        "Uma verificação falha por esta evidência: {why}.",
        "Uma verificação falha por esta evidência: {why}.";
    UnusedNote:
        "No check rests on this evidence now.",
        "Nenhuma verificação se baseia nesta evidência agora.",
        "Nenhuma verificação se baseia agora nesta evidência.";
    Review: "Review", "Revisão", "Revisão";
    NoReview:
        "Nobody has reviewed it. Somebody other than the collector does.",
        "Ninguém a revisou. Quem revisa é outra pessoa que não quem coletou.",
        "Ninguém a reviu. Quem revê é outra pessoa que não quem recolheu.";
    Signed: "Signed: {meaning}", "Assinado: {meaning}", "Assinado: {meaning}";
    ReviewOf: "Review of {key}", "Revisão de {key}", "Revisão de {key}";
    ReviewIt: "Review it", "Revisar", "Rever";
    UsedBy: "What rests on it", "O que se baseia nela", "O que se baseia nela";
    NoUse:
        "No check rests on it. Which do follows from what it is bound to and from the criteria in force.",
        "Nenhuma verificação se baseia nela. Quais o fazem decorre do vínculo e dos critérios em vigor.",
        "Nenhuma verificação se baseia nela. Quais o fazem decorre da associação e dos critérios em vigor.";
    Check: "Check", "Verificação", "Verificação";
    Requirements: "Requirements", "Requisitos", "Requisitos";
    Files: "Files", "Arquivos", "Ficheiros";
    NoFiles: "No file belongs to it.", "Nenhum arquivo pertence a ela.", "Nenhum ficheiro lhe pertence.";
    Download: "Download {name}", "Baixar {name}", "Transferir {name}";
    Bytes: "{n} bytes", "{n} bytes", "{n} bytes";
    Preview: "The beginning of {name}", "O início de {name}", "O início de {name}";
    PreviewCut: "The rest is in the file.", "O resto está no arquivo.", "O resto está no ficheiro.";
    NotText: "No preview: download it to look at it.", "Sem prévia: baixe-o para ver.", "Sem pré-visualização: transfira-o para ver.";
    NotLookedAt:
        "No preview: only the first files of a long list are looked at.",
        "Sem prévia: só os primeiros arquivos de uma lista longa são examinados.",
        "Sem pré-visualização: só os primeiros ficheiros de uma lista longa são examinados.";
    BytesAbsent: "Its bytes are not here.", "Os bytes não estão aqui.", "Os bytes não estão aqui.";
    PictureOf: "The picture {name}", "A imagem {name}", "A imagem {name}";
    Misnamed:
        "The name says {claimed}, the bytes are {media}.",
        "O nome diz {claimed}, os bytes são {media}.",
        "O nome diz {claimed}, os bytes são {media}.";
    TooManyPixels:
        "No preview: {width} × {height} pixels are more than a browser should unpack. Download it to look at it.",
        "Sem prévia: {width} × {height} pixels são mais do que um navegador deve descompactar. Baixe-o para ver.",
        "Sem pré-visualização: {width} × {height} píxeis são mais do que um navegador deve descomprimir. Transfira-o para ver.";
    TooManyBytes:
        "No preview: the picture is too large a file. Download it to look at it.",
        "Sem prévia: o arquivo da imagem é grande demais. Baixe-o para ver.",
        "Sem pré-visualização: o ficheiro da imagem é demasiado grande. Transfira-o para ver.";
    Unmeasured:
        "No preview: the beginning of the file does not say how large the picture is. Download it to look at it.",
        "Sem prévia: o início do arquivo não diz o tamanho da imagem. Baixe-o para ver.",
        "Sem pré-visualização: o início do ficheiro não indica o tamanho da imagem. Transfira-o para ver.";
    DefinesEntities:
        "No preview: the drawing defines entities, which can grow without bound. Download it to look at it.",
        "Sem prévia: o desenho define entidades, que podem crescer sem limite. Baixe-o para ver.",
        "Sem pré-visualização: o desenho define entidades, que podem crescer sem limite. Transfira-o para ver.";
    MediaPdf: "PDF", "PDF", "PDF";
    MediaPng: "a PNG picture", "uma imagem PNG", "uma imagem PNG";
    MediaJpeg: "a JPEG picture", "uma imagem JPEG", "uma imagem JPEG";
    MediaGif: "a GIF picture", "uma imagem GIF", "uma imagem GIF";
    MediaWebp: "a WebP picture", "uma imagem WebP", "uma imagem WebP";
    MediaSvg: "an SVG drawing", "um desenho SVG", "um desenho SVG";
    MediaHtml: "an HTML page", "uma página HTML", "uma página HTML";
    MediaXml: "XML", "XML", "XML";
    MediaJson: "JSON", "JSON", "JSON";
    MediaText: "text", "texto", "texto";
    MediaZip: "a zip archive", "um arquivo zip", "um arquivo zip";
    MediaArchive: "an archive", "um arquivo compactado", "um arquivo comprimido";
    MediaDocument: "a document", "um documento", "um documento";
    MediaProgram: "a program", "um programa", "um programa";
    MediaDatabase: "a database", "um banco de dados", "uma base de dados";
    MediaImage: "a picture", "uma imagem", "uma imagem";
    MediaVideo: "a video", "um vídeo", "um vídeo";
    MediaAudio: "a recording", "uma gravação", "uma gravação";
    MediaFont: "a font", "uma fonte tipográfica", "um tipo de letra";
    MediaEmpty: "empty", "vazio", "vazio";
    MediaDamaged: "damaged", "danificado", "danificado";
    BytesDamaged:
        "The bytes that are kept are not those of the digest, or cannot be read. Restore them from a backup.",
        "Os bytes guardados não são os do hash, ou não podem ser lidos. Restaure-os de uma cópia de segurança.",
        "Os bytes guardados não são os do resumo criptográfico, ou não podem ser lidos. Reponha-os a partir de uma cópia de segurança.";
    MediaAbsent: "absent", "ausente", "ausente";
    MediaUnread: "not looked at", "não examinado", "não examinado";
    MediaUnknown: "of no known type", "de tipo desconhecido", "de tipo desconhecido";
    InTheLog: "In the record", "No registro", "No registo";
    Entry: "Entry", "Entrada", "Entrada";
    Proof: "Proof", "Prova", "Prova";
    ObservationsRoot: "Root of the observations", "Raiz das observações", "Raiz das observações";
    AllFields: "All fields and revisions", "Todos os campos e revisões", "Todos os campos e revisões";

    // Observations and charts.
    Observations: "Observations", "Observações", "Observações";
    ObservationsOf: "{n} in all", "{n} ao todo", "{n} ao todo";
    NoObservations:
        "It holds no observation: a person’s act, or a file without a number that is read.",
        "Não contém observação: um ato de uma pessoa, ou um arquivo sem número que se leia.",
        "Não contém observações: um ato de uma pessoa, ou um ficheiro sem número que se leia.";
    Metric: "Metric", "Métrica", "Métrica";
    Value: "Value", "Valor", "Valor";
    Interval: "Interval", "Intervalo", "Intervalo";
    Samples: "Samples", "Amostras", "Amostras";
    FailedOf: "{failed} failed of {n}", "{failed} falharam de {n}", "{failed} falharam de {n}";
    Slice: "Slice", "Recorte", "Segmento";
    Whole: "whole", "todo", "todo";
    Better: "Better", "Melhor", "Melhor";
    Higher: "higher", "maior", "mais alto";
    Lower: "lower", "menor", "mais baixo";
    DirectionUnknown: "not stated", "não informado", "não indicado";
    NoNumber: "no number", "sem número", "sem número";
    Order: "Order", "Ordem", "Ordem";
    OrderPlace: "as the tool wrote them", "como a ferramenta escreveu", "como a ferramenta escreveu";
    OrderMetric: "by metric", "por métrica", "por métrica";
    OrderLowest: "lowest first", "menores primeiro", "mais baixos primeiro";
    OrderHighest: "highest first", "maiores primeiro", "mais altos primeiro";
    Holding: "Metric holds", "Métrica contém", "Métrica contém";
    Show: "Show", "Mostrar", "Mostrar";
    OverTime: "{metric} over time", "{metric} ao longo do tempo", "{metric} ao longo do tempo";
    OverTimeText:
        "{n} points of {subjects}, from {from} to {to}; the last is {last}.",
        "{n} pontos de {subjects}, de {from} a {to}; o último é {last}.",
        "{n} pontos de {subjects}, de {from} a {to}; o último é {last}.";
    OlderPoints: "Older points are not drawn.", "Pontos mais antigos não estão desenhados.", "Os pontos mais antigos não estão desenhados.";
    Hollow:
        "A hollow point decides nothing: a stand-in, part of a run, another target, or rejected.",
        "Um ponto vazado não decide nada: um substituto, parte de uma execução, outro alvo, ou rejeitado.",
        "Um ponto vazio não decide nada: um substituto, parte de uma execução, outro alvo, ou rejeitado.";
    PassRates: "Pass rate by probe or task", "Taxa de aprovação por sonda ou tarefa", "Taxa de aprovação por sonda ou tarefa";
    PassRatesText:
        "{n} rates, the lowest {low} of {name}.",
        "{n} taxas, a menor {low} de {name}.",
        "{n} taxas, a mais baixa {low} de {name}.";
    AsTable: "As a table", "Como tabela", "Como tabela";
    TableCut: "The newest {n} of {all} rows.", "As {n} linhas mais novas de {all}.", "As {n} linhas mais recentes de {all}.";
    DoubtMock: "stand-in", "substituto", "substituto";
    DoubtMismatch: "another target", "outro alvo", "outro alvo";
    DoubtPartial: "part of a run", "parte de uma execução", "parte de uma execução";
    DoubtSampled: "part of the data", "parte dos dados", "parte dos dados";
    DoubtRejected: "rejected", "rejeitada", "rejeitada";
    DoubtSuperseded: "replaced", "substituída", "substituída";
    BarMeets: "meets the criterion", "atende ao critério", "cumpre o critério";
    BarMisses: "does not meet the criterion", "não atende ao critério", "não cumpre o critério";
    BarOpen: "no criterion", "sem critério", "sem critério";

    // Delivering.
    DeliverLead:
        "Files are kept as they are, named by their digest, and read by what they hold. What cannot be read is kept too, in quarantine.",
        "Os arquivos são guardados como são, nomeados pelo resumo, e lidos pelo que contêm. O que não se pode ler também é guardado, em quarentena.",
        "Os ficheiros são guardados como são, com o nome do seu resumo, e lidos pelo que contêm. O que não se consegue ler também é guardado, em quarentena.";
    RecordIt: "Record what was done", "Registrar o que foi feito", "Registar o que foi feito";
    NoToolWroteIt: "No tool wrote it?", "Nenhuma ferramenta o escreveu?", "Nenhuma ferramenta o escreveu?";
    SubjectField: "What was tested", "O que foi testado", "O que foi testado";
    SubjectHelp:
        "A system version such as SYS-1@1.1.0, a system, a model or a data set.",
        "Uma versão de sistema como SYS-1@1.1.0, um sistema, um modelo ou um conjunto de dados.",
        "Uma versão de sistema como SYS-1@1.1.0, um sistema, um modelo ou um conjunto de dados.";
    FilesField: "Files of the run", "Arquivos da execução", "Ficheiros da execução";
    FilesHelp:
        "What belongs to one run can come together. Drop files anywhere on this form, or choose them.",
        "O que pertence a uma execução pode vir junto. Solte arquivos sobre este formulário, ou escolha-os.",
        "O que pertence a uma execução pode vir junto. Largue ficheiros sobre este formulário, ou escolha-os.";
    PipelineHelp: "Id of the pipeline run, if there was one.", "Id da execução do pipeline, se houve.", "Id da execução do pipeline, se existiu.";
    Sending: "{name}: {percent} sent", "{name}: {percent} enviado", "{name}: {percent} enviado";
    Sent: "{name}: sent, kept under its digest", "{name}: enviado, guardado pelo resumo", "{name}: enviado, guardado pelo resumo";
    NotSent: "{name}: not sent: {why}", "{name}: não enviado: {why}", "{name}: não enviado: {why}";
    NoFilesChosen: "Choose at least one file.", "Escolha ao menos um arquivo.", "Escolha pelo menos um ficheiro.";
    Delivered: "What became of the delivery", "O que aconteceu com a entrega", "O que aconteceu com a entrega";
    ReadAs: "Read as {format}, {n} observations", "Lido como {format}, {n} observações", "Lido como {format}, {n} observações";
    CameBefore: "The same bytes came before for this subject: noted, not read again.", "Os mesmos bytes já vieram para este objeto: anotado, não lido de novo.", "Os mesmos bytes já vieram para este objeto: anotado, não lido novamente.";
    Quarantined: "In quarantine", "Em quarentena", "Em quarentena";
    QuarantinedText:
        "Kept, and not read. It decides nothing until it can be read.",
        "Guardado, e não lido. Não decide nada até que possa ser lido.",
        "Guardado, e não lido. Não decide nada até poder ser lido.";
    Quarantine: "Quarantine", "Quarentena", "Quarentena";
    QuarantineLead:
        "Files that could not be read. Each is kept as it came, with the reason and who brought it, and counts as evidence for nothing.",
        "Arquivos que não puderam ser lidos. Cada um fica guardado como chegou, com o motivo e quem o trouxe, e não conta como evidência de nada.",
        "Ficheiros que não puderam ser lidos. Cada um fica guardado como chegou, com o motivo e quem o trouxe, e não conta como evidência de nada.";
    QuarantineEmpty:
        "Nothing lies in quarantine. A file that is delivered and cannot be read appears here.",
        "Nada está em quarentena. Um arquivo entregue que não pode ser lido aparece aqui.",
        "Nada está em quarentena. Um ficheiro entregue que não pode ser lido surge aqui.";
    FileAndReason: "File and reason", "Arquivo e motivo", "Ficheiro e motivo";
    MeantFor: "Meant for", "Destinado a", "Destinado a";
    Since: "Since", "Desde", "Desde";
    BroughtBy: "Brought by", "Trazido por", "Trazido por";
    LastTried: "last tried {at}", "última tentativa em {at}", "última tentativa em {at}";
    DeliverAgain: "Deliver it again", "Entregar de novo", "Entregar de novo";
    WhatToDo: "What to do", "O que fazer", "O que fazer";
    DoWhole:
        "A file that is cut short or damaged: have the tool write it once more, and deliver the whole of it.",
        "Um arquivo cortado ou danificado: faça a ferramenta gravá-lo de novo e entregue-o inteiro.",
        "Um ficheiro cortado ou danificado: peça à ferramenta que o escreva de novo e entregue-o inteiro.";
    DoFormat:
        "A file that no format recognises: deliver what the tool itself writes. The formats are told by: assay formats.",
        "Um arquivo que nenhum formato reconhece: entregue o que a própria ferramenta grava. Os formatos são listados por: assay formats.",
        "Um ficheiro que nenhum formato reconhece: entregue o que a própria ferramenta escreve. Os formatos são listados por: assay formats.";
    DoUpdate:
        "A format that this version learned since: have everything read once more.",
        "Um formato que esta versão aprendeu desde então: mande ler tudo mais uma vez.",
        "Um formato que esta versão aprendeu entretanto: mande ler tudo mais uma vez.";
    TryAgain: "Try again", "Tentar de novo", "Tentar de novo";
    TryAgainHint:
        "Everything in quarantine is read once more. What can be read becomes evidence, in the name of whoever brought it; the rest stays.",
        "Tudo o que está em quarentena é lido mais uma vez. O que puder ser lido torna-se evidência, em nome de quem o trouxe; o resto fica.",
        "Tudo o que está em quarentena é lido mais uma vez. O que puder ser lido torna-se evidência, em nome de quem o trouxe; o resto fica.";
    MayNotTry: "You may not have it read once more.", "Você não pode mandar ler de novo.", "Não pode mandar ler de novo.";
    TriedAgain: "What became of another try", "O que resultou da nova tentativa", "O que resultou da nova tentativa";
    Changed: "What it changed", "O que mudou", "O que mudou";
    ChangedNothing: "No state changed.", "Nenhuma situação mudou.", "Nenhum estado mudou.";
    WasBefore: "was {state}", "era {state}", "era {state}";
} }
