//! The table: what, budget, measured, baseline, ratio, verdict.

use std::io::Write as _;
use std::time::Duration;

use comfy_table::{Table, presets};

use crate::Fault;
use crate::homes::Home;

/// A measured or allowed amount.
#[derive(Clone, Copy)]
pub(crate) enum Amount {
    /// Seconds; less is better.
    Seconds(f64),
    /// Bytes; less is better.
    Bytes(f64),
    /// Things per second; more is better.
    PerSecond(f64, &'static str),
}

/// One line of the table.
pub(crate) struct Row {
    what: String,
    budget: Option<Budget>,
    measured: Amount,
    baseline: Option<(Amount, &'static str)>,
}

enum Budget {
    Most(Amount),
    /// At least this part of the baseline's rate.
    Part(f64),
}

impl Row {
    /// Something measured that no budget speaks of.
    pub(crate) fn new(what: impl Into<String>, measured: Amount) -> Self {
        Self { what: what.into(), budget: None, measured, baseline: None }
    }

    /// At most that much.
    pub(crate) fn at_most(self, most: Amount) -> Self {
        Self { budget: Some(Budget::Most(most)), ..self }
    }

    /// At least that part of the baseline's rate.
    pub(crate) fn at_least(self, part: f64) -> Self {
        Self { budget: Some(Budget::Part(part)), ..self }
    }

    /// The same work done barely, in this run.
    pub(crate) fn beside(self, baseline: Amount, how: &'static str) -> Self {
        Self { baseline: Some((baseline, how)), ..self }
    }

    /// Measured on that home.
    pub(crate) fn on(self, home: Home) -> Self {
        Self { what: format!("{} [{}]", self.what, home.name()), ..self }
    }

    /// Measured over baseline.
    fn ratio(&self) -> Option<f64> {
        let (baseline, _) = self.baseline.as_ref()?;
        Some(self.measured.number() / baseline.number())
    }

    fn verdict(&self) -> &'static str {
        let met = match &self.budget {
            None => return "–",
            Some(Budget::Most(most)) => self.measured.number() <= most.number(),
            Some(Budget::Part(part)) => self.ratio().is_some_and(|r| r >= *part),
        };
        if met { "met" } else { "missed" }
    }

    /// Says it at once: a run takes long, and may not come to its end.
    pub(crate) fn tell(&self) {
        let [what, budget, measured, _, _, verdict] = self.cells();
        note(&format!("  {what}: {measured} ({budget}) {verdict}"));
    }

    fn cells(&self) -> [String; 6] {
        let none = || "–".to_owned();
        [
            self.what.clone(),
            match &self.budget {
                None => none(),
                Some(Budget::Most(most)) => format!("≤ {}", most.text()),
                Some(Budget::Part(part)) => format!("≥ {:.0} %", part * 100.0),
            },
            self.measured.text(),
            self.baseline.as_ref().map_or_else(none, |(amount, how)| format!("{} ({how})", amount.text())),
            self.ratio().map_or_else(none, ratio),
            self.verdict().to_owned(),
        ]
    }
}

fn ratio(r: f64) -> String {
    if r < 10.0 { format!("{r:.2}") } else { format!("{r:.0}") }
}

impl Amount {
    pub(crate) fn time(time: Duration) -> Self {
        Self::Seconds(time.as_secs_f64())
    }

    fn number(self) -> f64 {
        match self {
            Self::Seconds(n) | Self::Bytes(n) | Self::PerSecond(n, _) => n,
        }
    }

    fn text(self) -> String {
        match self {
            Self::Seconds(s) if s >= 10.0 => format!("{s:.1} s"),
            Self::Seconds(s) if s >= 1.0 => format!("{s:.2} s"),
            Self::Seconds(s) if s >= 0.01 => format!("{:.0} ms", s * 1e3),
            Self::Seconds(s) if s >= 0.001 => format!("{:.1} ms", s * 1e3),
            Self::Seconds(s) => format!("{:.0} µs", s * 1e6),
            Self::Bytes(b) => format!("{:.0} MB", b / 1e6),
            Self::PerSecond(n, "B") => format!("{:.0} MB/s", n / 1e6),
            Self::PerSecond(n, unit) => format!("{n:.0} {unit}/s"),
        }
    }
}

/// Prints every row.
pub(crate) fn print(rows: &[Row]) -> Result<(), Fault> {
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN);
    table.set_header(["what", "budget", "measured", "baseline (same run)", "ratio", "verdict"]);
    for row in rows {
        table.add_row(row.cells());
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{table}")?;
    Ok(())
}

/// Says what is going on.
pub(crate) fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// The middle of several measurements.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The value below which that share of the measurements lies, from 0 to 1.
pub(crate) fn quantile(times: &mut [Duration], share: f64) -> Duration {
    times.sort_unstable();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index into a short list")]
    let index = (share * times.len().saturating_sub(1) as f64).round() as usize;
    times.get(index).copied().unwrap_or_default()
}
