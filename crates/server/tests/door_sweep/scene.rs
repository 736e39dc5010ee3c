//! The organization that is asked, with everybody who asks.

use std::collections::HashMap;

use futures_util::StreamExt;
use postern_catalog::{Catalog, Operation};
use postern_model::{Snapshot, Timestamp};
use postern_org::Draft;
use postern_server::Options;
use postern_testkit::{
    build, reference,
    request::{Place, Request, Touches, touches},
};
use serde_json::json;

use crate::{
    AT_ONCE,
    callers::{Caller, caller, clients, signed_in, special_callers},
    cases::{Case, Situation, binds_to_division},
    harness::Local,
    is_built,
    requests::{Requests, Who, spelt_otherwise},
    wire::{Reply, Wire},
};

pub struct Scene {
    pub local: Local,
    pub wire: Wire,
    callers: Vec<Caller>,
    requests: Vec<(Situation, Request, usize)>,
    now: Timestamp,
}

impl Scene {
    pub async fn set_up(options: Options) -> Self {
        let local = Local::start_with(options).await;
        let wire = Wire::to(&local.running.url);
        let now = wire.now().await;
        let places = local.change(own_places).await;
        let mut requests = Requests::new(&places);
        Catalog::builtin().operations().iter().for_each(|operation| requests.of(operation));
        let Requests { wanted, people, made, .. } = requests;
        let clients = local.change(|draft| clients(draft, &wanted, &places)).await;
        let mut callers = special_callers(&local, &wire, now).await;
        let first = callers.len();
        let log_ins = clients.iter().map(|(id, secret)| async { caller(*id, wire.log_in(*id, secret).await) });
        callers.extend(futures_util::stream::iter(log_ins).buffered(AT_ONCE).collect::<Vec<_>>().await);
        let first_person = callers.len();
        callers.extend(signed_in(&local, &people).await);
        let place = |who| match who {
            Who::Special(situation) => situation as usize,
            Who::Client(at) => first + at,
            Who::Person(at) => first_person + at,
        };
        let requests = made.into_iter().map(|(situation, request, who)| (situation, request, place(who))).collect();
        Self { local, wire, callers, requests, now }
    }

    pub fn now(&self) -> Timestamp {
        self.now
    }

    pub fn cases(&self) -> Vec<Case> {
        let case = |(situation, request, caller): &(Situation, Request, usize)| Case {
            situation: *situation,
            request: request.clone(),
            sent: if *situation == Situation::WrongDivisionSpelt { spelt_otherwise(request) } else { request.clone() },
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

/// For each operation that is bound to the division of what it touches: a division of its own with a person in it, and a thing
/// where its path leads, so that what one request does to them harms no other.
fn own_places(draft: &mut Draft<'_>) -> HashMap<u16, Place> {
    let shows = |operation: &Operation| match touches(operation) {
        Touches::Nothing => false,
        // A machine that asks is refused before its divisions are looked at.
        Touches::Stored => is_built(operation) && !operation.user_context,
        _ => true,
    };
    let bound = Catalog::builtin().operations().iter().filter(|operation| shows(operation) && binds_to_division(operation));
    let mut places = HashMap::new();
    for operation in bound {
        let division = build::division(draft, operation.name);
        let user = build::user(draft, operation.name, division);
        let thing = draft.fresh_id::<()>().uuid();
        let place = Place { user: user.uuid(), division: division.uuid(), thing };
        if let (Touches::Stored, Some(request)) = (touches(operation), Request::to(operation, place)) {
            let whole = reference::place(operation.path, &request.path);
            let id = thing.to_string();
            let end = whole.find(&id).map_or(whole.len(), |at| at + id.len());
            let entity = json!({ "id": id, "name": operation.name, "division": { "id": division } });
            draft.put_resource(&whole[..end], entity.as_object().cloned().unwrap_or_default());
        }
        places.insert(operation.id.0, place);
    }
    places
}
