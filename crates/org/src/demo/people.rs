//! The people of Harbour Bank, beside the administrator whom every organization starts with.

use postern_model::UserState::{self, Active, Deleted, Inactive};

use super::{COLLECTIONS, EVERYWHERE, HOME, Held, RETAIL, groups};

/// One of them.
pub(super) struct Person {
    pub name: &'static str,
    pub title: &'static str,
    pub division: &'static str,
    pub groups: &'static [&'static str],
    /// Roles held directly, beside `employee`.
    pub roles: &'static [Held],
    pub manager: Option<&'static str>,
    pub state: UserState,
    /// Days since a token was issued to them, by whatever sign-in.
    pub seen: Option<i64>,
    /// Days since they signed in with a password; single sign-on leaves no such trace.
    pub password: Option<i64>,
    /// Their address where it is not made from the name; without `@`, the part before the bank's domain.
    pub email: Option<&'static str>,
}

/// An active employee at head office who signs in through single sign-on.
const STAFF: Person = Person {
    name: "",
    title: "",
    division: HOME,
    groups: &[],
    roles: &[],
    manager: Some("Ada Quayle"),
    state: Active,
    seen: Some(1),
    password: None,
    email: None,
};
const RETAIL_AGENT: Person =
    Person { title: "Customer Adviser", division: RETAIL, roles: &[("User", RETAIL)], manager: Some("Hanna Brooks"), ..STAFF };
const COLLECTIONS_AGENT: Person = Person {
    title: "Collections Adviser",
    division: COLLECTIONS,
    groups: &[groups::COLLECTIONS_AGENTS],
    roles: &[("User", COLLECTIONS)],
    manager: Some("Nadia Petrov"),
    ..STAFF
};
/// Who still signs in with a password although there is single sign-on.
const WITH_PASSWORD: Option<i64> = Some(2);

#[rustfmt::skip]
pub(super) const PEOPLE: [Person; 39] = [
    // Administrators, by role and by group.
    Person { name: "Ada Quayle", title: "Head of Platform", groups: &[groups::PLATFORM], roles: &[("admin", EVERYWHERE)], manager: None, password: Some(210), ..STAFF },
    Person { name: "Tobias Renn", title: "Platform Engineer", groups: &[groups::PLATFORM], ..STAFF },
    // People administrators, by role and by group.
    Person { name: "Priya Nandakumar", title: "People Operations Lead", roles: &[("People Admin", EVERYWHERE)], ..STAFF },
    Person { name: "Ines Caldera", title: "Identity Engineer", groups: &[groups::IDENTITY], manager: Some("Priya Nandakumar"), ..STAFF },
    Person { name: "Moritz Haal", title: "Identity Engineer", groups: &[groups::IDENTITY], manager: Some("Priya Nandakumar"), password: WITH_PASSWORD, ..STAFF },
    // Developers.
    Person { name: "Jonah Field", title: "Integration Developer", groups: &[groups::DEVELOPERS], ..STAFF },
    Person { name: "Selma Aydin", title: "Integration Developer", groups: &[groups::DEVELOPERS], ..STAFF },
    // Readers.
    Person { name: "Owen Brandt", title: "Data Analyst", roles: &[("Reporting Reader", EVERYWHERE)], ..STAFF },
    Person { name: "Ruth Okafor", title: "Internal Auditor", roles: &[("Reporting Reader", EVERYWHERE)], manager: None, seen: Some(9), ..STAFF },
    // Nobody's: accounts that programs act as. The first holds what it holds through its group only.
    Person { name: "Callback Scheduler (service account)", title: "Service account", groups: &[groups::ACCOUNTS], seen: Some(0), email: Some("svc.callback"), ..STAFF },
    Person { name: "Branch Kiosk (service account)", title: "Service account", division: RETAIL, roles: &[("User", RETAIL)], seen: Some(0), password: Some(0), email: Some("svc.kiosk"), ..STAFF },
    // Outside the bank's identity provider: the address is not the bank's.
    Person { name: "Vera Lund", title: "Consultant", roles: &[("Trusted External User", HOME)], seen: Some(30), password: Some(30), email: Some("vera.lund@consulting.example"), ..STAFF },
    // Gone: the one left and was switched off, still in a group with roles; the other was deleted.
    Person { name: "Gregor Lindt", title: "Integration Developer", groups: &[groups::DEVELOPERS], state: Inactive, seen: Some(140), password: Some(150), ..STAFF },
    Person { name: "Paula Winter", title: "CRM Consultant", state: Deleted, seen: Some(400), password: Some(400), ..STAFF },
    // Retail Banking.
    Person { name: "Hanna Brooks", title: "Branch Supervisor", division: RETAIL, groups: &[groups::RETAIL_SUPERVISORS, groups::WARDENS], ..STAFF },
    Person { name: "Luis Ortega", title: "Branch Supervisor", division: RETAIL, groups: &[groups::RETAIL_SUPERVISORS], ..STAFF },
    Person { name: "Alice Fenn", ..RETAIL_AGENT },
    Person { name: "Ben Okoro", groups: &[groups::WARDENS], ..RETAIL_AGENT },
    Person { name: "Carla Weiss", ..RETAIL_AGENT },
    Person { name: "Dmitri Volkov", ..RETAIL_AGENT },
    Person { name: "Elena Rossi", ..RETAIL_AGENT },
    Person { name: "Farid Haddad", password: WITH_PASSWORD, ..RETAIL_AGENT },
    Person { name: "Grace Liu", ..RETAIL_AGENT },
    Person { name: "Henrik Dahl", manager: Some("Luis Ortega"), ..RETAIL_AGENT },
    Person { name: "Iris Novak", manager: Some("Luis Ortega"), ..RETAIL_AGENT },
    Person { name: "Jamal Reed", manager: Some("Luis Ortega"), seen: Some(12), ..RETAIL_AGENT },
    Person { name: "Katja Blum", manager: Some("Luis Ortega"), ..RETAIL_AGENT },
    Person { name: "Liam Doyle", manager: Some("Luis Ortega"), seen: None, ..RETAIL_AGENT },
    // Collections.
    Person { name: "Nadia Petrov", title: "Collections Supervisor", division: COLLECTIONS, groups: &[groups::COLLECTIONS_SUPERVISORS, groups::WARDENS], ..STAFF },
    Person { name: "Karl Jansen", title: "Deputy Supervisor", groups: &[groups::COLLECTIONS_AGENTS, groups::COLLECTIONS_SUPERVISORS], ..COLLECTIONS_AGENT },
    Person { name: "Maya Stein", ..COLLECTIONS_AGENT },
    Person { name: "Noah Silva", ..COLLECTIONS_AGENT },
    Person { name: "Olga Marin", groups: &[groups::COLLECTIONS_AGENTS, groups::WARDENS], ..COLLECTIONS_AGENT },
    Person { name: "Pavel Cerny", password: WITH_PASSWORD, ..COLLECTIONS_AGENT },
    Person { name: "Quentin Moreau", ..COLLECTIONS_AGENT },
    Person { name: "Rosa Jimenez", ..COLLECTIONS_AGENT },
    Person { name: "Samir Khan", ..COLLECTIONS_AGENT },
    Person { name: "Tess Vogel", state: Inactive, seen: Some(75), ..COLLECTIONS_AGENT },
    // Works for Collections and is kept in the home division: a grant there does not reach them.
    Person { name: "Uma Patel", division: HOME, ..COLLECTIONS_AGENT },
];
