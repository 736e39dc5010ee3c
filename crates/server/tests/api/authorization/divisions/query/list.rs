use crate::harness::{Local, Reply};

const PATH: &str = "/api/v2/authorization/divisions/query";

fn ids(reply: &Reply) -> Vec<String> {
    reply.body["entities"].as_array().unwrap().iter().map(|entity| entity["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_addresses_lead_through_every_page_and_back() {
    let local = Local::start().await;
    for name in ["North & South", "North", "South", "East north"] {
        local.division(name).await;
    }
    let all = ids(&local.admin.get(&format!("{PATH}?name=north")).await);
    assert_eq!(all.len(), 3);
    let first = local.admin.get(&format!("{PATH}?pageSize=2&name=north")).await;
    assert_eq!(ids(&first), all[..2]);
    assert!(first.body.get("previousUri").is_none() && first.body.get("total").is_none());
    assert_eq!(first.body["selfUri"], format!("{PATH}?pageSize=2&name=north"));
    let second = local.admin.get(first.body["nextUri"].as_str().unwrap()).await;
    assert_eq!(ids(&second), all[2..]);
    assert!(second.body.get("nextUri").is_none());
    let back = local.admin.get(second.body["previousUri"].as_str().unwrap()).await;
    assert_eq!(ids(&back), all[..2]);
}

#[tokio::test]
async fn before_and_after_exclude_each_other() {
    let local = Local::start().await;
    let reply = local.admin.get(&format!("{PATH}?before=a&after=b")).await;
    assert_eq!(reply.outcome(), "400 both.after.and.before.provided");
    assert_eq!(reply.message(), "after and before cannot both be given");
}

#[tokio::test]
async fn a_page_size_that_is_none_is_refused() {
    let local = Local::start().await;
    for size in ["0", "201", "many"] {
        assert_eq!(local.admin.get(&format!("{PATH}?pageSize={size}")).await.outcome(), "400 invalid.query.param.value", "{size}");
    }
}
