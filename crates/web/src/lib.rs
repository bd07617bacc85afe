//! What is seen: pages, components, the REST API.
//!
//! One router serves the network, the socket and the command line on the data folder itself: a request carries an
//! [`Entrance`] that says how it came in. Handlers load, ask `app`, and answer; no SQL and no decision lives here.

mod api;
mod asker;
mod cookies;
mod metrics;
pub mod pages;
pub mod parts;
mod problem;
mod scim;
mod security;
mod site;
mod span;
mod state;
mod stream;
mod watch;

pub use api::openapi;
pub use state::{Entrance, Served, router};
pub use stream::stream_reader;
