//! CLI-02: a client of the implicit grant, which ends on an announced day.

use postern_model::GrantType;
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "CLI-02",
    slug: "implicit_grant",
    title: "a client of the implicit grant, which is being withdrawn",
    severity: Severity::High,
    class: Class::Documented,
    remedy: "move the application to the authorization code grant with PKCE; a page that nobody signs in to needs a back end with client credentials",
    reads: &[Needed::Part(Part::Clients)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    let end = view.organization.profile().settings.implicit_end_date;
    for client in view.clients().into_iter().filter(|client| client.grant_type == GrantType::Token) {
        let over = view.now.date() >= end;
        let text = if over { format!("the implicit grant ended on {end}") } else { format!("the implicit grant ends on {end}") };
        let hit = Hit::found(client, text)
            .read(format!("`GET /api/v2/oauth/clients/{}`: `authorizedGrantType` is `TOKEN`", client.id))
            .read("the day is what vendor staff said; a third-party note has another (setting `implicit.end-date`)");
        hits.push(if over { hit.severity(Severity::Critical) } else { hit });
    }
}
