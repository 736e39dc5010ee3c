//! The organization that is asked, and everybody who asks.

use std::collections::HashMap;

use futures_util::StreamExt;
use postern_catalog::{Catalog, Need, Operation};
use postern_model::{ClientState, GrantType, Id, PermissionId, Reach, Snapshot, Timestamp};
use postern_org::Draft;
use postern_testkit::{
    body::Fill,
    build,
    request::{Place, Request, Touches, touches},
};
use uuid::Uuid;

use crate::{
    AT_ONCE,
    cases::{Case, Situation, binds_to_division, enough},
    harness::Local,
    wire::{Reply, Wire},
};

/// Somebody who asks.
#[derive(Clone, Debug)]
pub struct Caller {
    pub bearer: Bearer,
    pub client: Uuid,
}

/// What a caller shows.
#[derive(Clone, Debug)]
pub enum Bearer {
    Nothing,
    Garbage(String),
    /// A token, given this many seconds ago.
    Token {
        text: String,
        age: i64,
        revoked: bool,
    },
}

/// A client to be made: its permissions and where they reach.
type Wanted = (Vec<PermissionId>, Where);

/// Where the grants of a client reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Where {
    Everywhere,
    /// A division that nothing asked for lives in.
    Elsewhere,
    /// The division made for the operation at this place in the catalogue.
    OwnOf(u16),
}

/// Two days: longer than any of the tokens lives.
const LONG_AGO: i64 = 2 * 86_400;

pub struct Scene {
    local: Local,
    wire: Wire,
    callers: Vec<Caller>,
    requests: Vec<(Situation, Request, usize)>,
    now: Timestamp,
}

impl Scene {
    pub async fn set_up() -> Self {
        let local = Local::start().await;
        let wire = Wire::to(&local.running.url);
        let now = wire.now().await;
        let places = local.change(own_places).await;
        let mut requests = Requests { places: &places, wanted: Vec::new(), known: HashMap::new(), made: Vec::new() };
        Catalog::builtin().operations().iter().for_each(|operation| requests.of(operation));
        let Requests { wanted, made, .. } = requests;
        let clients = local.change(|draft| clients(draft, &wanted, &places)).await;
        let mut callers = special_callers(&local, &wire, now).await;
        let first = callers.len();
        let log_ins = clients.iter().map(|(id, secret)| async { caller(*id, wire.log_in(*id, secret).await) });
        callers.extend(futures_util::stream::iter(log_ins).buffered(AT_ONCE).collect::<Vec<_>>().await);
        let requests = made.into_iter().map(|(situation, request, who)| (situation, request, who.place(first))).collect();
        Self { local, wire, callers, requests, now }
    }

    pub fn now(&self) -> Timestamp {
        self.now
    }

    pub fn cases(&self) -> Vec<Case> {
        let case = |(situation, request, caller): &(Situation, Request, usize)| Case {
            situation: *situation,
            request: request.clone(),
            caller: self.callers[*caller].clone(),
        };
        self.requests.iter().map(case).collect()
    }

    pub async fn send(&self, case: &Case) -> Reply {
        self.wire.send(case).await
    }

    /// The organization as a file would hold it: through JSON, without secrets.
    pub fn exported_snapshot(&self) -> Snapshot {
        let snapshot = self.local.running.organization().snapshot(self.now).redacted();
        serde_json::from_str(&serde_json::to_string(&snapshot).unwrap()).unwrap()
    }
}

/// Who sends a request: one of the special callers, or the client wanted for it.
#[derive(Clone, Copy)]
enum Who {
    Special(Situation),
    Client(usize),
}

impl Who {
    /// The caller's place; the special ones stand first, in the order of their situations.
    fn place(self, first_client: usize) -> usize {
        match self {
            Self::Special(situation) => situation as usize,
            Self::Client(at) => first_client + at,
        }
    }
}

/// Gathers the requests, and the clients that they want.
struct Requests<'a> {
    places: &'a HashMap<u16, Place>,
    wanted: Vec<Wanted>,
    known: HashMap<Wanted, usize>,
    made: Vec<(Situation, Request, Who)>,
}

