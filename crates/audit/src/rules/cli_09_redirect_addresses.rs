//! CLI-09: redirect addresses to which codes and tokens should not be sent.

use postern_model::GrantType;
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "CLI-09",
    slug: "redirect_addresses",
    title: "a redirect address that is not safe",
    severity: Severity::Medium,
    class: Class::Inferred,
    remedy: "register `https` addresses of your own, in full; keep addresses of developers' machines to clients for development",
    reads: &[Needed::Part(Part::Clients)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    let browser = |grant| matches!(grant, GrantType::Code | GrantType::Token);
    for client in view.clients().into_iter().filter(|client| browser(client.grant_type)) {
        for address in &client.redirect_uris {
            if let Some(why) = unsafe_address(address) {
                let hit = Hit::found(client, format!("the redirect address `{address}` {why}"));
                hits.push(hit.read(format!("`GET /api/v2/oauth/clients/{}`: `registeredRedirectUri`", client.id)));
            }
        }
    }
}

/// What is wrong with a redirect address, if anything is (RFC 9700 §2.1, RFC 8252 §7.3).
fn unsafe_address(address: &str) -> Option<&'static str> {
    let lower = address.to_lowercase();
    let (scheme, rest) = lower.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = if host.starts_with('[') { host.split_inclusive(']').next() } else { host.split(':').next() }.unwrap_or_default();
    if address.contains('*') {
        return Some("has a wildcard");
    }
    if matches!(host, "localhost" | "127.0.0.1" | "[::1]") || host.ends_with(".localhost") {
        return Some("leads to whatever runs on the person's own machine");
    }
    (scheme == "http").then_some("is not encrypted: whoever is on the way reads the code or the token")
}
