//! Records of every kind: lists, pages, forms.

pub mod form;
pub mod list;
pub mod record;
mod signatures;
pub mod views;
