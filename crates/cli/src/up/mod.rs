//! `postern up`: runs a local organization until it is told to stop.

mod banner;
mod filling;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use postern_server::{Options, Running, StartError, Tls};
use postern_store::{Location, StoreError};
use serde_json::json;

#[derive(clap::Args)]
pub struct Arguments {
    /// Address to listen on; port 0 picks a free one
    #[arg(long, default_value = "127.0.0.1:8080", env = "POSTERN_LISTEN")]
    listen: SocketAddr,
    /// Folder that holds the organization (made if missing)
    #[arg(long, default_value = ".postern-data", conflicts_with_all = ["store", "ephemeral"])]
    data: PathBuf,
    /// Where the organization lives instead: postgres://…, sqlite:FILE or memory
    #[arg(long, env = "POSTERN_STORE", hide_env_values = true, conflicts_with = "ephemeral")]
    store: Option<String>,
    /// Keep nothing: the organization is gone when the process ends
    #[arg(long)]
    ephemeral: bool,
    /// Fill a new organization with a story: people, groups, roles, divisions and ten machine clients
    #[arg(long)]
    demo: bool,
    /// Make a new organization from a file that `postern snapshot` wrote
    #[arg(long, value_name = "FILE", conflicts_with_all = ["demo", "seed"])]
    from: Option<PathBuf>,
    /// Make a new organization from a description in TOML (see docs/ORGANIZATION-FILES.md)
    #[arg(long, value_name = "FILE", conflicts_with = "demo")]
    seed: Option<PathBuf>,
    /// Run the built-in test identity provider, which signs anybody in without a password: not for production
    #[arg(long)]
    test_idp: bool,
    /// Serve HTTPS: `self-signed`, or a certificate file and a key file with a comma between
    #[arg(long, value_name = "self-signed|CERT,KEY")]
    tls: Option<String>,
    /// Write url, client_id, client_secret, organization_id, demo_clients and clients as JSON to this file once listening
    #[arg(long)]
    ready_file: Option<PathBuf>,
    /// Serve well-known wrong token URLs too, with a Warning header
    #[arg(long)]
    lenient: bool,
    /// Record every platform and token request with its answer in this new file, without secrets (see conversations/README.md)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["from", "seed"])]
    record: Option<PathBuf>,
    /// Choose a behaviour that is not established, as key=value; may be repeated (see docs/FIDELITY.md)
    #[arg(long = "set", value_name = "KEY=VALUE")]
    settings: Vec<String>,
}

pub fn run(arguments: Arguments) -> ExitCode {
    tracing_subscriber::fmt().with_env_filter(log_filter()).with_writer(std::io::stderr).init();
    let options = match options(&arguments) {
        Ok(options) => options,
        Err(refusal) => return crate::bad_input(refusal.error, refusal.help),
    };
    let filling = match filling::read(arguments.from.as_deref(), arguments.seed.as_deref()) {
        Ok(filling) => filling,
        Err(code) => return code,
    };
    let options = Options { filling, ..options };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return crate::bad_input(error, None),
    };
    runtime.block_on(serve(&arguments, options))
}

fn log_filter() -> tracing_subscriber::EnvFilter {
    tracing_subscriber::EnvFilter::try_from_env("POSTERN_LOG").unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"))
}

async fn serve(arguments: &Arguments, options: Options) -> ExitCode {
    let running = match postern_server::start(options).await {
        Ok(running) => running,
        Err(StartError::Seed(problems)) => return filling::refused(arguments.seed.as_deref(), &problems),
        Err(error) => return crate::bad_input(&error, error.help()),
    };
    if let Some(path) = &arguments.ready_file
        && let Err(error) = write_ready_file(path, &running)
    {
        running.stop().await;
        return crate::bad_input(format!("cannot write the ready file `{}`: {error}", path.display()), None);
    }
    print!("{}", banner::text(&running, arguments.demo, arguments.demo || arguments.test_idp));
    stop_signal().await;
    eprintln!("stopping");
    running.stop().await;
    ExitCode::SUCCESS
}

/// An argument that cannot be used.
struct Unusable {
    error: String,
    help: Option<&'static str>,
}

impl From<StoreError> for Unusable {
    fn from(error: StoreError) -> Self {
        Self { help: error.help(), error: error.to_string() }
    }
}

fn options(arguments: &Arguments) -> Result<Options, Unusable> {
    let pair = |text: &String| {
        let (key, value) = text.split_once('=').ok_or_else(|| Unusable {
            error: format!("`--set {text}` is not of the form key=value"),
            help: Some("the keys are in docs/FIDELITY.md"),
        })?;
        Ok((key.trim().to_owned(), value.trim().to_owned()))
    };
    Ok(Options {
        listen: arguments.listen,
        store: location(arguments)?,
        tls: arguments.tls.as_deref().map(tls).transpose()?,
        lenient: arguments.lenient,
        settings: arguments.settings.iter().map(pair).collect::<Result<_, Unusable>>()?,
        demo: arguments.demo,
        filling: None,
        test_idp: arguments.test_idp,
        record: arguments.record.clone(),
    })
}

fn location(arguments: &Arguments) -> Result<Location, Unusable> {
    if arguments.ephemeral {
        return Ok(Location::Memory);
    }
    if let Some(store) = &arguments.store {
        return Ok(Location::parse(store)?);
    }
    std::fs::create_dir_all(&arguments.data).map_err(|error| Unusable {
        error: format!("cannot make the data folder `{}`: {error}", arguments.data.display()),
        help: Some("give another with `--data`, or keep nothing with `--ephemeral`"),
    })?;
    Ok(Location::Sqlite(arguments.data.join("postern.db")))
}

fn tls(text: &str) -> Result<Tls, Unusable> {
    match text.split_once(',') {
        Some((certificate, key)) => Ok(Tls::Files { certificate: certificate.into(), key: key.into() }),
        None if text == "self-signed" => Ok(Tls::SelfSigned),
        None => Err(Unusable {
            error: format!("`--tls {text}` is not usable"),
            help: Some("give `self-signed`, or CERTIFICATE,KEY: two PEM files"),
        }),
    }
}

fn write_ready_file(path: &std::path::Path, running: &Running) -> std::io::Result<()> {
    let founded = running.founded.as_ref();
    let ready = json!({
        "url": running.url,
        "organization_id": running.organization_id,
        "client_id": founded.map(|founded| founded.client_id),
        "client_secret": founded.map(|founded| founded.client_secret.as_str()),
        "demo_clients": founded.map_or(&[][..], |founded| &founded.demo_clients),
        "clients": running.filled.as_deref().unwrap_or_default(),
    });
    crate::private_file::write(path, format!("{ready:#}\n").as_bytes())
}

/// Waits for SIGINT or SIGTERM.
async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => _ = tokio::signal::ctrl_c().await,
    }
}
