//! `postern check --init`: a policy from what an organization has. Nothing in it is guessed: what nobody can read off the
//! organization, such as who answers for a client, is said to be unknown, and is a finding until somebody fills it in.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use postern_model::{Client, Evidence, Id, Reach, policy::MachineGrant};
use postern_org::Organization;

use super::UNKNOWN_OWNER;

/// Writes a policy that describes `organization` as it is.
pub fn init(organization: &Organization, evidence: Option<&Evidence>) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "# What must hold in `{}`. Written from what was there; read every line before you rely on it.\n\
         # Form: docs/CHECKING.md; JSON Schema: docs/schema/postern.toml.json\n\n\
         [people]\nsign_in = \"saml-only\"\n",
        organization.profile().name.replace(['\n', '\r'], " ")
    );
    let domains = domains(organization);
    if !domains.is_empty() {
        text.push_str("# Where most people's addresses are. Keep the domains that the identity provider knows.\n");
        let _ = writeln!(text, "email_domains = [{}]", list(&domains));
    }
    text.push_str("\n[machines]\ngrants = [\"client-credentials\"]\n\n[thresholds]\n");
    text.push_str("certificate_days = 30\ntoken_seconds = 86400\nsecret_days = 365\nleast_administrators = 2\n");
    let machines = organization.clients().filter(|client| MachineGrant::of(client.grant_type).is_some());
    let mut machines: Vec<&Client> = machines.collect();
    machines.sort_by_key(|client| (client.name.to_lowercase(), client.id));
    for client in machines {
        client_table(&mut text, organization, client);
        usage(&mut text, evidence, client);
    }
    let_in(&mut text, organization, evidence);
    text
}

/// Clients of other organizations that were let in.
fn let_in(text: &mut String, organization: &Organization, evidence: Option<&Evidence>) {
    let known = evidence.and_then(|evidence| evidence.authorizations.known()).map_or(&[][..], Vec::as_slice);
    for authorization in known.iter().filter(|authorization| crate::view::stands(organization, authorization)) {
        let Some(id) = Id::<Client>::parse(&authorization.client) else { continue };
        let name = authorization.name.as_deref().filter(|name| !name.is_empty()).unwrap_or(&authorization.client);
        let _ = write!(
            text,
            "\n# Of another organization, and let in here.\n[[client]]\nid = \"{id}\"\nname = {}\nowner = \"{UNKNOWN_OWNER}\"\npurpose = \"unknown\"\n",
            quote(name)
        );
    }
}

fn client_table(text: &mut String, organization: &Organization, client: &Client) {
    let purpose = client.description.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let _ = write!(
        text,
        "\n[[client]]\nid = \"{}\"\nname = {}\nowner = \"{UNKNOWN_OWNER}\"\npurpose = {}\n",
        client.id,
        quote(&client.name),
        quote(purpose.unwrap_or("unknown"))
    );
    let mut roles: Vec<String> = organization
        .own_holdings(client.id.uuid())
        .map(|held| {
            let division = match held.grant.division {
                Reach::All => "*".to_owned(),
                Reach::Division(id) => organization.division(id).map_or_else(|| id.to_string(), |division| division.name.clone()),
            };
            format!("    {{ role = {}, division = {} }},\n", quote(&held.role.name), quote(&division))
        })
        .collect();
    roles.sort();
    match roles.is_empty() {
        true => text.push_str("roles = []\n"),
        false => {
            let _ = writeln!(text, "roles = [\n{}]", roles.concat());
        }
    }
    let _ = writeln!(text, "token_seconds = {}", client.token_seconds);
}

/// What is known of what a client has to be able to do.
fn usage(text: &mut String, evidence: Option<&Evidence>, client: &Client) {
    let days = evidence.map_or(0, |evidence| evidence.window_days);
    let Some(lines) = evidence.and_then(|evidence| evidence.usage.known()) else {
        text.push_str("# Nothing is known of its usage: name its `workloads`.\n");
        return;
    };
    let called: BTreeSet<_> = lines.iter().filter(|line| line.client == client.id).map(|line| (&line.method, &line.template)).collect();
    let _ = writeln!(text, "# Called {} operations within {days} days; `workloads` count instead where they are named.", called.len());
}

/// Domains of at least a tenth of the active people, the most common first.
fn domains(organization: &Organization) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut all = 0;
    for user in organization.users() {
        if let Some((_, domain)) = user.email.rsplit_once('@') {
            *counts.entry(domain.to_lowercase()).or_default() += 1;
            all += 1;
        }
    }
    let mut common: Vec<_> = counts.into_iter().filter(|(_, many)| many * 10 >= all).collect();
    common.sort_by(|(left, more), (right, fewer)| fewer.cmp(more).then(left.cmp(right)));
    common.into_iter().map(|(domain, _)| domain).collect()
}

fn list(texts: &[String]) -> String {
    texts.iter().map(|text| quote(text)).collect::<Vec<_>>().join(", ")
}

/// A text as TOML has it. JSON's escapes are among TOML's, but for the character U+007F.
fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}
