//! The words of AI systems: one row each, English, Brazilian Portuguese, European Portuguese.

words! { SystemWord {
    Systems: "AI systems", "Sistemas de IA", "Sistemas de IA";
} }
