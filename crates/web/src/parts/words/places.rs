//! The words of places that gather kinds of record: one row each, English, Brazilian Portuguese, European Portuguese.

words! { PlaceWord {
    AllKinds: "All kinds of record", "Todos os tipos de registro", "Todos os tipos de registo";
    Gaps: "What is missing or due", "O que falta ou vence", "O que falta ou está por fazer";
    NoGaps:
        "Every requirement of these clauses is effective.",
        "Todos os requisitos destas seções são eficazes.",
        "Todos os requisitos destas secções são eficazes.";
    EffectiveOfAll: "effective of all", "eficazes do total", "eficazes do total";
    Kind: "Kind of record", "Tipo de registro", "Tipo de registo";
    HowMany: "Records", "Registros", "Registos";
    ByState: "By state", "Por situação", "Por estado";
    Late: "Late", "Atrasados", "Em atraso";
    NoneYet: "None yet", "Ainda nenhum", "Ainda nenhum";

    // Programme.
    ProgrammeLead:
        "The management system itself: context, leadership, planning and support, clauses 4 to 7.",
        "O próprio sistema de gestão: contexto, liderança, planejamento e apoio, seções 4 a 7.",
        "O próprio sistema de gestão: contexto, liderança, planeamento e suporte, secções 4 a 7.";
    Context: "Context", "Contexto", "Contexto";
    Leadership: "Leadership", "Liderança", "Liderança";
    Planning: "Planning", "Planejamento", "Planeamento";
    Support: "Support", "Apoio", "Suporte";

    // Assurance.
    AssuranceLead:
        "How others and we ourselves make sure: audits, management review, certificates, rooms, suppliers.",
        "Como outros e nós mesmos verificamos: auditorias, análise crítica, certificados, salas, fornecedores.",
        "Como outros e nós próprios verificamos: auditorias, revisão pela gestão, certificados, salas, fornecedores.";
    InternalAudit: "Internal audit", "Auditoria interna", "Auditoria interna";
    ManagementReview: "Management review", "Análise crítica pela direção", "Revisão pela gestão";
    Certification: "Certification", "Certificação", "Certificação";
    Suppliers: "Suppliers", "Fornecedores", "Fornecedores";
} }
