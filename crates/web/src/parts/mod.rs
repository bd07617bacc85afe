//! What pages are built of: words, icons, states, the frame around every page, panels, values, the evidence table, assets.

pub mod assets;
pub mod avatar;
pub mod cells;
pub mod clock;
pub mod dates;
pub mod evidence;
pub mod frame;
pub mod heat;
pub mod icons;
pub mod links;
pub mod menu;
pub mod notice;
pub mod panel;
mod preferences;
pub mod proof;
pub mod properties;
pub mod qr;
pub mod shell;
mod sidebar;
pub mod state;
pub mod stepper;
pub mod strip;
pub mod style;
pub mod tabs;
pub mod timeline;
pub mod value;
pub mod words;
