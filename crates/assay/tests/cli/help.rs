//! What `--help` says. A changed word shows here and is reviewed like any other change.

use crate::support::TestEnvironment;

fn help(args: &[&str]) -> String {
    let place = TestEnvironment::empty();
    let mut command = place.command();
    let output = command.args(args).arg("--help").env_remove("ASSAY_DATA").output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty());
    String::from_utf8(output.stdout).unwrap()
}

/// Names below the heading `Commands:`.
fn subcommands(text: &str) -> Vec<String> {
    let below = text.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
    let names =
        below.filter(|l| l.starts_with("  ") && !l.starts_with("   ")).filter_map(|l| l.split_whitespace().next());
    names.filter(|n| *n != "help").map(str::to_owned).collect()
}

fn walk(path: &[&str], out: &mut Vec<(String, String)>) {
    let text = help(path);
    let below = subcommands(&text);
    out.push((if path.is_empty() { "assay".to_owned() } else { path.join("-") }, text));
    for name in below {
        walk(&[path, &[name.as_str()]].concat(), out);
    }
}

#[test]
fn every_command_explains_itself() {
    let mut all = Vec::new();
    walk(&[], &mut all);
    assert!(all.len() > 30, "{}", all.len());
    for (name, text) in all {
        insta::with_settings!({ description => "", omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("help-{name}"), own(&text));
        });
    }
}

/// A subcommand's help without the options that every command has: those stand in the help of `assay` itself.
fn own(text: &str) -> String {
    let global =
        ["--data", "--server", "--token", "--workspace", "--output", "-o, --out", "-h, --help", "-V, --version"];
    let (mut kept, mut skipping) = (Vec::new(), false);
    let top = text.contains("Usage: assay [OPTIONS] <COMMAND>");
    for line in text.lines() {
        let option = line.trim_start();
        if line.starts_with("  -") || line.starts_with("      --") {
            skipping = !top && global.iter().any(|g| option.starts_with(g));
        } else if !line.starts_with(' ') && !line.is_empty() {
            skipping = false;
        }
        if !skipping {
            kept.push(line);
        }
    }
    kept.join("\n").trim_end().to_owned()
}

#[test]
fn version() {
    let place = TestEnvironment::empty();
    let said = place.run(&["--version"]).succeeds().stdout;
    assert_eq!(said, format!("assay {}\n", env!("CARGO_PKG_VERSION")));
}
