//! What goes by itself when its time has come: deleted clients whose grace is over, records of revoked tokens,
//! sessions, codes and refresh tokens.

use postern_org::change::{clients, tokens};

use crate::platform::Platform;

/// Lets go what is over. Runs every few seconds, and when the clock is moved.
pub(crate) async fn sweep(platform: &Platform) {
    let now = platform.clock.now();
    // Under a moved clock a revoked token that seems over would be good again once the clock is moved back.
    let forgets = platform.clock.is_real();
    for tenant in &platform.tenants {
        let organization = tenant.current();
        let over =
            clients::any_due(&organization, now) || (forgets && (tokens::any_expired(&organization, now) || organization.any_over(now)));
        if !over {
            continue;
        }
        let swept = tenant.change(now, None, |draft| {
            clients::remove_due(draft);
            if forgets {
                tokens::forget_expired(draft);
                draft.forget_over();
            }
            Ok(())
        });
        if let Err(fault) = swept.await {
            tracing::warn!(cause = fault.cause, "what is over could not be removed; it is tried again");
        }
    }
}
