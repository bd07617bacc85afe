//! Pages of Risks.

pub mod list;
mod matrix;
pub mod risk;
pub(crate) mod shapes;
pub mod views;
