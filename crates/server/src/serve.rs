//! Opening the store, founding or loading the organization, listening, stopping.

use std::{
    convert::Infallible,
    fs::File,
    future::ready,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{
    body::Body,
    http::{Request, Response},
    response::IntoResponse,
};
use axum_server::{Handle, accept::NoDelayAcceptor, tls_rustls::RustlsAcceptor};
use hyper::body::Incoming;
use postern_catalog::Catalog;
use postern_model::{Client, Id, SignedIn, Token, User};
use postern_org::{BadDocument, Draft, Organization, Refusal, change::whole::ClientSecret, fresh};
use postern_seed::Problem;
use postern_store::{Store, StoreError};
use tokio::task::JoinHandle;
use tower::service_fn;

use crate::{
    clock::Clock,
    expiry,
    fault::Fault,
    files,
    found::{self, Founded},
    last_use::LastUse,
    login, notifications,
    options::Options,
    platform::{Platform, fresh_serial},
    postern,
    record::{self, Recorder},
    router,
    seal::Sealer,
    tenant::{self, Tenant},
    test_idp::{self, TestIdp},
    tls,
};

const CHORES_EVERY: Duration = Duration::from_secs(5);
const FOLLOW_WAIT: Duration = Duration::from_secs(2);
const GRACE: Duration = Duration::from_secs(5);
/// Bytes of the future that answers a request, at most: a connection moves it for each.
const LARGEST_FUTURE: usize = 4096;

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A stored document.
    #[error("the stored organization cannot be read: {0}")]
    Document(#[from] BadDocument),
    /// A setting.
    #[error("{0}")]
    Setting(#[from] postern_model::settings::SettingError),
    /// The address.
    #[error("cannot listen on {address}: {cause}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The system's words.
        cause: std::io::Error,
    },
    /// The certificate.
    #[error("{0}")]
    Tls(String),
    /// A recording of an organization that is not new.
    #[error("only a new organization can be recorded, since a replay starts with a new one")]
    RecordsNew,
    /// The file of a recording.
    #[error("cannot record to `{}`: {cause}", path.display())]
    Record {
        /// The file.
        path: PathBuf,
        /// The system's words.
        cause: std::io::Error,
    },
    /// A store that was to be filled holds an organization already.
    #[error("the store holds an organization already, `{0}`")]
    Occupied(String),
    /// A seed describes what cannot be.
    #[error("the seed has mistakes: {}", .0.first().map_or("", |problem| problem.message.as_str()))]
    Seed(Vec<Problem>),
    /// Something else.
    #[error("{0}")]
    Other(String),
}

impl StartError {
    /// What to do about it, where that is known.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Store(error) => error.help(),
            Self::Occupied(_) => Some(
                "leave `--from` and `--seed` out to go on with it, or give a store that is empty: another folder with `--data`, or `--ephemeral`",
            ),
            Self::Listen { .. } => Some("stop what uses the address, or give another with `--listen`"),
            Self::RecordsNew => Some("use `--ephemeral`, or another `--data`"),
            Self::Record { .. } => Some("give a file that does not exist yet, in a folder that does"),
            _ => None,
        }
    }
}

impl From<Refusal> for StartError {
    fn from(refusal: Refusal) -> Self {
        Self::Other(refusal.message)
    }
}

/// A server that is listening.
pub struct Running {
    /// `http://host:port`.
    pub url: String,
    /// The organization's id.
    pub organization_id: uuid::Uuid,
    /// The organization's name.
    pub organization_name: String,
    /// The client to begin with, if the store was empty: the only time its secret is known.
    pub founded: Option<fresh::Founded>,
    /// The clients that a seed or a snapshot described, if the store was filled from one: the only time their secrets are known.
    pub filled: Option<Vec<ClientSecret>>,
    platform: Arc<Platform>,
    handle: Handle<SocketAddr>,
    server: JoinHandle<std::io::Result<()>>,
    chores: Vec<JoinHandle<()>>,
}

