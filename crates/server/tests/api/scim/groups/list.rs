use serde_json::json;

use super::{
    super::{SPELLINGS, query, refusal, texts},
    ids, members, with,
};
use crate::harness::Local;

#[tokio::test]
async fn groups_are_found_by_name_with_or_without_members() {
    let local = Local::start().await;
    let (clerks, people) = with(&local, "Clerks", &["ada", "bert"]).await;
    with(&local, "Chiefs", &[]).await;
    // Entra looks for a group by name and leaves members out.
    let list = local.admin.get(&query("groups", &[("excludedAttributes", "members"), ("filter", "displayName eq \"clerks\"")])).await.body;
    assert_eq!((&list["totalResults"], &list["Resources"][0]["id"]), (&json!(1), &clerks["id"]));
    assert_eq!(members(&list["Resources"][0]), [""; 0]);
    let list = local.admin.get(&query("groups", &[("filter", "displayname eq Clerks")])).await.body;
    assert_eq!(members(&list["Resources"][0]), ids(&[&people[0], &people[1]]));
    for (filter, names) in [
        (format!("id eq {}", clerks["id"].as_str().unwrap()), vec!["Clerks"]),
        (format!("members.value eq \"{}\"", people[0]["id"].as_str().unwrap()), vec!["Clerks"]),
        ("displayName co \"C\"".to_owned(), vec!["Chiefs", "Clerks"]),
        ("not (members pr)".to_owned(), vec!["Chiefs"]),
    ] {
        let list = local.admin.get(&query("groups", &[("filter", &filter), ("attributes", "displayName")])).await.body;
        assert_eq!(texts(&list, "displayName"), names, "{filter}");
    }
    let page = local.admin.get(&query("groups", &[("filter", "displayName pr"), ("startIndex", "2"), ("count", "1")])).await.body;
    assert_eq!((&page["totalResults"], &page["startIndex"], texts(&page, "displayName")), (&json!(2), &json!(2), vec!["Clerks"]));
}

/// The API description requires a filter under one spelling only.
#[tokio::test]
async fn one_spelling_asks_for_a_filter() {
    let local = Local::start().await;
    with(&local, "Clerks", &[]).await;
    assert_eq!(texts(&local.admin.get(&format!("{}/groups", SPELLINGS[0])).await.body, "displayName"), ["Clerks"]);
    let reply = local.admin.get(&format!("{}/groups", SPELLINGS[1])).await;
    assert_eq!(refusal(&reply), (400, "invalidValue", "filter must not be null"));
}

#[tokio::test]
async fn a_bad_filter_is_refused() {
    let local = Local::start().await;
    let reply = local.admin.get(&query("groups", &[("filter", "userName pr")])).await;
    assert_eq!(refusal(&reply), (400, "invalidFilter", "there is no attribute `userName`"));
}
