//! Whether a token may hear of a topic: asked when it subscribes, and again before each message.

use std::net::IpAddr;

use postern_catalog::Operation;
use postern_decide::{Credentials, Question, Rate, Reason, Target, Verdict as Decided, decide};
use postern_model::{Id, Timestamp, Token};
use postern_org::Organization;

use super::Topic;
use crate::{platform::Platform, realtime::queues};

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// It may.
    Yes,
    /// The token itself is good for nothing more.
    Over,
    /// It may not: what it lacks, and whether only in the division of what the topic is about.
    No { missing: Vec<&'static str>, divisioned: bool },
}

/// Asks [`decide`] whether the token could read what the topic announces.
pub(crate) fn may_hear(
    platform: &Platform,
    organization: &Organization,
    (token, address): (&Token, IpAddr),
    topic: &Topic,
    now: Timestamp,
) -> Verdict {
    let Some(operation) = platform.catalog.operation_named(topic.template().operation) else { return no(None, false) };
    let idles = organization.profile().idle.enable_idle_token_timeout;
    let question = Question {
        catalog: platform.catalog,
        organization,
        credentials: Credentials::Token(token),
        operation: Some(operation),
        target: target(organization, topic),
        address,
        rate: Rate::UNLIMITED,
        last_used: Some(platform.last_use.of(token.serial).max(token.issued)).filter(|_| idles),
        now,
    };
    match decide(&question).verdict {
        Decided::Allow => Verdict::Yes,
        Decided::Unknown(_) => no(Some(operation), false),
        Decided::Deny(reason) if reason.status() == 401 => Verdict::Over,
        Decided::Deny(Reason::MissingDivisionPermission { .. } | Reason::MissingAnyDivisionPermissions { .. }) => no(Some(operation), true),
        Decided::Deny(_) => no(Some(operation), false),
    }
}

/// The division of what the topic is about.
fn target(organization: &Organization, topic: &Topic) -> Target {
    let division = match topic {
        Topic::Observations(queue) | Topic::QueueUsers(queue) => queues::division(organization, queue),
        Topic::Presence(user) | Topic::RoutingStatus(user) => {
            Id::parse(user).and_then(|id| organization.live_user(id)).map(|user| user.division)
        }
        Topic::Audits { .. } => None,
    };
    division.map_or(Target::None, Target::One)
}

fn no(operation: Option<&'static Operation>, divisioned: bool) -> Verdict {
    let catalog = postern_catalog::Catalog::builtin();
    let names = operation.iter().flat_map(|operation| operation.permissions).map(|id| catalog.permission(*id).name);
    Verdict::No { missing: names.collect(), divisioned }
}
