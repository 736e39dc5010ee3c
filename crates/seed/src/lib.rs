//! Seeds: an organization as people write it, in TOML.
//!
//! Ring 3: pure. [`Seed::read`] turns a text into a [`Seed`] or into every mistake in it, each with its place; [`Seed::sow`]
//! makes what it describes with the changes that the platform API makes too, so that a seed can describe nothing that could
//! not be made by hand.
//!
//! To add a kind of thing: a file in `parts/` that reads its table and sows it, a field of [`Seed`], a line in `read` and one
//! in `sow`. The form is described in `docs/ORGANIZATION-FILES.md`.
#![deny(missing_docs)]

mod parts;
mod refused;

#[cfg(test)]
mod tests;

use postern_catalog::Catalog;
use postern_model::{Entropy, Id, Timestamp};
use postern_org::{Circumstances, Draft, Organization, change::whole::ClientSecret, fresh};
use postern_written::{Fields, Names};
use uuid::Uuid;

use self::parts::{
    client::Client,
    division::Division,
    group::Group,
    organization::Head,
    person::Person,
    provider::Provider,
    resource::{Known, Resource},
    role::Role,
};
pub use postern_written::{Problem, report};

/// A described organization. Its `Debug` form leaves everything out: there can be passwords in it.
#[derive(Default)]
pub struct Seed {
    head: Head,
    divisions: Vec<Division>,
    roles: Vec<Role>,
    groups: Vec<Group>,
    people: Vec<Person>,
    clients: Vec<Client>,
    providers: Vec<Provider>,
    resources: Vec<Resource>,
}

impl std::fmt::Debug for Seed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Seed(`{}`)", self.head.name())
    }
}

impl Seed {
    /// Reads a seed.
    ///
    /// # Errors
    /// Every mistake in it, in order of their places; a text that is no TOML has the mistakes of its form only.
    pub fn read(catalog: &Catalog, text: &str) -> Result<Self, Vec<Problem>> {
        let tables = postern_written::parse(text)?;
        let mut problems = Vec::new();
        let mut seed = Self::default();
        let mut root = Fields::root(&tables, &mut problems);
        seed.head = root.part("organization", Head::read).unwrap_or_default();
        seed.head.settings = root.part("settings", parts::setting::read).unwrap_or_default();
        seed.divisions = root.parts("division", Division::read);
        seed.roles = root.parts("role", |fields| Role::read(fields, catalog));
        seed.groups = root.parts("group", Group::read);
        seed.people = root.parts("person", Person::read);
        seed.clients = root.parts("client", Client::read);
        seed.providers = root.parts("provider", Provider::read);
        seed.resources = root.parts("resource", Resource::read);
        root.finish();
        seed.check(text, &mut problems);
        problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
        if problems.is_empty() { Ok(seed) } else { Err(problems) }
    }

    /// What the names in it refer to.
    fn check(&self, text: &str, problems: &mut Vec<Problem>) {
        let divisions = Names::new("division", self.divisions.iter().map(|division| &division.name)).with(["Home", "*"]);
        let shipped: Vec<&str> = fresh::default_role_names().collect();
        let roles = Names::new("role", self.roles.iter().map(|role| &role.name)).with(shipped);
        let groups = Names::new("group", self.groups.iter().map(|group| &group.name));
        let people = Names::new("person", self.people.iter().map(|person| &person.email));
        let clients = Names::new("client", self.clients.iter().map(|client| &client.name));
        let providers = Names::new("provider", self.providers.iter().map(|provider| &provider.key));
        let resources = Names::new("resource", self.resources.iter().filter_map(|resource| resource.label.as_ref()));
        for names in [&divisions, &roles, &groups, &people, &clients, &providers, &resources] {
            names.check_unique(text, problems);
        }
        for (kind, name) in self.resources.iter().flat_map(|resource| &resource.references) {
            match *kind {
                "division" => divisions.check(name, problems),
                "role" => roles.check(name, problems),
                "group" => groups.check(name, problems),
                "person" => people.check(name, problems),
                "client" => clients.check(name, problems),
                _ => resources.check_before(name, problems),
            }
        }
        let held = self.groups.iter().flat_map(|group| &group.roles).chain(self.people.iter().flat_map(|person| &person.roles));
        for held in held.chain(self.clients.iter().flat_map(|client| &client.roles)) {
            roles.check(&held.role, problems);
            held.division.iter().for_each(|name| divisions.check(name, problems));
        }
        for person in &self.people {
            person.division.iter().for_each(|name| divisions.check_one(name, problems));
            person.groups.iter().for_each(|name| groups.check(name, problems));
            person.manager.iter().for_each(|email| people.check(email, problems));
        }
        self.groups.iter().flat_map(|group| &group.owners).for_each(|email| people.check(email, problems));
    }

    /// What the organization is founded with, under this id.
    pub fn founding(&self, id: Uuid) -> fresh::Founding {
        self.head.founding(id)
    }

    /// Fills a founded organization. The answer tells the secrets of its clients, once.
    ///
    /// # Errors
    /// The first thing that the organization refuses, such as a password against its rules.
    pub fn sow(&self, draft: &mut Draft<'_>) -> Result<Vec<ClientSecret>, Problem> {
        self.head.sow(draft)?;
        self.divisions.iter().try_for_each(|division| division.sow(draft))?;
        self.roles.iter().try_for_each(|role| role.sow(draft))?;
        self.people.iter().try_for_each(|person| person.sow(draft))?;
        self.groups.iter().try_for_each(|group| group.sow(draft))?;
        self.people.iter().try_for_each(|person| person.join(draft))?;
        // The platform's own login can be switched off only when there is another way in.
        let (login, others): (Vec<_>, Vec<_>) = self.providers.iter().partition(|provider| provider.is_login());
        others.into_iter().chain(login).try_for_each(|provider| provider.sow(draft))?;
        let creator = draft.clients().next().map_or_else(|| Id::new(Uuid::nil()), |client| client.id);
        let secrets: Vec<ClientSecret> = self.clients.iter().map(|client| client.sow(draft)).collect::<Result<_, _>>()?;
        let mut known: Known = secrets.iter().map(|told| (("client", told.name.clone()), told.client_id.to_string())).collect();
        self.resources.iter().try_for_each(|resource| resource.sow(draft, creator, &mut known))?;
        Ok(secrets)
    }

    /// Tries the seed on an organization of its own, which is thrown away.
    ///
    /// # Errors
    /// What [`Seed::sow`] would refuse.
    pub fn rehearse(&self, catalog: &Catalog, now: Timestamp) -> Result<(), Vec<Problem>> {
        let founding = self.founding(Uuid::nil());
        let circumstances = Circumstances { now, entropy: Entropy::from_seed([0; 32]), pepper: [0; 32], actor: None };
        let sown = Organization::empty(fresh::profile(&founding)).and_then(|empty| {
            let mut draft = Draft::new(&empty, catalog, circumstances);
            fresh::found(&mut draft, &founding.email_domain)?;
            Ok(self.sow(&mut draft).map(drop))
        });
        sown.map_err(|refusal| Problem::new(0..0, refusal.message)).and_then(|sown| sown).map_err(|problem| vec![problem])
    }
}
