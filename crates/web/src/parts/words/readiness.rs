//! The words of the readiness list: one row each, English, Brazilian Portuguese, European Portuguese.

words! { ReadyWord {
    Judged: "What its checks say", "O que dizem as suas verificações", "O que dizem as suas verificações";
    Title: "Readiness for stage 1", "Prontidão para a fase 1", "Prontidão para a 1.ª fase";
    Lead:
        "What a stage 1 audit reads, by clause. A line says what is there; whether it says enough is for a reader to judge.",
        "O que uma auditoria de fase 1 lê, por cláusula. Cada linha diz o que existe; se basta, cabe ao leitor julgar.",
        "O que uma auditoria de 1.ª fase lê, por cláusula. Cada linha diz o que existe; se basta, cabe ao leitor avaliar.";
    Open: "Still open", "Ainda em aberto", "Ainda em aberto";
    OpenRemark: "{n} of {total}", "{n} de {total}", "{n} de {total}";
    There: "There", "Existente", "Existente";
    NothingOpen: "Nothing on this list is open.", "Nada nesta lista está em aberto.", "Nada nesta lista está em aberto.";
    NothingThere: "Nothing is there yet.", "Ainda não há nada.", "Ainda não há nada.";
    Rows: "Statement of Applicability", "Declaração de Aplicabilidade", "Declaração de Aplicabilidade";
    RowsDecided: "{n} of {total} rows are decided and approved", "{n} de {total} linhas decididas e aprovadas", "{n} de {total} linhas decididas e aprovadas";
    What: "What is asked for", "O que é pedido", "O que é pedido";
    Standing: "How it stands", "Como está", "Como está";
    Next: "What comes next", "O que vem a seguir", "O que se segue";
    Missing: "Missing", "Falta", "Em falta";
    Begun: "Begun", "Iniciado", "Iniciado";
    InWriting: "asked for in writing", "exigido por escrito", "exigido por escrito";
    UsuallyShown: "usually shown", "costuma ser mostrado", "costuma ser mostrado";
    Write: "Write it: {kind}", "Escrever: {kind}", "Escrever: {kind}";
    State: "State {field}", "Informar {field}", "Indicar {field}";
    Move: "{verb} {key}", "{verb} {key}", "{verb} {key}";
    Look: "Open {key}", "Abrir {key}", "Abrir {key}";
    WhyMissing: "No record of this kind is there.", "Não há registro deste tipo.", "Não há registo deste tipo.";
    WhyField: "{key}: {state}. {field} is not stated.", "{key}: {state}. Falta {field}.", "{key}: {state}. Falta {field}.";
    WhyMove: "{key}: {state}. It waits for the next step.", "{key}: {state}. Aguarda o próximo passo.", "{key}: {state}. Aguarda o passo seguinte.";
    WhyThere: "{key} {title}: {state}.", "{key} {title}: {state}.", "{key} {title}: {state}.";
} }
