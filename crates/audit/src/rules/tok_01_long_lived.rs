//! TOK-01: tokens that live long.

use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Remedy, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "TOK-01",
    slug: "long_lived",
    title: "tokens that live longer than the policy has it",
    severity: Severity::Medium,
    class: Class::Specified,
    remedy: "shorten the life of the client's tokens: no operation revokes all tokens of a client",
    reads: &[Needed::Part(Part::Clients)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.clients() {
        let own = view.listed(client).and_then(|listed| listed.token_seconds);
        let (most, who) = match own {
            Some(seconds) => (seconds, "`token_seconds` of the client in the policy"),
            None => (view.policy().thresholds.token_seconds, "`token_seconds` under `[thresholds]`"),
        };
        if client.token_seconds <= most {
            continue;
        }
        let text = format!("its tokens live {}, longer than {}", span(client.token_seconds), span(most));
        let hit = Hit::found(client, text)
            .key([client.token_seconds])
            .read(format!("`GET /api/v2/oauth/clients/{}`: `accessTokenValiditySeconds` is {}", client.id, client.token_seconds))
            .read(format!("{who}: {most}"));
        let remedy = Remedy::text(RULE.remedy)
            .hcl(format!("access_token_validity_seconds = {most}"))
            .api(format!("PUT /api/v2/oauth/clients/{} with \"accessTokenValiditySeconds\": {most}", client.id));
        hits.push(hit.remedy(remedy));
    }
}

/// A number of seconds in words.
fn span(seconds: u32) -> String {
    match seconds {
        172_800.. => format!("{} days", seconds / 86_400),
        3_600..172_800 if seconds.is_multiple_of(3_600) => format!("{} hours", seconds / 3_600),
        _ => format!("{seconds} seconds"),
    }
}
