use postern_catalog::Catalog;
use postern_model::{Entropy, Reach, Subject, SubjectKind, Timestamp};
use postern_org::{Circumstances, Draft, Organization, change::whole::ClientSecret, fresh, password};
use serde_json::json;
use uuid::Uuid;

use crate::{Seed, report};

const NOW: Timestamp = Timestamp(1_795_000_000_000);
const EXAMPLE: &str = include_str!("../../../examples/seed/quay.toml");

/// What is said of a text with mistakes.
fn said(text: &str) -> String {
    let problems = Seed::read(Catalog::builtin(), text).and_then(|seed| seed.rehearse(Catalog::builtin(), NOW)).unwrap_err();
    report("seed.toml", text, &problems)
}

fn sown(text: &str) -> (Organization, Vec<ClientSecret>) {
    let seed = Seed::read(Catalog::builtin(), text).unwrap_or_else(|problems| panic!("{}", report("seed.toml", text, &problems)));
    let founding = seed.founding(Uuid::from_u128(1));
    let empty = Organization::empty(fresh::profile(&founding)).unwrap();
    let circumstances = Circumstances { now: NOW, entropy: Entropy::from_seed([1; 32]), pepper: [7; 32], actor: None };
    let mut draft = Draft::new(&empty, Catalog::builtin(), circumstances);
    fresh::found(&mut draft, &founding.email_domain).unwrap();
    let secrets = seed.sow(&mut draft).unwrap_or_else(|problem| panic!("{}", report("seed.toml", text, &[problem])));
    (draft.finish().0, secrets)
}

#[test]
fn the_example_makes_what_it_says() {
    let (organization, secrets) = sown(EXAMPLE);
    assert_eq!(organization.profile().name, "Quay Insurance");
    assert_eq!(organization.profile().settings.rate_requests_per_minute, 0);
    let division = |name: &str| organization.divisions().find(|division| division.name == name).unwrap().id;
    let mira = organization.user_with_email("mira.holt@quay.example").unwrap();
    let jon = organization.user_with_email("jon.abel@quay.example").unwrap();
    assert_eq!((mira.division, jon.manager), (division("Claims"), Some(mira.id)));
    assert!(password::matches(&organization.password(mira.id).unwrap().hash, "Quay-Insurance-1"));
    assert!(organization.password(jon.id).is_none());
    let holds = |subject: Subject, permission: &str, place: &str| {
        organization.holds_in(subject, Catalog::builtin().permission_id(permission).unwrap(), division(place))
    };
    let (mira, jon) = (person(mira.id.uuid()), person(jon.id.uuid()));
    assert!(holds(mira, "analytics:conversationDetail:view", "Claims"), "through the group");
    assert!(!holds(mira, "analytics:conversationDetail:view", "Sales"));
    assert!(holds(jon, "analytics:conversationDetail:view", "Home"), "a role without a division is held at home");
    assert!(holds(jon, "routing:queue:view", "Claims") && !holds(jon, "analytics:conversationDetail:view", "Claims"));
    assert_eq!(organization.provider("okta").unwrap().other["relyingPartyIdentifier"], "urn:quay:genesys");

    let [queue] = &organization.resources().list("/routing/queues").collect::<Vec<_>>()[..] else { panic!("one queue") };
    assert_eq!((queue.name(), &queue.entity["division"]["id"]), (Some("Claims"), &json!(division("Claims"))));
    assert_eq!(organization.resources().list("/routing/skills").count(), 1);

    assert_eq!(secrets.iter().map(|secret| secret.name.as_str()).collect::<Vec<_>>(), ["Terraform pipeline", "Claims desktop"]);
    let pipeline = organization.client(secrets[0].client_id).unwrap();
    assert!(pipeline.secret_matches(&[7; 32], &secrets[0].client_secret));
    assert_eq!(pipeline.token_seconds, 3600);
    let [grant] = &organization.grants(pipeline.id.uuid()).unwrap().grants[..] else { panic!("one role") };
    assert_eq!(grant.division, Reach::All);
}

fn person(id: Uuid) -> Subject {
    Subject { kind: SubjectKind::User, id }
}

#[test]
fn an_empty_seed_is_a_fresh_organization() {
    let (organization, secrets) = sown("");
    assert_eq!((organization.profile().name.as_str(), secrets.len()), ("Local organization", 0));
    assert_eq!((organization.users().count(), organization.clients().count()), (1, 1));
}

#[test]
fn every_mistake_is_told_with_its_place_and_what_to_do() {
    let text = include_str!("tests/mistakes.toml");
    let expected = include_str!("tests/mistakes.txt");
    assert_eq!(said(text), expected);
}

#[test]
fn a_text_that_is_no_toml_says_where() {
    let expected = "error: not TOML: ";
    let said = said("[[person]\nname = 1\n");
    assert!(said.starts_with(expected) && said.contains("--> seed.toml:1:"), "{said}");
}

#[test]
fn what_the_organization_refuses_is_told_at_the_thing_it_refuses() {
    let cases = [
        (
            "[[person]]\nname = \"Mira\"\nemail = \"mira@quay.example\"\npassword = \"short\"\n",
            "error: the password must have at least 8 characters\n --> seed.toml:3:9\n  |\n3 | email = \"mira@quay.example\"\n  |         ^^^^^^^^^^^^^^^^^^^\n\n",
        ),
        (
            "[[client]]\nname = \"ci\"\n",
            "error: a client with the grant CLIENT-CREDENTIALS needs `roleDivisions`\n --> seed.toml:2:8\n  |\n2 | name = \"ci\"\n  |        ^^^^\n\n",
        ),
        (
            "[[provider]]\nkind = \"purecloud\"\nrecord = { disabled = true }\n",
            "error: the platform's own login cannot be disabled: no other identity provider is enabled, so nobody could sign in\n --> seed.toml:2:8\n  |\n2 | kind = \"purecloud\"\n  |        ^^^^^^^^^^^\n\n",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(said(text), expected);
    }
}

#[test]
fn no_message_shows_a_password() {
    let text = "[[person]]\nname = \"Mira\"\nemail = \"mira@quay.example\"\npassword = [\"Secret-Word-1\"]\n";
    let said = said(text);
    assert!(said.contains("seed.toml:4:12") && !said.contains("Secret-Word-1"), "{said}");
    let seed = Seed::read(Catalog::builtin(), EXAMPLE).unwrap();
    assert_eq!(format!("{seed:?}"), "Seed(`Quay Insurance`)");
}

#[test]
fn a_number_that_json_cannot_hold_is_a_mistake() {
    for number in ["inf", "-inf", "nan", "1e999"] {
        let text = format!("[[resource]]\nat = \"/api/v2/routing/skills\"\nbody = {{ name = {number} }}\n");
        let said = said(&text);
        assert!(said.contains(&format!("the number `{number}` cannot be kept")) && said.contains("seed.toml:3:"), "{said}");
    }
}

#[test]
fn who_joins_groups_is_written_as_an_edit_of_the_api_is() {
    let text = "[[group]]\nname = \"A\"\n[[person]]\nname = \"Mira\"\nemail = \"mira@quay.example\"\ngroups = [\"A\"]\n";
    let (organization, _) = sown(text);
    let mira = organization.user_with_email("mira@quay.example").unwrap();
    assert_eq!((mira.groups.len(), mira.version), (1, 2));
    let own = "[[person]]\nname = \"Mira\"\nemail = \"mira@quay.example\"\nmanager = \"mira@quay.example\"\n";
    assert!(said(own).contains("nobody can be their own manager"));
}
