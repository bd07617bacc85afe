//! Pages tell reasons in the language of their reader; the API tells them in English, whatever a browser asks for.

use crate::support::{Request, Server, TestEnvironment};

#[test]
fn a_control_says_why_in_the_language_of_its_reader() {
    let place = TestEnvironment::demo();
    let server = Server::start(&place);
    let read = |path: &str, lang: &str| server.send(&Request::get(path).header("Accept-Language", lang)).is(200).text();
    let asked = Request::get("/api/v1/w/demo/why?requirement=A.6.2.4").header("Accept-Language", "pt-BR");
    let why = server.as_owner(&asked).is(200).json();
    let english = why["reason"].as_str().unwrap();
    assert_eq!(why["code"], "threshold.not-met");
    assert!(english.contains(", which does not reach >= "), "{english}");
    for path in ["/controls/A.6.2.4", "/controls/A.6.2.4/why", "/controls?view=list", "/"] {
        assert!(read(path, "en").contains(", which does not reach &gt;= "), "{path}");
        for (lang, said) in [("pt-BR", ", o que não alcança ≥ "), ("pt-PT", ", o que não atinge ≥ ")] {
            let page = read(path, lang);
            assert!(page.contains(said), "{path} in {lang}");
            assert!(!page.contains("which does not reach"), "{path} in {lang}");
        }
    }
}
