//! Each kind of change: how it is read, what it does, what leads back.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

use std::collections::BTreeMap;

use postern_catalog::Catalog;
use postern_decide::{Target, Verdict, rights};
use postern_model::{GrantType, Subject, SubjectKind, UserState, evidence::Piece};
use postern_org::Organization;
use postern_rehearse::{
    Change, Difference, Inputs, Report, Step, apply, file, rehearse, report::FailOn, report::Outcome, survivors::Expected, undo,
};
use postern_testkit::{
    build,
    sample::{self, NOW, bank},
};

fn steps(text: &str) -> Vec<Step> {
    file::read(text).unwrap_or_else(|problems| panic!("{}", file::report("changes.toml", text, &problems)))
}

fn rehearsed(organization: &Organization, text: &str) -> Report {
    rehearsed_with(organization, text, Some(&["harbourbank.example".to_owned()]))
}

/// A rehearsal in which the identity provider is said to know `domains`.
fn rehearsed_with(organization: &Organization, text: &str, domains: Option<&[String]>) -> Report {
    let (steps, workloads) = (steps(text), BTreeMap::new());
    rehearse(&Inputs {
        catalog: Catalog::builtin(),
        organization,
        now: NOW,
        steps: &steps,
        left_out: &[],
        workloads: &workloads,
        networks: &BTreeMap::new(),
        domains,
        expected: Expected::default(),
        break_glass: &[],
    })
    .unwrap_or_else(|refused| panic!("{refused}"))
}

