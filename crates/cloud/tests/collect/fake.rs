//! A service that answers what a test wants, over real connections. By default it is an organization of a given size.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
};

use postern_cloud::Place;
use serde_json::{Value, json};

pub const READER: &str = "c0000000-0000-4000-8000-000000000000";
pub const SECRET: &str = "swordfish-swordfish";
pub const ORGANIZATION: &str = "aaaaaaaa-0000-4000-8000-000000000000";

/// A request.
pub struct Asked<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub query: &'a str,
    pub token: Option<&'a str>,
}

impl Asked<'_> {
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value))
    }

    fn number(&self, name: &str, default: usize) -> usize {
        self.parameter(name).map_or(default, |value| value.parse().unwrap())
    }
}

/// An answer.
#[derive(Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// Send so many bytes of the body and hang up; all headers promise the whole.
    pub cut: Option<usize>,
}

impl Reply {
    pub fn json(value: &Value) -> Self {
        let headers = vec![("content-type", "application/json".to_owned())];
        Self { status: 200, headers, body: value.to_string().into_bytes(), cut: None }
    }

    pub fn text(status: u16, kind: &str, body: &str) -> Self {
        Self { status, headers: vec![("content-type", kind.to_owned())], body: body.as_bytes().to_vec(), cut: None }
    }

    pub fn error(status: u16, code: &str, message: &str) -> Self {
        Self { status, ..Self::json(&json!({ "status": status, "code": code, "message": message, "details": [], "errors": [] })) }
    }

    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

type Rule = Box<dyn Fn(&Asked<'_>) -> Option<Reply> + Send + Sync>;

/// How large the organization is.
#[derive(Clone, Copy)]
pub struct Size {
    pub users: usize,
    pub roles: usize,
    pub clients: usize,
    pub groups: usize,
    pub divisions: usize,
    /// Grants of each person.
    pub grants: usize,
}

impl Size {
    pub const SMALL: Self = Self { users: 250, roles: 12, clients: 5, groups: 4, divisions: 3, grants: 2 };
}

pub struct Fake {
    address: SocketAddr,
    log: Arc<Mutex<Vec<String>>>,
}

impl Fake {
    /// An organization; `rule` answers before it does.
    pub fn new(size: Size, rule: impl Fn(&Asked<'_>) -> Option<Reply> + Send + Sync + 'static) -> Self {
        Self::over(size, rule, |stream| Box::new(stream))
    }

    /// The same over what `wrap` makes of a connection.
    pub fn over(
        size: Size,
        rule: impl Fn(&Asked<'_>) -> Option<Reply> + Send + Sync + 'static,
        wrap: impl Fn(TcpStream) -> Box<dyn Duplex> + Send + Sync + 'static,
    ) -> Self {
        let wrap = Arc::new(wrap);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let log = Arc::new(Mutex::new(Vec::new()));
        let (rule, kept): (Arc<Rule>, _) = (Arc::new(Box::new(rule)), Arc::clone(&log));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (rule, log, wrap) = (Arc::clone(&rule), Arc::clone(&kept), Arc::clone(&wrap));
                std::thread::spawn(move || _ = stream.set_nodelay(true).and_then(|()| serve(wrap(stream), size, &rule, &log)));
            }
        });
        Self { address, log }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn place(&self) -> Place {
        Place::Address(format!("http://{}", self.address()))
    }

    /// `METHOD path?query token` of every request so far.
    pub fn log(&self) -> Vec<String> {
        self.log.lock().unwrap().clone()
    }

    /// How many requests began so.
    pub fn count(&self, start: &str) -> usize {
        self.log().iter().filter(|line| line.starts_with(start)).count()
    }
}

/// A connection.
pub trait Duplex: Read + Write + Send {}

impl<T: Read + Write + Send> Duplex for T {}

fn serve(stream: Box<dyn Duplex>, size: Size, rule: &Rule, log: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            match line.trim_end() {
                "" => break,
                line => lines.push(line.to_owned()),
            }
        }
        let header = |name: &str| {
            let of =
                |line: &String| line.split_once(": ").filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned());
            lines.iter().find_map(of)
        };
        let mut body = vec![0; header("content-length").map_or(0, |length| length.parse().unwrap())];
        reader.read_exact(&mut body)?;
        let mut first = lines[0].split(' ');
        let (method, target) = (first.next().unwrap(), first.next().unwrap());
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let authorization = header("authorization");
        let token = authorization.as_deref().and_then(|value| value.strip_prefix("Bearer "));
        log.lock().unwrap().push(format!("{method} {target} {}", token.unwrap_or("-")));
        let asked = Asked { method, path, query, token };
        let reply = rule(&asked).unwrap_or_else(|| answer(&asked, size));
        let writer = reader.get_mut();
        write!(writer, "HTTP/1.1 {} Answer\r\ncontent-length: {}\r\n", reply.status, reply.body.len())?;
        for (name, value) in &reply.headers {
            write!(writer, "{name}: {value}\r\n")?;
        }
        writer.write_all(b"\r\n")?;
        let sent = reply.cut.unwrap_or(reply.body.len());
        writer.write_all(&reply.body[..sent])?;
        writer.flush()?;
        if reply.cut.is_some() {
            // Dropped here, the connection ends.
            return writer.flush();
        }
    }
}