impl Requests<'_> {
    fn of(&mut self, operation: &'static Operation) {
        let plain = Request::to_nothing(operation, Fill::Required);
        for situation in [Situation::NoToken, Situation::Garbage, Situation::Expired, Situation::Revoked, Situation::DisabledClient] {
            self.made.push((situation, plain.clone(), Who::Special(situation)));
        }
        // `DELETE /tokens/me` ends the token that asks, so nobody else may use it.
        let right = match operation.name {
            "delete_tokens_me" => self.another(Vec::new()),
            _ => self.client(enough(operation), Where::Everywhere),
        };
        if matches!(operation.need, Need::Any | Need::All) {
            self.made.push((Situation::NoPermission, plain.clone(), Who::Special(Situation::NoPermission)));
        }
        if let (Need::All, [most @ .., _]) = (operation.need, operation.permissions)
            && !most.is_empty()
        {
            let caller = self.client(most.to_vec(), Where::Everywhere);
            self.made.push((Situation::AllButOne, plain.clone(), caller));
        }
        if let Some(place) = self.places.get(&operation.id.0) {
            self.divided(operation, *place);
        }
        if operation.body.is_some() {
            self.made.push((Situation::RightPermissionFullBody, Request::to_nothing(operation, Fill::Everything), right));
        }
        self.made.push((Situation::RightPermission, plain, right));
    }

    /// An operation that shows the division of what it touches.
    fn divided(&mut self, operation: &'static Operation, place: Place) {
        let Some(request) = Request::to(operation, place) else { return };
        let elsewhere = self.client(operation.permissions.to_vec(), Where::Elsewhere);
        if matches!(touches(operation), Touches::User | Touches::Division) {
            let (user, division) = (place.user.to_string(), place.division.to_string());
            let path = request.path.replace(&user, &encoded(&user)).replace(&division, &encoded(&division));
            self.made.push((Situation::WrongDivisionEncoded, Request { path, ..request.clone() }, elsewhere));
        }
        self.made.push((Situation::WrongDivision, request.clone(), elsewhere));
        let own = self.client(enough(operation), Where::OwnOf(operation.id.0));
        self.made.push((Situation::RightDivision, request, own));
    }

    fn client(&mut self, permissions: Vec<PermissionId>, reach: Where) -> Who {
        let wanted = (permissions, reach);
        if let Some(at) = self.known.get(&wanted) {
            return Who::Client(*at);
        }
        self.known.insert(wanted.clone(), self.wanted.len());
        self.wanted.push(wanted);
        Who::Client(self.wanted.len() - 1)
    }

    /// A client that shares its token with nobody.
    fn another(&mut self, permissions: Vec<PermissionId>) -> Who {
        self.wanted.push((permissions, Where::Everywhere));
        Who::Client(self.wanted.len() - 1)
    }
}

/// An id with its hyphens as percent signs have them.
fn encoded(id: &str) -> String {
    id.replace('-', "%2D")
}

/// For each operation that is bound to the division of what it touches: a division of its own with a person in it, so that
/// what one request does to them harms no other.
fn own_places(draft: &mut Draft<'_>) -> HashMap<u16, Place> {
    let bound =
        Catalog::builtin().operations().iter().filter(|operation| touches(operation) != Touches::Nothing && binds_to_division(operation));
    let mut places = HashMap::new();
    for operation in bound {
        let division = build::division(draft, operation.name);
        let user = build::user(draft, operation.name, division);
        places.insert(operation.id.0, Place { user: user.uuid(), division: division.uuid() });
    }
    places
}

fn clients(draft: &mut Draft<'_>, wanted: &[Wanted], places: &HashMap<u16, Place>) -> Vec<(Uuid, String)> {
    let elsewhere = build::division(draft, "Elsewhere");
    let mut clients = Vec::new();
    for (at, (permissions, reach)) in wanted.iter().enumerate() {
        let (id, secret) = build::client(draft, &format!("caller {at}"), GrantType::ClientCredentials);
        let names: Vec<&str> = permissions.iter().map(|id| Catalog::builtin().permission(*id).name).collect();
        let reach = match reach {
            Where::Everywhere => Reach::All,
            Where::Elsewhere => Reach::Division(elsewhere),
            Where::OwnOf(operation) => Reach::Division(Id::new(places[operation].division)),
        };
        if !names.is_empty() {
            let role = build::role(draft, &format!("role {at}"), &names);
            build::grant(draft, build::client_subject(id), role, reach);
        }
        clients.push((id.uuid(), secret));
    }
    clients
}

fn caller(client: Uuid, text: String) -> Caller {
    Caller { bearer: Bearer::Token { text, age: 1, revoked: false }, client }
}

/// The callers who hold nothing and whose token decides, in the order of their situations.
async fn special_callers(local: &Local, wire: &Wire, now: Timestamp) -> Vec<Caller> {
    let made =
        local.change(|draft| ["old", "revoked", "disabled", "nobody"].map(|name| build::client(draft, name, GrantType::ClientCredentials)));
    let [old, revoked, disabled, nobody] = made.await.map(|(id, secret)| (id.uuid(), secret));
    wire.set_clock(Some(now.plus_seconds(-LONG_AGO))).await;
    let expired = wire.log_in(old.0, &old.1).await;
    wire.set_clock(None).await;
    let revoked_token = wire.log_in(revoked.0, &revoked.1).await;
    wire.revoke(&revoked_token).await;
    let disabled_token = wire.log_in(disabled.0, &disabled.1).await;
    local
        .change(|draft| {
            let mut client = draft.client(Id::new(disabled.0)).unwrap().clone();
            client.state = ClientState::Disabled;
            draft.put_client(client);
        })
        .await;
    let altered = format!("{}A", &disabled_token[..disabled_token.len() - 1]);
    vec![
        Caller { bearer: Bearer::Nothing, client: Uuid::nil() },
        Caller { bearer: Bearer::Garbage(altered), client: Uuid::nil() },
        Caller { bearer: Bearer::Token { text: expired, age: LONG_AGO, revoked: false }, client: old.0 },
        Caller { bearer: Bearer::Token { text: revoked_token, age: 1, revoked: true }, client: revoked.0 },
        caller(disabled.0, disabled_token),
        caller(nobody.0, wire.log_in(nobody.0, &nobody.1).await),
    ]
}
