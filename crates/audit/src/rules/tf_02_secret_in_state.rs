//! TF-02: a Terraform run leaves a secret in the state, in a file or in a log.

use postern_org::Part;
use postern_workload::effects::Effect;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "TF-02",
    slug: "secret_in_state",
    title: "a Terraform run that leaves a secret in the state, a file or a log",
    severity: Severity::High,
    class: Class::Seen,
    remedy: "leave `expose_client_secret`, `directory_client_secret` and `sdk_debug` out; make a new secret outside Terraform and put it into a secret store, or use `integration_credential_name`",
    reads: &[Needed::Part(Part::Clients)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.clients() {
        let effects = view.effects.get(&client.id).map_or(&[][..], Vec::as_slice);
        let leaves = |effect: Effect| {
            matches!(effect, Effect::SecretInState | Effect::SecretInFile | Effect::SecretInConfiguration | Effect::BodiesInLog)
        };
        for effect in effects.iter().filter(|effect| leaves(effect.effect)) {
            let text = format!("`{}`: {}", effect.resource, effect.effect.text());
            hits.push(Hit::found(client, text).read(format!("{}, by the provider's own schema", effect.at)));
        }
    }
}
