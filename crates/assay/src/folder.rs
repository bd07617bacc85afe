//! The data folder that a command works on, and the key that opens its secrets.

use assay_app::installation::{Layout, MasterKeyFrom};

use crate::cli::Global;
use crate::failure::Failure;

/// Holds the master key itself. There is no option for it: other users of a machine can read command lines.
const MASTER_KEY: &str = "ASSAY_MASTER_KEY";

/// Where things lie in the data folder that was named.
pub(crate) fn layout(global: &Global) -> Result<Layout, Failure> {
    Ok(Layout::at(&global.data, global.database.as_deref())?.with_master_key(master_key(global)?))
}

/// As [`layout`], of a folder whose workspaces are in files.
pub(crate) fn layout_of_files(global: &Global) -> Result<Layout, Failure> {
    Ok(Layout::new(&global.data).with_master_key(master_key(global)?))
}

fn master_key(global: &Global) -> Result<MasterKeyFrom, Failure> {
    let given = std::env::var(MASTER_KEY).ok().filter(|text| !text.is_empty());
    match (given, &global.master_key_file) {
        (Some(_), Some(_)) => {
            let text = format!("the master key is named twice: by {MASTER_KEY} and as a file; give one of the two");
            Err(Failure::usage(text))
        }
        // What does not read is not repeated: it may be a key with a slip in it.
        (Some(text), None) => MasterKeyFrom::given(&text)
            .ok_or_else(|| Failure::usage(format!("{MASTER_KEY} holds no master key: 64 hexadecimal digits"))),
        (None, Some(path)) => Ok(MasterKeyFrom::File(path.clone())),
        (None, None) => Ok(MasterKeyFrom::Folder),
    }
}
