use postern_model::{Id, User, UserState};
use serde_json::json;

use super::{made, names};
use crate::harness::{Local, options};

#[tokio::test]
async fn people_are_listed_by_name_page_after_page_until_an_empty_one() {
    let local = Local::start().await;
    for name in ["Cleo", "ada", "Bert"] {
        local.user(name, None).await;
    }
    let page = local.admin.get("/api/v2/users?pageSize=3").await;
    assert_eq!(names(&page.body["entities"]), ["ada", "Administrator", "Bert"]);
    let of = |name: &str| page.body[name].clone();
    assert_eq!([of("total"), of("pageCount"), of("pageSize"), of("pageNumber")], [json!(4), json!(2), json!(3), json!(1)]);
    assert_eq!(of("nextUri"), "/api/v2/users?pageSize=3&pageNumber=2");
    assert_eq!(names(&local.admin.get("/api/v2/users?pageSize=3&pageNumber=2").await.body["entities"]), ["Cleo"]);
    let past = local.admin.get("/api/v2/users?pageSize=3&pageNumber=3").await;
    assert_eq!((past.outcome().as_str(), &past.body["entities"], &past.body["total"]), ("200", &json!([]), &json!(4)));
    let down = local.admin.get("/api/v2/users?sortOrder=descending").await;
    assert_eq!(names(&down.body["entities"]), ["Cleo", "Bert", "Administrator", "ada"]);
    assert_eq!(names(&local.admin.get("/api/v2/users?sortOrder=ASC&pageSize=1").await.body["entities"]), ["ada"]);
}

#[tokio::test]
async fn the_state_is_active_unless_another_is_asked_for() {
    let local = Local::start().await;
    for (name, state) in [("Ada", "inactive"), ("Bert", "deleted"), ("Cleo", "active")] {
        let user = made(&local, name).await;
        let path = format!("{}/state", super::at(&user));
        assert_eq!(local.admin.put(&path, json!({ "state": state })).await.outcome(), "200");
    }
    let listed = async |query: &str| {
        let reply = local.admin.get(&format!("/api/v2/users?{query}")).await;
        (names(&reply.body["entities"]).join(" "), reply.body["total"].as_u64().unwrap())
    };
    assert_eq!(listed("").await, ("Administrator Cleo".to_owned(), 2));
    assert_eq!(listed("state=inactive").await, ("Ada".to_owned(), 1));
    assert_eq!(listed("state=deleted").await, ("Bert".to_owned(), 1));
    assert_eq!(listed("state=any").await, ("Ada Administrator Bert Cleo".to_owned(), 4));
    let page = local.admin.get("/api/v2/users?state=any&sortOrder=descending&pageSize=2").await.body;
    assert_eq!(names(&page["entities"]), ["Cleo", "Bert"]);
    let next = local.admin.get(page["nextUri"].as_str().unwrap()).await.body;
    assert_eq!(names(&next["entities"]), ["Administrator", "Ada"]);
    let reply = local.admin.get("/api/v2/users?state=gone").await;
    assert_eq!(reply.outcome(), "400 invalid.query.param.value");
    assert_eq!(reply.message(), "Value [gone] is not valid for parameter [state]. Allowable values are: active, inactive, deleted, any");
}

#[tokio::test]
async fn ids_and_chat_addresses_pick_people() {
    let local = Local::start().await;
    let (ada, bert) = (made(&local, "Ada").await, made(&local, "Bert").await);
    let (first, second) = (ada["id"].as_str().unwrap(), bert["id"].as_str().unwrap());
    let listed = async |query: String| names(&local.admin.get(&format!("/api/v2/users?{query}")).await.body["entities"]).join(" ");
    assert_eq!(listed(format!("id={second},{first}")).await, "Bert Ada");
    assert_eq!(listed(format!("id={second}&id={first}&id=nobody")).await, "Bert Ada");
    assert_eq!(listed(format!("jabberId={}", ada["chat"]["jabberId"].as_str().unwrap())).await, "Ada");
    let many = vec![first; 101].join(",");
    let reply = local.admin.get(&format!("/api/v2/users?id={many}")).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 max.user.ids", "at most 100 users can be asked for at once; 101 were"));
}

#[tokio::test]
async fn a_page_larger_than_the_setting_allows_is_refused() {
    let mut options = options();
    options.settings.push(("paging.max-page-size".to_owned(), "100".to_owned()));
    let local = Local::start_with(options).await;
    assert_eq!(local.admin.get("/api/v2/users?pageSize=100").await.outcome(), "200");
    let reply = local.admin.get("/api/v2/users?pageSize=101").await;
    assert_eq!(reply.outcome(), "400 invalid.query.param.value");
    assert_eq!(reply.message(), "Value [101] is not valid for parameter [pageSize]. Allowable values are: 1 to 100");
}

#[tokio::test]
async fn a_hundred_thousand_people_are_paged_through_from_either_end() {
    const PEOPLE: usize = 100_000;
    let local = Local::start().await;
    local
        .change(|draft| {
            let home = draft.home();
            for number in 0..PEOPLE {
                let id: Id<User> = draft.fresh_id();
                draft.put_user(User {
                    id,
                    name: format!("Person {number:06}"),
                    email: format!("{number}@local.example"),
                    state: UserState::Active,
                    version: 1,
                    division: home,
                    groups: Vec::new(),
                    manager: None,
                    tokens_from: None,
                    last_token: None,
                    last_login: None,
                    other: Default::default(),
                });
            }
        })
        .await;
    let page = local.admin.get("/api/v2/users").await;
    assert_eq!((names(&page.body["entities"])[1], &page.body["total"]), ("Person 000000", &json!(PEOPLE + 1)));
    let last = local.admin.get("/api/v2/users?sortOrder=descending&pageSize=1").await;
    assert_eq!(names(&last.body["entities"]), ["Person 099999"]);
    let search = json!({ "query": [{ "type": "EXACT", "fields": ["email"], "value": "54321@local.example" }] });
    assert_eq!(names(&local.admin.post("/api/v2/users/search", search).await.body["results"]), ["Person 054321"]);
}
