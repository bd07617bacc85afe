//! The name of a log: `assay/<workspace id>`, or `assay-demo/<workspace id>` for a demo workspace, for ever.
//!
//! After a backup was restored the same tree goes on under a new epoch, `…/2`, `…/3`: promises made under the earlier
//! name beyond the restore point are visibly broken rather than silently rewritten.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Not the name of one of our logs.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is not a log's origin; expected assay/<uuid> or assay-demo/<uuid>, with /2, /3… after a restore")]
pub struct OriginError(String);

/// A log's name, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    /// A demo workspace: its content is invented.
    pub demo: bool,
    /// Lower-case UUID, the `ws` of every entry.
    pub workspace: String,
    /// Counted from 1.
    pub epoch: u32,
}

impl Origin {
    /// The first epoch of a workspace.
    ///
    /// # Errors
    /// `workspace` is not a lower-case UUID.
    pub fn new(workspace: &str, demo: bool) -> Result<Self, OriginError> {
        if !is_uuid(workspace) {
            return Err(OriginError(workspace.to_owned()));
        }
        Ok(Self { demo, workspace: workspace.to_owned(), epoch: 1 })
    }

    /// Reads exactly what `Display` writes.
    ///
    /// # Errors
    /// Any other form.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        let wrong = || OriginError(text.to_owned());
        let mut parts = text.split('/');
        let demo = match parts.next() {
            Some("assay") => false,
            Some("assay-demo") => true,
            _ => return Err(wrong()),
        };
        let mut origin = Self::new(parts.next().ok_or_else(wrong)?, demo).map_err(|_| wrong())?;
        if let Some(epoch) = parts.next() {
            origin.epoch = epoch.parse().map_err(|_| wrong())?;
        }
        if origin.epoch >= 1 && origin.to_string() == text { Ok(origin) } else { Err(wrong()) }
    }

    /// The name without its epoch; the log's key goes by it, so that one key serves all epochs.
    #[must_use]
    pub fn base(&self) -> String {
        format!("{}/{}", if self.demo { "assay-demo" } else { "assay" }, self.workspace)
    }

    /// The name to sign under after a restored backup.
    #[must_use]
    pub fn next_epoch(&self) -> Self {
        Self { epoch: self.epoch.saturating_add(1), ..self.clone() }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base())?;
        if self.epoch > 1 { write!(f, "/{}", self.epoch) } else { Ok(()) }
    }
}

impl FromStr for Origin {
    type Err = OriginError;
    fn from_str(text: &str) -> Result<Self, OriginError> {
        Self::parse(text)
    }
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn one_spelling() {
        const ID: &str = "2b5f0f3a-9c1d-4f7e-8a61-0c1d2e3f4a5b";
        let first = Origin::new(ID, true).unwrap();
        assert_eq!(first.to_string(), format!("assay-demo/{ID}"));
        assert_eq!(first.next_epoch().to_string(), format!("assay-demo/{ID}/2"));
        assert_eq!(Origin::parse(&first.next_epoch().to_string()).unwrap(), first.next_epoch());
        let upper = ID.to_uppercase();
        for wrong in [
            format!("assay/{ID}/1"),
            format!("assay/{ID}/02"),
            format!("assay/{ID}/+2"),
            format!("assay/{ID}/2/3"),
            format!("assay/{upper}"),
            format!("other/{ID}"),
            "assay/".into(),
        ] {
            assert!(Origin::parse(&wrong).is_err(), "{wrong}");
        }
    }
}
