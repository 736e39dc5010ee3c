//! A whole snapshot with stand-ins.

use serde_json::{Map, Value};

use super::Pseudonyms;
use crate::{
    Client, Division, Evidence, Fact, Group, Profile, Provider, Reach, Role, Snapshot, User,
    evidence::{Audited, Authorization, Integration, Source, SourceKind, Trustee, Usage},
    grant::{Grant, Subject, SubjectGrants},
    sign_in::Consent,
};

/// Texts in values of the API that say what kind of thing something is, and of whom nothing.
const KINDS: &[&str] = &[
    "variableName",
    "operator",
    "conjunction",
    "type",
    "inactivityTimeoutUnit",
    "targetResource",
    "effect",
    "dateModified",
    "state",
    "productPlatform",
];

/// What of a provider's record stays: how it speaks. Certificates go, for their subjects are names.
const SPEECH: &[&str] = &[
    "sloBinding",
    "ssoBinding",
    "nameIdentifierFormat",
    "signAuthnRequests",
    "displayOnLogin",
    "forceAuthn",
    "endpointCompression",
    "autoProvisionUsers",
];

/// What of a provider's record is an address.
const ADDRESSES: &[&str] = &["issuerURI", "ssoTargetURI", "sloURI", "metadataURL"];

fn known<T>(fact: Fact<Vec<T>>, with: &Pseudonyms, each: impl Fn(&mut T)) -> Fact<Vec<T>> {
    match fact {
        Fact::Known(mut values) => {
            values.iter_mut().for_each(each);
            Fact::Known(values)
        }
        Fact::Unknown(why) => Fact::Unknown(with.sentence(&why)),
    }
}

impl Pseudonyms {
    /// The snapshot with stand-ins for whatever names somebody: it decides as it did. What no decision and no rule looks at is
    /// left out. Certificates are, so what they say is unknown in it.
    pub fn snapshot(&self, snapshot: Snapshot) -> Snapshot {
        let snapshot = snapshot.redacted();
        Snapshot {
            organization: self.profile(snapshot.organization),
            divisions: known(snapshot.divisions, self, |division| self.division(division)),
            roles: known(snapshot.roles, self, |role| self.role(role)),
            grants: known(snapshot.grants, self, |held| self.grants(held)),
            users: known(snapshot.users, self, |user| self.user(user)),
            groups: known(snapshot.groups, self, |group| self.group(group)),
            clients: known(snapshot.clients, self, |client| self.client(client)),
            providers: known(snapshot.providers, self, |provider| self.provider(provider)),
            consents: snapshot.consents.into_iter().map(|consent| self.consent(consent)).collect(),
            resources: match snapshot.resources {
                Fact::Known(entities) => {
                    Fact::Known(entities.into_iter().map(|(path, entity)| (self.path(&path), self.resource(&entity))).collect())
                }
                Fact::Unknown(why) => Fact::Unknown(self.sentence(&why)),
            },
            evidence: snapshot.evidence.map(|evidence| self.evidence(evidence)),
            ..snapshot
        }
    }

    fn profile(&self, mut profile: Profile) -> Profile {
        profile.id = self.uuid(profile.id);
        profile.name = self.word("organization", &profile.name);
        profile.third_party_org_name = self.word("organization", &profile.third_party_org_name);
        let kept = |name: &str| matches!(name, "state" | "productPlatform" | "features");
        let mut other: Map<String, Value> =
            profile.other.iter().filter(|(name, _)| kept(name)).map(|(name, value)| (name.clone(), value.clone())).collect();
        if let Some(domain) = profile.other.get("domain").and_then(Value::as_str) {
            other.insert("domain".to_owned(), self.domain(domain).into());
        }
        profile.other = other;
        let authentication = &mut profile.authentication;
        authentication.domain_allowlist.iter_mut().for_each(|domain| *domain = self.domain(domain));
        authentication.ip_address_allowlist.iter_mut().for_each(|network| *network = self.network(network));
        authentication.inactivity_timeout_exclusions.iter_mut().for_each(|one| *one = self.id_or_word("exclusion", one));
        profile.idle.other = self.members(&profile.idle.other);
        if let Some(policy) = &mut profile.policy {
            policy.break_glass.iter_mut().for_each(|user| *user = self.id(*user));
            for client in policy.clients.iter_mut().flatten() {
                client.id = self.id(client.id);
                (client.owner, client.purpose) = (self.word("owner", &client.owner), self.word("purpose", &client.purpose));
            }
        }
        profile
    }

    fn division(&self, division: &mut Division) {
        division.id = self.id(division.id);
        division.name = self.word("division", &division.name);
        division.description.clear();
    }

    /// Shipped roles keep their names, which are everybody's, unless somebody edited them.
    fn role(&self, role: &mut Role) {
        role.id = self.id(role.id);
        role.description.clear();
        if role.default_role_id.is_none() || role.edited {
            role.name = self.word("role", &role.name);
        }
        for policy in &mut role.policies {
            policy.resource_condition_node = policy.resource_condition_node.as_ref().map(|node| self.value(node, KINDS));
            let named = policy.other.get("namedResources").map(|named| self.value(named, KINDS));
            policy.other = named.into_iter().map(|named| ("namedResources".to_owned(), named)).collect();
        }
    }

    fn reach(&self, reach: Reach) -> Reach {
        match reach {
            Reach::All => Reach::All,
            Reach::Division(division) => Reach::Division(self.id(division)),
        }
    }

    fn grants(&self, held: &mut SubjectGrants) {
        held.subject = Subject { id: self.uuid(held.subject.id), ..held.subject };
        for grant in &mut held.grants {
            *grant = Grant { role: self.id(grant.role), division: self.reach(grant.division), ..*grant };
        }
    }

