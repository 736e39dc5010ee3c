use std::{
    fs,
    sync::Arc,
    sync::atomic::{AtomicBool, Ordering},
};

use postern_cloud::Part;

use crate::{
    Still,
    fake::{Asked, Fake, Reply, Size},
    heading, read, read_with,
};

fn cut(asked: &Asked<'_>) -> Option<Reply> {
    let page = asked.path == "/api/v2/users" && asked.parameter("pageNumber") == Some("2");
    page.then(|| Reply { cut: Some(40), ..Reply::json(&serde_json::json!({ "entities": ["a long page that never comes whole"] })) })
}

#[test]
fn a_connection_that_breaks_once_is_tried_again() {
    let fake = Fake::new(
        Size::SMALL,
        crate::once("/api/v2/users", 1, || Reply { cut: Some(3), ..Reply::json(&serde_json::json!({ "entities": [] })) }),
    );
    let snapshot = read(&fake).unwrap();
    assert_eq!(snapshot.users.known().unwrap().len(), 250);
}

#[test]
fn a_collection_that_is_cut_off_ends_and_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("org.json.part");
    let broken = Arc::new(AtomicBool::new(true));
    let switch = Arc::clone(&broken);
    let fake = Fake::new(Size::SMALL, move |asked| switch.load(Ordering::SeqCst).then(|| cut(asked)).flatten());

    let mut part = Part::begin(&file, heading(&fake)).unwrap();
    let fault = read_with(&fake, &Still::new(), &mut part, 100_000).unwrap_err();
    let place = fake.place().host();
    let text = fault.to_string();
    assert!(fault.is_fatal() && text.starts_with(&format!("{place} cannot be reached: ")), "{text}");
    drop(part);
    let kept = fs::read_to_string(&file).unwrap();
    assert!(!kept.contains(crate::fake::SECRET) && !kept.contains("token-1"), "no secret is kept");
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&file).unwrap().permissions()) & 0o777, 0o600);
    let sent = fake.log().len();

    // Somebody pulled the plug in the middle of a line.
    fs::write(&file, kept + "{\"key\":\"GET /api/v2/gro").unwrap();
    broken.store(false, Ordering::SeqCst);
    let mut part = Part::resume(&file).unwrap();
    assert_eq!(part.heading().host, place);
    let resumed = read_with(&fake, &Still::new(), &mut part, 100_000).unwrap();
    let log = fake.log();
    let again: Vec<_> =
        log[sent..].iter().filter(|line| line.contains("/roles?") || line.contains("pageNumber=1 ") && line.contains("/users?")).collect();
    assert_eq!(again.len(), 1, "only the inactive people are asked for their first page: {again:?}");
    let whole = read(&fake).unwrap();
    let plain = |mut snapshot: postern_model::Snapshot| {
        snapshot.evidence.as_mut().unwrap().source.requests = 0;
        snapshot
    };
    assert_eq!(plain(resumed), plain(whole));
}

#[test]
fn what_is_no_collection_is_not_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("org.json.part");
    for (text, expected) in [("", "it is empty"), ("{}\n", "it is no collection that was cut off")] {
        fs::write(&file, text).unwrap();
        assert_eq!(Part::resume(&file).map(|_| ()).unwrap_err().to_string(), expected);
    }
}
