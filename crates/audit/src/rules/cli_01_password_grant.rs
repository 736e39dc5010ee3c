//! CLI-01: a program that signs in with a person's password.

use postern_decide::Bar;
use postern_explain::Seen;
use postern_model::GrantType;
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Remedy, Severity, View, explained};

pub(super) const RULE: Rule = Rule {
    id: "CLI-01",
    slug: "password_grant",
    title: "a client of the password grant",
    severity: Severity::Critical,
    class: Class::Inferred,
    remedy: "make a client of client credentials with the roles that the program needs, and delete this one",
    reads: &[Needed::Part(Part::Clients)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.clients().into_iter().filter(|client| client.grant_type == GrantType::Password) {
        let when = if view.organization.is_sso_only() { "gets no token any more" } else { "stops when single sign-on is the only way in" };
        let hit = Hit::found(client, format!("signs in with a person's password: {when}"))
            .read(format!("`GET /api/v2/oauth/clients/{}`: `authorizedGrantType` is `PASSWORD`", client.id))
            .read("documented: with the switch on, people come in through single sign-on only; that the grant ends with it is inferred");
        let hcl = "resource \"genesyscloud_oauth_client\" \"replacement\" {\n  name                          = \"…\"\n  \
                   authorized_grant_type         = \"CLIENT-CREDENTIALS\"\n  access_token_validity_seconds = 3600\n  \
                   roles {\n    role_id     = \"…\"\n    division_id = \"*\"\n  }\n}";
        // What the token endpoint says once the switch is on.
        let grant = Some("password".to_owned());
        let seen = Seen { grant, status: Some(400), message: Some(Bar::SsoOnly.text().to_owned()), ..explained::token_request(client) };
        let advice = explained::advice(view, "password-under-sso", seen).unwrap_or_else(|| RULE.remedy.to_owned());
        hits.push(hit.remedy(Remedy::text(advice).hcl(hcl).console("Admin > Integrations > OAuth")));
    }
}
