//! Today.

pub mod page;
mod side;
mod standing;
pub mod views;
