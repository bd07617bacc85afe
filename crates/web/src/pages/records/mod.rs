//! Records of every kind: lists, pages, forms.

pub mod around;
pub mod bulk;
pub mod connections;
pub mod difference;
pub mod form;
mod head;
pub mod history;
pub mod import;
pub mod list;
pub mod record;
pub(in crate::pages) mod signatures;
pub mod views;
