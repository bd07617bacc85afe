//! What pages are built of: words, icons, states, the frame around every page, panels, values, the evidence table, assets.

pub mod assets;
pub mod evidence;
pub mod explain;
pub mod frame;
pub mod icons;
pub mod links;
pub mod panel;
pub mod qr;
pub mod shell;
pub mod state;
pub mod style;
pub mod value;
pub mod words;