/// Starts a server; returns once it listens.
pub async fn start(options: Options) -> Result<Running, StartError> {
    check_settings(&options)?;
    found::check(&options, Clock::default().now())?;
    let listener = std::net::TcpListener::bind(options.listen).map_err(|cause| StartError::Listen { address: options.listen, cause })?;
    listener.set_nonblocking(true).map_err(|cause| StartError::Listen { address: options.listen, cause })?;
    let address = listener.local_addr().map_err(|cause| StartError::Listen { address: options.listen, cause })?;
    let tls = options.tls.as_ref().map(|tls| tls::config(tls, address));
    let tls = match tls {
        Some(config) => Some(config.await.map_err(StartError::Tls)?),
        None => None,
    };
    let url = format!("{}://{address}", if tls.is_some() { "https" } else { "http" });
    let (platform, founded) = open(&options, url.clone()).await?;
    let platform = Arc::new(platform);
    let profile = platform.first().profile().clone();
    let handle = Handle::new();
    let shared = Arc::clone(&platform);
    let app = service_fn(move |peer: SocketAddr| {
        let platform = Arc::clone(&shared);
        ready(Ok::<_, Infallible>(service_fn(move |request| {
            let answer = dispatch(Arc::clone(&platform), peer, request);
            debug_assert!(size_of_val(&answer) <= LARGEST_FUTURE, "box what is seldom asked for: {}", size_of_val(&answer));
            answer
        })))
    });
    let mut server = axum_server::from_tcp(listener).map_err(|cause| StartError::Listen { address, cause })?.handle(handle.clone());
    // Head and body of an answer go out as one piece: most bodies are small.
    server.http_builder().http1().writev(false);
    // An answer goes out at once, not when the caller has acknowledged the one before.
    let acceptor = NoDelayAcceptor::new();
    let server = match tls {
        Some(config) => tokio::spawn(server.acceptor(RustlsAcceptor::new(config).acceptor(acceptor)).serve(app)),
        None => tokio::spawn(server.acceptor(acceptor).serve(app)),
    };
    let chores = vec![tokio::spawn(chores(Arc::clone(&platform))), tokio::spawn(follow(Arc::clone(&platform)))];
    let (founded, filled) = founded.map_or((None, None), |founded| (founded.first, founded.filled));
    Ok(Running { url, organization_id: profile.id, organization_name: profile.name, founded, filled, platform, handle, server, chores })
}

