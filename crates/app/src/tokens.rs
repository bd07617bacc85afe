//! Tokens: the record with scope and end is logged in the workspace, the hash of the secret lies in the control store.

use std::sync::Arc;

use assay_domain::{Action, KeyPlan, Kind, Timestamp, Via};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::access::Principal;
use crate::dto::{RecordView, TokenCreated};
use crate::installation::Installation;
use crate::workspace::{Draft, Workspace};
use crate::{Answer, AppError, ErrorClass};

/// What every token begins with, so that scanners recognise one.
const PREFIX: &str = "assay_";

/// A new token.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenRequest {
    /// What it is for.
    pub title: String,
    /// The human behind it: a member's key. The asker when not named.
    #[serde(default)]
    pub member: Option<String>,
    /// What it may do; never more than the member.
    pub scopes: Vec<Action>,
    /// Its end.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub expires: Option<Timestamp>,
}

/// `assay_`, 32 random bytes, and the first four bytes of their digest so that a typing error shows.
fn secret(bytes: &[u8; 32]) -> String {
    let hex = assay_ports::blobs::hex(bytes);
    let check = assay_ports::blobs::hex(&Sha256::digest(bytes)[..4]);
    format!("{PREFIX}{hex}{check}")
}

/// The hash under which a secret is known; nothing when the text is no token.
fn token_hash(secret: &str) -> Option<[u8; 32]> {
    let rest = secret.strip_prefix(PREFIX)?;
    let (hex, check) = rest.split_at_checked(64)?;
    let bytes = assay_ports::blobs::unhex(hex)?;
    let fits = assay_ports::blobs::hex(&Sha256::digest(bytes)[..4]) == check;
    fits.then(|| Sha256::digest(bytes).into())
}

/// A token does not beget tokens: what leaked once would live for ever.
fn self_made(principal: &Principal) -> Answer<()> {
    match &principal.token {
        None => Ok(()),
        Some(token) => {
            let text = format!("{token} cannot make or end tokens; that takes a person");
            Err(AppError::new(ErrorClass::Forbidden, "token.by-token", text))
        }
    }
}

/// The owner of the installation, on the command line of its machine.
fn at_the_machine(principal: &Principal) -> bool {
    matches!(principal.via, Via::LocalCli | Via::Socket) && principal.actions.contains(&Action::Administer)
}

impl Installation {
    /// Makes a token. Its secret is in the answer and nowhere else.
    ///
    /// # Errors
    /// When the asker may not administer, or the member does not exist.
    pub fn create_token(
        &self,
        workspace: &Workspace,
        principal: &Principal,
        request: &TokenRequest,
    ) -> Answer<TokenCreated> {
        let scope = workspace.enter(principal, Action::Administer)?;
        self_made(principal)?;
        if request.scopes.is_empty() {
            return Err(AppError::input(
                "token.no-scopes",
                "name at least one scope: read, write, collect, review, approve, direct, administer, handle, ask",
            ));
        }
        if request.expires.is_some_and(|end| end <= workspace.clock.now()) {
            return Err(AppError::input("token.expired", "the end of the token lies in the past"));
        }
        let kind = Kind::named("token").ok_or_else(|| AppError::internal("the kind `token` is not registered"))?;
        let member = request.member.clone().unwrap_or_else(|| principal.key.to_string());
        if member != principal.key.to_string() && !at_the_machine(principal) {
            let text = "a token for somebody else is made at the server's machine, by the owner of the installation";
            return Err(AppError::new(ErrorClass::Forbidden, "token.for-another", text));
        }
        let head = workspace.head(&scope, &crate::records::key(&member)?)?;
        if head.kind != "member" || head.state != "active" {
            return Err(AppError::input("token.member", format!("{member} is no active member")));
        }
        let body =
            json!({"title": request.title, "member": member, "scopes": request.scopes, "expires": request.expires});
        let normal = kind.normalise(body).map_err(AppError::body)?;
        let draft = workspace.new_record(kind, normal);
        let record = draft.record;
        let write = workspace.write(draft)?;
        let committed = workspace.commit(&scope, principal, vec![write], Vec::new(), None)?;
        let bytes: [u8; 32] = workspace.random.bytes();
        self.control.add_token(&Sha256::digest(bytes).into(), workspace.id, record)?;
        let key = committed.written.first().map(|w| w.key.to_string()).unwrap_or_default();
        Ok(TokenCreated {
            key,
            token: secret(&bytes),
            member,
            scopes: request.scopes.clone(),
            expires: request.expires,
        })
    }

    /// Ends a token at once.
    ///
    /// # Errors
    /// When there is no such token, or it was revoked before.
    pub fn revoke_token(&self, workspace: &Workspace, principal: &Principal, key: &str) -> Answer<RecordView> {
        let scope = workspace.enter(principal, Action::Administer)?;
        let head = workspace.head(&scope, &crate::records::key(key)?)?;
        if head.kind != "token" {
            return Err(AppError::input("token.unknown", format!("{key} is no token")));
        }
        if head.state != "active" {
            return Err(AppError::new(ErrorClass::Conflict, "token.revoked", format!("{key} was revoked before")));
        }
        let kind = crate::records::kind("token")?;
        let normal = kind.normalise(Workspace::body(&head)).map_err(AppError::body)?;
        let write = workspace.write(Draft {
            record: head.record,
            kind,
            key: KeyPlan::Existing(head.key.clone()),
            expected: head.revision,
            op: "revoke".to_owned(),
            state: "revoked".to_owned(),
            normal,
            effective: None,
        })?;
        workspace.commit(&scope, principal, vec![write], Vec::new(), None)?;
        self.control.remove_token(head.record)?;
        Ok(RecordView::from(&workspace.head(&scope, &head.key)?))
    }

    /// Who a secret stands for, and in which workspace.
    ///
    /// # Errors
    /// `token.refused`, never saying why.
    pub fn by_token(&self, secret: &str) -> Answer<(Principal, Arc<Workspace>)> {
        let refused = || AppError::new(ErrorClass::Unauthenticated, "token.refused", "this token is not accepted");
        let hash = token_hash(secret).ok_or_else(refused)?;
        let (workspace, record) = self.control.token(&hash)?.ok_or_else(refused)?;
        let workspace = self.by_id(workspace).ok_or_else(refused)?;
        Ok((workspace.token_principal(record)?, workspace))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_token_is_none() {
        let text = secret(&[7; 32]);
        assert!(token_hash(&text).is_some());
        for at in 0..text.len() {
            let mut wrong = text.clone().into_bytes();
            wrong[at] = if wrong[at] == b'0' { b'1' } else { b'0' };
            assert!(token_hash(&String::from_utf8(wrong).unwrap()).is_none(), "{at}");
        }
        assert!(token_hash("").is_none());
    }
}
