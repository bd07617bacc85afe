//! `assay completions`

use std::process::Command;

use crate::support::TestEnvironment;
use crate::support::files::has;

#[test]
fn scripts_for_the_usual_shells() {
    let place = TestEnvironment::empty();
    for (shell, sign) in [("bash", "complete -F _assay"), ("zsh", "#compdef assay"), ("fish", "complete -c assay")] {
        let script = place.run(&["completions", shell]).succeeds();
        assert_eq!(script.stderr, "");
        for word in [sign, "ingest", "quarantine", "posture", "verify"] {
            assert!(script.stdout.contains(word), "{shell}: {word}");
        }
        if has(shell, "--version") {
            let file = place.write(shell, script.stdout);
            let read = Command::new(shell).arg("-n").arg(file).output().unwrap();
            assert!(read.status.success(), "{shell}: {}", String::from_utf8_lossy(&read.stderr));
        }
    }
    place.run(&["completions", "tcsh"]).refuses(2, &["bash", "zsh", "fish"]);
}
