//! Single sign-on: the provider, and which subject of it is which account. Setting it, linking, and what was refused are
//! entries.

use assay_domain::{AccountId, Timestamp};
use rusqlite::{Connection, Row, params};

use super::ControlStore;
use super::accounts::Account;
use super::conn::{account, number, time};
use super::invitations::{self, Invitation};
use super::seal::Place;
use crate::{CommitError, StoreError};

/// The provider that people sign in at. It has no `Debug`, so that no log can hold its secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Provider {
    /// What it calls itself: an address (OpenID Connect Core 1.0, 2).
    pub issuer: String,
    /// What people call it.
    pub name: String,
    /// Where people reach this installation: the address that the provider sends them back to begins with it.
    pub address: String,
    /// What it calls us.
    pub client_id: String,
    /// What shows it that it is us; nothing where it asks for nothing.
    pub client_secret: Option<String>,
    /// Whether nobody signs in with a password any more, but whoever `break_glass` says.
    pub required: bool,
    /// Whose password still works then.
    pub break_glass: Option<AccountId>,
    /// When it was set.
    pub made: Timestamp,
}

/// Somebody, as a provider knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Who says so.
    pub issuer: String,
    /// What they call them; it never changes there.
    pub subject: String,
}

/// Where the secret for a provider lies.
const fn place(issuer: &str) -> Place<'_> {
    Place { table: "provider", column: "client_secret", row: issuer }
}

/// The provider, and its secret as it is sealed.
fn read(row: &Row<'_>) -> rusqlite::Result<(Provider, Option<Vec<u8>>)> {
    let provider = Provider {
        issuer: row.get(0)?,
        name: row.get(1)?,
        address: row.get(2)?,
        client_id: row.get(3)?,
        client_secret: None,
        required: row.get(5)?,
        break_glass: row.get::<_, Option<String>>(6)?.map(|_| account(row, 6)).transpose()?,
        made: time(row, 7)?,
    };
    Ok((provider, row.get(4)?))
}

/// Says which account somebody is; none when either is spoken for.
fn link(c: &Connection, account: &str, who: &Identity, now: Timestamp) -> rusqlite::Result<usize> {
    let insert = "INSERT INTO identity (issuer, subject, account, made) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    c.execute(insert, params![who.issuer, who.subject, account, now.as_micros()])
}

