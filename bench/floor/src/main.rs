//! The floor: the least a Rust server can do for the requests that Postern is measured with. Bare axum, everything in memory,
//! no organization, no catalogue, no trace, no counters. Postern's speed is given as a share of this.
//!
//! - `GET /static`: a fixed JSON text.
//! - `GET /authorized`: bearer token, its hash looked up in a map, expiry, one of three permissions over five roles, JSON.
//! - `POST /token`: form and HTTP Basic, secret compared by hash, a fresh random token kept in a map, JSON.
//! - `POST /rows`: the body as one row of an SQLite table, committed as durably as Postern commits (WAL, `synchronous=FULL`).
//!
//! `floor PORT DATABASE` listens on 127.0.0.1; its one client is [`CLIENT`] with [`SECRET`].

use std::{
    sync::{Arc, Mutex},
    time::{SystemTime, UNIX_EPOCH},
};

use axum::{
    Form, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
    serve::ListenerExt,
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use dashmap::DashMap;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

const CLIENT: &str = "bench";
const SECRET: &str = "a-secret-of-the-usual-length-0123456789abcd";
const LIFE: u64 = 86_400;

/// As many bits as Postern's permission sets have.
type Permissions = [u64; 32];
const ROLES: usize = 500;
/// The roles of the one client.
const HELD: [u16; 5] = [4, 90, 211, 342, 488];
/// What the authorized request needs one of; only the last is held, by the last role.
const NEEDED: [usize; 3] = [21, 700, 1300];

type Hash = [u8; 32];

struct Session {
    client: Arc<str>,
    roles: [u16; 5],
    ends: u64,
}

struct Floor {
    secrets: DashMap<Arc<str>, Hash>,
    sessions: DashMap<Hash, Session>,
    roles: Vec<Permissions>,
    rows: Mutex<Connection>,
}

impl Floor {
    fn new(database: &str) -> rusqlite::Result<Self> {
        let rows = Connection::open(database)?;
        rows.pragma_update(None, "journal_mode", "WAL")?;
        rows.pragma_update(None, "synchronous", "FULL")?;
        rows.execute("CREATE TABLE rows (id TEXT PRIMARY KEY, body TEXT NOT NULL)", [])?;
        let mut roles = vec![[0; 32]; ROLES];
        if let Some(last) = roles.get_mut(usize::from(HELD[4])) {
            last[NEEDED[2] / 64] |= 1 << (NEEDED[2] % 64);
        }
        let secrets = DashMap::new();
        secrets.insert(Arc::from(CLIENT), hash(SECRET));
        Ok(Self { secrets, sessions: DashMap::new(), roles, rows: Mutex::new(rows) })
    }

    fn holds(&self, held: &[u16; 5], permission: usize) -> bool {
        held.iter().any(|role| self.roles[usize::from(*role)][permission / 64] >> (permission % 64) & 1 == 1)
    }
}

fn hash(text: &str) -> Hash {
    Sha256::digest(text.as_bytes()).into()
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

fn json(body: impl Into<axum::body::Body>) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body.into()).into_response()
}

/// The part of the `Authorization` header after its scheme.
fn credentials<'h>(headers: &'h HeaderMap, scheme: &str) -> Option<&'h str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix(scheme)
}

async fn fixed() -> Response {
    json(concat!(
        r#"{"id":"5b0c7a0e-6d0f-4b5e-9d57-0f9f2a1c3e44","name":"Home","description":"","homeDivision":true,"#,
        r#""selfUri":"/api/v2/authorization/divisions/5b0c7a0e-6d0f-4b5e-9d57-0f9f2a1c3e44"}"#
    ))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Division<'a> {
    id: &'a str,
    name: &'a str,
    description: &'a str,
    home_division: bool,
    self_uri: &'a str,
}

async fn authorized(State(floor): State<Arc<Floor>>, headers: HeaderMap) -> Result<Response, StatusCode> {
    let token = credentials(&headers, "Bearer ").ok_or(StatusCode::UNAUTHORIZED)?;
    let session = floor.sessions.get(&hash(token)).filter(|session| session.ends > now()).ok_or(StatusCode::UNAUTHORIZED)?;
    if !NEEDED.iter().any(|permission| floor.holds(&session.roles, *permission)) {
        return Err(StatusCode::FORBIDDEN);
    }
    let division = Division {
        id: "5b0c7a0e-6d0f-4b5e-9d57-0f9f2a1c3e44",
        name: "Home",
        description: &session.client,
        home_division: true,
        self_uri: "/api/v2/authorization/divisions/5b0c7a0e-6d0f-4b5e-9d57-0f9f2a1c3e44",
    };
    Ok(json(serde_json::to_vec(&division).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?))
}

#[derive(Deserialize)]
struct Asked {
    grant_type: String,
}

#[derive(Serialize)]
struct Issued<'a> {
    access_token: &'a str,
    token_type: &'a str,
    expires_in: u64,
}

async fn token(State(floor): State<Arc<Floor>>, headers: HeaderMap, Form(asked): Form<Asked>) -> Result<Response, StatusCode> {
    if asked.grant_type != "client_credentials" {
        return Err(StatusCode::BAD_REQUEST);
    }
    let basic = credentials(&headers, "Basic ").and_then(|text| STANDARD.decode(text).ok()).and_then(|text| String::from_utf8(text).ok());
    let (id, secret) = basic.as_deref().and_then(|basic| basic.split_once(':')).ok_or(StatusCode::UNAUTHORIZED)?;
    let known = floor.secrets.get(id).ok_or(StatusCode::UNAUTHORIZED)?;
    if !bool::from(known.ct_eq(&hash(secret))) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let text = URL_SAFE_NO_PAD.encode(random);
    floor.sessions.insert(hash(&text), Session { client: Arc::clone(known.key()), roles: HELD, ends: now() + LIFE });
    let issued = Issued { access_token: &text, token_type: "bearer", expires_in: LIFE };
    Ok(json(serde_json::to_vec(&issued).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?))
}

/// Inserts the body under a fresh id and answers both.
async fn row(State(floor): State<Arc<Floor>>, body: String) -> Result<Response, StatusCode> {
    let failed = |_| StatusCode::INTERNAL_SERVER_ERROR;
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let id = URL_SAFE_NO_PAD.encode(random);
    let answer = format!(r#"{{"id":"{id}","body":{body}}}"#);
    let insert = move || {
        let rows = floor.rows.lock().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
        let mut statement = rows.prepare_cached("INSERT INTO rows (id, body) VALUES (?1, ?2)").map_err(failed)?;
        statement.execute((&id, &body)).map_err(failed)
    };
    tokio::task::spawn_blocking(insert).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)??;
    Ok(json(answer))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let usage = "usage: floor PORT DATABASE";
    let port: u16 = std::env::args().nth(1).ok_or(usage)?.parse()?;
    let floor = Floor::new(&std::env::args().nth(2).ok_or(usage)?)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let app = Router::new()
            .route("/static", get(fixed))
            .route("/authorized", get(authorized))
            .route("/token", post(token))
            .route("/rows", post(row))
            .with_state(Arc::new(floor));
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        let listener = listener.tap_io(|connection| _ = connection.set_nodelay(true));
        Ok(axum::serve(listener, app).await?)
    })
}
