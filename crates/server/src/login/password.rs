//! Who has this e-mail address and this password.

use std::{net::IpAddr, sync::Arc};

use postern_model::{Id, User};

use crate::{fault::Fault, platform::Platform};

/// Why a password lets nobody in.
pub(crate) enum Denied {
    /// It is not good: the person's fault.
    Person(PasswordFault),
    /// It could not be looked at.
    #[expect(dead_code, reason = "nothing is looked at yet")]
    Server(Fault),
}

/// Why a password is not good.
pub(crate) struct PasswordFault;

impl PasswordFault {
    /// What people read.
    pub(crate) const fn text(&self) -> &'static str {
        "the e-mail address or the password is wrong"
    }

    /// What only the decision says.
    pub(crate) const fn cause(&self) -> &'static str {
        "no password is kept"
    }
}

/// Looks for the person.
pub(crate) async fn check(_: &Arc<Platform>, _: usize, _: &str, _: &str, _: IpAddr) -> Result<Id<User>, Denied> {
    Err(Denied::Person(PasswordFault))
}
