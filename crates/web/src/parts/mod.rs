//! What pages are built of: words, icons, states, the frame around every page, panels, values, tables, assets.

pub mod assets;
pub mod avatar;
pub mod chart;
pub mod evidence;
pub mod explain;
pub mod frame;
pub mod graph;
pub mod icons;
pub mod links;
pub mod panel;
pub mod past;
mod preferences;
pub mod qr;
mod saved;
pub mod shell;
mod sidebar;
pub mod state;
pub mod style;
pub mod table;
pub mod tabs;
pub mod timeline;
pub mod value;
pub mod words;