pub fn id(kind: char, number: usize) -> String {
    format!("{kind}0000000-0000-4000-8000-{number:012x}")
}

fn division(number: usize) -> Value {
    json!({ "id": id('d', number), "name": format!("Division {number}"), "description": "", "homeDivision": number == 0 })
}

/// Person `number` holds roles `number`, `number + 1`, … in divisions likewise; every tenth in all divisions.
fn grants_of(number: usize, size: Size) -> Vec<(usize, Option<usize>)> {
    (0..size.grants)
        .map(|nth| ((number + nth) % size.roles, (!number.is_multiple_of(10)).then_some((number + nth) % size.divisions)))
        .collect()
}

fn user(number: usize, size: Size) -> Value {
    let roles: Vec<_> = grants_of(number, size).into_iter().map(|(role, _)| json!({ "id": id('e', role) })).collect();
    json!({
        "id": id('1', number), "name": format!("Person {number}"), "email": format!("p{number}@bank.example"), "state": "active",
        "version": 1, "division": { "id": id('d', number % size.divisions) }, "groups": [{ "id": id('9', number % size.groups) }],
        "authorization": { "roles": roles }, "lastTokenIssued": { "dateIssued": "2026-05-30T08:00:00.000Z" },
    })
}

fn client(number: usize, size: Size) -> Value {
    json!({
        "id": id('c', number), "name": format!("Client {number}"), "authorizedGrantType": "CLIENT-CREDENTIALS", "state": "active",
        "secret": SECRET, "dateCreated": "2026-01-01T00:00:00.000Z",
        "roleDivisions": [{ "roleId": id('e', number % size.roles), "divisionId": "*" }],
    })
}

/// One page of `total` things, as the service pages.
fn page(asked: &Asked<'_>, total: usize, view: impl Fn(usize) -> Value) -> Reply {
    let (size, number) = (asked.number("pageSize", 25), asked.number("pageNumber", 1));
    let entities: Vec<_> = ((number - 1) * size..(number * size).min(total)).map(view).collect();
    let most = if asked.path.ends_with("/grants") { 500 } else { 100 };
    assert!(size <= most, "{} with pages of {size}", asked.path);
    Reply::json(&json!({ "entities": entities, "pageSize": size, "pageNumber": number, "total": total, "pageCount": total.div_ceil(size) }))
}

fn single(name: &str) -> Value {
    match name {
        "tokens/me" => json!({ "organization": { "id": ORGANIZATION }, "OAuthClient": { "id": READER } }),
        "organizations/me" => json!({ "id": ORGANIZATION, "name": "Bank", "thirdPartyOrgName": "bank", "version": 3 }),
        "organizations/authentication/settings" => json!({ "ipAddressAllowlist": ["203.0.113.0/24"] }),
        "tokens/timeout" => json!({ "enableIdleTokenTimeout": false, "idleTokenTimeoutSeconds": 1800 }),
        "authorization/roles/settings" => json!({ "backfillEnabled": true }),
        "identityproviders/purecloud" => json!({ "id": "purecloud", "name": "PureCloud", "disabled": true }),
        "usage/query" => json!({ "executionId": "u1", "resultsUri": "" }),
        "usage/query/u1/results" => json!({ "queryStatus": "Complete", "results": [
            { "clientId": id('c', 1), "templateUri": "api/v2/users", "httpMethod": "GET", "requests": 7, "status400": 2, "status429": 1, "date": "2026-05-01T00:00:00.000Z" },
            { "clientId": id('c', 1), "templateUri": "api/v2/users", "httpMethod": "GET", "requests": 5, "status400": 0, "status429": 0, "date": "2026-06-01T00:00:00.000Z" },
        ] }),
        "audits/query" => json!({ "id": "a1", "state": "Queued" }),
        "audits/query/a1" => json!({ "id": "a1", "state": "Succeeded" }),
        other => panic!("nobody should ask for {other}"),
    }
}

