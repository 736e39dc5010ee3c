//! CLI-11: a client that is to call from networks which the organization does not let in.

use postern_explain::Seen;
use postern_model::evidence::Piece;
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Remedy, Severity, View, explained};

pub(super) const RULE: Rule = Rule {
    id: "CLI-11",
    slug: "networks_not_admitted",
    title: "a client that calls from where nobody is let in",
    severity: Severity::Critical,
    class: Class::Documented,
    remedy: "add the client's networks to the IP address allowlist before anything else goes onto it",
    reads: &[Needed::Policy, Needed::Part(Part::Clients), Needed::Piece(Piece::Authentication)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    let list = &view.organization.profile().authentication.ip_address_allowlist;
    if list.is_empty() {
        return;
    }
    for client in view.clients() {
        let Some(listed) = view.listed(client) else { continue };
        let outside = view.organization.allowlist().outside(&listed.networks);
        if outside.is_empty() {
            continue;
        }
        let text = format!("calls from {}, which the IP address allowlist does not hold: 401 `ip.not.authorized`", outside.join(", "));
        let all: Vec<String> = list.iter().map(String::as_str).chain(outside.iter().copied()).map(|each| format!("\"{each}\"")).collect();
        let api = format!("PATCH /api/v2/organizations/authentication/settings {{\"ipAddressAllowlist\": [{}]}}", all.join(", "));
        let message = format!("Requests originating from this IP address are not authorized: [{}]", outside.join(", "));
        let seen = Seen { status: Some(401), code: Some("ip.not.authorized".to_owned()), message: Some(message), ..Seen::default() };
        let advice = explained::advice(view, "ip-list", seen).unwrap_or_else(|| RULE.remedy.to_owned());
        let hit = Hit::found(client, text).key(&outside).read(format!("`networks` of the policy: {}", listed.networks.join(", ")));
        hits.push(hit.read(format!("`ipAddressAllowlist`: {}", list.join(", "))).remedy(Remedy::text(advice).api(api)));
    }
}
