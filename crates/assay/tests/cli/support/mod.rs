//! The binary as people run it: a data folder of its own, what it printed, a server, a client for that server.

pub(crate) mod environment;
pub(crate) mod files;
pub(crate) mod http;
pub(crate) mod server;

pub(crate) use environment::TestEnvironment;
pub(crate) use http::Request;
pub(crate) use server::Server;
