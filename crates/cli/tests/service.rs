//! The binary against a service that misbehaves, and over HTTPS: it ends in a clear state, and never in a clean bill of health.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "tests of an edge")]

#[allow(dead_code, reason = "shared with the tests of postern-cloud")]
#[path = "../../cloud/tests/collect/fake.rs"]
mod fake;
mod support;

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Command, Output},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
};

use fake::{Asked, Fake, READER, Reply, SECRET, Size};
use support::postern;

const SMALL: Size = Size { users: 20, roles: 4, clients: 3, groups: 2, divisions: 2, grants: 2 };

fn with_credentials(arguments: &[&str]) -> Command {
    let mut command = postern(arguments);
    command.env("GENESYSCLOUD_OAUTHCLIENT_ID", READER).env("GENESYSCLOUD_OAUTHCLIENT_SECRET", SECRET);
    for name in
        ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy", "SSL_CERT_FILE"]
    {
        command.env_remove(name);
    }
    command
}

/// Exit code, standard output, standard error. The secret stands in neither.
fn ended(command: &mut Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let (said, errors) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    assert!(!said.contains(SECRET) && !errors.contains(SECRET), "{said}{errors}");
    (status.code(), said, errors)
}

/// `postern check` in a folder, of a service that answers with `rule` before it answers well.
fn check(
    folder: &Path,
    rule: impl Fn(&Asked<'_>) -> Option<Reply> + Send + Sync + 'static,
    arguments: &[&str],
) -> (Option<i32>, String, String) {
    let fake = Fake::new(SMALL, rule);
    let url = format!("http://{}", fake.address());
    let all = [&["check", "--org", &url, "--requests-per-minute", "3000"], arguments].concat();
    ended(with_credentials(&all).current_dir(folder))
}

/// A folder with a policy and a baseline with which the well-behaved service is clean.
fn clean() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, errors) = check(folder.path(), |_| None, &["--init", "-o", "postern.toml"]);
    assert_eq!(code, Some(0), "{errors}");
    check(folder.path(), |_| None, &["--write-baseline", "known.txt"]);
    let (code, said, errors) = check(folder.path(), |_| None, &["--baseline", "known.txt"]);
    assert_eq!(code, Some(0), "{said}{errors}");
    folder
}

/// What is read of every organization, and what a certificate could not do without.
const READ: &[&str] = &[
    "/api/v2/organizations/me",
    "/api/v2/organizations/authentication/settings",
    "/api/v2/authorization/divisions",
    "/api/v2/authorization/roles",
    "/api/v2/oauth/clients",
    "/api/v2/users",
    "/api/v2/groups",
    "/api/v2/identityproviders",
    "/api/v2/identityproviders/purecloud",
    "/api/v2/authorization/divisions/d0000000-0000-4000-8000-000000000000/grants",
    "/api/v2/orgauthorization/trustees",
    "/api/v2/integrations",
    "/api/v2/oauth/authorizations",
    "/api/v2/authorization/permissions",
    "/api/v2/usage/query",
    "/api/v2/usage/query/u1/results",
];

#[test]
fn what_cannot_be_read_is_never_clean() {
    let folder = clean();
    let missing = "Unable to perform the requested action. You are missing the following permission(s): [x:y:z]";
    let defects: [(&str, Reply); 4] = [
        ("forbidden", Reply::error(403, "missing.permissions", missing)),
        ("a web page", Reply::text(200, "text/html", "<html>please sign in</html>")),
        ("half a page", Reply::text(200, "application/json", "{\"entities\":[{\"id\":")),
        ("another shape", Reply::text(200, "application/json", "[7]")),
    ];
    let mut clean = Vec::new();
    for path in READ {
        for (defect, reply) in &defects {
            let reply = reply.clone();
            let (code, said, errors) =
                check(folder.path(), move |asked| (asked.path == *path).then(|| reply.clone()), &["--baseline", "known.txt"]);
            if !matches!(code, Some(1 | 3)) {
                clean.push(format!("{path}, {defect}: {code:?}\n{said}{errors}"));
            }
        }
    }
    assert!(clean.is_empty(), "{}", clean.join("\n"));
}

