//! The words of Assurance: one row each, English, Brazilian Portuguese, European Portuguese.

words! { AssuranceWord {
    Assurance: "Assurance", "Garantia", "Garantia";
} }
