//! The words of controls: one row each, English, Brazilian Portuguese, European Portuguese.

words! { ControlWord {
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

    // One control.
    Neighbours: "Neighbouring controls", "Controles vizinhos", "Controlos vizinhos";
    PreviousControl: "Previous control, {id}", "Controle anterior, {id}", "Controlo anterior, {id}";
    NextControl: "Next control, {id}", "Próximo controle, {id}", "Controlo seguinte, {id}";
    InATerminal: "In a terminal", "Num terminal", "Num terminal";
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
} }
