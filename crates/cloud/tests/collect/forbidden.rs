use postern_catalog::Catalog;
use postern_cloud::{COLLECTED, Collected};
use postern_model::Snapshot;

use crate::{
    fake::{Fake, Reply, Size},
    read, why,
};

/// Every part that is unknown, with why, a line each.
fn unknown(snapshot: &Snapshot) -> Vec<String> {
    let evidence = snapshot.evidence.as_ref().unwrap();
    let parts = [
        ("divisions", why(&snapshot.divisions)),
        ("roles", why(&snapshot.roles)),
        ("grants", why(&snapshot.grants)),
        ("users", why(&snapshot.users)),
        ("groups", why(&snapshot.groups)),
        ("clients", why(&snapshot.clients)),
        ("providers", why(&snapshot.providers)),
        ("permissions", why(&evidence.permissions)),
        ("trustees", why(&evidence.trustees)),
        ("authorizations", why(&evidence.authorizations)),
        ("integrations", why(&evidence.integrations)),
        ("policies", why(&evidence.access_policies)),
        ("usage", why(&evidence.usage)),
        ("audits", why(&evidence.audits)),
    ];
    let facts = parts.into_iter().filter(|(_, why)| *why != "known").map(|(part, why)| format!("{part}: {why}"));
    let shown = |line: &String| !line.starts_with("SecretAge") && !line.starts_with("ScopeEnforcement");
    facts.chain(evidence.unread.iter().map(|(piece, why)| format!("{piece:?}: {why}")).filter(shown)).collect()
}

/// What is unknown when the operations of something collected are refused.
fn without(collected: &'static Collected) -> Vec<String> {
    let catalog = Catalog::builtin();
    let fake = Fake::new(Size::SMALL, move |asked| {
        let postern_catalog::Route::Found { operation, .. } = catalog.route(asked.method, asked.path) else { return None };
        let refused = collected.operations(catalog).any(|one| one.id == operation);
        refused.then(|| Reply::error(403, "missing.any.permissions", "Unable to perform the requested action."))
    });
    match read(&fake) {
        Ok(snapshot) => unknown(&snapshot),
        Err(fault) => vec![format!("nothing: {fault}")],
    }
}

#[test]
fn each_part_that_may_not_be_read_is_unknown_and_names_the_missing_permission() {
    let mut lines = Vec::new();
    for collected in COLLECTED {
        lines.push(format!("# {}", collected.what));
        lines.extend(without(collected));
    }
    let text = lines.join("\n") + "\n";
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/collect/forbidden.txt");
    if std::env::var_os("POSTERN_BLESS").is_some() {
        std::fs::write(file, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(file).unwrap(), text);
}

#[test]
fn the_bodys_own_words_go_before_the_catalogue() {
    let message = "Unable to perform the requested action. You must have at least one of the following permissions assigned: \
                   [oauth:client:authorize, oauth:client:view]";
    let fake = Fake::new(Size::SMALL, move |asked| {
        (asked.path == "/api/v2/oauth/authorizations").then(|| Reply::error(403, "missing.any.permissions", message))
    });
    let snapshot = read(&fake).unwrap();
    assert_eq!(
        why(&snapshot.evidence.unwrap().authorizations),
        "missing one of the permissions `oauth:client:authorize`, `oauth:client:view` \
         (GET /api/v2/oauth/authorizations answered 403 missing.any.permissions)"
    );
}

#[test]
fn a_scope_is_no_permission() {
    let fake = Fake::new(Size::SMALL, |asked| {
        (asked.path == "/api/v2/integrations")
            .then(|| Reply::error(403, "app.not.authorized.for.scope", "App not authorized to use scope [integrations]"))
    });
    let snapshot = read(&fake).unwrap();
    assert_eq!(
        why(&snapshot.evidence.unwrap().integrations),
        "GET /api/v2/integrations answered 403: app.not.authorized.for.scope: App not authorized to use scope [integrations]"
    );
}
