//! The use cases as a whole: what is projected, who may, what is erased, what is in force.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may stop")]

mod activation;
mod acts;
mod confidential;
mod counted;
mod cycle;
mod device;
mod duties;
mod erasure;
mod exchange;
mod exchange_bulk;
mod history;
mod house;
mod jobs;
mod kept;
mod keys;
mod measured;
mod overview;
mod passkeys;
mod past;
mod planning;
mod postgres;
mod projection;
mod readings;
mod reasons;
mod restricted;
mod risks;
mod roles;
mod rooms;
mod scim;
mod search;
mod second_factor;
mod self_grant;
mod sight;
mod sign_in;
mod signatures;
mod sso;
mod statements;
mod systems;
mod tokens;
