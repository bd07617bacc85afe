//! Through the elements, counting.

use std::io::Read;

use assay_domain::TimeSource;

use super::suite::{Results, Stated, TAGS};
use crate::labels::{label, some_label};
use crate::observe::{Count, Ending};
use crate::parsed::{MAX_OBSERVATIONS, too_many};
use crate::scan::Value;
use crate::xml::{Element, Step, Xml};
use crate::{Fault, times};

/// How many suites are named that are empty or whose counts differ.
const MAX_NAMED: usize = 20;

/// Attributes that are read.
const WANTED: &[&str] = &["name", "classname", "tests", "failures", "errors", "timestamp", "value", "status", "result"];

/// Where the walk is.
#[derive(Default)]
pub(super) struct Walk {
    results: Results,
    /// What each element around this place is.
    path: Vec<Place>,
    suites: Vec<Open>,
    case: Case,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Root,
    Suite,
    Case,
    Other,
}

/// A suite that is not closed yet.
struct Open {
    path: String,
    stated: Stated,
    own: Count,
    /// With those of the suites within it.
    total: Count,
    inner: bool,
}

/// A test that is not closed yet.
#[derive(Default)]
struct Case {
    name: String,
    failed: bool,
    error: bool,
    skipped: bool,
    flaky: bool,
    tags: Vec<(&'static str, String)>,
}

impl Walk {
    /// Counts a document.
    pub(super) fn through<R: Read>(xml: &mut Xml<R>) -> Result<Results, Fault> {
        let mut walk = Self::default();
        while let Some(step) = xml.next(WANTED)? {
            match step {
                Step::Open(element) => {
                    let place = walk.open(&element);
                    walk.path.push(place);
                }
                Step::Close => match walk.path.pop() {
                    Some(Place::Root | Place::Suite) => walk.close_suite(),
                    Some(Place::Case) => walk.close_case(),
                    Some(Place::Other) | None => {}
                },
            }
            let kept = walk.results.suites.len() + walk.results.tags.len() + walk.results.numbers.len();
            if kept > MAX_OBSERVATIONS {
                return Err(too_many());
            }
        }
        Ok(walk.results)
    }

    fn open(&mut self, element: &Element) -> Place {
        let around = self.path.last().copied();
        let in_case = self.path.contains(&Place::Case);
        match (element.name.as_str(), around) {
            ("testsuites", None) => {
                self.results.root_name = element.get("name").and_then(some_label);
                self.open_suite(element, String::new());
                Place::Root
            }
            ("testsuite", None | Some(Place::Root | Place::Suite)) => {
                let name = element.get("name").and_then(some_label).unwrap_or_else(|| "unnamed".to_owned());
                let outer = self.suites.last().map(|suite| suite.path.as_str()).filter(|path| !path.is_empty());
                let path = outer.map_or_else(|| name.clone(), |outer| label(&format!("{outer}/{name}")));
                self.open_suite(element, path);
                Place::Suite
            }
            ("testcase", Some(Place::Root | Place::Suite)) => {
                self.open_case(element);
                Place::Case
            }
            ("failure", Some(Place::Case)) => self.mark(|case| case.failed = true),
            ("error", Some(Place::Case)) => self.mark(|case| case.error = true),
            ("skipped" | "ignored" | "incomplete" | "disabled" | "notrun", Some(Place::Case)) => {
                self.mark(|case| case.skipped = true)
            }
            ("flakyFailure" | "flakyError", Some(Place::Case)) => self.mark(|case| case.flaky = true),
            ("error" | "failure", Some(Place::Root | Place::Suite)) => {
                self.results.suite_errors += 1;
                Place::Other
            }
            ("property", _) => {
                if in_case {
                    self.case_property(element);
                } else {
                    self.suite_property(element);
                }
                Place::Other
            }
            ("testcase" | "testsuite" | "testsuites", _) => {
                self.results.misplaced += 1;
                Place::Other
            }
            _ => Place::Other,
        }
    }

    fn mark(&mut self, set: impl FnOnce(&mut Case)) -> Place {
        set(&mut self.case);
        Place::Other
    }

