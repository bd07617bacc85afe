//! The words of AI systems: one row each, English, Brazilian Portuguese, European Portuguese.

words! { SystemWord {
    Systems: "AI systems", "Sistemas de IA", "Sistemas de IA";

    // The inventory.
    NewSystem: "New system", "Novo sistema", "Novo sistema";
    NewestVersion: "Newest version", "Versão mais nova", "Versão mais recente";
    RisksOpen: "Risks over appetite", "Riscos acima do apetite", "Riscos acima do apetite";
    Posture: "Requirements", "Requisitos", "Requisitos";
    RiskOf: "{above} of {open} open", "{above} de {open} abertos", "{above} de {open} abertos";
    RiskOfMany: "{above} of more than {open} open", "{above} de mais de {open} abertos", "{above} de mais de {open} abertos";
    RisksUnrated: "{n} not rated", "{n} sem nível", "{n} sem nível";
    NoRisks: "none open", "nenhum aberto", "nenhum aberto";
    NoVersion: "No version", "Sem versão", "Sem versão";
    NotJudged: "Not judged yet", "Ainda não avaliado", "Ainda não avaliado";
    NoSystems:
        "No AI system is recorded yet. Who builds or buys one records it here; a sheet of many is imported, and programs use `assay record create ai-system`.",
        "Ainda não há sistema de IA registrado. Quem constrói ou compra um o registra aqui; uma planilha de muitos é importada, e programas usam `assay record create ai-system`.",
        "Ainda não há sistema de IA registado. Quem constrói ou compra um regista-o aqui; uma folha com muitos é importada, e os programas usam `assay record create ai-system`.";
    NothingFits: "No system fits what is asked for.", "Nenhum sistema atende ao que se pede.", "Nenhum sistema corresponde ao pedido.";

    // The head and the tabs.
    PagesOfSystem: "Pages of this system", "Páginas deste sistema", "Páginas deste sistema";
    Overview: "Overview", "Visão geral", "Visão geral";
    Versions: "Versions", "Versões", "Versões";
    Parts: "Parts", "Componentes", "Componentes";
    Data: "Data", "Dados", "Dados";
    Risks: "Risks", "Riscos", "Riscos";
    InService: "In service", "Em serviço", "Em serviço";
    NothingInService: "No version in service", "Nenhuma versão em serviço", "Nenhuma versão em serviço";
    OpenRecord: "Open record", "Abrir registro", "Abrir registo";
    NewVersion: "New version", "Nova versão", "Nova versão";

    // Overview.
    Failing: "{n} of {of} requirements judged for this system do not hold. {reason}", "{n} de {of} requisitos avaliados para este sistema não se sustentam. {reason}", "{n} de {of} requisitos apreciados para este sistema não se verificam. {reason}";
    AllHold: "All {of} requirements judged for this system hold.", "Todos os {of} requisitos avaliados para este sistema se sustentam.", "Todos os {of} requisitos apreciados para este sistema se verificam.";
    Purpose: "Purpose and people", "Finalidade e pessoas", "Finalidade e pessoas";
    ByRequirement: "Requirements for this system", "Requisitos para este sistema", "Requisitos para este sistema";
    AlikeNote:
        "Pale cells are judged once for all systems.",
        "Células claras são avaliadas uma vez para todos os sistemas.",
        "As células claras são apreciadas uma vez para todos os sistemas.";
    DoesNotHold: "What does not hold", "O que não se sustenta", "O que não se verifica";
    AllChecksHold: "Every check of this system and its versions in service holds.", "Todas as verificações deste sistema e das versões em serviço se sustentam.", "Todas as verificações deste sistema e das versões em serviço se confirmam.";
    ShownOf: "{n} of {of}", "{n} de {of}", "{n} de {of}";
    GapsHead: "Said to be unknown", "Declarado como desconhecido", "Declarado como desconhecido";
    OpenIssues: "Open issues", "Questões abertas", "Questões abertas";
    NoIssues: "No incident, nonconformity, concern or change about it is open.", "Nenhum incidente, não conformidade, relato ou mudança sobre ele está aberto.", "Nenhum incidente, não conformidade, preocupação ou alteração sobre ele está em aberto.";
    OpenRisks: "Open risks", "Riscos abertos", "Riscos abertos";
    AboveAppetite: "above appetite", "acima do apetite", "acima do apetite";
    WithinAppetite: "Within appetite", "Dentro do apetite", "Dentro do apetite";
    OverAppetite: "Above appetite", "Acima do apetite", "Acima do apetite";
    NotRated: "Not rated", "Sem nível", "Sem nível";
    Open: "open", "abertos", "abertos";
    Check: "Check", "Verificação", "Verificação";
    Outcome: "Outcome", "Resultado", "Resultado";
    Measured: "Measured", "Medido", "Medido";
    Against: "against {threshold}", "frente a {threshold}", "face a {threshold}";
    RestsOn: "Rests on", "Baseia-se em", "Assenta em";
    RanOut: "Ran out", "Vencido", "Caducado";
    ValidUntil: "valid until {day}", "válido até {day}", "válido até {day}";
    AllEvidence: "All evidence", "Todas as evidências", "Todas as evidências";

    // Versions and gates.
    Version: "Version", "Versão", "Versão";
    Gate: "Gate", "Aprovação de versão", "Aprovação de versão";
    GatePasses: "Every check holds", "Todas as verificações se sustentam", "Todas as verificações se confirmam";
    GateOpen: "{n} checks in the way", "{n} verificações pendentes", "{n} verificações por cumprir";
    NoChecks: "No check yet", "Ainda sem verificação", "Ainda sem verificação";
    ReleasedParts: "Released parts", "Partes lançadas", "Partes lançadas";
    NoReleasedParts: "No part is named.", "Nenhuma parte está indicada.", "Nenhuma parte está indicada.";
    ReleasedBy: "Released by {who}, {when}", "Lançada por {who}, {when}", "Lançada por {who}, {when}";
    NotReleased: "Not released", "Não lançada", "Não lançada";
    Frozen: "Frozen: its record can no longer be edited.", "Congelada: o registro não pode mais ser editado.", "Congelada: o registo já não pode ser editado.";
    NoVersions:
        "No version yet. Evidence points at versions: record one before its first evaluation.",
        "Ainda não há versão. As evidências apontam para versões: registre uma antes da primeira avaliação.",
        "Ainda não há versão. As evidências apontam para versões: registe uma antes da primeira avaliação.";
    CompareTwo: "Compare two versions", "Comparar duas versões", "Comparar duas versões";
    From: "From", "De", "De";
    To: "to", "para", "para";
    CompareThem: "Compare", "Comparar", "Comparar";
    VersionAgainst: "{from} against {to}", "{from} frente a {to}", "{from} face a {to}";
    RecordsDiffer: "In their records", "Nos registros", "Nos registos";
    ChecksDiffer: "In their checks", "Nas verificações", "Nas verificações";
    NoCheckDiffers: "Every check came to the same.", "Todas as verificações deram o mesmo resultado.", "Todas as verificações deram o mesmo resultado.";
    NothingThere: "not judged", "não avaliado", "não apreciado";
    RequiredChecks: "Required checks", "Verificações exigidas", "Verificações exigidas";
    NothingRequired: "No check speaks of this version yet.", "Nenhuma verificação trata desta versão ainda.", "Nenhuma verificação trata ainda desta versão.";
    Waivers: "Waivers", "Dispensas", "Dispensas";
    NoWaivers: "Nothing is waived.", "Nada está dispensado.", "Nada está dispensado.";
    WaiverUntil: "until {day}", "até {day}", "até {day}";
    WaiverOver: "over since {day}", "encerrada desde {day}", "terminada desde {day}";
    GrantedBy: "granted by {who}", "concedida por {who}", "concedida por {who}";
    Decision: "Decision", "Decisão", "Decisão";
    SecondPerson: "Its record was begun by {who}; whoever releases it is somebody else.", "O registro foi iniciado por {who}; quem a lança é outra pessoa.", "O registo foi iniciado por {who}; quem a lança é outra pessoa.";
    NobodyDecided: "Nobody has decided yet.", "Ninguém decidiu ainda.", "Ainda ninguém decidiu.";
    VersionRecord: "Record of this version", "Registro desta versão", "Registo desta versão";
    GateCommand: "A pipeline asks the same:", "Um pipeline pergunta o mesmo:", "Um pipeline pergunta o mesmo:";

    // Parts.
    Bill: "Bill of materials", "Lista de componentes", "Lista de componentes";
    Part: "Part", "Componente", "Componente";
    Sort: "Sort", "Tipo", "Tipo";
    Digest: "SHA-256", "SHA-256", "SHA-256";
    Supplier: "Supplier", "Fornecedor", "Fornecedor";
    Suppliers: "Suppliers", "Fornecedores", "Fornecedores";
    SortModel: "Model", "Modelo", "Modelo";
    SortDataset: "Data set", "Conjunto de dados", "Conjunto de dados";
    SortAgent: "Agent", "Agente", "Agente";
    SortReleased: "Released part", "Parte lançada", "Parte lançada";
    SortComponent: "Component", "Componente", "Componente";
    DigestUnknown: "unknown, because {because}", "desconhecido, porque {because}", "desconhecido, porque {because}";
    DigestNone: "none, because {because}", "nenhum, porque {because}", "nenhum, porque {because}";
    DigestNotStated: "not stated", "não informado", "não indicado";
    DigestWhole: "its parts have their own", "as partes têm os seus", "as partes têm os seus";
    Within: "in {agent}", "em {agent}", "em {agent}";
    WithoutDigest: "{n} without a digest", "{n} sem digest", "{n} sem resumo";
    LeftOut: "{n} more are named and not shown here.", "Mais {n} estão indicados e não aparecem aqui.", "Mais {n} estão indicados e não aparecem aqui.";
    ImportBill: "Import a bill of materials", "Importar uma lista de componentes", "Importar uma lista de componentes";
    ImportBillHint:
        "A CycloneDX file (JSON) of this system becomes evidence about it.",
        "Um arquivo CycloneDX (JSON) deste sistema torna-se evidência sobre ele.",
        "Um ficheiro CycloneDX (JSON) deste sistema torna-se evidência sobre ele.";
    NoParts: "No part is named. Whoever builds the system names its models, data, prompts, tools and guardrails in its record.", "Nenhum componente está indicado. Quem constrói o sistema indica modelos, dados, prompts, ferramentas e proteções no registro.", "Nenhum componente está indicado. Quem constrói o sistema indica modelos, dados, prompts, ferramentas e salvaguardas no registo.";

    // Data.
    NoData: "No data set is named, by the system or by its models.", "Nenhum conjunto de dados está indicado, pelo sistema ou por seus modelos.", "Nenhum conjunto de dados está indicado, pelo sistema ou pelos seus modelos.";
    Through: "through {model}", "por meio de {model}", "através de {model}";
    NotStatedFields: "Not stated: {fields}", "Não informado: {fields}", "Não indicado: {fields}";
    QualityEvidence: "Evidence of its quality", "Evidências da qualidade", "Evidências da qualidade";

    // Risks.
    RisksOne: "{n} risk", "{n} risco", "{n} risco";
    RisksOther: "{n} risks", "{n} riscos", "{n} riscos";
    Risk: "Risk", "Risco", "Risco";
    RiskNow: "With what works now", "Com o que funciona hoje", "Com o que funciona hoje";
    RiskAfter: "Once treated", "Depois de tratado", "Depois de tratado";
    Appetite: "Appetite", "Apetite", "Apetite";
    Steps: "likelihood {l}, impact {i}", "probabilidade {l}, impacto {i}", "verosimilhança {l}, impacto {i}";
    NoRisksYet: "No risk of this system is recorded. Its risk owner records the first one.", "Nenhum risco deste sistema está registrado. O proprietário do risco registra o primeiro.", "Nenhum risco deste sistema está registado. O dono do risco regista o primeiro.";
    NewRisk: "New risk", "Novo risco", "Novo risco";

    // Evidence.
    EvidenceOne: "{n} piece of evidence", "{n} evidência", "{n} evidência";
    EvidenceOther: "{n} pieces of evidence", "{n} evidências", "{n} evidências";
    About: "About", "Sobre", "Sobre";
    Everything: "The system and its versions", "O sistema e suas versões", "O sistema e as suas versões";
    Freshness: "Relied on", "Validade", "Validade";
    Unused: "No verdict that holds rests on it", "Nenhum veredito válido se baseia nela", "Nenhum veredicto válido assenta nela";
    Verdicts: "{n} verdicts rest on it", "{n} vereditos se baseiam nela", "{n} veredictos assentam nela";
    Until: "until {day}", "até {day}", "até {day}";
    NoSystemEvidence: "No evidence about this system yet. A pipeline delivers it with `assay ingest`.", "Ainda não há evidências sobre este sistema. Um pipeline as entrega com `assay ingest`.", "Ainda não há evidências sobre este sistema. Um pipeline entrega-as com `assay ingest`.";
} }
