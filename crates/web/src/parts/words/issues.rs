//! The words of Issues: one row each, English, Brazilian Portuguese, European Portuguese.

words! { IssueWord {
    Issues: "Issues", "Ocorrências", "Ocorrências";
} }
