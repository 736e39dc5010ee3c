//! Loading an organization from stored documents or a snapshot, and taking a snapshot of one.

use std::sync::Arc;

use postern_catalog::Catalog;
use postern_model::{Fact, Id, Profile, Snapshot, Timestamp, evidence::Piece, sign_in::Consent, snapshot::VERSION};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::{
    Organization, Part, Refusal,
    allowlist::Allowlist,
    resources::{self, Resource},
};

/// A stored document that cannot be read.
#[derive(Debug)]
pub struct BadDocument {
    /// Its kind.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// What is wrong with it.
    pub cause: String,
}

impl std::fmt::Display for BadDocument {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "stored {} `{}` cannot be read: {}", self.kind, self.id, self.cause)
    }
}

impl std::error::Error for BadDocument {}

impl Organization {
    /// The organization that `documents` (kind, id, JSON) describe. One of them must be of kind `organization`.
    pub fn from_documents<'a, I>(catalog: &Catalog, documents: I) -> Result<Self, BadDocument>
    where
        I: Iterator<Item = (&'a str, &'a str, &'a str)> + Clone,
    {
        let bad = |cause: String| BadDocument { kind: "organization".to_owned(), id: String::new(), cause };
        let profile = documents.clone().find(|(kind, _, _)| *kind == "organization");
        let (_, _, body) = profile.ok_or_else(|| bad("it is missing".to_owned()))?;
        let profile: Profile = serde_json::from_str(body).map_err(|error| bad(error.to_string()))?;
        let mut organization = Self::empty(profile).map_err(|refusal| bad(refusal.message))?;
        for (kind, id, body) in documents {
            organization.apply_document(catalog, kind, id, body)?;
        }
        Ok(organization)
    }

    /// Takes in one written document (another node's write, or one of a load).
    pub fn apply_document(&mut self, catalog: &Catalog, kind: &str, id: &str, body: &str) -> Result<(), BadDocument> {
        let bad = |cause: String| BadDocument { kind: kind.to_owned(), id: id.to_owned(), cause };
        match kind {
            "organization" => {
                let profile: Profile = read(body).map_err(bad)?;
                self.allowlist = Arc::new(Allowlist::of(&profile).map_err(|refusal| bad(refusal.message))?);
                self.profile = Arc::new(profile);
            }
            "division" => self.index_division(read(body).map_err(bad)?),
            "role" => drop(self.index_role(catalog, read(body).map_err(bad)?)),
            "grants" => self.index_grants(read(body).map_err(bad)?),
            "user" => drop(self.index_user(read(body).map_err(bad)?)),
            "group" => drop(self.index_group(read(body).map_err(bad)?)),
            "client" => {
                let client: postern_model::Client = read(body).map_err(bad)?;
                self.clients.insert_mut(client.id, Arc::new(client));
            }
            "provider" => {
                let provider: postern_model::Provider = read(body).map_err(bad)?;
                self.providers.insert_mut(provider.id.clone(), provider);
            }
            "revoked" => {
                let serial = id.parse().map_err(|_| bad("its id is not a token serial".to_owned()))?;
                self.revoked.insert_mut(serial, read(body).map_err(bad)?);
            }
            resources::KIND => {
                let resource: Resource = read(body).map_err(bad)?;
                self.resources.put(Resource { path: id.to_owned(), ..resource });
            }
            _ => {
                let kept = self.sign_ins.apply(kind, body);
                kept.ok_or_else(|| bad("this version of Postern knows no such kind".to_owned()))?.map_err(bad)?;
            }
        }
        Ok(())
    }

    /// Takes in one deletion (another node's).
    pub fn forget_document(&mut self, kind: &str, id: &str) {
        let uuid = Uuid::try_parse(id).unwrap_or_default();
        match kind {
            "role" => self.unindex_role(Id::new(uuid)),
            "group" => self.unindex_group(Id::new(uuid)),
            "grants" => _ = self.grants.remove_mut(&uuid),
            "client" => _ = self.clients.remove_mut(&Id::new(uuid)),
            "provider" => _ = self.providers.remove_mut(id),
            "revoked" => _ = id.parse().is_ok_and(|serial: u64| self.revoked.remove_mut(&serial)),
            resources::KIND => self.resources.forget(id),
            // The platform deletes people and divisions softly: their documents stay. A reset takes them out.
            "user" => self.forget_user(Id::new(uuid)),
            "division" => _ = self.divisions.remove_mut(&Id::new(uuid)),
            _ => self.sign_ins.forget(kind, id),
        }
    }

    /// The whole state at `now`; what is unknown here stays unknown.
    pub fn snapshot(&self, now: Timestamp) -> Snapshot {
        let part = |part: Part| self.unknown(part).map(str::to_owned);
        Snapshot {
            version: VERSION,
            taken: now,
            organization: self.profile().clone(),
            divisions: fact(part(Part::Divisions), || self.divisions.values().cloned().collect()),
            roles: fact(part(Part::Roles), || self.roles().cloned().collect()),
            grants: fact(part(Part::Grants), || {
                sorted(self.all_grants().cloned().collect(), |held: &postern_model::grant::SubjectGrants| held.subject)
            }),
            users: fact(part(Part::Users), || sorted(self.users_even_deleted().cloned().collect(), |user: &postern_model::User| user.id)),
            groups: fact(part(Part::Groups), || self.groups().cloned().collect()),
            clients: fact(part(Part::Clients), || self.clients().cloned().collect()),
            providers: fact(part(Part::Providers), || self.providers().cloned().collect()),
            consents: sorted(self.all_kept::<Consent>().cloned().collect(), |consent: &Consent| consent.client),
            revoked: sorted(self.revoked.iter().map(|(serial, until)| (*serial, *until)).collect(), |entry: &(u64, Timestamp)| entry.0),
            resources: match self.unknown(Part::Resources) {
                Some(why) => Fact::Unknown(why.to_owned()),
                None => Fact::Known(self.resources.all().map(|resource| (resource.path.clone(), resource.entity.clone())).collect()),
            },
            evidence: self.evidence().cloned(),
        }
    }

    /// The organization a snapshot describes. Parts that could not be read stay unknown.
    pub fn from_snapshot(catalog: &Catalog, snapshot: Snapshot) -> Result<Self, Refusal> {
        let mut organization = Self::empty(snapshot.organization)?;
        let Snapshot { divisions, roles, grants, users, groups, clients, providers, consents, revoked, resources, evidence, .. } = snapshot;
        for (piece, part) in [(Piece::Authentication, Part::Authentication), (Piece::IdleTimeout, Part::IdleTimeout)] {
            let unread = evidence.as_ref().and_then(|evidence| evidence.unread.get(&piece));
            organization.unknown.extend(unread.map(|why| (part, why.clone())));
        }
        organization.evidence = evidence.map(Arc::new);
        organization.take(divisions, Part::Divisions, |organization, division| organization.index_division(division));
        organization.take(roles, Part::Roles, |organization, role| drop(organization.index_role(catalog, role)));
        organization.take(grants, Part::Grants, Self::index_grants);
        organization.take(users, Part::Users, |organization, user| drop(organization.index_user(user)));
        organization.take(groups, Part::Groups, |organization, group| drop(organization.index_group(group)));
        organization.take(clients, Part::Clients, |organization, client| organization.clients.insert_mut(client.id, Arc::new(client)));
        organization
            .take(providers, Part::Providers, |organization, provider| organization.providers.insert_mut(provider.id.clone(), provider));
        consents.into_iter().for_each(|consent| organization.sign_ins.put(consent));
        revoked.into_iter().for_each(|(serial, until)| organization.revoked.insert_mut(serial, until));
        match resources {
            Fact::Known(resources) => resources.into_iter().for_each(|(path, entity)| {
                let created = organization.resources.next();
                organization.resources.put(Resource { path, created, entity });
            }),
            Fact::Unknown(why) => organization.unknown.push((Part::Resources, why)),
        }
        Ok(organization)
    }

    fn take<T>(&mut self, fact: Fact<Vec<T>>, part: Part, index: impl Fn(&mut Self, T)) {
        match fact {
            Fact::Known(entities) => entities.into_iter().for_each(|entity| index(self, entity)),
            Fact::Unknown(why) => self.unknown.push((part, why)),
        }
    }
}

fn read<T: DeserializeOwned>(body: &str) -> Result<T, String> {
    serde_json::from_str(body).map_err(|error| error.to_string())
}

fn fact<T>(unknown: Option<String>, known: impl FnOnce() -> Vec<T>) -> Fact<Vec<T>> {
    unknown.map_or_else(|| Fact::Known(known()), Fact::Unknown)
}

fn sorted<T, K: Ord>(mut entities: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    entities.sort_by_key(key);
    entities
}
