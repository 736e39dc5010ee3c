//! What is kept of people's sign-ins, beside the organization's own entities: sessions, codes, refresh tokens, ….
//!
//! All kinds are kept alike: a document each, found by its key, forgotten when it is over. To add one: a type in
//! `postern_model::sign_in`, a [`Kept`] for it, a field of [`SignIns`], a line in [`KINDS`].

use std::sync::Arc;

use postern_model::{
    Id, Timestamp, User,
    sign_in::{AuthorizationCode, Consent, Password, PendingLogin, PendingLogout, RefreshToken, Session, SpentAssertion},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{Draft, Organization, organization::Map};

type Shelf<T> = Map<String, Arc<T>>;

/// Everything kept, by kind.
#[derive(Clone, Default)]
pub struct SignIns {
    sessions: Shelf<Session>,
    pending: Shelf<PendingLogin>,
    leaving: Shelf<PendingLogout>,
    assertions: Shelf<SpentAssertion>,
    codes: Shelf<AuthorizationCode>,
    refresh: Shelf<RefreshToken>,
    passwords: Shelf<Password>,
    consents: Shelf<Consent>,
}

/// Something kept of a sign-in.
pub trait Kept: Serialize + DeserializeOwned {
    /// The kind of its document.
    const KIND: &'static str;

    /// Its id among its kind.
    fn key(&self) -> String;

    /// When it is over and may be forgotten; `None`: it stays.
    fn until(&self) -> Option<Timestamp>;

    /// Where it is kept.
    fn shelf(kept: &SignIns) -> &Map<String, Arc<Self>>;

    /// The same, to change.
    fn shelf_mut(kept: &mut SignIns) -> &mut Map<String, Arc<Self>>;
}

macro_rules! kept {
    ($type:ty, $kind:literal, $field:ident, $key:expr, $until:expr) => {
        impl Kept for $type {
            const KIND: &'static str = $kind;

            fn key(&self) -> String {
                let key: fn(&Self) -> String = $key;
                key(self)
            }

            fn until(&self) -> Option<Timestamp> {
                let until: fn(&Self) -> Option<Timestamp> = $until;
                until(self)
            }

            fn shelf(kept: &SignIns) -> &Shelf<Self> {
                &kept.$field
            }

            fn shelf_mut(kept: &mut SignIns) -> &mut Shelf<Self> {
                &mut kept.$field
            }
        }
    };
}

kept!(Session, "session", sessions, |session| session.id.to_string(), |session| Some(session.until));
kept!(PendingLogin, "pending-login", pending, |login| login.id.clone(), |login| Some(login.until));
kept!(PendingLogout, "pending-logout", leaving, |logout| logout.id.clone(), |logout| Some(logout.until));
kept!(SpentAssertion, "assertion", assertions, |assertion| assertion.id.to_string(), |assertion| Some(assertion.until));
kept!(AuthorizationCode, "code", codes, |code| code.id.to_string(), |code| {
    // A spent code is remembered for as long as what it was traded for, so that a second try can end that.
    Some(code.spent.map_or(code.until, |given| given.until.max(code.until)))
});
kept!(RefreshToken, "refresh-token", refresh, |token| token.id.to_string(), |token| Some(token.until));
kept!(Password, "password", passwords, |password| password.user.to_string(), |_| None);
kept!(Consent, "consent", consents, |consent| consent.client.to_string(), |_| None);

/// What loading and forgetting need to know of a kind.
struct Kind {
    name: &'static str,
    apply: fn(&mut SignIns, &str) -> Result<(), String>,
    forget: fn(&mut SignIns, &str),
    over: fn(&SignIns, Timestamp) -> Vec<String>,
}

const fn kind<T: Kept>() -> Kind {
    Kind {
        name: T::KIND,
        apply: |kept, body| {
            let value: T = serde_json::from_str(body).map_err(|error| error.to_string())?;
            kept.put(value);
            Ok(())
        },
        forget: |kept, key| _ = T::shelf_mut(kept).remove_mut(key),
        over: |kept, now| {
            let over = |value: &&Arc<T>| value.until().is_some_and(|until| until <= now);
            T::shelf(kept).values().filter(over).map(|value| value.key()).collect()
        },
    }
}

const KINDS: [Kind; 8] = [
    kind::<Session>(),
    kind::<PendingLogin>(),
    kind::<PendingLogout>(),
    kind::<SpentAssertion>(),
    kind::<AuthorizationCode>(),
    kind::<RefreshToken>(),
    kind::<Password>(),
    kind::<Consent>(),
];

impl SignIns {
    /// Takes in a document. `None`: it is of no kind kept here.
    pub(crate) fn apply(&mut self, kind: &str, body: &str) -> Option<Result<(), String>> {
        KINDS.iter().find(|known| known.name == kind).map(|known| (known.apply)(self, body))
    }

    /// Keeps `value` under its key.
    pub(crate) fn put<T: Kept>(&mut self, value: T) {
        T::shelf_mut(self).insert_mut(value.key(), Arc::new(value));
    }

    /// Takes in a deletion.
    pub(crate) fn forget(&mut self, kind: &str, key: &str) {
        if let Some(known) = KINDS.iter().find(|known| known.name == kind) {
            (known.forget)(self, key);
        }
    }
}

impl Organization {
    /// What is kept under `key`, whether it is over by now or not.
    pub fn kept<T: Kept>(&self, key: &str) -> Option<&T> {
        T::shelf(&self.sign_ins).get(key).map(Arc::as_ref)
    }

    /// Everything kept of a kind, in no order.
    pub fn all_kept<'o, T: Kept + 'o>(&'o self) -> impl Iterator<Item = &'o T> {
        T::shelf(&self.sign_ins).values().map(Arc::as_ref)
    }

    /// A person's password, if one was set.
    pub fn password(&self, user: Id<User>) -> Option<&Password> {
        self.kept(&user.to_string())
    }

    /// Whether something kept of a sign-in is over.
    pub fn any_over(&self, now: Timestamp) -> bool {
        KINDS.iter().any(|kind| !(kind.over)(&self.sign_ins, now).is_empty())
    }
}

impl Draft<'_> {
    /// Keeps `value` under its key, in place of what was there.
    pub fn keep<T: Kept>(&mut self, value: T) {
        self.put_document(T::KIND, value.key(), &value);
        self.organization.sign_ins.put(value);
    }

    /// Forgets what is kept under `key`.
    pub fn forget<T: Kept>(&mut self, key: &str) {
        self.remove_document(T::KIND, key.to_owned());
        T::shelf_mut(&mut self.organization.sign_ins).remove_mut(key);
    }

    /// Forgets everything of a kind that `over` says.
    pub fn forget_where<T: Kept>(&mut self, over: impl Fn(&T) -> bool) {
        let over: Vec<String> = self.all_kept::<T>().filter(|value| over(value)).map(Kept::key).collect();
        over.iter().for_each(|key| self.forget::<T>(key));
    }

    /// Forgets whatever is over by now.
    pub fn forget_over(&mut self) {
        let now = self.now();
        for kind in &KINDS {
            for key in (kind.over)(&self.organization.sign_ins, now) {
                (kind.forget)(&mut self.organization.sign_ins, &key);
                self.remove_document(kind.name, key);
            }
        }
    }
}
