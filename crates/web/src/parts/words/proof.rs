//! The words of proofs: one row each, English, Brazilian Portuguese, European Portuguese.

words! { ProofWord {
    Entry: "Entry", "Entrada", "Entrada";
    Root: "Root", "Raiz", "Raiz";
    SignedAt: "Signed", "Assinada em", "Assinada em";
    Fetch: "Proof", "Prova", "Prova";
} }
