//! Who has this e-mail address and this password.

use std::{net::IpAddr, sync::Arc};

use postern_model::{Id, User};

use crate::platform::Platform;

/// They belong to nobody who may use them.
pub(crate) struct Wrong;

/// Looks for the person.
pub(crate) async fn check(_: &Arc<Platform>, _: usize, _: &str, _: &str, _: IpAddr) -> Result<Id<User>, Wrong> {
    Err(Wrong)
}
