//! What pages are built of: words, icons, states, the frame around every page, panels, values, tables, assets.

pub mod assets;
pub mod avatar;
pub mod evidence;
pub mod frame;
pub mod icons;
pub mod links;
pub mod panel;
mod preferences;
pub mod qr;
pub mod shell;
mod sidebar;
pub mod state;
pub mod style;
pub mod table;
pub mod value;
pub mod words;
