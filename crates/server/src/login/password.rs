//! A person's e-mail address and password: for the login page and the password grant.
//!
//! Hashing takes many milliseconds and much memory, by intent: it is done outside the writer's lock, on threads of its own,
//! a few at a time. Nobody learns from the answer, or from how long it takes, which part was wrong.

use std::{net::IpAddr, sync::Arc};

use postern_model::{Id, User};
use postern_org::{
    Actor,
    change::sign_in::passwords::{self, PasswordFault},
    password,
};
use tokio::sync::Semaphore;

use crate::{fault::Fault, platform::Platform};

/// How many passwords are hashed at once, each in 19 MiB.
static HASHING: Semaphore = Semaphore::const_new(4);

/// Why a password lets nobody in.
#[derive(Debug)]
pub(crate) enum Denied {
    /// It is not good: the person's fault.
    Person(PasswordFault),
    /// It could not be looked at.
    Server(Fault),
}

impl From<Fault> for Denied {
    fn from(fault: Fault) -> Self {
        Self::Server(fault)
    }
}

/// The person whose password this is. Whether they may come in is `admit`'s to say, which is asked before too: where no
/// password lets anybody in, none need be looked at.
///
/// A wrong try is counted, in a task of its own: the answer does not wait for the store, or it would take longer for those
/// who exist.
pub(crate) async fn check(platform: &Arc<Platform>, tenant: usize, email: &str, text: &str, address: IpAddr) -> Result<Id<User>, Denied> {
    let tenant = &platform.tenants[tenant];
    let organization = tenant.current();
    let user = organization.user_with_email(email).map(|user| user.id);
    let kept = user.and_then(|user| organization.password(user)).map(|password| password.hash.clone());
    let seen = kept.clone().unwrap_or_else(|| password::nobodys().to_owned());
    let matched = matches(seen.clone(), text.to_owned()).await?;
    let Some(user) = user.filter(|_| kept.is_some()) else { return Err(Denied::Person(PasswordFault::Nobody)) };
    let (tenant, now) = (Arc::clone(tenant), platform.clock.now());
    let actor = Actor { client: None, user: Some(user), address };
    // A fault is an outcome that is kept: it was counted.
    let count = async move { tenant.change(now, Some(actor), |draft| Ok(passwords::tried(draft, user, &seen, matched))).await };
    if matched {
        return count.await?.map(|()| user).map_err(Denied::Person);
    }
    tokio::spawn(count);
    Err(Denied::Person(passwords::fault_of(&organization, user, now)))
}

async fn matches(hash: String, text: String) -> Result<bool, Fault> {
    let _place = HASHING.acquire().await.map_err(Fault::internal)?;
    tokio::task::spawn_blocking(move || password::matches(&hash, &text)).await.map_err(Fault::internal)
}
