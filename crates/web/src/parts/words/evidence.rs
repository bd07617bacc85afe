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
} }
