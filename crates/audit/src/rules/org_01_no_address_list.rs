//! ORG-01: requests may come from any address.

use postern_model::evidence::Piece;

use super::Rule;
use crate::{Class, Hit, Needed, Remedy, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "ORG-01",
    slug: "no_address_list",
    title: "requests may come from any address",
    severity: Severity::Medium,
    class: Class::Specified,
    remedy: "list the networks of people and of every machine client; tokens that were given elsewhere are refused from then on",
    reads: &[Needed::Piece(Piece::Authentication)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    if !view.organization.profile().authentication.ip_address_allowlist.is_empty() {
        return;
    }
    let mut networks: Vec<&str> = view.policy().clients.iter().flat_map(|listed| &listed.networks).map(String::as_str).collect();
    networks.sort_unstable();
    networks.dedup();
    let hit = Hit::found(view.organization_subject(), "the IP address allowlist is empty: a stolen secret works from anywhere")
        .read("`GET /api/v2/organizations/authentication/settings`: `ipAddressAllowlist` is empty");
    let listed: String = if networks.is_empty() { "\"203.0.113.0/24\"".to_owned() } else { format!("\"{}\"", networks.join("\", \"")) };
    let remedy = Remedy::text(RULE.remedy)
        .hcl(format!("resource \"genesyscloud_organization_authentication_settings\" \"this\" {{\n  ip_address_allowlist = [{listed}]\n}}"))
        .api(format!("PATCH /api/v2/organizations/authentication/settings {{\"ipAddressAllowlist\": [{listed}]}}"))
        .console("Admin > Organization Settings > Authentication");
    hits.push(hit.remedy(remedy));
}