/// Every kind of change, as it is written. Those that what they change does not come back from are marked.
const KINDS: &[(&str, bool)] = &[
    (r#"do = "add-member", group = "Fire Wardens", person = "alice.fenn@harbourbank.example""#, true),
    (r#"do = "remove-member", group = "Integration Accounts", person = "svc.callback@harbourbank.example""#, true),
    (r#"do = "grant", client = "Legacy CRM sync", role = "admin", division = "Collections""#, true),
    (r#"do = "strip", group = "Platform Administrators", role = "Master Admin""#, true),
    (r#"do = "edit-role", role = "employee", add = ["routing:queue:*"], remove = ["directory:user:view"]"#, true),
    (r#"do = "delete-role", role = "Reporting Reader""#, false),
    (r#"do = "delete-group", group = "Integration Accounts""#, false),
    (r#"do = "delete-division", division = "Collections""#, false),
    (r#"do = "deactivate-person", person = "ada.quayle@harbourbank.example""#, true),
    (r#"do = "activate-person", person = "gregor.lindt@harbourbank.example""#, true),
    (r#"do = "delete-person", person = "ada.quayle@harbourbank.example""#, false),
    (r#"do = "disable-client", client = "Terraform pipeline""#, false),
    (r#"do = "deactivate-client", client = "Terraform pipeline""#, true),
    (r#"do = "delete-client", client = "Terraform pipeline""#, true),
    (r#"do = "rotate-secret", client = "Terraform pipeline""#, false),
    (r#"do = "move", person = "alice.fenn@harbourbank.example", division = "Collections""#, true),
    (r#"do = "enforce-scopes", on = true"#, true),
    (r#"do = "set-ip-allowlist", networks = ["203.0.113.0/24"]"#, true),
    (r#"do = "sso-only", on = true, provider = "okta""#, true),
    (r#"do = "set", setting = "permissions.admin-overrides-all", value = "yes""#, true),
    (r#"do = "add-division", division = "Mortgages""#, true),
    (r#"do = "add-role", role = "Listener", permissions = ["routing:queue:view", "analytics:*:view"]"#, true),
    (r#"do = "add-group", group = "Night shift""#, true),
    (r#"do = "inherit-roles", group = "Integration Accounts", on = false"#, true),
    (r#"do = "add-person", person = "new.hire@harbourbank.example", division = "Collections""#, true),
    (r#"do = "add-client", client = "Ledger", roles = ["Reporting Reader in Collections", "employee in *"]"#, true),
    (r#"do = "add-provider", provider = "adfs""#, true),
    (r#"do = "delete-provider", provider = "okta""#, false),
    (r#"do = "second-factor", on = true"#, true),
    (r#"do = "idle-timeout", seconds = 3600"#, true),
    (r#"do = "move-date", to = "2027-04-01""#, true),
];

fn file_of(kind: &str) -> String {
    format!("change = [{{ {kind} }}]")
}

/// What counts of an organization: who may do what, who is there, who comes in. Versions and dates do not.
fn access(organization: &Organization) -> String {
    let mut lines: Vec<String> = Vec::new();
    // Nobody can be deleted more than softly.
    let there = organization.users_even_deleted().filter(|user| user.state != UserState::Deleted);
    lines.extend(there.map(|user| {
        let mut groups: Vec<String> = user.groups.iter().map(ToString::to_string).collect();
        groups.sort();
        format!("{} {:?} {} {groups:?}", user.email, user.state, user.division)
    }));
    lines.extend(organization.clients().map(|client| format!("{} {:?} {:?}", client.id, client.state, client.date_to_delete)));
    lines.extend(organization.divisions().map(|division| format!("{} {}", division.id, division.name)));
    lines.extend(organization.groups().map(|group| format!("{} {}", group.id, group.roles_enabled)));
    lines.extend(organization.providers().map(|provider| format!("{} {}", provider.id, provider.disabled)));
    lines.extend(organization.profile().settings.iter().map(|(row, value)| format!("{} {value}", row.key)));
    lines.extend(organization.roles().map(|role| format!("{} {}", role.name, role.effective.len())));
    let (asked, idle) = (organization.profile().authentication.multifactor_authentication_required, &organization.profile().idle);
    lines.push(format!("{asked} {:?}", idle.enable_idle_token_timeout.then_some(idle.idle_token_timeout_seconds)));
    lines.push(format!("{:?} {}", organization.profile().authentication.ip_address_allowlist, organization.is_sso_only()));
    lines.retain(|line| line != "purecloud false");
    lines.sort();
    lines.join("\n")
}

#[test]
fn what_undoes_a_change_leads_back() {
    let (catalog, before) = (Catalog::builtin(), bank());
    for (kind, back) in KINDS {
        let after = apply(catalog, &before, &steps(&file_of(kind)), NOW).unwrap_or_else(|refused| panic!("{refused}"));
        let undo = undo(catalog, &before, &after.organization);
        assert_eq!(undo.cannot.is_empty(), *back, "{kind}: {:?}", undo.cannot);
        let moved = kind.contains("move-date");
        assert_eq!(undo.changes.is_empty() && undo.cannot.is_empty(), moved, "{kind}");
        if undo.changes.is_empty() {
            continue;
        }
        // As a file that is read again.
        let again = apply(catalog, &after.organization, &steps(&undo.file()), NOW).unwrap_or_else(|refused| panic!("{kind}: {refused}"));
        if *back || kind.contains("delete-division") || kind.contains("delete-person") || kind.contains("disable-client") {
            assert_eq!(access(&again.organization), access(&before), "{kind}");
            assert!(Difference::between(catalog, &before, &again.organization).is_empty(), "{kind}");
        }
    }
}

#[test]
fn every_change_that_can_be_written_is_tried_here_or_undoes_one() {
    let written: Vec<&str> = KINDS.iter().filter_map(|(kind, _)| kind.split('"').nth(1)).collect();
    let backwards = ["restore-division", "restore-person", "activate-client", "disable-provider", "enable-provider"];
    for name in ["add-member", "remove-member", "grant", "strip", "edit-role", "delete-role", "rotate-secret"] {
        assert!(written.contains(&name));
    }
    let help = file::read("[[change]]\ndo = \"qqqqqqqqqqqqq\"").unwrap_err().remove(0).help.unwrap();
    for name in help.trim_start_matches("use one of ").split(", ") {
        assert!(written.contains(&name) || backwards.contains(&name), "{name} is not tried");
    }
}

/// The difference of each kind of change, against `rights` on a sample of operations.
#[test]
fn after_each_kind_of_change_the_difference_is_what_rights_says() {
    let (catalog, before) = (Catalog::builtin(), bank());
    for (at, (kind, _)) in KINDS.iter().enumerate() {
        let after = apply(catalog, &before, &steps(&file_of(kind)), NOW).unwrap().organization;
        let difference = Difference::between(catalog, &before, &after);
        for (number, subject) in (0_u32..).zip(&difference.subjects) {
            let groups: Vec<_> = difference.groups.iter().filter(|group| group.subjects.contains(&number)).collect();
            for operation in catalog.operations().iter().skip(at).step_by(211) {
                for place in difference.divisions.iter().copied().map(Some).chain([None]) {
                    let target = || place.map_or(Target::None, Target::One);
                    let allowed =
                        |organization| rights(catalog, organization, *subject, operation, target(), NOW).verdict == Verdict::Allow;
                    let here = groups.iter().filter(|group| place.map_or(group.places.undivided, |id| group.places.divisions.contains(id)));
                    let told = here.fold((false, false), |(lost, gained), group| {
                        let has = |rights: postern_rehearse::matrix::Rights| rights.operations.contains(&operation.id);
                        (lost || has(difference.lost(group)), gained || has(difference.gained(group)))
                    });
                    let (was, is) = (allowed(&before), allowed(&after));
                    assert_eq!(told, (was && !is, is && !was), "{kind}: {subject:?} {} {place:?}", operation.name);
                }
            }
        }
    }
}

#[test]
fn mistakes_are_told_with_their_places() {
    let text = "[[change]]\ndo = \"remove-membre\"\n\n[[change]]\ndo = \"grant\"\nrole = 5\ndivison = \"Home\"\n\n[[changes]]\n";
    let problems =
        file::read("[[change]]\ndo = \"remove-membre\"\n\n[[change]]\ndo = \"grant\"\nrole = 5\ndivison = \"Home\"\n").unwrap_err();
    let expected = "\
error: `remove-membre` is no change that can be rehearsed
 --> changes.toml:2:6
  |
2 | do = \"remove-membre\"
  |      ^^^^^^^^^^^^^^^
help: did you mean `remove-member` or `rotate-secret` or `restore-person`?
";
    let shown = file::report("changes.toml", text, &problems);
    assert!(shown.starts_with(expected.lines().take(5).collect::<Vec<_>>().join("\n").as_str()), "{shown}");
    for part in [
        "did you mean `remove-member`",
        "`role` must be a text",
        "changes.toml:6:8",
        "`grant` has no key `divison`",
        "did you mean `division`?",
        "`grant` needs the key `division`",
        "`grant` is about one of person, group, client",
    ] {
        assert!(shown.contains(part), "{part} is not in:\n{shown}");
    }
    let json = "{\n  \"change\": [\n    { \"do\": \"delete-role\", \"role\": 7 }\n  ]\n}";
    let shown = file::report("changes.json", json, &file::read(json).unwrap_err());
    assert!(shown.contains("`role` must be a text") && shown.contains("changes.json:3:36"), "{shown}");
    assert!(file::read("{").is_err() && file::read("change = 3").is_err() && file::read("").is_err());
}

#[test]
fn a_change_that_cannot_be_made_is_refused_with_its_number_and_a_suggestion() {
    let (catalog, before) = (Catalog::builtin(), bank());
    let two = "[[change]]\ndo = \"enforce-scopes\"\non = true\n\n[[change]]\ndo = \"delete-group\"\ngroup = \"Integration Acounts\"\n";
    let refused = apply(catalog, &before, &steps(two), NOW).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "change 2, line 5 cannot be made: the group `Integration Acounts` is deleted: the organization has no group `Integration Acounts`"
    );
    assert!(refused.help.unwrap().starts_with("did you mean `Integration Accounts`"));
    let last = "[[change]]\ndo = \"sso-only\"\non = true\nprovider = \"okta\"\n\n[[change]]\ndo = \"disable-provider\"\nprovider = \"generic\"\n\n\
                [[change]]\ndo = \"disable-provider\"\nprovider = \"okta\"\n";
    let refused = apply(catalog, &before, &steps(last), NOW).unwrap_err().to_string();
    assert!(refused.contains("change 3") && refused.contains("the last enabled identity provider"), "{refused}");
}

#[test]
fn the_lock_down_shuts_out_who_the_provider_does_not_know_and_ends_the_password_grant() {
    let report = rehearsed(&bank(), "change = [{ do = \"sso-only\", on = true, provider = \"okta\" }]");
    let out: Vec<&str> = report.sign_in.shut_out.iter().map(|moved| moved.name.as_str()).collect();
    assert_eq!(out, ["Vera Lund"]);
    let stopped: Vec<(&str, &str)> = report.sign_in.stopped.iter().map(|client| (client.name.as_str(), client.code.as_str())).collect();
    assert_eq!(stopped, [("Branch kiosk", "sign-in.sso-only")]);
    assert_eq!(report.answers.lost + report.answers.gained, 0, "rights are not touched");
    assert_eq!(report.outcome(&[FailOn::LockOut, FailOn::NewAdmin]), Outcome::Clear, "{:?}", report.survivors);
    assert!(matches!(report.outcome(&[FailOn::LostSignIn]), Outcome::Stop(_)));
}

#[test]
fn the_last_administrators_are_missed() {
    let before = bank();
    let mut text = String::new();
    for user in before.users() {
        let subject = Subject { kind: SubjectKind::User, id: user.id.uuid() };
        let operation = Catalog::builtin().operation_named("put_authorization_role").unwrap();
        if user.state == UserState::Active
            && rights(Catalog::builtin(), &before, subject, operation, Target::None, NOW).verdict == Verdict::Allow
        {
            text += &format!("[[change]]\ndo = \"deactivate-person\"\nperson = \"{}\"\n", user.email);
        }
    }
    let report = rehearsed(&before, &text);
    assert!(report.survivors_before.people.len() >= 2 && report.survivors.people.is_empty());
    let Outcome::Stop(lines) = report.outcome(&[FailOn::LockOut]) else { panic!("not stopped") };
    assert_eq!(lines, ["lock-out: 0 of 2 people can administer authorization and come in"]);
}

#[test]
fn who_newly_could_give_themselves_more_is_named() {
    let report = rehearsed(&bank(), &file_of(r#"do = "grant", client = "Statement reporting", role = "Master Admin", division = "*""#));
    assert_eq!(report.new_admins.iter().map(|new| new.who.name.as_str()).collect::<Vec<_>>(), ["Statement reporting"]);
    assert!(matches!(report.outcome(&[FailOn::NewAdmin]), Outcome::Stop(_)));
}

fn new_admins(report: &Report) -> Vec<&str> {
    report.new_admins.iter().map(|new| new.who.name.as_str()).collect()
}

#[test]
fn an_administrator_who_is_switched_on_again_is_new() {
    let (ada, pipeline) = ("person = \"ada.quayle@harbourbank.example\"", "client = \"Terraform pipeline\"");
    let both = |verb: &str| format!("change = [{{ do = \"{verb}-person\", {ada} }}, {{ do = \"{verb}-client\", {pipeline} }}]");
    let off = apply(Catalog::builtin(), &bank(), &steps(&both("deactivate")), NOW).unwrap().organization;
    let on = both("activate");
    assert_eq!(new_admins(&rehearsed(&off, &on)), ["Ada Quayle <ada.quayle@harbourbank.example>", "Terraform pipeline"]);
    assert!(new_admins(&rehearsed(&bank(), &on)).is_empty(), "who is on stays on");
}

#[test]
fn setting_passwords_is_an_administrators_right_while_they_let_people_in() {
    let edit = |organization: &Organization| {
        let role = "do = \"edit-role\", role = \"Reporting Reader\", add = [\"directory:user:setPassword\"]";
        new_admins(&rehearsed(organization, &file_of(role))).len()
    };
    let locked = apply(Catalog::builtin(), &bank(), &[Change::lock_down("okta").into()], NOW).unwrap().organization;
    assert_eq!((edit(&bank()), edit(&locked)), (3, 0), "three clients hold the role");
}

#[test]
fn what_could_not_be_read_is_never_clear() {
    let mut snapshot = bank().snapshot(NOW);
    snapshot.grants = postern_model::Fact::Unknown("authorization:grant:view is missing".to_owned());
    let organization = Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap();
    let report = rehearsed(&organization, "change = [{ do = \"enforce-scopes\", on = true }]");
    for what in [FailOn::NewAdmin, FailOn::LockOut, FailOn::LostWorkload] {
        let Outcome::Unknown(lines) = report.outcome(&[what]) else { panic!("{what:?} is not unknown") };
        assert!(what == FailOn::LostWorkload || lines[0].contains("authorization:grant:view is missing"), "{lines:?}");
    }
}

/// The bank, without its authentication settings.
fn unread_settings() -> Organization {
    let mut snapshot = bank().snapshot(NOW);
    let mut evidence = sample::evidence();
    evidence.unread.insert(Piece::Authentication, "403".to_owned());
    snapshot.evidence = Some(evidence);
    Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap()
}

#[test]
fn what_a_lock_down_ends_is_told_though_the_settings_could_not_be_read() {
    let lockdown = r#"change = [{ do = "sso-only", on = true, provider = "okta" }]"#;
    let stopped = |organization: &Organization| rehearsed(organization, lockdown).sign_in.stopped.len();
    assert_eq!((stopped(&bank()), stopped(&unread_settings())), (1, 1));
    let nothing = r#"change = [{ do = "set", setting = "permissions.admin-overrides-all", value = "yes" }]"#;
    let told = rehearsed(&unread_settings(), nothing).sign_in;
    let note = "gets tokens cannot be told: authentication settings could not be read: 403";
    assert!(told.stopped.is_empty() && told.notes.iter().any(|told| told.ends_with(note)), "{:?}", told.notes);
    assert!(!rehearsed(&bank(), nothing).sign_in.notes.iter().any(|told| told.contains("cannot be told")));
}

#[test]
fn names_of_the_organization_become_no_markup() {
    let mut draft = sample::fresh();
    build::client(&mut draft, "a | b\n# <script>", GrantType::ClientCredentials);
    let organization = draft.finish().0;
    let report = rehearsed(&organization, &file_of(r#"do = "rotate-secret", client = "a | b\n# <script>""#));
    let page = report.markdown();
    assert!(!page.contains("\n# <") && !page.contains("a | b"), "{page}");
    assert!(!report.text().is_empty());
}

/// The bank with a snapshot edited as JSON.
fn edited(edit: impl FnOnce(&mut serde_json::Value)) -> Organization {
    let mut snapshot = serde_json::to_value(bank().snapshot(NOW)).unwrap();
    edit(&mut snapshot);
    Organization::from_snapshot(Catalog::builtin(), serde_json::from_value(snapshot).unwrap()).unwrap()
}

fn is_unknown(report: &Report, what: FailOn) -> bool {
    matches!(report.outcome(&[what]), Outcome::Unknown(_))
}

const LOCK: &str = "change = [{ do = \"sso-only\", on = true, provider = \"okta\" }]";

#[test]
fn whoever_loses_the_way_by_which_they_came_in_is_at_risk_unless_the_other_is_certain() {
    let blind = |text: &str| is_unknown(&rehearsed_with(&bank(), text, None), FailOn::LostSignIn);
    assert!(blind(&file_of("do = \"disable-provider\", provider = \"okta\"")), "a provider that people came through is gone");
    let again = "change = [{ do = \"delete-provider\", provider = \"okta\" }, { do = \"add-provider\", provider = \"okta\" }]";
    assert!(blind(again), "another record is another provider");
    let nobody_signed_in = edited(|snapshot| {
        for user in snapshot["users"]["known"].as_array_mut().unwrap() {
            ["lastLogin", "lastToken"].into_iter().for_each(|key| drop(user.as_object_mut().unwrap().remove(key)));
        }
    });
    assert!(is_unknown(&rehearsed_with(&nobody_signed_in, LOCK, None), FailOn::LostSignIn), "nothing says that the provider knows them");
}

#[test]
fn a_password_with_a_second_factor_is_a_way_in() {
    let second = edited(|snapshot| snapshot["organization"]["authentication"]["multifactorAuthenticationRequired"] = true.into());
    let report = rehearsed(&second, LOCK);
    assert_eq!(report.sign_in.shut_out.iter().map(|moved| moved.name.as_str()).collect::<Vec<_>>(), ["Vera Lund"]);
}

#[test]
fn a_new_secret_stops_a_program_until_it_has_it() {
    let rotate = file_of("do = \"rotate-secret\", client = \"Terraform pipeline\"");
    let report = rehearsed(&bank(), &rotate);
    assert_eq!(report.survivors.machines_perhaps, ["Terraform pipeline (once it has its new secret)"]);
}

#[test]
fn ways_to_more_that_are_not_grants_of_roles() {
    let names = |organization: &Organization, text: &str| new_admins(&rehearsed(organization, text)).join(", ");
    let edit = |permission: &str| file_of(&format!("do = \"edit-role\", role = \"Reporting Reader\", add = [\"{permission}\"]"));
    assert_eq!(new_admins(&rehearsed(&bank(), &edit("directory:group:edit"))).len(), 3, "groups hand out administrators' roles");
    let setter = apply(Catalog::builtin(), &bank(), &steps(&edit("directory:user:setPassword")), NOW).unwrap().organization;
    let locked = apply(Catalog::builtin(), &setter, &steps(LOCK), NOW).unwrap().organization;
    assert!(names(&locked, "change = [{ do = \"sso-only\", on = false }]").contains("Statement reporting"));
    assert!(is_unknown(&rehearsed(&bank(), &edit("admin")), FailOn::NewAdmin), "nobody says how far `admin` goes");
    let trustee = edited(|snapshot| {
        let role = bank().role_named("Reporting Reader").unwrap().id;
        let grant = serde_json::json!({ "role": role, "division": "*", "since": NOW });
        let subject = serde_json::json!({ "kind": "PC_TRUSTEE_USER", "id": "5f0c9a0e-1111-4222-8333-444455556666" });
        let held = snapshot["grants"]["known"].as_array_mut().unwrap();
        let mut row = held[0].clone();
        row["subject"] = subject;
        let mut given = row["grants"][0].clone();
        given
            .as_object_mut()
            .unwrap()
            .extend(grant.as_object().unwrap().iter().filter(|(key, _)| *key != "since").map(|(key, value)| (key.clone(), value.clone())));
        row["grants"] = serde_json::json!([given]);
        held.push(row);
    });
    assert!(is_unknown(&rehearsed(&trustee, &edit("routing:queue:add")), FailOn::NewAdmin), "trustees are not compared");
    assert_eq!(rehearsed(&bank(), &edit("routing:queue:add")).outcome(&[FailOn::NewAdmin]), Outcome::Clear);
}