impl Running {
    /// Changes the first organization as its operator: no rule about holding roles binds, everything else does.
    pub async fn change<T>(&self, change: impl Fn(&mut Draft<'_>) -> Result<T, Refusal>) -> Result<T, Fault> {
        self.platform.tenants[0].change(self.platform.clock.now(), None, |draft| Ok(change(draft)?)).await
    }

    /// A token that acts for a person, as a sign-in through SAML with `client` would give it.
    pub fn token_for(&self, client: Id<Client>, user: Id<User>) -> String {
        let (issued, address) = (self.platform.clock.now(), std::net::Ipv4Addr::LOCALHOST.into());
        let signed_in = Some(SignedIn::Saml);
        self.platform.sealer.seal(&Token { serial: fresh_serial(), client, user: Some(user), signed_in, issued, seconds: 3600, address })
    }

    /// The first organization as it is now.
    pub fn organization(&self) -> Arc<Organization> {
        self.platform.first()
    }

    /// Lets running requests end, writes what is still in memory, closes the store.
    pub async fn stop(self) {
        self.platform.channels.stop();
        self.handle.graceful_shutdown(Some(GRACE));
        if let Ok(Err(error)) = self.server.await {
            tracing::warn!(%error, "the listener ended with an error");
        }
        self.chores.iter().for_each(JoinHandle::abort);
        self.platform.flush_usage().await;
        self.platform.store.close().await;
    }
}

/// Which part serves a path: Postern's own endpoints, the login host, or the platform API. What is seldom asked for is
/// boxed, so that the rest stays small (see [`LARGEST_FUTURE`]).
async fn dispatch(platform: Arc<Platform>, peer: SocketAddr, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    let address = peer.ip().to_canonical();
    let path = request.uri().path();
    if path.starts_with(files::PREFIX) {
        let uploaded = tokio::spawn(files::serve(platform, address, request.map(Body::new))).await;
        return Ok(uploaded.unwrap_or_else(|error| {
            tracing::error!(%error, "an upload ended badly");
            axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }));
    }
    if path.starts_with("/postern/") {
        let reads = request.method() == axum::http::Method::GET;
        let answer = Box::pin(postern::serve(platform, address, request.map(Body::new)));
        return Ok(if reads { answer.await } else { to_its_end(answer).await });
    }
    if platform.recorder.is_some() && record::is_recorded(path) {
        return Ok(Box::pin(record::serve(platform, address, request)).await);
    }
    Ok(match (request.method().as_str(), path) {
        ("POST", "/oauth/token") => login::token::serve(platform, address, request).await,
        (_, "/oauth/token") => login::token::wrong_method(&platform, &request),
        ("GET", "/.well-known/oauth-authorization-server") => login::metadata::document(&platform).into_response(),
        (_, path) if login::saml::is_one(path) => Box::pin(login::saml::serve(platform, address, request.map(Body::new))).await,
        (_, path) if notifications::is_one(path) => Box::pin(notifications::serve(platform, request)).await,
        (_, path) if test_idp::is_one(path) => Box::pin(test_idp::serve(platform, address, request.map(Body::new))).await,
        // There is no OpenID Connect: nothing else is well known.
        (_, path) if path.starts_with("/.well-known/") => login::wrong_urls::refuse(&platform, &request),
        (_, path) if login::routes::is_one(path) => Box::pin(login::routes::serve(platform, address, request)).await,
        (_, path) if login::wrong_urls::is_one(path) => Box::pin(login::wrong_urls::serve(platform, address, request)).await,
        ("GET" | "HEAD", _) => router::serve(platform, address, request).await,
        _ => to_its_end(router::serve(platform, address, request)).await,
    })
}

/// A client that hangs up must not cut a change in two: it runs to its end in a task of its own.
async fn to_its_end(answer: impl Future<Output = Response<Body>> + Send + 'static) -> Response<Body> {
    match tokio::spawn(answer).await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(%error, "a request ended badly");
            axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn open(options: &Options, url: String) -> Result<(Platform, Option<Founded>), StartError> {
    let recording = options.record.as_deref().map(recording_file).transpose()?;
    let store = Store::open(&options.store).await?;
    let sealing = key(&store, "sealing").await?;
    let pepper = key(&store, "pepper").await?;
    let clock = Arc::new(Clock::default());
    let started = clock.now();
    let catalog = Catalog::builtin();
    let mut founded = None;
    let mut ids = store.organizations().await?;
    if ids.is_empty() {
        founded = found::found(&store, pepper, options, clock.now()).await?;
        ids = store.organizations().await?;
    }
    if options.filling.is_some() && founded.is_none() {
        return Err(occupied(&store, &ids).await);
    }
    let mut tenants = Vec::new();
    for id in ids {
        let loaded = store.load(id).await?;
        let organization = tenant::assemble(&loaded)?;
        tenants.push(Arc::new(Tenant::new(id, (organization, loaded.sequence), store.clone(), pepper, Arc::clone(&clock))));
    }
    let failed = |fault: Fault| StartError::Other(fault.cause.unwrap_or(fault.message));
    let test_idp = if options.demo || options.test_idp { Some(TestIdp::load(&store).await.map_err(failed)?) } else { None };
    let mut platform = Platform {
        catalog,
        store,
        tenants,
        sealer: Sealer::new(sealing).map_err(|error| StartError::Other(error.to_string()))?,
        pepper,
        clock,
        decisions: Default::default(),
        faults: Default::default(),
        usage: Default::default(),
        requests: Default::default(),
        token_requests: Default::default(),
        live_tokens: Default::default(),
        last_use: LastUse::from(started),
        metrics: Default::default(),
        channels: Default::default(),
        saml_key: Default::default(),
        test_idp,
        recorder: None,
        url,
        lenient: options.lenient,
        ready: AtomicBool::new(true),
    };
    override_settings(&platform, options).await?;
    test_idp::settle(&platform).await.map_err(failed)?;
    platform.recorder =
        recording.map(|file| record(file, &platform, founded.as_ref().and_then(|founded| founded.first.as_ref()), options)).transpose()?;
    platform.tenants.iter().for_each(|tenant| drop(tenant.start()));
    Ok((platform, founded))
}

/// The file of a recording, before anything is founded: what is founded tells its secret once, and not to a start that fails.
fn recording_file(path: &Path) -> Result<File, StartError> {
    File::create_new(path).map_err(|cause| StartError::Record { path: path.to_owned(), cause })
}

/// Starts the recording. Only what begins with a new organization can be repeated.
fn record(file: File, platform: &Platform, founded: Option<&fresh::Founded>, options: &Options) -> Result<Recorder, StartError> {
    let path = options.record.as_deref().unwrap_or(Path::new(""));
    match founded {
        Some(founded) => Recorder::start(file, &platform.first(), founded, options.demo)
            .map_err(|cause| StartError::Record { path: path.to_owned(), cause }),
        None => {
            // It was made for nothing.
            _ = std::fs::remove_file(path);
            Err(StartError::RecordsNew)
        }
    }
}

/// What stands in the way of filling a store.
async fn occupied(store: &Store, ids: &[uuid::Uuid]) -> StartError {
    let mut name = String::new();
    if let Some(id) = ids.first() {
        match store.load(*id).await {
            Ok(loaded) => name = tenant::assemble(&loaded).map(|organization| organization.profile().name.clone()).unwrap_or_default(),
            Err(error) => return error.into(),
        }
    }
    store.close().await;
    StartError::Occupied(name)
}

/// A key of the store; made on first use.
async fn key(store: &Store, name: &str) -> Result<[u8; 32], StartError> {
    let mut fresh = [0; 32];
    getrandom::fill(&mut fresh).map_err(|error| StartError::Other(error.to_string()))?;
    let key = store.key(name, &fresh).await?;
    key.try_into().map_err(|_| StartError::Other(format!("the stored key `{name}` is not 32 bytes long")))
}

/// Refuses bad settings before anything is opened or made.
fn check_settings(options: &Options) -> Result<(), StartError> {
    let mut settings = postern_model::Settings::default();
    options.settings.iter().try_for_each(|(key, value)| Ok(settings.set(key, value)?))
}

async fn override_settings(platform: &Platform, options: &Options) -> Result<(), StartError> {
    if options.settings.is_empty() {
        return Ok(());
    }
    for tenant in &platform.tenants {
        let mut profile = tenant.current().profile().clone();
        for (key, value) in &options.settings {
            profile.settings.set(key, value)?;
        }
        let change = tenant.change(platform.clock.now(), None, |draft| Ok(draft.put_profile(profile.clone())?));
        change.await.map_err(|fault| StartError::Other(fault.message))?;
    }
    Ok(())
}

/// What is done every few seconds: counts are written, what is over by now goes.
async fn chores(platform: Arc<Platform>) {
    loop {
        tokio::time::sleep(CHORES_EVERY).await;
        platform.flush_usage().await;
        expiry::sweep(&platform).await;
    }
}

/// Follows other nodes. A node that cannot see the store refuses until it can again.
async fn follow(platform: Arc<Platform>) {
    loop {
        let mut seen = true;
        for tenant in &platform.tenants {
            if let Err(fault) = tenant.follow(FOLLOW_WAIT).await {
                tracing::error!(cause = fault.cause, "the store cannot be seen; requests are refused until it can");
                seen = false;
                tokio::time::sleep(FOLLOW_WAIT).await;
            }
        }
        platform.ready.store(seen, Ordering::Relaxed);
    }
}
