//! TOK-02: a secret that is older than the policy has it.

use postern_model::{Client, Timestamp, evidence::Piece};
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Remedy, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "TOK-02",
    slug: "old_secret",
    title: "a secret that is older than the policy has it",
    severity: Severity::Medium,
    class: Class::Inferred,
    remedy: "make a new secret, and give it to the program at the same moment: the old one ends at once, there is no overlap",
    reads: &[Needed::Part(Part::Clients)],
    check,
};

/// What is known of the age of a secret.
enum Made {
    /// When it was made.
    At(Timestamp, &'static str),
    /// Not before this.
    Since(Timestamp),
}

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.machines() {
        let days = view.listed(client).and_then(|listed| listed.secret_days).unwrap_or(view.policy().thresholds.secret_days);
        let oldest = view.now.plus_seconds(-86_400 * i64::from(days));
        match made(view, client) {
            Made::At(at, source) if at < oldest => {
                let age = (view.now.day() - at.day()).max(0);
                let hit = Hit::found(client, format!("its secret is {age} days old; the policy has {days}")).read(source);
                hits.push(hit.remedy(Remedy::text(RULE.remedy).api(format!("POST /api/v2/oauth/clients/{}/secret", client.id))));
            }
            Made::Since(since) if since < oldest => {
                let hit = match Needed::Audits.missing(view) {
                    Some(missing) => missing.hit(view.catalog, client.into()),
                    None => Hit::unknown(client, "no audit event of the window tells of a new one")
                        .remedy(Remedy::text("make a new secret once, and note the day; the audit trail keeps it for the next time")),
                };
                let text = format!("how old its secret is cannot be told: the API shows it nowhere, and {}", hit.text);
                hits.push(Hit { text, ..hit }.read(format!("`dateCreated` is {}: the secret may be as old", since.date())));
            }
            Made::At(..) | Made::Since(_) => {}
        }
    }
}

fn made(view: &View<'_>, client: &Client) -> Made {
    let unread = view.collected().is_some_and(|evidence| evidence.unread.contains_key(&Piece::SecretAge));
    if !unread {
        return Made::At(client.secret_made, "a local organization knows when each secret was made");
    }
    let id = client.id.to_string();
    let audits = view.collected().and_then(|evidence| evidence.audits.known());
    let rotations = audits.into_iter().flatten().filter(|event| event.entity_type == "OAuthClient" && event.entity == id);
    let last = rotations.filter(|event| event.properties.iter().any(|name| name == "secret")).map(|event| event.at).max();
    match last {
        Some(at) => Made::At(at, "`POST /api/v2/audits/query`: the last event in which `secret` of the client changed"),
        None => Made::Since(client.date_created),
    }
}