    fn user(&self, user: &mut User) {
        user.id = self.id(user.id);
        user.name = self.word("person", &user.name);
        user.email = self.email(&user.email);
        user.division = self.id(user.division);
        user.groups.iter_mut().for_each(|group| *group = self.id(*group));
        user.manager = user.manager.map(|manager| self.id(manager));
        user.other.clear();
    }

    fn group(&self, group: &mut Group) {
        group.id = self.id(group.id);
        group.name = self.word("group", &group.name);
        group.description.clear();
        group.owners.iter_mut().for_each(|owner| *owner = self.id(*owner));
        group.other.clear();
    }

    fn client(&self, client: &mut Client) {
        client.id = self.id(client.id);
        client.name = self.word("client", &client.name);
        client.description = None;
        client.redirect_uris.iter_mut().for_each(|address| *address = self.url(address));
        client.created_by = client.created_by.map(|who| self.uuid(who));
        client.modified_by = client.modified_by.map(|who| self.uuid(who));
    }

    fn provider(&self, provider: &mut Provider) {
        provider.id = self.id_or_kept(&provider.id, &provider.kind);
        let mut other = Map::new();
        for (name, value) in &provider.other {
            let value = match value {
                value if SPEECH.contains(&name.as_str()) => value.clone(),
                Value::String(text) if ADDRESSES.contains(&name.as_str()) && text.contains("://") => self.url(text).into(),
                Value::String(text) if ADDRESSES.contains(&name.as_str()) => self.word("issuer", text).into(),
                Value::String(text) if matches!(name.as_str(), "name" | "providerName") => self.word("provider", text).into(),
                Value::String(text) if name == "relyingPartyIdentifier" => self.word("audience", text).into(),
                _ => continue,
            };
            other.insert(name.clone(), value);
        }
        provider.other = other;
    }

    /// A provider of a fixed kind has the kind for its id.
    fn id_or_kept(&self, id: &str, kind: &str) -> String {
        if id == kind { id.to_owned() } else { self.id_or_word("provider", id) }
    }

    fn consent(&self, consent: Consent) -> Consent {
        Consent { client: self.id(consent.client), by: self.id(consent.by), ..consent }
    }

    /// A path with stand-ins for the ids in it.
    fn path(&self, path: &str) -> String {
        let segments =
            path.split('/').map(|segment| crate::Id::<()>::parse(segment).map_or_else(|| segment.to_owned(), |id| self.id(id).to_string()));
        segments.collect::<Vec<_>>().join("/")
    }

    /// Of anything else: what it is called, and where it lives.
    fn resource(&self, entity: &Map<String, Value>) -> Map<String, Value> {
        let mut kept = Map::new();
        for (name, value) in entity {
            match (name.as_str(), value) {
                ("id", Value::String(id)) => kept.insert("id".to_owned(), self.id_or_word("id", id).into()),
                ("name", Value::String(text)) => kept.insert("name".to_owned(), self.word("name", text).into()),
                ("division", Value::Object(division)) => kept.insert("division".to_owned(), Value::Object(self.resource(division))),
                ("divisionId", Value::String(id)) => kept.insert("divisionId".to_owned(), self.id_or_word("id", id).into()),
                _ => None,
            };
        }
        kept
    }

    fn members(&self, members: &Map<String, Value>) -> Map<String, Value> {
        match self.value(&Value::Object(members.clone()), KINDS) {
            Value::Object(members) => members,
            _ => Map::new(),
        }
    }

    fn evidence(&self, evidence: Evidence) -> Evidence {
        let Source { kind, host, reader, requests } = evidence.source;
        // A region is many organizations'; another address is one's own.
        let host = if kind == SourceKind::Region { host } else { self.word("host", &host) };
        let policies = |policy: &mut Value| *policy = self.value(policy, KINDS);
        Evidence {
            source: Source { kind, host, reader: reader.map(|reader| self.id(reader)), requests },
            unread: evidence.unread.into_iter().map(|(piece, why)| (piece, self.sentence(&why))).collect(),
            trustees: known(evidence.trustees, self, |trustee| self.trustee(trustee)),
            authorizations: known(evidence.authorizations, self, |authorization| self.authorization(authorization)),
            integrations: known(evidence.integrations, self, |integration| self.integration(integration)),
            access_policies: known(evidence.access_policies, self, policies),
            usage: known(evidence.usage, self, |usage| self.usage(usage)),
            audits: known(evidence.audits, self, |event| self.audited(event)),
            ..evidence
        }
    }

    fn trustee(&self, trustee: &mut Trustee) {
        trustee.organization = self.uuid(trustee.organization);
        trustee.name = trustee.name.as_ref().map(|name| self.word("organization", name));
    }

    fn authorization(&self, authorization: &mut Authorization) {
        authorization.client = self.id_or_word("client", &authorization.client);
        authorization.name = authorization.name.as_ref().map(|name| self.word("client", name));
    }

    fn integration(&self, integration: &mut Integration) {
        integration.id = self.id_or_word("id", &integration.id);
        integration.name = self.word("integration", &integration.name);
        integration.client = integration.client.map(|client| self.id(client));
    }

    fn usage(&self, usage: &mut Usage) {
        usage.client = self.id(usage.client);
        usage.user = usage.user.map(|user| self.id(user));
    }

    fn audited(&self, event: &mut Audited) {
        event.entity = self.id_or_word("entity", &event.entity);
        event.user = event.user.map(|user| self.id(user));
        event.client = event.client.map(|client| self.id(client));
    }
}
