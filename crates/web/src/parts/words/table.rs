//! The words themselves: one row each, English, Brazilian Portuguese, European Portuguese.

macro_rules! words {
    ($table:ident { $($word:ident: $en:literal, $pt_br:literal, $pt_pt:literal;)* }) => {
        /// A word, or a sentence with named places, that a page shows. A row lacking a language does not compile.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $table {
            $(#[doc = $en] $word,)*
        }

        impl $table {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$word),*];
        }

        impl $crate::parts::words::Said for $table {
            fn texts(self) -> [&'static str; 3] {
                match self {
                    $(Self::$word => [$en, $pt_br, $pt_pt],)*
                }
            }
        }
    };
}

words! { Word {
    // The frame.
    PageTitle: "{page} · Assay", "{page} · Assay", "{page} · Assay";
    SkipToContent: "Skip to content", "Ir para o conteúdo", "Ir para o conteúdo";
    Places: "Places", "Lugares", "Lugares";
    Today: "Today", "Hoje", "Hoje";
    Controls: "Controls", "Controles", "Controlos";
    ManagementSystem: "AIMS · ISO/IEC 42001", "SGIA · ISO/IEC 42001", "SGIA · ISO/IEC 42001";
    Record: "Record", "Registro", "Registo";
    EntriesOne: "{n} entry", "{n} entrada", "{n} entrada";
    EntriesOther: "{n} entries", "{n} entradas", "{n} entradas";
    Checkpoint: "Checkpoint", "Ponto de controle", "Ponto de controlo";
    DemoData: "Demo data", "Dados de demonstração", "Dados de demonstração";
    DemoSentence:
        "Every organisation, person, system and number here is made up.",
        "Toda organização, pessoa, sistema e número aqui é fictício.",
        "Todas as organizações, pessoas, sistemas e números aqui são fictícios.";

    // States.
    State: "State", "Situação", "Estado";
    Failing: "Failing", "Em falha", "Em falha";
    Missing: "Missing", "Sem dados", "Sem dados";
    Stale: "Stale", "Desatualizado", "Desatualizado";
    Partly: "Partly", "Parcial", "Parcial";
    Expiring: "Expiring", "A vencer", "A expirar";
    Effective: "Effective", "Eficaz", "Eficaz";
    NotApplicable: "Not applicable", "Não aplicável", "Não aplicável";

    // Outcomes and axes.
    Pass: "Pass", "Atende", "Cumpre";
    Fail: "Fail", "Não atende", "Não cumpre";
    Error: "Error", "Erro", "Erro";
    Undecided: "Undecided", "A decidir", "Por decidir";
    Waived: "Waived", "Dispensado", "Dispensado";
    Designed: "Designed", "Projetado", "Concebido";
    Implemented: "Implemented", "Implementado", "Implementado";
    Operating: "Operating", "Em operação", "Em funcionamento";

    // Today.
    ControlsByState: "Controls by state", "Controles por situação", "Controlos por estado";
    EffectiveOfApplicable: "effective / applicable", "eficazes / aplicáveis", "eficazes / aplicáveis";
    Clauses: "Clauses 4 to 10", "Seções 4 a 10", "Secções 4 a 10";
    AnnexA: "Annex A controls", "Controles do Anexo A", "Controlos do Anexo A";
    NeedsAttention: "Needs attention", "Requer atenção", "Requer atenção";
    NothingNeedsAttention:
        "Nothing needs attention. What fails, is missing, is out of date or runs out soon appears here.",
        "Nada requer atenção. O que falha, falta, está desatualizado ou vence em breve aparece aqui.",
        "Nada requer atenção. O que falha, falta, está desatualizado ou expira em breve aparece aqui.";
    Requirement: "Requirement", "Requisito", "Requisito";
    Subject: "Subject", "Objeto", "Objeto";
    WholeSystem: "Whole AIMS", "Todo o SGIA", "Todo o SGIA";
    OpenTasks: "Open tasks", "Tarefas abertas", "Tarefas em aberto";
    NoTasks:
        "No open tasks. What someone is asked to do, and by when, appears here.",
        "Nenhuma tarefa aberta. O que se pede a alguém, e até quando, aparece aqui.",
        "Nenhuma tarefa em aberto. O que se pede a alguém, e até quando, aparece aqui.";
    Owner: "Owner", "Responsável", "Responsável";
    DueOn: "Due {date}", "Prazo {date}", "Prazo {date}";
    OverdueSince: "Overdue since {date}", "Atrasada desde {date}", "Em atraso desde {date}";
    QuarantineOne:
        "{n} file could not be read. It is kept as delivered and counts as evidence for nothing.",
        "{n} arquivo não pôde ser lido. Fica guardado como chegou e não conta como evidência de nada.",
        "{n} ficheiro não pôde ser lido. Fica guardado como chegou e não conta como evidência de nada.";
    QuarantineOther:
        "{n} files could not be read. They are kept as delivered and count as evidence for nothing.",
        "{n} arquivos não puderam ser lidos. Ficam guardados como chegaram e não contam como evidência de nada.",
        "{n} ficheiros não puderam ser lidos. Ficam guardados como chegaram e não contam como evidência de nada.";

    // Evidence.
    NewestEvidence: "Newest evidence", "Evidências mais recentes", "Evidências mais recentes";
    Evidence: "Evidence", "Evidências", "Evidências";
    NoEvidence:
        "No evidence yet. What a tool reports appears here as soon as a pipeline or a person delivers it.",
        "Ainda não há evidências. O que uma ferramenta relata aparece aqui assim que um pipeline ou uma pessoa o entrega.",
        "Ainda não há evidências. O que uma ferramenta comunica aparece aqui assim que um pipeline ou uma pessoa o entrega.";
    Tool: "Tool", "Ferramenta", "Ferramenta";
    When: "When", "Quando", "Quando";
    CollectedBy: "Collected by", "Coletado por", "Recolhido por";
    ReviewedBy: "Reviewed by", "Revisado por", "Revisto por";
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

    // Controls.
    ControlsOf: "Annex A of {edition}", "Anexo A da {edition}", "Anexo A da {edition}";
    RequirementsOf: "Requirements of {edition}", "Requisitos de {edition}", "Requisitos de {edition}";
    Frameworks: "Frameworks in force", "Referenciais em vigor", "Referenciais em vigor";
    AsOf:
        "This is the state at {at}, at record entry {n}, not that of today.",
        "Esta é a situação em {at}, na entrada {n} do registro, não a de hoje.",
        "Este é o estado em {at}, na entrada {n} do registo, não o de hoje.";
    BackToToday: "Show today’s state", "Mostrar a situação de hoje", "Mostrar o estado de hoje";
    ControlsTable:
        "Controls by area, with state and reason",
        "Controles por área, com situação e motivo",
        "Controlos por área, com estado e motivo";
    Control: "Control", "Controle", "Controlo";
    Applies: "Applies", "Aplica-se", "Aplica-se";
    AppliesYes: "Applicable", "Aplicável", "Aplicável";
    AppliesOpen: "Not decided", "Não decidido", "Não decidido";
    Implementation: "Implementation", "Implementação", "Implementação";
    NotStarted: "Not started", "Não iniciado", "Não iniciado";
    InPart: "In part", "Em parte", "Em parte";
    InFull: "In full", "Por completo", "Por completo";
    NotStated: "Not stated", "Não informado", "Não indicado";
    Subjects: "Subjects", "Objetos", "Objetos";
    NoOwner: "No owner", "Sem responsável", "Sem responsável";
    NoControls:
        "No controls yet. The AIMS manager activates an edition of the standard, and its controls appear here.",
        "Ainda não há controles. O gestor do SGIA ativa uma edição da norma e os controles aparecem aqui.",
        "Ainda não há controlos. O gestor do SGIA ativa uma edição da norma e os controlos aparecem aqui.";

    // One control.
    Breadcrumb: "Path", "Caminho", "Caminho";
    Neighbours: "Neighbouring controls", "Controles vizinhos", "Controlos vizinhos";
    PreviousControl: "Previous control, {id}", "Controle anterior, {id}", "Controlo anterior, {id}";
    NextControl: "Next control, {id}", "Próximo controle, {id}", "Controlo seguinte, {id}";
    ToFixThis: "To fix this, type", "Para resolver, digite", "Para resolver, escreva";
    HowWeDoThis: "How we do this", "Como fazemos", "Como fazemos";
    ApprovedOn: "Revision {n}, approved {date}", "Revisão {n}, aprovada em {date}", "Revisão {n}, aprovada em {date}";
    NotApproved: "Revision {n}, not approved", "Revisão {n}, não aprovada", "Revisão {n}, não aprovada";
    NoStatement:
        "Nobody has written down how we do this. The owner of the control states it in the Statement of Applicability.",
        "Ninguém escreveu como fazemos isto. O responsável pelo controle o declara na Declaração de Aplicabilidade.",
        "Ninguém escreveu como fazemos isto. O responsável pelo controlo declara-o na Declaração de Aplicabilidade.";
    InTheSoa: "In the Statement of Applicability", "Na Declaração de Aplicabilidade", "Na Declaração de Aplicabilidade";
    NoSoaRow:
        "No row yet: whether this control applies has not been decided.",
        "Ainda sem linha: não se decidiu se este controle se aplica.",
        "Ainda sem linha: não se decidiu se este controlo se aplica.";
    WhyDecided: "Reason", "Motivo", "Motivo";
    ApprovedBy: "Approved by", "Aprovado por", "Aprovado por";
    ApprovedAt: "Approved", "Aprovado em", "Aprovado em";
    NotYet: "Not yet", "Ainda não", "Ainda não";
    Revision: "Revision", "Revisão", "Revisão";
    Verdicts: "What the checks say", "O que dizem as verificações", "O que dizem as verificações";
    NoVerdicts:
        "No check speaks to this control yet. What each check concludes, and on which evidence, appears here.",
        "Nenhuma verificação trata deste controle ainda. O que cada uma conclui, e com que evidência, aparece aqui.",
        "Nenhuma verificação trata ainda deste controlo. O que cada uma conclui, e com que evidência, aparece aqui.";
    Outcome: "Outcome", "Resultado", "Resultado";
    SubjectAndReason: "Subject and reason", "Objeto e motivo", "Objeto e motivo";
    Measured: "Measured", "Medido", "Medido";
    RequiredValue: "required {value}", "exigido {value}", "exigido {value}";
    Observed: "Observed", "Observado", "Observado";
    ValidUntil: "valid until {date}", "válido até {date}", "válido até {date}";
    Basis: "Rests on", "Baseia-se em", "Baseia-se em";
    Population: "Population", "População", "População";
    Coverage: "Coverage by subject", "Cobertura por objeto", "Cobertura por objeto";
    NoSubjects:
        "No subject is in scope of this control yet.",
        "Nenhum objeto está no escopo deste controle ainda.",
        "Nenhum objeto está ainda no âmbito deste controlo.";

    // Errors.
    ErrorStatus: "Error {status}", "Erro {status}", "Erro {status}";
    WhatToDo: "What to do", "O que fazer", "O que fazer";
    GoToToday: "Go to Today", "Ir para Hoje", "Ir para Hoje";
    NotUnderstood: "Not understood", "Pedido não compreendido", "Pedido não compreendido";
    NotUnderstoodHint:
        "Correct the address. A moment is written as a date, 2026-09-01, or as the number of a record entry.",
        "Corrija o endereço. Um momento escreve-se como data, 2026-09-01, ou como o número de uma entrada do registro.",
        "Corrija o endereço. Um momento escreve-se como data, 2026-09-01, ou como o número de uma entrada do registo.";
    NoAccess: "No access", "Sem acesso", "Sem acesso";
    NoAccessHint:
        "Open the page on the machine that holds the data, or send a token that may read.",
        "Abra a página na máquina que guarda os dados ou envie um token que possa ler.",
        "Abra a página na máquina que guarda os dados ou envie um token com permissão de leitura.";
    NotFound: "Not found", "Não encontrado", "Não encontrado";
    NotFoundHint:
        "Check the address, or look for it in the list of controls.",
        "Verifique o endereço ou procure na lista de controles.",
        "Verifique o endereço ou procure na lista de controlos.";

    // Records of every kind.
    Records: "Records", "Registros", "Registos";
    KindsOfRecord: "Kinds of record", "Tipos de registro", "Tipos de registo";
    Actions: "Actions", "Ações", "Ações";
    NewRecord: "New", "Novo", "Novo";
    Edit: "Edit", "Editar", "Editar";
    Search: "Search", "Pesquisar", "Procurar";
    AnyState: "Any", "Qualquer", "Qualquer";
    SortBy: "Sorted by", "Ordenado por", "Ordenado por";
    SortKey: "key", "chave", "chave";
    SortKeyDown: "key, newest first", "chave, mais novos antes", "chave, mais recentes primeiro";
    SortTitle: "title", "título", "título";
    SortState: "state", "situação", "estado";
    SortChanged: "last change", "última alteração", "última alteração";
    Show: "Show", "Mostrar", "Mostrar";
    RecordsFound: "Records found", "Registros encontrados", "Registos encontrados";
    RecordsOne: "{n} record", "{n} registro", "{n} registo";
    RecordsOther: "{n} records", "{n} registros", "{n} registos";
    TooManyRecords:
        "Only the first {n} are looked through. Narrow the list down by words or state.",
        "Apenas os primeiros {n} são considerados. Restrinja a lista por palavras ou situação.",
        "Apenas os primeiros {n} são considerados. Restrinja a lista por palavras ou estado.";
    NoRecords:
        "Nothing found. Records that fit what is asked for appear here.",
        "Nada encontrado. Os registros que atendem ao pedido aparecem aqui.",
        "Nada encontrado. Os registos que correspondem ao pedido aparecem aqui.";
    RecordTitle: "Key and title", "Chave e título", "Chave e título";
    LastChanged: "Changed", "Alterado", "Alterado";
    ErasedTitle: "Erased", "Apagado", "Apagado";
    AsCsv: "As CSV", "Em CSV", "Em CSV";
    AsXlsx: "As XLSX", "Em XLSX", "Em XLSX";
    Pages: "Pages", "Páginas", "Páginas";
    PageOf: "Page {n} of {of}", "Página {n} de {of}", "Página {n} de {of}";
    PreviousPage: "Previous", "Anterior", "Anterior";
    NextPage: "Next", "Próxima", "Seguinte";

    // One record.
    WhatIsRecorded: "What is recorded", "O que está registrado", "O que está registado";
    History: "History", "Histórico", "Histórico";
    Moves: "Possible moves", "Transições possíveis", "Transições possíveis";
    NoMoves: "No move starts from this state.", "Nenhuma transição parte desta situação.", "Nenhuma transição parte deste estado.";
    MoveLacks: "Lacks: {fields}", "Falta: {fields}", "Falta: {fields}";
    MoveRoles: "For: {roles}", "Para: {roles}", "Para: {roles}";
    SignsAs: "Who does this {meaning}.", "Quem o faz assina: {meaning}.", "Quem o faz subscreve: {meaning}.";
    Signatures: "Signatures", "Assinaturas", "Assinaturas";
    ProvedBy: "Proved by: {how}, {when}", "Comprovado por: {how}, {when}", "Comprovado por: {how}, {when}";
    SignedDigest:
        "SHA-256 of what was signed:",
        "SHA-256 do que foi assinado:",
        "SHA-256 do que foi assinado:";
    ToSignDigest:
        "The signature names what you see here by its SHA-256:",
        "A assinatura identifica o que você vê aqui pelo SHA-256:",
        "A assinatura identifica o que aqui vê pelo SHA-256:";
    YouMayNot: "You may not do this.", "Você não pode fazer isto.", "Não pode fazer isto.";
    By: "By", "Por", "Por";
    Yes: "Yes", "Sim", "Sim";
    No: "No", "Não", "Não";
    GapUnknown: "Not known yet: {because}", "Ainda não se sabe: {because}", "Ainda não se conhece: {because}";
    Restricted: "restricted", "restrito", "restrito";
    GapNone: "None: {because}", "Nenhum: {because}", "Nenhum: {because}";
    ErasedBody:
        "What was recorded here was erased. Its entry in the log remains, and still verifies.",
        "O que estava registrado aqui foi apagado. A entrada no log permanece e ainda se verifica.",
        "O que aqui estava registado foi apagado. A entrada no registo permanece e continua a verificar-se.";
    WhatChanged: "What changed", "O que mudou", "O que mudou";
    InRevision: "in revision {n}", "na revisão {n}", "na revisão {n}";
    ProofEntry: "Proof of entry {entry}", "Prova da entrada {entry}", "Prova da entrada {entry}";
    Between: "Revision {from} to {to}", "Revisão {from} a {to}", "Revisão {from} a {to}";
    NothingDiffers: "No field differs.", "Nenhum campo difere.", "Nenhum campo difere.";
    Stayed: "unchanged:", "igual:", "igual:";
    Came: "added:", "incluído:", "acrescentado:";
    Went: "removed:", "excluído:", "retirado:";

    // Forms.
    EditHeading: "Edit {key}", "Editar {key}", "Editar {key}";
    NewHeading: "New: {kind}", "Novo: {kind}", "Novo: {kind}";
    MoveHeading: "{key}: {move}", "{key}: {move}", "{key}: {move}";
    FormLead:
        "A draft is saved with little; each move says what it needs besides. An honest gap is an answer.",
        "Um rascunho é salvo com pouco; cada transição diz o que mais exige. Uma lacuna declarada é uma resposta.",
        "Um rascunho guarda-se com pouco; cada transição diz o que mais exige. Uma lacuna assumida é uma resposta.";
    NotSaved: "Not saved.", "Não foi salvo.", "Não foi guardado.";
    Needed: "needed", "necessário", "necessário";
    HintLines: "One a line.", "Um por linha.", "Um por linha.";
    HintJson: "As JSON.", "Como JSON.", "Em JSON.";
    WhatValuesMean: "What the values mean", "O que significam os valores", "O que significam os valores";
    WhatStandsInside: "What stands inside", "O que vai dentro", "O que contém";
    GapInstead: "Not stated, because", "Não informado, porque", "Não indicado, porque";
    GapKind: "There is", "Há", "Existe";
    GapIsUnknown: "a value not known yet", "um valor ainda desconhecido", "um valor que ainda se desconhece";
    GapIsNone: "nothing to state", "nada a informar", "nada a indicar";
    GapBecause: "Because", "Porque", "Porque";
    GapOwner: "Who finds out", "Quem apura", "Quem averigua";
    GapDue: "By", "Até", "Até";
    Token: "Token", "Token", "Token";
    TokenHint:
        "Who acts is whoever this token stands for. It is made with: assay token create. It is not kept.",
        "Age quem este token representa. Ele é criado com: assay token create. Não é guardado.",
        "Atua quem este token representa. É criado com: assay token create. Não fica guardado.";
    Save: "Save", "Salvar", "Guardar";
    Cancel: "Cancel", "Cancelar", "Cancelar";
    BothSides: "Somebody changed this meanwhile", "Alguém alterou isto nesse meio-tempo", "Alguém alterou isto entretanto";
    BothSidesLead:
        "Removed is what is recorded now, added is what is typed below. Saving again takes what is typed.",
        "Excluído é o que está registrado agora, incluído é o que foi digitado abaixo. Salvar de novo usa o digitado.",
        "Retirado é o que agora está registado, acrescentado é o que se escreveu abaixo. Guardar de novo fica com o escrito.";
    FromElsewhere:
        "This form was sent from another page than ours. Open it here and send it again.",
        "Este formulário foi enviado de outra página. Abra-o aqui e envie de novo.",
        "Este formulário foi enviado de uma página alheia. Abra-o aqui e envie-o de novo.";

    // Before anybody is signed in, and one's own account.
    SignIn: "Sign in", "Entrar", "Iniciar sessão";
    SignInLead: "With the account that you were invited to make.", "Com a conta que você criou a convite.", "Com a conta que criou a convite.";
    SignOut: "Sign out", "Sair", "Terminar sessão";
    Login: "E-mail address", "Endereço de e-mail", "Endereço de correio eletrónico";
    Password: "Password", "Senha", "Palavra-passe";
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
    ProveHint:
        "This is a signature, so you say again who you are.",
        "Isto é uma assinatura; por isso você confirma de novo quem é.",
        "Isto é uma assinatura; por isso confirma de novo quem é.";
    TakeUp: "Accept", "Aceitar", "Aceitar";
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

    // The second factor.
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
    // Passkeys.
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
    PasskeyProve: "Prove it with a passkey", "Confirmar com uma chave de acesso", "Confirmar com uma chave de acesso";
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
    PasswordRemoved:
        "The password was removed. Every other session has ended.",
        "A senha foi removida. Todas as outras sessões terminaram.",
        "A palavra-passe foi removida. Todas as outras sessões terminaram.";
    PasskeyCodesMake: "Make recovery codes", "Gerar códigos de recuperação", "Gerar códigos de recuperação";
    PasskeyCodesLead:
        "Keep these codes where your device is not: each works once when your passkeys are lost. They are shown only now.",
        "Guarde estes códigos longe do dispositivo: cada um vale uma vez quando suas chaves de acesso se perderem. Só são mostrados agora.",
        "Guarde estes códigos longe do dispositivo: cada um vale uma vez quando as suas chaves de acesso se perderem. Só são mostrados agora.";

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

    // Single sign-on.
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
