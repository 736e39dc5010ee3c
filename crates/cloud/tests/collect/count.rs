use std::collections::BTreeSet;

use postern_catalog::Catalog;

use crate::{
    fake::{Fake, Size},
    read,
};

/// The size that the issue names, with fifty divisions and two grants a person.
const LARGE: Size = Size { users: 10_000, roles: 500, clients: 200, groups: 100, divisions: 50, grants: 2 };

#[test]
fn ten_thousand_people_take_few_requests() {
    let fake = Fake::new(LARGE, |_| None);
    let snapshot = read(&fake).unwrap();
    assert_eq!(snapshot.users.known().unwrap().len(), 10_000);
    assert_eq!(snapshot.roles.known().unwrap().len(), 500);
    assert_eq!(snapshot.clients.known().unwrap().len(), 200);
    let grants: usize = snapshot.grants.known().unwrap().iter().map(|held| held.grants.len()).sum();
    assert_eq!(grants, 20_000 + 200);
    let requests = snapshot.evidence.unwrap().source.requests as usize;
    assert_eq!(fake.log().len(), requests, "what is told is what was sent");
    // docs/COLLECTING.md shows where they come from.
    assert_eq!(requests, 188);
    let people = fake.count("GET /api/v2/users?");
    let grants = fake.log().iter().filter(|line| line.contains("/grants?")).count();
    assert_eq!((people, grants), (101, 54));
}

#[test]
fn nothing_but_reads_and_the_two_queries_is_ever_sent() {
    let fake = Fake::new(Size::SMALL, |_| None);
    read(&fake).unwrap();
    let sent: BTreeSet<String> = fake
        .log()
        .iter()
        .filter(|line| !line.starts_with("POST /oauth/token"))
        .map(|line| {
            let mut words = line.split([' ', '?']);
            let (method, path) = (words.next().unwrap(), words.next().unwrap());
            match Catalog::builtin().route(method, path) {
                postern_catalog::Route::Found { operation, .. } => Catalog::builtin().operation(operation).name.to_owned(),
                _ => panic!("{line} is no operation"),
            }
        })
        .collect();
    let posts: Vec<_> = sent.iter().filter(|name| name.starts_with("post_")).collect();
    assert_eq!(posts, ["post_audits_query", "post_usage_query"]);
    assert!(sent.iter().all(|name| name.starts_with("get_") || name.starts_with("post_")), "{sent:?}");
}

#[test]
fn a_snapshot_is_what_the_pages_say_and_holds_no_secret() {
    let fake = Fake::new(Size::SMALL, |_| None);
    let snapshot = read(&fake).unwrap();
    let text = serde_json::to_string(&snapshot).unwrap();
    assert!(!text.contains(crate::fake::SECRET) && !text.contains("token-1") && !text.contains("secret plan"));
    let evidence = snapshot.evidence.as_ref().unwrap();
    let usage = &evidence.usage.known().unwrap()[..];
    assert_eq!(usage.iter().map(|usage| (usage.requests, usage.status400, usage.status429)).collect::<Vec<_>>(), [(12, 2, 1)]);
    assert_eq!(evidence.audits.known().unwrap().len(), 4, "two services, two pages each");
    assert_eq!(evidence.audits.known().unwrap()[0].properties, ["name"]);
    assert_eq!(evidence.permissions.known().unwrap()[..], ["routing:queue:view"]);
    assert!(snapshot.providers.known().unwrap().iter().any(|provider| provider.id == "purecloud" && provider.disabled));
    let unread: Vec<_> = evidence.unread.iter().map(|(piece, why)| format!("{piece:?}: {why}")).collect();
    assert_eq!(
        unread,
        ["SecretAge: the platform API shows no client's secret age", "ScopeEnforcement: the platform API shows the switch nowhere"]
    );
}