#[test]
fn a_listing_that_tells_of_more_than_it_holds_is_never_clean() {
    let folder = clean();
    let mut clean = Vec::new();
    for path in
        READ.iter().filter(|path| ["divisions", "roles", "clients", "users", "groups", "grants"].iter().any(|end| path.ends_with(end)))
    {
        let short = r#"{"entities":[],"pageSize":100,"pageNumber":1,"total":7,"pageCount":1}"#;
        let rule = move |asked: &Asked<'_>| (asked.path == *path).then(|| Reply::text(200, "application/json", short));
        let (code, said, errors) = check(folder.path(), rule, &["--baseline", "known.txt"]);
        if !matches!(code, Some(1 | 3)) {
            clean.push(format!("{path}: {code:?}\n{said}{errors}"));
        }
    }
    assert!(clean.is_empty(), "{}", clean.join("\n"));
}

#[test]
fn a_collection_that_breaks_off_ends_with_3_and_one_failure_is_no_matter() {
    let folder = clean();
    let cut = |asked: &Asked<'_>| {
        (asked.path == "/api/v2/groups").then(|| Reply { cut: Some(9), ..Reply::text(200, "application/json", "{\"entities\":[]}") })
    };
    let (code, said, errors) = check(folder.path(), cut, &["--baseline", "known.txt"]);
    assert_eq!((code, said.as_str()), (Some(3), ""), "{errors}");
    assert!(errors.contains("cannot be reached: "), "{errors}");
    // Once is no matter.
    let hits = Mutex::new(0);
    let once = move |asked: &Asked<'_>| {
        let mut hits = hits.lock().unwrap();
        *hits += usize::from(asked.path == "/api/v2/groups");
        (asked.path == "/api/v2/groups" && *hits == 1)
            .then(|| Reply { cut: Some(9), ..Reply::text(200, "application/json", "{\"entities\":[]}") })
    };
    let (code, said, errors) = check(folder.path(), once, &["--baseline", "known.txt"]);
    assert_eq!(code, Some(0), "{said}{errors}");
}

#[test]
fn a_snapshot_that_breaks_off_is_resumed() {
    let folder = tempfile::tempdir().unwrap();
    let broken = Arc::new(AtomicBool::new(true));
    let breaks = Arc::clone(&broken);
    let fake = Fake::new(SMALL, move |asked| {
        (asked.path == "/api/v2/groups" && breaks.load(SeqCst))
            .then(|| Reply::error(429, "too.many.requests", "x").with("retry-after", "3600"))
    });
    let url = format!("http://{}", fake.address());
    let (code, _, errors) = ended(&mut snapshot(&url, folder.path(), &[]));
    assert!(code == Some(3) && errors.contains("the same command with `--resume` goes on"), "{errors}");
    assert!(!folder.path().join("org.json").exists());
    let before = fake.count("GET /api/v2/users?");
    broken.store(false, SeqCst);
    let (code, _, errors) = ended(&mut snapshot(&url, folder.path(), &["--resume"]));
    assert!(code == Some(0) && errors.contains("going on with `"), "{errors}");
    assert_eq!(fake.count("GET /api/v2/users?"), before, "people are not read again");
    assert!(folder.path().join("org.json").exists() && !folder.path().join("org.json.part").exists());
}

#[test]
fn what_is_read_in_one_piece_says_that_there_is_nothing_to_resume() {
    let folder = tempfile::tempdir().unwrap();
    let up = support::Up::start(folder.path(), &["--ephemeral"]);
    let file = folder.path().join("org.json");
    let output = support::run(&["snapshot", "--org", up.url(), "--resume", "-o", file.to_str().unwrap()]);
    let errors = String::from_utf8(output.stderr).unwrap();
    let note = format!("`--resume` has no effect: `{}` is read in one piece, and anew", up.url());
    assert!(output.status.code() == Some(0) && errors.starts_with(&note), "{errors}");
}

