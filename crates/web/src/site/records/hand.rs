//! Whose hand a form is: whoever is signed in, if it was made for their session, or whoever's token is typed into it; never
//! whoever sits at the machine. No other site can make anybody act (CWE-352), for it knows neither.

use assay_app::{Answer, AppError, ErrorClass, Installation, Principal, Workspace};
use assay_domain::Via;

use crate::pages::account::sso::SsoProof;
use crate::pages::records::views::{Proof, Signer};
use crate::parts::words::{Lang, Word, t};
use crate::security;
use crate::site::account::passkey;
use crate::site::typed::{Typed, one};

/// Where a form is handed in, and by whose browser.
pub(in crate::site) struct Hand<'a> {
    pub(in crate::site) installation: &'a Installation,
    pub(in crate::site) w: &'a Workspace,
    /// Who reads the page.
    pub(in crate::site) p: &'a Principal,
    pub(in crate::site) lang: Lang,
    /// Secret of the session that the browser has, if it has one.
    pub(in crate::site) session: Option<&'a str>,
    /// Where the form is.
    pub(in crate::site) address: String,
}

impl Hand<'_> {
    /// The session that the reader is signed in with.
    pub(in crate::site) fn signed_in(&self) -> Option<&str> {
        self.session.filter(|_| self.p.proved.is_some())
    }

    /// For whom the form acts; a signature may ask for a proof besides.
    pub(in crate::site) fn signing(&self, signs: bool) -> Answer<Signer> {
        let Some(secret) = self.signed_in() else { return Ok(Signer::Token) };
        let form = security::form_token(self.w.random(), secret);
        if !signs || !self.p.must_prove(self.w.now()) {
            return Ok(Signer::Session { form, prove: None });
        }
        let means = self.installation.proof_means(secret)?;
        let origin = self.installation.passkey_origin().filter(|_| means.passkey);
        let linked = self.installation.sso_identity(secret)?.filter(|identity| identity.since.is_some());
        let sso = linked.map(|identity| SsoProof { provider: identity.provider, next: self.address.clone() });
        Ok(Signer::Session {
            form,
            prove: Some(Proof { password: means.password, passkey: origin.map(str::to_owned), sso }),
        })
    }

    /// Who acts: whoever is signed in, or whoever the token stands for in this workspace.
    pub(in crate::site) fn signer(&self, typed: &Typed) -> Answer<Principal> {
        // Whoever looks at the past changes nothing, whoever acts.
        self.p.may_change()?;
        if let Some(secret) = self.signed_in() {
            if !security::is_made_for(secret, one(typed, "form")) {
                return Err(AppError::new(ErrorClass::Forbidden, "origin", t(self.lang, Word::FromElsewhere)));
            }
            if let Some(answered) = passkey::answered(typed) {
                self.installation.prove_with_passkey(secret, &answered)?;
            } else if !one(typed, "present").is_empty() {
                self.installation.prove(secret, one(typed, "present"))?;
            }
            return Ok(self.installation.by_session(secret, Some(&self.w.slug))?.0);
        }
        let refused = || AppError::new(ErrorClass::Unauthenticated, "token.refused", "this token is not accepted");
        let (mut principal, workspace) = self.installation.by_token(one(typed, "token").trim())?;
        if workspace.id != self.w.id {
            return Err(refused());
        }
        principal.via = Via::Web;
        Ok(principal)
    }
}
