//! What to measure, and how large.

use std::path::PathBuf;

use tempfile::TempDir;

use crate::Fault;

/// From the environment.
pub(crate) struct Options {
    only: Vec<String>,
    home: Option<String>,
    scale: f64,
    /// Whether a browser looks at the pages too.
    pub(crate) browser: bool,
}

impl Options {
    /// `BENCH_ONLY`: names of areas, separated by commas. `BENCH_HOME`: `SQLite` or `PostgreSQL` alone. `BENCH_SCALE`: a
    /// factor for every size, 1 unless stated. `BENCH_BROWSER=1`: a browser looks at the pages too.
    pub(crate) fn from_environment() -> Result<Self, Fault> {
        let only = std::env::var("BENCH_ONLY").unwrap_or_default();
        let only = only.split(',').map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect();
        let scale = std::env::var("BENCH_SCALE").unwrap_or_else(|_| "1".to_owned());
        let scale = scale.parse().map_err(|_| format!("BENCH_SCALE is `{scale}`; write a factor such as 0.1"))?;
        let home = std::env::var("BENCH_HOME").ok().filter(|home| !home.is_empty());
        let browser = std::env::var("BENCH_BROWSER").is_ok_and(|yes| yes == "1");
        Ok(Self { only, home, scale, browser })
    }

    pub(crate) fn wants(&self, area: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|n| n == area)
    }

    /// Whether something is to be measured on a home of that name.
    pub(crate) fn lives_in(&self, home: &str) -> bool {
        self.home.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(home))
    }

    /// A size at this scale, at least 1.
    pub(crate) fn size(&self, full: u64) -> u64 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes are far below 2^52")]
        let scaled = (full as f64 * self.scale).round() as u64;
        scaled.max(1)
    }
}

/// A folder on the disk of the build, gone at the end: the system's temporary folder may be memory.
pub(crate) fn scratch() -> Result<TempDir, Fault> {
    Ok(tempfile::tempdir_in(PathBuf::from(env!("CARGO_TARGET_TMPDIR")))?)
}
