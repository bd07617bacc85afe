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
    assert_eq!(why["code"], "plan.not-delivered");
    assert!(english.ends_with("; it was not delivered"), "{english}");
    let told = english.replace(" expects ", " espera ").replace(" by ", ", de ");
    let told = told.replace("it was not delivered", "não foi entregue");
    for path in ["/controls/A.6.2.4", "/controls/A.6.2.4/why", "/controls?view=list", "/"] {
        assert!(read(path, "en").contains(english), "{path}");
        for lang in ["pt-BR", "pt-PT"] {
            let page = read(path, lang);
            assert!(page.contains(&told), "{path} in {lang}");
            assert!(!page.contains("it was not delivered"), "{path} in {lang}");
        }
    }
}