#[test]
fn a_service_that_asks_for_an_hour_ends_with_3_and_one_that_asks_for_a_second_is_waited_for() {
    let folder = clean();
    let limited = |seconds: &'static str, times: usize| {
        let hits = Mutex::new(0);
        move |asked: &Asked<'_>| {
            let mut hits = hits.lock().unwrap();
            *hits += usize::from(asked.path == "/api/v2/groups");
            let limit =
                || Reply::error(429, "too.many.requests.retry.after", "Rate limit exceeded the maximum.").with("retry-after", seconds);
            (asked.path == "/api/v2/groups" && *hits <= times).then(limit)
        }
    };
    let (code, said, errors) = check(folder.path(), limited("3600", usize::MAX), &["--baseline", "known.txt"]);
    assert_eq!((code, said.as_str()), (Some(3), ""), "{errors}");
    assert!(errors.contains("asks to wait 3600 seconds"), "{errors}");
    let (code, said, errors) = check(folder.path(), limited("1", 2), &["--baseline", "known.txt"]);
    assert_eq!(code, Some(0), "{said}{errors}");
}

/// A service over TLS with a certificate for `names`, and its authority in PEM.
fn secure(names: &[&str]) -> (Fake, String) {
    use rustls::pki_types::PrivateKeyDer;
    let authority = {
        let mut params = rcgen::CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let key = rcgen::KeyPair::generate().unwrap();
        rcgen::CertifiedIssuer::self_signed(params, key).unwrap()
    };
    let key = rcgen::KeyPair::generate().unwrap();
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let certificate = rcgen::CertificateParams::new(names).unwrap().signed_by(&key, &authority).unwrap();
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(config.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key).unwrap());
    let wrap = move |stream| -> Box<dyn fake::Duplex> {
        Box::new(rustls::StreamOwned::new(rustls::ServerConnection::new(Arc::clone(&config)).unwrap(), stream))
    };
    (Fake::over(SMALL, |_| None, wrap), authority.pem())
}

/// A proxy that takes everybody to `target`, and what it was asked.
fn proxy(target: SocketAddr) -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, log) = (listener.local_addr().unwrap(), Arc::new(Mutex::new(Vec::new())));
    let kept = Arc::clone(&log);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let kept = Arc::clone(&kept);
            std::thread::spawn(move || tunnel(stream, target, &kept).unwrap_or_default());
        }
    });
    (address, log)
}

fn tunnel(stream: TcpStream, target: SocketAddr, log: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    log.lock().unwrap().push(first.trim_end().to_owned());
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let mut client = stream;
    client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")?;
    let server = TcpStream::connect(target)?;
    let (mut from_server, mut to_client) = (server.try_clone()?, client.try_clone()?);
    std::thread::spawn(move || std::io::copy(&mut from_server, &mut to_client));
    let mut to_server = server;
    std::io::copy(&mut reader, &mut to_server).map(drop)
}

fn snapshot(org: &str, folder: &Path, arguments: &[&str]) -> Command {
    let file = folder.join("org.json");
    with_credentials(&[&["snapshot", "--org", org, "--requests-per-minute", "3000", "-o", file.to_str().unwrap()], arguments].concat())
}

