//! The words of Programme: one row each, English, Brazilian Portuguese, European Portuguese.

words! { ProgrammeWord {
    Programme: "Programme", "Programa", "Programa";
} }
