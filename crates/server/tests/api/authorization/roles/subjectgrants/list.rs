use postern_model::{Group, Id, Reach, Subject, SubjectKind};
use serde_json::{Value, json};

use crate::harness::{Local, options};

const ROLES: &str = "/api/v2/authorization/roles";

#[tokio::test]
async fn people_groups_and_clients_are_listed_with_their_divisions() {
    let local = Local::start().await;
    let (role, east) = (local.role("given", &[]).await, local.division("East").await);
    let (ada, (client, _)) = (local.user("Ada", None).await, local.client("ci", postern_model::GrantType::ClientCredentials).await);
    local.grant(Subject { kind: SubjectKind::User, id: ada.uuid() }, role, Reach::Division(east)).await;
    local.grant(Subject { kind: SubjectKind::Client, id: client.uuid() }, role, Reach::All).await;
    let reply = local.admin.get(&format!("{ROLES}/{role}/subjectgrants")).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["total"]), ("200", &json!(2)));
    let entity = |id: String| reply.body["entities"].as_array().unwrap().iter().find(|entity| entity["id"] == id.as_str()).unwrap().clone();
    let division = json!({ "id": east, "name": "East", "selfUri": format!("/api/v2/authorization/divisions/{east}") });
    let person = json!({ "id": ada, "name": "Ada", "divisions": [division], "type": "PC_USER", "selfUri": format!("/api/v2/users/{ada}") });
    assert_eq!(entity(ada.to_string()), person);
    let everywhere = json!([{ "id": "*", "name": "", "selfUri": "/api/v2/authorization/divisions/*" }]);
    assert_eq!(entity(client.to_string())["divisions"], everywhere);
    assert_eq!(entity(client.to_string())["type"], "PC_OAUTH_CLIENT");
}

#[tokio::test]
async fn grants_of_a_subject_that_is_gone_are_not_listed() {
    let local = Local::start().await;
    let role = local.role("given", &[]).await;
    local.grant(Subject { kind: SubjectKind::Group, id: Id::<Group>::new(role.uuid()).uuid() }, role, Reach::All).await;
    assert_eq!(local.admin.get(&format!("{ROLES}/{role}/subjectgrants")).await.body["entities"], json!([]));
}

#[tokio::test]
async fn grants_in_divisions_of_others_are_left_out_unless_lists_do_not_filter() {
    for (filter, seen) in [("yes", 1), ("no", 2)] {
        let mut options = options();
        options.settings.push(("divisions.lists-filter".to_owned(), filter.to_owned()));
        let local = Local::start_with(options).await;
        let (role, east, west) = (local.role("given", &[]).await, local.division("East").await, local.division("West").await);
        for (person, division) in [("Ada", east), ("Bob", west)] {
            let subject = Subject { kind: SubjectKind::User, id: local.user(person, None).await.uuid() };
            local.grant(subject, role, Reach::Division(division)).await;
        }
        let caller = local.caller(&["authorization:role:view"], Reach::Division(east)).await;
        let reply = caller.get(&format!("{ROLES}/{role}/subjectgrants")).await;
        let names: Vec<&Value> = reply.body["entities"].as_array().unwrap().iter().map(|entity| &entity["name"]).collect();
        assert_eq!((names.len(), names.contains(&&json!("Ada"))), (seen, true));
    }
}
