//! `assay report`

use std::path::PathBuf;
use std::process::ExitCode;

use assay_app::dto::{ReportLine, ReportList, ReportView};
use assay_app::reports::Questionnaire;
use assay_documents::report::{Line, Report, Section, markdown};

use super::Done;
use crate::cli::{Format, Global};
use crate::client::{Client, encode};
use crate::failure::Failure;
use crate::output;

/// Reports.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// The reports that there are, and what can be said with each.
    List,
    /// One report, now or as of any moment.
    Show {
        /// Its name, as the list has it.
        name: String,
        /// As it stood at a time or a position of the log.
        #[arg(long, value_name = "TIME|POSITION")]
        as_of: Option<String>,
        /// Days back or ahead.
        #[arg(long)]
        days: Option<u32>,
        /// An AI system.
        #[arg(long, value_name = "KEY")]
        system: Option<String>,
        /// First day, or the first version of the Statement of Applicability.
        #[arg(long, value_name = "DAY|KEY")]
        from: Option<String>,
        /// Last day, or the second version.
        #[arg(long, value_name = "DAY|KEY")]
        to: Option<String>,
    },
    /// Answer a buyer's questions from records: a TOML file of [[question]] with text and requirements.
    Answer {
        /// The file.
        questions: PathBuf,
    },
}

pub(crate) async fn run(global: &Global, command: &Command) -> Done {
    let client = Client::open(global)?;
    match command {
        Command::List => {
            let list: ReportList = client.get("reports", &[]).await?;
            output::emit(global, &list, list_text)?;
        }
        Command::Show { name, as_of, days, system, from, to } => {
            let query = [
                ("as_of", as_of.clone()),
                ("days", days.map(|d| d.to_string())),
                ("system", system.clone()),
                ("from", from.clone()),
                ("to", to.clone()),
            ];
            let view: ReportView = client.get(&format!("reports/{}", encode(name)), &query).await?;
            emit(global, &view)?;
        }
        Command::Answer { questions } => {
            let place = questions.display();
            let text =
                std::fs::read_to_string(questions).map_err(|e| Failure::usage(format!("cannot read {place}: {e}")))?;
            let asked = Questionnaire::parse(&text).map_err(|e| Failure::usage(format!("{place}: {}", e.text)))?;
            let view: ReportView = client.post("questionnaires", &asked).await?;
            emit(global, &view)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn emit(global: &Global, view: &ReportView) -> Result<(), Failure> {
    match global.output {
        Format::Md => output::write(global, &markdown(&document(view))),
        _ => output::emit(global, view, text),
    }
}

fn moment(view: &ReportView) -> String {
    format!("Made at position {} of the log ({}).", view.as_of.position, view.as_of.time)
}

fn source(line: &ReportLine) -> String {
    match (&line.record, line.revision, line.entry) {
        (Some(record), Some(revision), Some(entry)) => format!("{record}, revision {revision}, entry {entry}"),
        _ => String::new(),
    }
}

fn document(view: &ReportView) -> Report {
    let line = |l: &ReportLine| Line { subject: l.subject.clone(), text: l.text.clone(), source: source(l) };
    let sections = view.sections.iter().map(|s| Section {
        title: s.title.clone(),
        lines: s.lines.iter().map(line).collect(),
        nothing: s.nothing.clone(),
    });
    Report { title: view.title.clone(), moment: moment(view), note: view.note.clone(), sections: sections.collect() }
}

fn text(view: &ReportView) -> String {
    let mut out = format!("{}\n{}\n{}\n", view.title, moment(view), view.note);
    for section in &view.sections {
        out += &format!("\n{}\n", section.title);
        if let Some(nothing) = &section.nothing {
            out += &format!("  {nothing}\n");
        }
        for line in &section.lines {
            let record = line.record.as_deref().unwrap_or("-");
            out += &format!("  {record}  {}: {}\n", line.subject, line.text);
        }
    }
    out
}

fn list_text(list: &ReportList) -> String {
    let rows = list.reports.iter().map(|r| {
        let parameters: Vec<String> = r.parameters.iter().map(|p| format!("--{}", p.replace('_', "-"))).collect();
        vec![r.name.clone(), r.title.clone(), parameters.join(" ")]
    });
    output::table(&["report", "answers", "with"], rows.collect())
}
