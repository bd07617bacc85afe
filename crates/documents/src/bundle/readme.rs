//! The instructions inside a bundle: what is proven, what is not, and how to check it without this program.

use super::About;

const TEMPLATE: &str = include_str!("README.template.txt");
const DEMO: &str = "\nDEMONSTRATION: the content of this bundle is invented.\n";

pub(super) fn text(about: &About) -> String {
    let bound = |text: &str, open: &str| if text.is_empty() { open.to_owned() } else { text.to_owned() };
    // What users wrote comes last, so that no part of it is taken for a place to fill.
    TEMPLATE
        .replace("{demo}", if about.origin.demo { DEMO } else { "" })
        .replace("{origin}", &about.origin.to_string())
        .replace("{vkey}", &about.key.to_string())
        .replace("{pem}", &about.key.openssl_pem())
        .replace("{from}", &bound(&about.period.from, "the beginning"))
        .replace("{to}", &bound(&about.period.to, "the end"))
        .replace("{generator}", &about.generator)
        .replace("{scope}", &about.scope)
}
