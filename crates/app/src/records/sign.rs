//! Signing: a move that means something leaves a signature beside it, in the same change.

use assay_domain::kinds::signature::Signature;
use assay_domain::{AnyRef, Body as _, Digest, Key, Kind, Write};
use assay_store::{Revision, WorkspaceScope, Written};

use super::read::kind;
use crate::access::Principal;
use crate::dto::SignatureView;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// What was written because it was asked for: signatures come along.
pub(crate) fn acts(written: &[Written]) -> impl Iterator<Item = &Written> {
    written.iter().filter(|one| one.key.prefix() != Signature::PREFIX)
}

fn digest(moved: &Write) -> Digest {
    Digest::of(moved.body.as_deref().unwrap_or_default())
}

impl Workspace {
    /// The signature that a move is, to be written with it; nothing when the move means nothing.
    pub(crate) fn signature(&self, principal: &Principal, head: &Revision, moved: &Write) -> Answer<Option<Write>> {
        let transition = kind(&moved.kind)?.workflow.transition(&moved.op);
        let Some((transition, meaning)) = transition.and_then(|t| Some((t, t.signs?))) else { return Ok(None) };
        let proof = principal.proof(self.clock.now());
        let body = Signature {
            title: format!("{}: {meaning}", head.key),
            record: Some(AnyRef(head.key.clone())),
            record_id: Some(head.record),
            revision: head.revision + 1,
            transition: transition.name.to_owned(),
            meaning: meaning.to_owned(),
            digest: Some(digest(moved)),
            signer: Some(principal.key.clone().try_into().map_err(AppError::internal)?),
            proved_by: proof.by,
            proved_at: Some(proof.at),
        };
        let kind = kind(Signature::NAME)?;
        let normal = kind.normalise(serde_json::to_value(body).map_err(AppError::internal)?).map_err(AppError::body)?;
        self.write(self.new_record(kind, normal)).map(Some)
    }

    /// The digest that a signature of the record as it stands would name; nothing once it is erased, or when it is of a
    /// shape that this program does not write.
    ///
    /// # Errors
    /// When there is no such record, or the asker may not see it.
    pub fn digest_to_sign(&self, principal: &Principal, key: &str) -> Answer<Option<String>> {
        let scope = self.enter(principal, assay_domain::Action::Read)?;
        Self::digest_of(&self.head(&scope, &self.resolve(&scope, key)?)?)
    }

    /// The digest of a record's body in its present form; nothing of one that was erased, or is of a newer shape.
    fn digest_of(head: &Revision) -> Answer<Option<String>> {
        let Some(kind) = Kind::named(&head.kind).filter(|_| head.body.is_some()) else { return Ok(None) };
        let Ok(normal) = kind.normalise(Self::body(head)) else { return Ok(None) };
        let body = assay_log::canonical::canonical(&normal.value).map_err(AppError::internal)?;
        Ok(Some(Digest::of(&body).to_string()))
    }

    /// Refuses a signature under another body than the one that the signer names.
    pub(super) fn hold_body(&self, head: &Revision, named: Option<&str>) -> Answer<()> {
        let Some(named) = named else { return Ok(()) };
        let stands = Self::digest_of(head)?;
        if stands.as_deref() == Some(named) {
            return Ok(());
        }
        let key = &head.key;
        let text = format!("the body of {key} that would be signed is another than the one named; read it again");
        let error = AppError::new(ErrorClass::Conflict, "signature.other-body", text);
        Err(error.with("named", named).with("actual", stands))
    }

    /// The signatures of a record that still say so, in their order.
    pub(crate) fn signatures_of(&self, scope: &WorkspaceScope, key: &Key) -> Answer<Vec<Revision>> {
        let mut found = Vec::new();
        // What nobody signs has no signatures: there can be very many links to a person.
        let moves = Kind::with_prefix(key.prefix()).map(|kind| kind.workflow.transitions);
        if !moves.is_some_and(|moves| moves.iter().any(|t| t.signs.is_some())) {
            return Ok(found);
        }
        for link in self.store.links_to(scope, key)? {
            if link.field == "record" && link.from.prefix() == Signature::PREFIX {
                found.extend(self.store.head(scope, &link.from)?);
            }
        }
        found.sort_by_key(|signature| signature.seq);
        Ok(found)
    }

    /// The same, as they are shown.
    pub(crate) fn signature_views(&self, scope: &WorkspaceScope, key: &Key) -> Answer<Vec<SignatureView>> {
        let signatures = self.signatures_of(scope, key)?;
        Ok(signatures.iter().filter_map(SignatureView::of).collect())
    }
}