    fn open_suite(&mut self, element: &Element, path: String) {
        let count = |name: &str| element.get(name).and_then(|text| text.trim().parse().ok());
        let stated = Stated { tests: count("tests"), failures: count("failures"), errors: count("errors") };
        if let Some(started) = element.get("timestamp").and_then(|text| times::stated(text.trim(), TimeSource::InFile))
            && self.results.started.as_ref().is_none_or(|known| started.instant < known.instant)
        {
            self.results.started = Some(started);
        }
        if let Some(outer) = self.suites.last_mut() {
            outer.inner = true;
        }
        self.suites.push(Open { path, stated, own: Count::default(), total: Count::default(), inner: false });
    }

    fn close_suite(&mut self) {
        let Some(mut suite) = self.suites.pop() else { return };
        suite.total.add(suite.own);
        if let Some(outer) = self.suites.last_mut() {
            outer.total.add(suite.total);
        }
        let shown = if suite.path.is_empty() { "the whole file" } else { &suite.path };
        if suite.total.all() == 0 && !suite.inner && self.results.empty.len() < MAX_NAMED {
            self.results.empty.push(shown.to_owned());
        }
        // Some runners state a suite's own tests, others count those of suites within it too.
        let fits = |counted| agrees(suite.stated, counted);
        if !fits(suite.own) && !fits(suite.total) && self.results.differing.len() < MAX_NAMED {
            self.results.differing.push((shown.to_owned(), suite.stated, suite.total));
        }
        if suite.own.all() > 0 {
            let path = if suite.path.is_empty() { "unnamed".to_owned() } else { suite.path };
            self.results.suites.entry(path).or_default().add(suite.own);
        }
    }

    fn open_case(&mut self, element: &Element) {
        let name = element.get("name").and_then(some_label);
        let class = || element.get("classname").and_then(some_label);
        // Only googletest says by attributes that a test did not run.
        let says = |name: &str, words: &[&str]| element.get(name).is_some_and(|text| words.contains(&text));
        self.case = Case {
            name: name.or_else(class).unwrap_or_else(|| "unnamed".to_owned()),
            skipped: says("status", &["notrun", "disabled", "skipped"]) || says("result", &["suppressed", "skipped"]),
            ..Case::default()
        };
    }

    fn close_case(&mut self) {
        let case = std::mem::take(&mut self.case);
        let ending = if case.failed {
            Ending::Failed
        } else if case.error {
            Ending::Error
        } else if case.skipped {
            Ending::Unscored
        } else {
            Ending::Passed
        };
        self.results.flaky += u64::from(case.flaky && ending == Ending::Passed);
        for tag in case.tags {
            self.results.tags.entry(tag).or_default().take(ending);
        }
        if let Some(suite) = self.suites.last_mut() {
            suite.own.take(ending);
        }
    }

    /// A property of a test: what it serves, or a number it recorded.
    fn case_property(&mut self, element: &Element) {
        let (Some(name), Some(value)) = (element.get("name").and_then(some_label), element.get("value")) else {
            return;
        };
        if let Some(scheme) = TAGS.iter().find(|tag| **tag == name) {
            if let Some(id) = some_label(value).filter(|id| !self.case.tags.contains(&(*scheme, id.clone()))) {
                self.case.tags.push((scheme, id));
            }
            return;
        }
        let value = Value::String(value.to_owned());
        if value.as_f64().is_some() {
            let path = self.suites.last().map(|suite| suite.path.clone()).filter(|path| !path.is_empty());
            let suite = path.unwrap_or_else(|| "unnamed".to_owned());
            self.results.numbers.insert((suite, self.case.name.clone(), name), value);
        }
    }

    /// A property of a suite: what was tested.
    fn suite_property(&mut self, element: &Element) {
        if element.get("name") == Some("model")
            && let Some(model) = element.get("value").and_then(some_label)
            && self.results.models.len() < MAX_NAMED
            && !self.results.models.contains(&model)
        {
            self.results.models.push(model);
        }
    }
}

/// Whether counts are those stated, as far as any are.
fn agrees(stated: Stated, counted: Count) -> bool {
    let same = |stated: Option<u64>, counted: u64| stated.is_none_or(|stated| stated == counted);
    same(stated.tests, counted.all()) && same(stated.failures, counted.failed) && same(stated.errors, counted.errors)
}
