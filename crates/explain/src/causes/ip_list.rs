//! The address is not on the organization's list.

use postern_decide::Reason;
use postern_model::{evidence::Piece, settings::Evidence::Specified};

use super::{Case, Cause, Finding, graded};
use crate::message;

pub(super) const CAUSE: Cause =
    Cause { name: "ip-list", title: "the address is not on the organization's list", evidence: Specified, decided: false, look };

fn look(case: &Case<'_>) -> Option<Finding> {
    let seen = case.seen;
    let listed = case.place.is_some_and(|place| !place.organization.allowlist().is_empty());
    let settled = matches!(case.reason(), Some(Reason::IpNotAuthorized(_)));
    let certain = case.seen.has_code(&["ip.not.authorized"]);
    let unlisted = case.knows(Piece::Authentication) && !listed;
    let from_anywhere = case.is_open() && seen.address.is_none() && !unlisted;
    let likelihood = graded(settled, certain, from_anywhere && listed, (case.bad_token() && !unlisted) || from_anywhere)?;
    let told = case.seen.message.as_deref().filter(|_| certain).and_then(message::bracketed).map(str::to_owned);
    let address = match case.reason() {
        Some(Reason::IpNotAuthorized(address)) => Some(address.to_string()),
        _ => told,
    };
    let why = match &address {
        Some(address) => format!("requests from {address} are not let in; the list binds machines too"),
        None if from_anywhere => {
            "the organization lets in the addresses on its list only, machines too; from which one the call comes is not known: `--address`"
                .to_owned()
        }
        None => "where the list was changed, tokens that were given to other addresses end; the list binds machines too".to_owned(),
    };
    let address = address.unwrap_or_else(|| "the address the calls come from".to_owned());
    Finding::new(
        likelihood,
        why,
        "`GET /api/v2/organizations/authentication/settings`, `ipAddressAllowlist`: no network of it has the address (needs \
         directory:organization:admin); and the address as the platform sees it, behind a proxy or a cloud's gateway",
        format!("add {address} to `ipAddressAllowlist`, or send the calls from where it allows; then get a new token there"),
    )
}
