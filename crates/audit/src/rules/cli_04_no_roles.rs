//! CLI-04: a machine client that holds no role.

use postern_model::{Client, GrantType};
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Remedy, Severity, View, coverage, explained};

pub(super) const RULE: Rule = Rule {
    id: "CLI-04",
    slug: "no_roles",
    title: "a machine client without a role",
    severity: Severity::High,
    class: Class::Specified,
    remedy: "grant the role that it needs to the client itself: there is no account behind it whose roles count; or delete it",
    reads: &[Needed::Part(Part::Clients), Needed::Part(Part::Grants), Needed::Part(Part::Roles)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.clients().into_iter().filter(|client| client.grant_type == GrantType::ClientCredentials) {
        if view.organization.own_holdings(client.id.uuid()).next().is_some() {
            continue;
        }
        let hit = Hit::found(client, "holds no role: every operation that wants a permission is refused")
            .read(format!("`GET /api/v2/authorization/subjects/{}`: no grants; `roleDivisions` is empty", client.id));
        hits.push(Hit { remedy: first_step(view, client), ..hit });
    }
}

/// What would let it do the first thing that it has to; without a workload nobody knows which role.
fn first_step(view: &View<'_>, client: &Client) -> Option<Remedy> {
    if let Ok(workload) = coverage::workload(view, client)
        && let Some(need) = workload.needs.first()
    {
        return explained::refused(view, client, need);
    }
    let api =
        format!("POST /api/v2/authorization/subjects/{}/divisions/{{divisionId}}/roles/{{roleId}}?subjectType=PC_OAUTH_CLIENT", client.id);
    Some(Remedy::text(RULE.remedy).api(api).console("Admin > Integrations > OAuth > the client > Roles"))
}
