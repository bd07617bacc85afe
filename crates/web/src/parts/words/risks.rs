//! The words of Risks: one row each, English, Brazilian Portuguese, European Portuguese.

words! { RiskWord {
    Risks: "Risks", "Riscos", "Riscos";
} }
