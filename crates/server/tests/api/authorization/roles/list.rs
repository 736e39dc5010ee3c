use postern_model::{Reach, Subject, SubjectKind};
use serde_json::Value;

use crate::harness::{Caller, Local};

const ROLES: &str = "/api/v2/authorization/roles";

async fn names(caller: &Caller, query: &str) -> Vec<String> {
    let reply = caller.get(&format!("{ROLES}?pageSize=100&{query}")).await;
    assert_eq!(reply.outcome(), "200", "{query}");
    reply.body["entities"].as_array().into_iter().flatten().filter_map(|role| role["name"].as_str().map(str::to_owned)).collect()
}

#[tokio::test]
async fn the_shipped_roles_are_there_in_order_of_name() {
    let local = Local::start().await;
    let shipped = ["admin", "employee", "Master Admin", "People Admin", "Supervisor", "Trusted External User", "User"];
    assert_eq!(names(&local.admin, "").await, shipped);
    let page = local.admin.get(&format!("{ROLES}?pageSize=3&pageNumber=3")).await.body;
    let envelope = ["pageSize", "pageNumber", "total", "pageCount"].map(|name| page[name].as_u64().unwrap());
    assert_eq!((envelope, page["entities"].as_array().unwrap().len()), ([3, 3, 7, 3], 1));
    assert_eq!(local.admin.get(&format!("{ROLES}?pageNumber=9")).await.body["entities"], Value::Array(Vec::new()));
}

#[tokio::test]
async fn filters_narrow() {
    let local = Local::start().await;
    let (queues, scripts) =
        (local.role("Queue readers", &["routing:queue:view"]).await, local.role("Script readers", &["scripter:script:view"]).await);
    local
        .change(move |draft| {
            let role = draft.role(scripts).unwrap().clone();
            draft.put_role(postern_model::Role { permissions: vec!["group_creation".to_owned()], ..role })
        })
        .await;
    let custom = "name=READERS";
    let cases = [
        (custom.to_owned(), vec!["Queue readers", "Script readers"]),
        ("name=*queue*".to_owned(), vec!["Queue readers"]),
        (format!("id={queues},{scripts}"), vec!["Queue readers", "Script readers"]),
        (format!("id={queues}&id={scripts}&permission=scripter:script:view"), vec!["Script readers"]),
        ("id=nonsense".to_owned(), vec![]),
        ("defaultRoleId=admin,employee".to_owned(), vec!["admin", "employee"]),
        (format!("{custom}&permission=routing:queue:view"), vec!["Queue readers"]),
        (format!("{custom}&permission=routing:*:*"), vec!["Queue readers"]),
        (format!("{custom}&permission=group_creation&permission=routing:queue:view"), vec!["Queue readers", "Script readers"]),
        (format!("{custom}&permission=routing:queue:edit"), vec![]),
    ];
    for (query, expected) in cases {
        assert_eq!(names(&local.admin, &query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn roles_can_be_sorted_and_their_people_counted() {
    let local = Local::start().await;
    let role = local.role("zzz", &[]).await;
    for person in ["Ada", "Bob"] {
        let subject = Subject { kind: SubjectKind::User, id: local.user(person, None).await.uuid() };
        local.grant(subject, role, Reach::All).await;
    }
    let (client, _) = local.client("no person", postern_model::GrantType::ClientCredentials).await;
    local.grant(Subject { kind: SubjectKind::Client, id: client.uuid() }, role, Reach::All).await;
    assert_eq!(names(&local.admin, "sortBy=userCount").await.last().unwrap(), "zzz");
    let counted = local.admin.get(&format!("{ROLES}?name=zzz")).await;
    assert_eq!(counted.body["entities"][0]["userCount"], 2);
    let bare = local.admin.get(&format!("{ROLES}?name=zzz&userCount=false")).await;
    assert_eq!(bare.body["entities"][0].get("userCount"), None);
    let refused = local.admin.get(&format!("{ROLES}?sortBy=colour")).await;
    let text = "Value [colour] is not valid for parameter [sortBy]. Allowable values are: name, id, description, userCount";
    assert_eq!((refused.outcome().as_str(), refused.message()), ("400 invalid.query.param.value", text));
}

#[tokio::test]
async fn more_than_a_hundred_ids_are_refused() {
    let local = Local::start().await;
    let ids = vec!["00000000-0000-4000-8000-000000000000"; 101].join(",");
    let refused = local.admin.get(&format!("{ROLES}?id={ids}")).await;
    assert_eq!(
        (refused.outcome().as_str(), refused.message()),
        ("400 max.role.ids", "at most 100 role ids can be asked for at once; 101 were")
    );
}
