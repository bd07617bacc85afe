//! What whoever runs the tests has to see, also of a test that passes.

use std::io::Write as _;

/// Says it past the capture of the test runner.
pub(crate) fn aloud(text: &str) {
    let mut stderr = std::io::stderr();
    writeln!(stderr, "{text}").unwrap();
}
