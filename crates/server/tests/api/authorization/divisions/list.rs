use postern_model::{Reach, Subject, SubjectKind};
use serde_json::json;

use crate::harness::{Caller, Local, Reply};

const PATH: &str = "/api/v2/authorization/divisions";

fn names(reply: &Reply) -> Vec<&str> {
    reply.body["entities"].as_array().unwrap().iter().map(|entity| entity["name"].as_str().unwrap()).collect()
}

async fn set(local: &Local, key: &'static str, value: &'static str) {
    local
        .running
        .change(|draft| {
            let mut profile = draft.profile().clone();
            profile.settings.set(key, value).unwrap();
            draft.put_profile(profile)
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn a_grant_in_all_divisions_shows_all_in_order_of_name() {
    let local = Local::start().await;
    local.division("south").await;
    local.division("North").await;
    let reply = local.admin.get(PATH).await;
    assert_eq!(names(&reply), ["Home", "North", "south"]);
    assert_eq!((&reply.body["total"], &reply.body["pageCount"]), (&json!(3), &json!(1)));
}

#[tokio::test]
async fn a_caller_sees_the_divisions_it_has_a_role_in_unless_lists_do_not_filter() {
    let local = Local::start().await;
    let north = local.division("North").await;
    local.division("South").await;
    let caller = local.caller(&["routing:queue:view"], Reach::Division(north)).await;
    assert_eq!(names(&caller.get(PATH).await), ["North"]);
    assert_eq!(names(&caller.get(&format!("{PATH}/query")).await), ["North"]);
    set(&local, "divisions.lists-filter", "no").await;
    assert_eq!(names(&caller.get(PATH).await), ["Home", "North", "South"]);
}

#[tokio::test]
async fn a_caller_without_any_role_sees_none() {
    let local = Local::start().await;
    let (id, secret) = local.client("empty", postern_model::GrantType::ClientCredentials).await;
    let caller = Caller::log_in(&local.running.url, &id.to_string(), &secret).await;
    assert!(names(&caller.get(PATH).await).is_empty());
    let role = local.role("any", &["routing:queue:view"]).await;
    let home = local.running.organization().home();
    local.grant(Subject { kind: SubjectKind::Client, id: id.uuid() }, role, Reach::Division(home)).await;
    assert_eq!(names(&caller.get(PATH).await), ["Home"]);
}

#[tokio::test]
async fn ids_and_a_part_of_the_name_narrow_the_list() {
    let local = Local::start().await;
    let (north, south) = (local.division("North").await, local.division("South").await);
    assert_eq!(names(&local.admin.get(&format!("{PATH}?id={north}&id={south}")).await), ["North", "South"]);
    assert_eq!(names(&local.admin.get(&format!("{PATH}?id={north},{south}&name=OUT")).await), ["South"]);
    assert!(names(&local.admin.get(&format!("{PATH}?id=%27%20OR%201=1--")).await).is_empty());
}

#[tokio::test]
async fn pages_end_with_an_empty_one() {
    let local = Local::start().await;
    local.division("North").await;
    let last = local.admin.get(&format!("{PATH}?pageSize=1&pageNumber=2&objectCount=false")).await;
    assert_eq!((names(&last), &last.body["pageCount"]), (vec!["North"], &json!(2)));
    assert!(names(&local.admin.get(&format!("{PATH}?pageSize=1&pageNumber=3")).await).is_empty());
}

#[tokio::test]
async fn objects_are_counted_when_asked_for() {
    let local = Local::start().await;
    let north = local.division("North").await;
    local.user("Ann", Some(north)).await;
    let reply = local.admin.get(&format!("{PATH}?objectCount=true&id={north}")).await;
    assert_eq!(reply.body["entities"][0]["objectCounts"], json!({ "USER": 1 }));
    assert!(local.admin.get(PATH).await.body["entities"][0].get("objectCounts").is_none());
}

#[tokio::test]
async fn an_unknown_sort_key_is_refused_with_the_known_ones() {
    let local = Local::start().await;
    assert_eq!(local.admin.get(&format!("{PATH}?sortBy=id")).await.outcome(), "200");
    let reply = local.admin.get(&format!("{PATH}?sortBy=colour")).await;
    assert_eq!(reply.outcome(), "400 invalid.query.param.value");
    assert_eq!(reply.message(), "Value [colour] is not valid for parameter [sortBy]. Allowable values are: name, id");
}
