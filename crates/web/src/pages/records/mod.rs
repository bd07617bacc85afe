//! Records of every kind: lists, pages, forms.

pub mod bulk;
pub mod form;
pub mod import;
pub mod list;
pub mod record;
mod signatures;
pub mod views;