fn answer(asked: &Asked<'_>, size: Size) -> Reply {
    let Some(name) = asked.path.strip_prefix("/api/v2/") else {
        assert_eq!((asked.method, asked.path), ("POST", "/oauth/token"));
        return Reply::json(&json!({ "access_token": "token-1", "token_type": "bearer", "expires_in": 86400 }));
    };
    if asked.token.is_none() {
        return Reply::error(401, "authentication.required", "No authentication bearer token specified in authorization header.");
    }
    let segments: Vec<_> = name.split('/').collect();
    match segments[..] {
        ["users"] if asked.parameter("state") == Some("inactive") => page(asked, 0, |_| Value::Null),
        ["users"] => page(asked, size.users, |number| user(number, size)),
        ["authorization", "roles"] => page(asked, size.roles, |number| {
            let policies = json!([{ "domain": "routing", "entityName": "queue", "actionSet": ["view"], "allowConditions": false }]);
            json!({ "id": id('e', number), "name": format!("Role {number}"), "permissionPolicies": policies })
        }),
        ["authorization", "divisions"] => page(asked, size.divisions, division),
        ["authorization", "divisions", within, "grants"] => grants(asked, size, within),
        ["authorization", "permissions"] => page(asked, 1, |_| {
            let view = json!({ "domain": "routing", "entityType": "queue", "action": "view" });
            json!({ "id": "routing", "domain": "routing", "permissionMap": { "queue": [view] } })
        }),
        ["authorization", "products"] => Reply::json(&json!({ "entities": [{ "id": "botFlows" }], "total": 1 })),
        ["authorization", "policies"] | ["identityproviders"] => Reply::json(&json!({ "entities": [] })),
        ["oauth", "clients"] => clients(asked, size),
        ["oauth", "authorizations"] => Reply::json(&json!({ "total": 0, "entities": [] })),
        ["groups"] => page(asked, size.groups, |number| {
            let members = size.users / size.groups + usize::from(number < size.users % size.groups);
            json!({ "id": id('9', number), "name": format!("Group {number}"), "type": "official", "visibility": "public",
                    "rulesVisible": true, "memberCount": members, "dateModified": "2026-01-01T00:00:00.000Z", "version": 1 })
        }),
        ["orgauthorization", "trustees"] | ["integrations"] => page(asked, 0, |_| Value::Null),
        ["audits", "query", "a1", "results"] => match asked.parameter("cursor") {
            None => Reply::json(&json!({ "id": "a1", "cursor": "more", "entities": [event("OAuthClient")] })),
            Some(_) => Reply::json(&json!({ "id": "a1", "entities": [event("Role")] })),
        },
        _ => Reply::json(&single(name)),
    }
}

fn event(kind: &str) -> Value {
    json!({
        "id": "x", "eventDate": "2026-05-20T10:00:00.000Z", "serviceName": "PeoplePermissions", "action": "Update", "entityType": kind,
        "entity": { "id": id('c', 1) }, "client": { "id": id('c', 2) },
        "propertyChanges": [{ "property": "name", "oldValues": ["secret plan"], "newValues": ["other plan"] }],
    })
}

/// Pages of 100 with the address of the next one, and no parameters that the API description knows.
fn clients(asked: &Asked<'_>, size: Size) -> Reply {
    let number = asked.number("pageNumber", 1);
    let entities: Vec<_> = ((number - 1) * 100..(number * 100).min(size.clients)).map(|number| client(number, size)).collect();
    let mut listing = json!({ "entities": entities, "pageSize": 100, "pageNumber": number, "total": size.clients });
    if number * 100 < size.clients {
        listing["nextUri"] = json!(format!("/api/v2/oauth/clients?pageSize=100&pageNumber={}", number + 1));
    }
    Reply::json(&listing)
}

fn grants(asked: &Asked<'_>, size: Size, within: &str) -> Reply {
    let wanted = (within != "*").then(|| (0..size.divisions).find(|number| id('d', *number) == within).unwrap());
    let of = |number: usize| {
        grants_of(number, size).into_iter().filter(|(_, division)| *division == wanted).map(move |(role, _)| (number, role))
    };
    let all: Vec<_> = (0..size.users).flat_map(of).collect();
    page(asked, all.len(), |at| {
        let (person, role) = all[at];
        let division = wanted.map_or_else(|| json!({ "id": "*" }), division);
        json!({ "subjectId": id('1', person), "division": division, "role": { "id": id('e', role) }, "grantMadeAt": "2026-02-01T00:00:00.000Z" })
    })
}
