//! JUnit XML: tests counted by suite, whatever the attributes say, and never green without a test.

use assay_domain::{Direction, EvidenceKind, Representativeness, RunStatus, ValueState};
use assay_evidence::ParsedRun;

use crate::support::*;

const PYTEST: &str = "junit/pytest-9.2.0.xml";
const OLDER: &str = "junit/pytest-8.4.2-xunit1.xml";
const NODE: &str = "junit/node-20.20.2.xml";

/// (key, value, n, failed, errors, skipped) of every rate.
fn rates(run: &ParsedRun) -> Vec<(&str, &str, u64, u64, u64, u64)> {
    let rates = run.observations.iter().filter(|o| o.metric == "pass_rate");
    rates
        .map(|o| {
            let value = o.value.decimal.as_deref().unwrap_or("-");
            (o.key.as_str(), value, o.n.unwrap(), o.n_failed.unwrap(), o.n_error.unwrap(), o.n_unscored.unwrap())
        })
        .collect()
}

#[test]
fn tests_of_pytest_are_counted() {
    let run = one(&fixture(PYTEST));
    assert_eq!(
        rates(&run),
        [("ai-acceptance/pass_rate", "0.6", 5, 1, 1, 2), ("control/A.6.2.4/pass_rate", "0", 1, 1, 0, 0)]
    );
    assert_eq!(run.observations.len(), 3);
    let number = observation(&run, "ai-acceptance/test_refusal_rate/refusal_rate");
    assert_eq!((number.value.decimal.as_deref(), number.direction), (Some("0.91"), Direction::Unknown));
    assert_eq!(number.family, "refusal");
    assert_eq!(observation(&run, "ai-acceptance/pass_rate").direction, Direction::Higher);
    assert_eq!((run.format.as_str(), run.evidence_kind), ("junit-xml", EvidenceKind::Test));
    assert_eq!((run.tool.name.as_str(), run.tool.version.as_deref()), ("pytest", None));
    assert_eq!(run.run.name.as_deref(), Some("ai-acceptance"));
    assert_eq!(run.run.status, RunStatus::Complete);
    let started = run.times.started.as_ref().unwrap();
    assert_eq!((started.instant.to_string().as_str(), started.zone_known), ("2026-11-23T19:12:39.684979Z", true));
    assert_eq!((run.population.size, run.population.sampled), (Some(7), Some(5)));
    assert_eq!(run.representativeness, Representativeness::Unknown, "nothing says what was tested");
    assert_eq!(codes(&run), ["junit.skipped"]);
    assert!(!format!("{run:?}").contains("host-1"), "hosts are not kept");
}

