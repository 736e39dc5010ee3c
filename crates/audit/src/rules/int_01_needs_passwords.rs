//! INT-01: integrations that are documented to need password sign-in.

use super::Rule;
use crate::{Class, Hit, Needed, Severity, Subject, View};

pub(super) const RULE: Rule = Rule {
    id: "INT-01",
    slug: "needs_passwords",
    title: "an integration that stops working when passwords do",
    severity: Severity::High,
    class: Class::Documented,
    remedy: "replace the integration, or accept that it fails: the help page of the switch says that chat notification webhooks need password authentication",
    reads: &[Needed::Integrations],
    check,
};

/// Types of integrations that need password authentication, and who says so.
const KINDS: [(&str, &str); 1] =
    [("webhook", "help page on using single sign-on instead of Genesys Cloud credentials: chat webhooks fail with errors")];

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    let integrations = view.collected().and_then(|evidence| evidence.integrations.known()).map_or(&[][..], Vec::as_slice);
    for integration in integrations.iter().filter(|integration| integration.state == "ENABLED") {
        let Some((kind, source)) = KINDS.into_iter().find(|(kind, _)| *kind == integration.kind) else { continue };
        let subject = Subject::new("integration", &integration.id, &integration.name);
        let hit = Hit::found(subject, format!("integrations of type `{kind}` need password authentication"));
        hits.push(hit.read("`GET /api/v2/integrations`: it is enabled").read(source));
    }
}
