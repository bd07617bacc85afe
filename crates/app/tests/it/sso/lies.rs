//! What a provider, or somebody in its place, can say that must not let anybody in; each with the code of its refusal.

use serde_json::json;

use super::provider::{Seal, Token};

/// A lie, by name.
pub(crate) type Lie = (&'static str, &'static str, fn(&mut Token));

fn later(token: &mut Token, name: &str, seconds: i64) {
    let at = token.claims["iat"].as_i64().unwrap() + seconds;
    token.claims[name] = json!(at);
}

pub(crate) const LIES: [Lie; 27] = [
    ("alg none", "oidc.algorithm", |t| {
        t.head["alg"] = json!("none");
        t.seal = Seal::Nobody;
    }),
    ("alg None", "oidc.algorithm", |t| {
        t.head["alg"] = json!("nOnE");
        t.seal = Seal::Nobody;
    }),
    ("our secret as the key", "oidc.algorithm", |t| {
        t.head["alg"] = json!("HS256");
        t.seal = Seal::Secret;
    }),
    ("an algorithm that is not taken", "oidc.algorithm", |t| t.head["alg"] = json!("RS512")),
    ("another algorithm than the key's", "oidc.key", |t| t.head["alg"] = json!("ES256")),
    ("no algorithm", "oidc.token", |t| t.head = json!({"kid": "first"})),
    ("no signature", "oidc.signature", |t| t.seal = Seal::Nobody),
    ("a key of the attacker's under the same id", "oidc.signature", |t| t.seal = Seal::Stranger),
    ("a key of the attacker's under another id", "oidc.key", |t| {
        t.head["kid"] = json!("theirs");
        t.seal = Seal::Stranger;
    }),
    ("a key set of the attacker's", "oidc.key", |t| {
        t.head["kid"] = json!("theirs");
        t.head["jku"] = json!("https://evil.example/jwks");
        t.seal = Seal::Stranger;
    }),
    ("a key in the token itself", "oidc.signature", |t| {
        t.head["jwk"] = json!({"kty": "OKP", "crv": "Ed25519", "x": "AAAA"});
        t.seal = Seal::Stranger;
    }),
    ("something critical that nobody knows", "oidc.token", |t| t.head["crit"] = json!(["b64"])),
    ("another issuer", "oidc.issuer", |t| t.claims["iss"] = json!("https://evil.example")),
    ("the issuer with a slash", "oidc.issuer", |t| {
        t.claims["iss"] = json!(format!("{}/", t.claims["iss"].as_str().unwrap()));
    }),
    ("another audience", "oidc.audience", |t| t.claims["aud"] = json!("other")),
    ("no audience", "oidc.audience", |t| t.claims["aud"] = json!([])),
    ("two audiences and nobody authorized", "oidc.authorized-party", |t| t.claims["aud"] = json!(["assay", "other"])),
    ("another authorized party", "oidc.authorized-party", |t| t.claims["azp"] = json!("other")),
    ("expired", "oidc.expired", |t| later(t, "exp", -61)),
    ("of the future", "oidc.issued-ahead", |t| later(t, "iat", 120)),
    ("not yet", "oidc.issued-ahead", |t| later(t, "nbf", 120)),
    ("another nonce", "oidc.nonce", |t| t.claims["nonce"] = json!("00".repeat(32))),
    ("no nonce", "oidc.nonce", |t| drop(t.claims.as_object_mut().unwrap().remove("nonce"))),
    ("no end", "oidc.token", |t| drop(t.claims.as_object_mut().unwrap().remove("exp"))),
    ("an end that is no number", "oidc.token", |t| t.claims["exp"] = json!("9999999999")),
    ("nobody", "oidc.token", |t| t.claims["sub"] = json!("")),
    ("a subject without end", "oidc.token", |t| t.claims["sub"] = json!("x".repeat(256))),
];