#[test]
fn a_suite_may_say_what_it_tested() {
    let run = one(&fixture(OLDER));
    assert_eq!(
        rates(&run),
        [("pytest/pass_rate", "0.2", 5, 2, 2, 0), ("requirement/REQ-7/pass_rate", "1", 1, 0, 0, 0)]
    );
    assert_eq!(run.claimed.model.as_deref(), Some("triage-1.3.0"));
    assert_eq!((run.run.status, run.representativeness), (RunStatus::Complete, Representativeness::Real));
    let accuracy = observation(&run, "pytest/test_ok/accuracy");
    assert_eq!((accuracy.value.decimal.as_deref(), accuracy.direction), (Some("0.93"), Direction::Higher));
    assert_eq!(codes(&run), [""; 0]);

    let mock = one_of(text(OLDER).replace("triage-1.3.0", "mock-triage"));
    assert_eq!(mock.representativeness, Representativeness::Mock);
    let property = r#"<property name="model" value="triage-1.3.0" />"#;
    let two = text(OLDER).replace(property, &format!(r#"{property}<property name="model" value="other" />"#));
    assert_eq!((one_of(two.clone()).claimed.model, codes(&one_of(two))), (None, vec!["junit.models"]));
}

#[test]
fn suites_within_suites_count_once() {
    let run = one(&fixture(NODE));
    assert_eq!(
        rates(&run),
        [
            ("release gate/pass_rate", "0.5", 2, 1, 0, 2),
            ("release gate/inner/pass_rate", "1", 1, 0, 0, 0),
            ("unnamed/pass_rate", "1", 1, 0, 0, 0),
        ]
    );
    assert_eq!((run.tool.name.as_str(), run.run.status), ("junit", RunStatus::Complete));
    assert!(run.times.started.is_none(), "this runner writes no time");
    assert_eq!(codes(&run), ["junit.skipped"]);
}

#[test]
fn promptfoos_own_form_says_less_than_its_json() {
    let run = one(&fixture("junit/promptfoo-0.121.20.xml"));
    let third = "0.3333333333333333";
    assert_eq!(
        rates(&run),
        [
            ("[support-assistant-echo] prompt 1/pass_rate", third, 3, 2, 0, 0),
            ("[support-assistant-echo] prompt 2/pass_rate", third, 3, 2, 0, 0),
        ]
    );
    assert_eq!((run.tool.name.as_str(), codes(&run)), ("promptfoo", vec!["junit.promptfoo"]));
    assert_eq!(run.representativeness, Representativeness::Unknown);
}

#[test]
fn an_empty_suite_is_never_a_pass() {
    let run = one(&fixture("junit/pytest-8.4.2-no-tests.xml"));
    assert!(run.observations.is_empty());
    assert_eq!((run.run.status, reasons(&run)), (RunStatus::Partial, vec!["junit.empty-suite", "run.no-results"]));
    for bytes in ["<testsuites/>", "<testsuite name='a' tests='0'></testsuite>", "<testsuites><x/></testsuites>"] {
        let run = one_of(bytes);
        assert!(run.observations.is_empty() && run.run.status == RunStatus::Partial, "{bytes}");
    }
    // One suite with tests does not make up for one without.
    let run =
        one_of("<testsuites><testsuite name='a'><testcase name='t'/></testsuite><testsuite name='b'/></testsuites>");
    assert_eq!((run.run.status, reasons(&run)), (RunStatus::Partial, vec!["junit.empty-suite"]));
    assert_eq!(rates(&run), [("a/pass_rate", "1", 1, 0, 0, 0)]);
}

#[test]
fn a_file_that_could_not_be_loaded_is_an_error_that_did_not_pass() {
    let run = one(&fixture("junit/pytest-8.4.2-collection-error.xml"));
    assert_eq!(rates(&run), [("pytest/pass_rate", "0", 1, 0, 1, 0)]);
    let run = one_of("<testsuite name='a'><testcase name='t'/><error message='setup failed'/></testsuite>");
    assert_eq!((run.run.status, reasons(&run)), (RunStatus::Partial, vec!["junit.suite-error"]));
}

#[test]
fn only_skipped_tests_are_no_pass() {
    let run = one_of(
        "<testsuite name='a'><testcase name='t'><skipped/></testcase><testcase name='u' status='notrun'/></testsuite>",
    );
    assert_eq!(reasons(&run), ["junit.nothing-ran"]);
    assert_eq!(rates(&run), [("a/pass_rate", "-", 0, 0, 0, 2)]);
    assert_eq!(observation(&run, "a/pass_rate").value.state, ValueState::Absent);
}

#[test]
fn the_tests_count_and_not_the_attributes() {
    // More failures stated than there are: somebody took them out.
    let gone = text(PYTEST).replacen("tests=\"7\"", "tests=\"9\"", 1).replacen("failures=\"1\"", "failures=\"3\"", 1);
    let run = one_of(gone);
    assert_eq!((run.run.status, reasons(&run)), (RunStatus::Partial, vec!["junit.missing"]));
    assert!(codes(&run).contains(&"junit.recount"));
    assert_eq!(rates(&run)[0], ("ai-acceptance/pass_rate", "0.6", 5, 1, 1, 2));
    // Fewer stated than there are: the tests count all the same.
    let run = one_of(text(PYTEST).replacen("failures=\"1\"", "failures=\"0\"", 1));
    assert_eq!((run.run.status, rates(&run)[0].3), (RunStatus::Complete, 1));
    assert!(codes(&run).contains(&"junit.recount"));
    let run = one_of(text(PYTEST).replacen("tests=\"7\"", "tests=\"many\"", 1));
    assert!(!codes(&run).contains(&"junit.recount"));
}

#[test]
fn a_test_that_passed_only_at_last_is_noted() {
    let run = one_of(
        "<testsuite name='a'><testcase name='t'><flakyFailure message='x'/></testcase><testcase name='u'>\
         <failure/><rerunFailure/></testcase></testsuite>",
    );
    assert_eq!(rates(&run), [("a/pass_rate", "0.5", 2, 1, 0, 0)]);
    assert_eq!(codes(&run), ["junit.flaky"]);
}

#[test]
fn tests_where_none_is_looked_for_make_the_run_partial() {
    let run = one_of(
        "<testsuites><testsuite name='a'><testcase name='t'/></testsuite><group><testcase name='lost'><failure/></testcase></group></testsuites>",
    );
    assert_eq!((run.run.status, reasons(&run)), (RunStatus::Partial, vec!["junit.misplaced"]));
}

#[test]
fn times_without_a_zone_say_so_and_the_first_counts() {
    let run = one_of(
        "<testsuites><testsuite name='a' timestamp='2026-11-23T10:00:00'><testcase name='t'/></testsuite>\
         <testsuite name='b' timestamp='2026-11-23T09:00:00'><testcase name='t'/></testsuite></testsuites>",
    );
    let started = run.times.started.unwrap();
    assert_eq!((started.instant.to_string().as_str(), started.zone_known), ("2026-11-23T09:00:00.000000Z", false));
}

#[test]
fn numbers_that_are_none_stay_none() {
    let run = one_of(text(OLDER).replace(r#"value="0.93""#, r#"value="NaN""#));
    assert_eq!(observation(&run, "pytest/test_ok/accuracy").value.state, ValueState::Nan);
    let run = one_of(text(OLDER).replace(r#"value="0.93""#, r#"value="high""#));
    assert!(run.observations.iter().all(|o| o.metric == "pass_rate"));
}

#[test]
fn what_xml_is_attacked_with_is_refused() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE testsuites [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \
                  \"&b;&b;&b;&b;\">]><testsuites><testsuite name=\"&c;\"><testcase name=\"t\"/></testsuite></testsuites>";
    assert_eq!(fault(laughs).code, "xml.doctype");
    let external = "<!DOCTYPE testsuites SYSTEM \"http://127.0.0.1/x.dtd\"><testsuites/>";
    assert_eq!(fault(external).code, "xml.doctype");
    let file = "<!DOCTYPE t [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><testsuite name=\"&x;\"/>";
    assert_eq!(fault(file).code, "xml.doctype");
    assert_eq!(fault("<testsuite name=\"&c;\"><testcase name='t'/></testsuite>").code, "xml.entity");
    let deep = format!("{}{}", "<testsuite name='a'>".repeat(100_000), "</testsuite>".repeat(100_000));
    assert_eq!(fault(deep).code, "xml.too-deep");
}

#[test]
fn a_document_cut_anywhere_is_refused_with_its_place() {
    for name in [PYTEST, OLDER, NODE] {
        let document = text(name);
        let end = document.rfind("</testsuites>").unwrap() + "</testsuites".len();
        for at in (1..80).map(|i| end * i / 80) {
            let fault = fault(&document.as_bytes()[..at]);
            // Before the outermost element nothing tells what it is.
            let known = matches!(fault.code, "xml.truncated") || (at < 200 && fault.code == "format.unknown");
            assert!(known, "{name} at {at}: {fault}");
        }
    }
}

#[test]
fn other_encodings_are_refused_and_a_false_declaration_is_noted() {
    let wide: Vec<u8> = text(PYTEST).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(fault([&[0xFF, 0xFE], wide.as_slice()].concat()).code, "text.utf16");
    assert_eq!(fault(wide).code, "text.utf16");
    let mut latin = text(PYTEST).into_bytes();
    let at = latin.windows(7).position(|w| w == b"refusal").unwrap();
    latin[at] = 0xE9;
    assert_eq!(fault(latin).code, "text.utf8");
    let run = one_of(text(PYTEST).replacen("utf-8", "utf-16", 1));
    assert_eq!(codes(&run), ["text.encoding", "junit.skipped"]);
    let run = one_of(format!("\u{feff}{}", text(PYTEST)));
    assert_eq!(codes(&run), ["junit.skipped"], "XML may start with a byte order mark");
}

#[test]
fn broken_xml_is_refused() {
    for (from, to) in [
        ("</testsuite>", "</testsuit>"),
        ("name=\"test_gpu\"", "name=\"test_gpu\" name=\"again\""),
        ("name=\"test_gpu\"", "name=test_gpu"),
        ("needs GPU</skipped>", "needs < GPU</skipped>"),
        ("</testsuites>", "</testsuites><testsuites/>"),
    ] {
        let fault = fault(text(PYTEST).replacen(from, to, 1));
        assert!(matches!(fault.code, "xml.syntax" | "xml.truncated"), "{to}: {fault}");
    }
}
