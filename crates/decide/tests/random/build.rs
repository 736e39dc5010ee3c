//! From a plan to the organization and the request it stands for.

use postern_catalog::{Catalog, Operation, TypeRef};
use postern_model::{ClientState, GrantType, Group, Id, Provider, Reach, SignedIn, Subject, Token, UserState, settings::TABLE};
use postern_org::Draft;
use postern_testkit::{build, request::NOTHING, sample};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Scene,
    plan::{ADDRESSES, ALLOWLISTS, Pick, Plan, Shown, Spelt, Who},
};

/// Ids of a scene's entities by their place in the plan. Places past the end name nothing.
struct Ids {
    divisions: Vec<Uuid>,
    people: Vec<Uuid>,
    groups: Vec<Uuid>,
    clients: Vec<Uuid>,
}

fn at(ids: &[Uuid], place: usize) -> Uuid {
    ids.get(place).copied().unwrap_or(NOTHING)
}

impl Plan {
    pub fn operation(&self) -> Option<&'static Operation> {
        self.operation.and_then(|at| Catalog::builtin().operations().get(at))
    }

    pub fn scene(&self) -> Scene {
        let mut draft = sample::empty();
        self.settings(&mut draft);
        let ids = self.entities(&mut draft);
        self.grants(&mut draft, &ids);
        let token = self.token(&ids);
        if let (true, Some(token)) = (self.revoked, token) {
            draft.revoke_token(token.serial, token.expires());
        }
        self.store(&mut draft, &ids);
        let (path, body) = self.request(&ids);
        let query = ("flow", if self.stored.1.is_some() { STORED } else { "none" }.to_owned());
        Scene {
            organization: draft.finish().0,
            token,
            shown: self.shown,
            operation: self.operation(),
            path,
            query: self.operation().filter(|operation| operation.path.starts_with("/api/v2/flows/actions/")).map(|_| query),
            body,
            address: ADDRESSES[self.address.0].parse().unwrap(),
            rate: self.rate,
            // No token is used before it is given.
            last_used: self.ages.1.map(|age| sample::NOW.plus_seconds(-age.min(self.ages.0))),
        }
    }

    fn settings(&self, draft: &mut Draft<'_>) {
        let [scopes, admin, inactive, idle, aware] = self.switches;
        let mut profile = draft.profile().clone();
        let word = |on, yes: &'static str, no: &'static str| if on { yes } else { no };
        for (key, value) in [
            ("scopes.enforce", word(scopes, "yes", "no")),
            ("ip-allowlist.issued-elsewhere", word(self.address.0 == 1, "accept", "refuse")),
            ("permissions.admin-overrides-all", word(admin, "yes", "no")),
            ("clients.inactive-tokens", word(inactive, "refuse", "keep")),
            ("users.inactive-tokens", word(inactive, "refuse", "keep")),
            ("sso.existing-sessions", word(self.password.2, "keep", "refuse")),
            ("check-order", &self.order.join(",")),
        ] {
            assert!(TABLE.iter().any(|row| row.key == key));
            profile.settings.set(key, value).unwrap();
        }
        profile.idle.enable_idle_token_timeout = idle;
        profile.idle.since = self.idle_since.map(|age| sample::NOW.plus_seconds(-age));
        profile.roles.authorization_grant_division_aware = aware;
        profile.authentication.ip_address_allowlist = ALLOWLISTS[self.allowlist].iter().map(|network| (*network).to_owned()).collect();
        draft.put_profile(profile).unwrap();
        let (id, kind) = (Provider::PURECLOUD.to_owned(), Provider::PURECLOUD.to_owned());
        draft.put_provider(Provider { id, kind, disabled: self.password.1, other: serde_json::Map::new() });
    }

    /// Four divisions, the last one deleted, and everybody in them.
    fn entities(&self, draft: &mut Draft<'_>) -> Ids {
        let divisions: Vec<_> = ["Home", "North", "South", "Old"].map(|name| build::division(draft, name)).to_vec();
        let mut old = draft.division(divisions[3]).unwrap().clone();
        old.deleted = Some(sample::NOW);
        draft.put_division(old);
        let groups: Vec<Id<Group>> = self.groups.iter().map(|enabled| group(draft, *enabled)).collect();
        let mut people = Vec::new();
        for (state, division, member_of, cut_off) in &self.people {
            let id = build::user(draft, &format!("Person {}", people.len()), divisions[*division]);
            let mut user = draft.user(id).unwrap().clone();
            user.state = [UserState::Active, UserState::Inactive, UserState::Deleted][usize::from(*state)];
            user.groups = member_of.iter().filter_map(|place| groups.get(*place).copied()).collect();
            user.tokens_from = cut_off.then_some(sample::NOW);
            draft.put_user(user);
            people.push(id.uuid());
        }
        let mut clients = Vec::new();
        for (state, scoped, cut_off) in &self.clients {
            let (id, _) = build::client(draft, "machine", GrantType::ClientCredentials);
            let mut client = draft.client(id).unwrap().clone();
            client.state = [ClientState::Active, ClientState::Inactive, ClientState::Disabled][usize::from(*state)];
            let scopes = self.operation().map(|operation| operation.scopes).unwrap_or_default();
            client.scope = scopes.iter().filter(|_| *scoped).take(1).map(|scope| (*scope).to_owned()).collect();
            client.tokens_from = cut_off.then_some(sample::NOW);
            draft.put_client(client);
            clients.push(id.uuid());
        }
        Ids {
            divisions: divisions.into_iter().map(Id::uuid).collect(),
            people,
            groups: groups.into_iter().map(Id::uuid).collect(),
            clients,
        }
    }

    fn grants(&self, draft: &mut Draft<'_>, ids: &Ids) {
        let roles: Vec<_> = self.roles.iter().enumerate().map(|(at, picks)| self.role(draft, at, picks)).collect();
        for (who, role, reach) in &self.grants {
            let subject = match who {
                Who::Person(place) => build::user_subject(Id::new(at(&ids.people, *place))),
                Who::Group(place) => build::group_subject(Id::new(at(&ids.groups, *place))),
                Who::Client(place) => build::client_subject(Id::new(at(&ids.clients, *place))),
            };
            let reach = ids.divisions.get(*reach).map_or(Reach::All, |division| Reach::Division(Id::new(*division)));
            // A place past the end is a role that is gone.
            build::grant(draft, subject, roles.get(*role).copied().unwrap_or(Id::new(NOTHING)), reach);
        }
    }

    fn role(&self, draft: &mut Draft<'_>, place: usize, picks: &[Pick]) -> Id<postern_model::Role> {
        let names: Vec<String> = picks.iter().map(|pick| self.permission(pick)).collect();
        build::role(draft, &format!("Role {place}"), &names.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn permission(&self, pick: &Pick) -> String {
        let catalog = Catalog::builtin();
        let listed = |at: usize| {
            let permissions = self.operation().map(|operation| operation.permissions).unwrap_or_default();
            permissions.get(at % permissions.len().max(1)).map_or("routing:queue:view", |id| catalog.permission(*id).name)
        };
        let parts = |at| listed(at).split_once(':').and_then(|(domain, rest)| Some((domain, rest.split_once(':')?)));
        match pick {
            Pick::Listed(at) => listed(*at).to_owned(),
            Pick::Entity(at) => parts(*at).map_or("admin".to_owned(), |(domain, (entity, _))| format!("{domain}:{entity}:*")),
            Pick::Action(at) => parts(*at).map_or("admin".to_owned(), |(domain, (_, action))| format!("{domain}:*:{action}")),
            Pick::Other(at) => catalog.permissions().get(*at).map_or("admin", |permission| permission.name).to_owned(),
            Pick::Admin => "admin".to_owned(),
        }
    }

    fn token(&self, ids: &Ids) -> Option<Token> {
        let Shown::Token { client, person } = self.shown else { return None };
        let client = Subject { kind: postern_model::SubjectKind::Client, id: at(&ids.clients, client) };
        let subject = person.map_or(client, |person| build::user_subject(Id::new(at(&ids.people, person))));
        let token = sample::token(subject, client.id);
        let signed_in = token.signed_in.map(|saml| if self.password.0 { SignedIn::Password } else { saml });
        let address = ADDRESSES[self.address.1].parse().unwrap();
        Some(Token { issued: sample::NOW.plus_seconds(-self.ages.0), signed_in, address, ..token })
    }

    fn request(&self, ids: &Ids) -> (String, Option<Value>) {
        let Some(operation) = self.operation() else { return ("/api/v2/nothing".to_owned(), None) };
        let (person, division) = (at(&ids.people, self.names.0).to_string(), self.names.1);
        let division = ids.divisions.get(division).map_or("*".to_owned(), Uuid::to_string);
        let segment = |segment: &str| match segment {
            "{userId}" | "{subjectId}" => person.clone(),
            "{divisionId}" => division.clone(),
            segment if segment.starts_with('{') => match self.stored.1 {
                Some(Spelt::Plainly) => STORED.to_owned(),
                Some(Spelt::Escaped) => SPACED.replace(' ', "%20"),
                Some(Spelt::BehindSlash) => format!("x%2F{STORED}"),
                None => NOTHING.to_string(),
            },
            segment => segment.to_owned(),
        };
        let path = operation.path.split('/').map(segment).collect::<Vec<_>>().join("/");
        let body = if operation.path.ends_with("/bulk") {
            json!([{ "id": person }, { "id": NOTHING }, {}])
        } else if operation.name == "post_routing_skillgroup_members_divisions" {
            json!({ "addDivisionIds": [division], "removeDivisionIds": [person, at(&ids.divisions, 1)] })
        } else if operation.path.starts_with("/api/v2/authorization/") {
            json!({ "grants": [{ "roleId": NOTHING, "divisionId": division }], "divisionIds": [division, person] })
        } else {
            match self.names.0 {
                0 => json!({ "divisionId": division }),
                1 => json!({ "division": { "id": division } }),
                2 if self.names.1 == 0 => json!({ "divisionId": "" }),
                2 => json!({ "divisionId": null, "division": { "id": division } }),
                _ => json!({ "divisionId": division, "division": { "id": at(&ids.divisions, 0) } }),
            }
        };
        let mut body = body;
        if operation.name == "post_routing_skillgroups" {
            body["memberDivisions"] = json!([at(&ids.divisions, self.names.0)]);
        }
        if matches!(operation.body, Some(TypeRef::Array(_))) && operation.division_hints.body {
            body = json!([body, { "divisionId": at(&ids.divisions, self.names.0) }]);
        }
        if let (Some(fields), Some(_)) = (body.as_object_mut(), self.stored.1) {
            fields.extend(["id", "scriptId", "typeId", "workbinId"].map(|name| (name.to_owned(), json!(STORED))));
        }
        (path, Some(body))
    }

    /// Things of the same ids wherever views and names lead, and on the way of the request: all in one division, or in every one.
    fn store(&self, draft: &mut Draft<'_>, ids: &Ids) {
        let division = ids.divisions.get(self.stored.0).map_or("*".to_owned(), Uuid::to_string);
        // Places past `*` live nowhere.
        let entity = if self.stored.0 > 4 { json!({}) } else { json!({ "division": { "id": division } }) };
        let entity = entity.as_object().cloned().unwrap_or_default();
        let path = self.operation().map(|operation| operation.path.trim_start_matches("/api/v2")).unwrap_or_default();
        let on_the_way = path.match_indices("/{").next().map(|(end, _)| &path[..end]);
        for collection in HOMES.into_iter().chain(on_the_way.filter(|way| !way.contains("divisionviews"))) {
            for id in [STORED, SPACED] {
                draft.put_resource(&format!("{collection}/{id}"), entity.clone());
            }
        }
    }
}

/// An id of stored things, and one that has to be escaped.
const STORED: &str = "5702ed00-0000-4000-8000-000000000001";
const SPACED: &str = "a spaced id";

/// Where views and names lead.
const HOMES: [&str; 13] = [
    "/flows",
    "/flows/datatables",
    "/flows/deleted",
    "/integrations/actions/drafts",
    "/outbound/campaigns",
    "/presence/definitions",
    "/quality/forms/evaluations",
    "/quality/forms/surveys",
    "/routing/queues",
    "/routing/wrapupcodes",
    "/scripts",
    "/taskmanagement/workbins",
    "/taskmanagement/worktypes",
];

fn group(draft: &mut Draft<'_>, roles_enabled: bool) -> Id<Group> {
    let id = draft.fresh_id();
    draft.put_group(Group {
        id,
        name: id.to_string(),
        description: String::new(),
        r#type: "official".to_owned(),
        visibility: "public".to_owned(),
        rules_visible: false,
        roles_enabled,
        owners: Vec::new(),
        version: 1,
        date_modified: sample::NOW,
        other: serde_json::Map::new(),
    });
    id
}
