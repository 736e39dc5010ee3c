//! What is asked, and who is needed to ask it.

use std::collections::HashMap;

use postern_catalog::{Need, Operation};
use postern_model::PermissionId;
use postern_testkit::{
    body::Fill,
    request::{Place, Request},
};
use serde_json::Value;
use uuid::Uuid;

use crate::cases::{Situation, enough};

/// A client to be made: its permissions and where they reach.
pub type Wanted = (Vec<PermissionId>, Where);

/// Where the grants of a client reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Where {
    Everywhere,
    /// A division that nothing asked for lives in.
    Elsewhere,
    /// The division made for the operation at this place in the catalogue.
    OwnOf(u16),
}

/// Who sends a request.
#[derive(Clone, Copy)]
pub enum Who {
    /// One of the special callers; they stand first, in the order of their situations.
    Special(Situation),
    Client(usize),
    Person(usize),
}

/// Gathers the requests, and the clients that they want.
pub struct Requests<'a> {
    places: &'a HashMap<u16, Place>,
    pub wanted: Vec<Wanted>,
    known: HashMap<Wanted, usize>,
    /// What each person to be made holds.
    pub people: Vec<Vec<PermissionId>>,
    pub made: Vec<(Situation, Request, Who)>,
}

impl<'a> Requests<'a> {
    /// No requests yet; `places` has what each division-bound operation may touch.
    pub fn new(places: &'a HashMap<u16, Place>) -> Self {
        Self { places, wanted: Vec::new(), known: HashMap::new(), people: Vec::new(), made: Vec::new() }
    }

    /// Takes in every request to one operation.
    pub fn of(&mut self, operation: &'static Operation) {
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
        if operation.user_context {
            self.made.push((Situation::Person, plain.clone(), Who::Person(self.people.len())));
            self.people.push(enough(operation));
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
        self.made.push((Situation::WrongDivisionSpelt, request.clone(), elsewhere));
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

/// The same request to any server that reads ids as it should.
pub fn spelt_otherwise(request: &Request) -> Request {
    let path = request
        .path
        .split('/')
        .map(|segment| if Uuid::try_parse(segment).is_ok() { segment.replace('-', "%2D") } else { segment.to_owned() });
    let mut body = request.body.clone();
    if let Some(body) = &mut body {
        capitalize(body);
    }
    Request { operation: request.operation, path: path.collect::<Vec<_>>().join("/"), body }
}

/// Writes every id in `value` in capitals.
fn capitalize(value: &mut Value) {
    match value {
        Value::String(text) if Uuid::try_parse(text).is_ok() => *text = text.to_uppercase(),
        Value::Array(items) => items.iter_mut().for_each(capitalize),
        Value::Object(fields) => fields.values_mut().for_each(capitalize),
        _ => {}
    }
}