impl ControlStore {
    /// The provider that people sign in at.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn provider(&self) -> Result<Option<Provider>, StoreError> {
        let find = "SELECT issuer, name, address, client_id, client_secret, required, break_glass, made FROM provider";
        let Some((mut provider, sealed)) = self.look(find, [], read)?.pop() else { return Ok(None) };
        let damaged = |_| StoreError::Damaged("the secret of the provider is no text".to_owned());
        let opened = sealed.map(|sealed| self.keys.opened(&place(&provider.issuer), &sealed)).transpose()?.flatten();
        provider.client_secret = opened.map(|s| String::from_utf8(s.to_vec())).transpose().map_err(damaged)?;
        Ok(Some(provider))
    }

    /// Sets the provider, in the place of another.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn set_provider(&self, new: &Provider) -> Result<(), CommitError> {
        let insert = "INSERT OR REPLACE INTO provider \
                      (id, issuer, name, address, client_id, client_secret, required, break_glass, made) \
                      VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let break_glass = new.break_glass.map(|id| id.to_string());
        let required = if new.required { "required" } else { "offered" };
        let of = [&new.issuer, &new.client_id, required, break_glass.as_deref().unwrap_or("-")].join(" ");
        let sealed = |secret: &String| self.keys.sealed(&place(&new.issuer), secret.as_bytes());
        let secret = new.client_secret.as_ref().map(sealed).transpose()?;
        self.act("sso-set", &of, |c| {
            let (text, made) = (&break_glass, new.made.as_micros());
            c.execute(
                insert,
                params![new.issuer, new.name, new.address, new.client_id, secret, new.required, text, made],
            )
        })
        .map(drop)
    }

    /// Takes the provider away; who is who there stays known. `false` when there was none.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn remove_provider(&self) -> Result<bool, CommitError> {
        self.act("sso-removed", "", |c| c.execute("DELETE FROM provider", []))
    }

    /// The account of somebody.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn account_of_identity(&self, who: &Identity) -> Result<Option<AccountId>, StoreError> {
        let find = "SELECT account FROM identity WHERE issuer = ?1 AND subject = ?2";
        Ok(self.look(find, [&who.issuer, &who.subject], |row| account(row, 0))?.pop())
    }

    /// Since when an account is somebody at a provider, and whom.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn identity_of(&self, id: AccountId, issuer: &str) -> Result<Option<(Identity, Timestamp)>, StoreError> {
        let find = "SELECT subject, made FROM identity WHERE account = ?1 AND issuer = ?2";
        let read = |row: &Row<'_>| Ok((Identity { issuer: issuer.to_owned(), subject: row.get(0)? }, time(row, 1)?));
        Ok(self.look(find, [&id.to_string(), issuer], read)?.pop())
    }

    /// How many accounts may be used, and how many of them are somebody at a provider.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn linked_accounts(&self, issuer: &str) -> Result<(u64, u64), StoreError> {
        let count = "SELECT count(*), count(i.account) FROM account a \
                     LEFT JOIN identity i ON i.account = a.id AND i.issuer = ?1 WHERE a.disabled IS NULL";
        let counted = self.look(count, [issuer], |row| Ok((number(0, row.get(0)?)?, number(1, row.get(1)?)?)))?;
        Ok(counted.first().copied().unwrap_or_default())
    }

    /// Says which account somebody is; `false` when either is spoken for.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn link_identity(&self, id: AccountId, who: &Identity, now: Timestamp) -> Result<bool, CommitError> {
        let id = id.to_string();
        self.act("sso-linked", &id, |c| link(c, &id, who, now))
    }

    /// Forgets who an account is at a provider; `false` when it was nobody.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn unlink_identity(&self, id: AccountId, issuer: &str) -> Result<bool, CommitError> {
        let id = id.to_string();
        let delete = "DELETE FROM identity WHERE account = ?1 AND issuer = ?2";
        self.act("sso-unlinked", &id, |c| c.execute(delete, [&id, issuer]))
    }

    /// Takes an invitation up with a new account that is somebody at a provider: whole or not at all. `false` when it is
    /// gone, the login is taken, or they are somebody else already.
    ///
    /// # Errors
    /// When the member is spoken for, or the disk refuses.
    pub fn take_up_as(&self, invitation: &Invitation, new: &Account, who: &Identity) -> Result<bool, CommitError> {
        let of = format!("{} {} {} sso", invitation.workspace, invitation.member, new.id);
        let wanted = "SELECT NOT EXISTS (SELECT 1 FROM identity WHERE issuer = ?1 AND subject = ?2)";
        self.act("invitation-taken", &of, |c| {
            let free: bool = c.query_row(wanted, [&who.issuer, &who.subject], |row| row.get(0))?;
            if !free || invitations::take(c, invitation, Some((new, None)), new.id)? == 0 {
                return Ok(0);
            }
            link(c, &new.id.to_string(), who, new.made)
        })
    }

    /// Takes an invitation up with the account that stands for the member already, which is somebody at a provider from
    /// now on: whole or not at all. `false` when it is gone, or either is spoken for.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn take_over_as(
        &self,
        invitation: &Invitation,
        account: AccountId,
        who: &Identity,
        now: Timestamp,
    ) -> Result<bool, CommitError> {
        let of = format!("{} {} {account} sso", invitation.workspace, invitation.member);
        self.act("invitation-taken", &of, |c| {
            let free =
                "SELECT NOT EXISTS (SELECT 1 FROM identity WHERE issuer = ?1 AND (subject = ?2 OR account = ?3))";
            let account = account.to_string();
            let free: bool = c.query_row(free, [&who.issuer, &who.subject, &account], |row| row.get(0))?;
            if free && invitations::gone(c, invitation)? { link(c, &account, who, now) } else { Ok(0) }
        })
    }

    /// Writes down that somebody did not get in by single sign-on, and why.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn sso_refused(&self, code: &str) -> Result<(), CommitError> {
        self.act("sso-refused", code, |_| Ok(1)).map(drop)
    }

    /// Writes down that a password was right which works only because somebody has to get in when nobody else can.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn glass_broken(&self, account: AccountId) -> Result<(), CommitError> {
        self.act("glass-broken", &account.to_string(), |_| Ok(1)).map(drop)
    }
}
