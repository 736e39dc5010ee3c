//! The topics that are really announced.

/// What a family of topics is, and which reading stands behind it: who may do that may hear of its changes.
pub(crate) struct Template {
    /// The topic with `{id}` for what it is about.
    pub(crate) id: &'static str,
    /// What it tells.
    pub(crate) description: &'static str,
    /// The operation that reads what is announced, by its name in the catalogue.
    pub(crate) operation: &'static str,
    /// What the places of the topic are, for `topicParameters`.
    pub(crate) parameters: &'static [&'static str],
}

/// Every topic that can be subscribed to. Names are those of the service (seen in official clients and examples); which
/// permissions they need is taken from the operation that reads the same (inferred).
pub(crate) static TEMPLATES: [Template; 5] = [
    Template {
        id: "v2.analytics.queues.{id}.observations",
        description: "What is seen in a queue changed.",
        operation: "post_analytics_queues_observations_query",
        parameters: &["queueId"],
    },
    Template {
        id: "v2.audits.entitytype.{id}.entityid.{id}",
        description: "The configuration changed: what the audit log says of it.",
        operation: "post_audits_query_realtime",
        parameters: &["entityType", "entityId"],
    },
    Template {
        id: "v2.routing.queues.{id}.users",
        description: "Somebody became a member of a queue, joined it, left it, or is a member no more.",
        operation: "get_routing_queue_members",
        parameters: &["queueId"],
    },
    Template {
        id: "v2.users.{id}.presence",
        description: "A person's presence changed.",
        operation: "get_user_presence",
        parameters: &["userId"],
    },
    Template {
        id: "v2.users.{id}.routingStatus",
        description: "A person's routing status changed.",
        operation: "get_user_routingstatus",
        parameters: &["userId"],
    },
];

/// A topic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Topic {
    /// `v2.analytics.queues.{id}.observations`
    Observations(String),
    /// `v2.audits.entitytype.{id}.entityid.{id}`; `*` is every one (Postern's own).
    Audits { kind: String, id: String },
    /// `v2.routing.queues.{id}.users`
    QueueUsers(String),
    /// `v2.users.{id}.presence`
    Presence(String),
    /// `v2.users.{id}.routingStatus`
    RoutingStatus(String),
}

impl Topic {
    /// Reads a topic's name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        let parts: Vec<&str> = name.split('.').collect();
        if parts.iter().any(|part| part.is_empty()) {
            return None;
        }
        let own = str::to_owned;
        Some(match parts.as_slice() {
            ["v2", "analytics", "queues", id, "observations"] => Self::Observations(own(id)),
            ["v2", "audits", "entitytype", kind, "entityid", id] => Self::Audits { kind: kind.to_lowercase(), id: own(id) },
            ["v2", "routing", "queues", id, "users"] => Self::QueueUsers(own(id)),
            ["v2", "users", id, "presence"] => Self::Presence(own(id)),
            ["v2", "users", id, "routingStatus" | "routingstatus"] => Self::RoutingStatus(own(id)),
            _ => return None,
        })
    }

    /// The topic's name.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Observations(id) => format!("v2.analytics.queues.{id}.observations"),
            Self::Audits { kind, id } => format!("v2.audits.entitytype.{kind}.entityid.{id}"),
            Self::QueueUsers(id) => format!("v2.routing.queues.{id}.users"),
            Self::Presence(id) => format!("v2.users.{id}.presence"),
            Self::RoutingStatus(id) => format!("v2.users.{id}.routingStatus"),
        }
    }

    /// Its template.
    pub(crate) fn template(&self) -> &'static Template {
        &TEMPLATES[match self {
            Self::Observations(_) => 0,
            Self::Audits { .. } => 1,
            Self::QueueUsers(_) => 2,
            Self::Presence(_) => 3,
            Self::RoutingStatus(_) => 4,
        }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_read_back_from_its_own_name() {
        for template in &TEMPLATES {
            let name = template.id.replace("{id}", "x1");
            let topic = Topic::parse(&name);
            assert_eq!(topic.as_ref().map(Topic::name).as_deref(), Some(name.as_str()));
            assert_eq!(topic.map(|topic| topic.template().id), Some(template.id));
        }
    }

    #[test]
    fn what_is_no_topic_is_none() {
        for name in ["", "v2", "v2.users.1", "v2.users..presence", "v2.users.1.presence.more", "v1.users.1.presence", "v2.users.1.calls"] {
            assert_eq!(Topic::parse(name), None, "{name}");
        }
    }
}