#[test]
fn over_https_a_certificate_of_a_named_authority_is_believed_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let (fake, authority) = secure(&["localhost"]);
    let file = folder.path().join("authority.pem");
    fs::write(&file, &authority).unwrap();
    let (file, url) = (file.to_str().unwrap(), format!("https://localhost:{}", fake.address().port()));
    for (option, env) in [(&["--ca-file", file][..], None), (&[], Some(file))] {
        let mut command = snapshot(&url, folder.path(), option);
        command.envs(env.map(|file| ("SSL_CERT_FILE", file)));
        let (code, _, errors) = ended(&mut command);
        assert_eq!(code, Some(0), "{errors}");
    }
    let requests = fake.log().len();
    let (code, _, errors) = ended(&mut snapshot(&url, folder.path(), &[]));
    let expected = format!(
        "error: the certificate of {url} is not trusted: invalid peer certificate: UnknownIssuer\n\
         help: where the company's proxy shows certificates of its own, name its authority: `--ca-file FILE`, or SSL_CERT_FILE\n"
    );
    assert_eq!((code, errors), (Some(3), expected));
    let by_address = format!("https://{}", fake.address());
    let (code, _, errors) = ended(&mut snapshot(&by_address, folder.path(), &["--ca-file", file]));
    assert!(code == Some(3) && errors.contains(" is not trusted: invalid peer certificate: "), "another name: {errors}");
    assert_eq!(fake.log().len(), requests, "nothing is sent to whom nobody vouches for");
    // The organization's own word, which needs no credentials, goes the same way.
    let mut own = snapshot(&url, folder.path(), &[]);
    let (code, _, errors) = ended(own.env_remove("GENESYSCLOUD_OAUTHCLIENT_ID"));
    assert!(code == Some(3) && errors.contains(" is not trusted: invalid peer certificate: UnknownIssuer"), "{errors}");
}

#[test]
fn a_file_of_authorities_that_is_none_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("authority.pem");
    fs::write(&file, "no certificate").unwrap();
    let (code, _, errors) = ended(&mut snapshot("https://localhost:1", folder.path(), &["--ca-file", file.to_str().unwrap()]));
    let expected = format!(
        "error: the authorities of `{}` cannot be used: there is no certificate in it\n\
         help: give a file with the authority's certificate in PEM: `-----BEGIN CERTIFICATE-----`\n",
        file.display()
    );
    assert_eq!((code, errors), (Some(2), expected));
}

#[test]
fn a_proxy_of_the_environment_is_used_unless_it_is_excepted() {
    let folder = tempfile::tempdir().unwrap();
    let (fake, authority) = secure(&["postern.example", "api.mypurecloud.de", "login.mypurecloud.de"]);
    let file = folder.path().join("authority.pem");
    fs::write(&file, &authority).unwrap();
    let (proxy, log) = proxy(fake.address());
    let through = |org: &str| {
        let mut command = snapshot(org, folder.path(), &["--ca-file", file.to_str().unwrap()]);
        command.env("HTTPS_PROXY", format!("http://{proxy}"));
        command
    };
    let (code, _, errors) = ended(&mut through("https://postern.example"));
    assert_eq!(code, Some(0), "{errors}");
    let asked = std::mem::take(&mut *log.lock().unwrap());
    assert!(!asked.is_empty() && asked.iter().all(|line| line.starts_with("CONNECT postern.example:443 ")), "{asked:?}");
    // A region is asked on its two hosts, over HTTPS.
    let (code, _, errors) = ended(&mut through("eu-central-1"));
    assert_eq!(code, Some(0), "{errors}");
    let mut asked = std::mem::take(&mut *log.lock().unwrap());
    asked.sort();
    asked.dedup();
    let hosts: Vec<&str> = asked.iter().filter_map(|line| line.split(' ').nth(1)).collect();
    assert_eq!(hosts, ["api.mypurecloud.de:443", "login.mypurecloud.de:443"]);
    // What is excepted, and what is this machine's, is asked directly.
    let (code, _, errors) = ended(through("https://nowhere.invalid").env("NO_PROXY", "nowhere.invalid"));
    assert!(code == Some(3) && errors.contains("cannot be reached"), "{errors}");
    ended(&mut through(&format!("https://localhost:{}", fake.address().port())));
    assert_eq!(*log.lock().unwrap(), Vec::<String>::new());
}
