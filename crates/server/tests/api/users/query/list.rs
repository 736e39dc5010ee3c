use postern_model::Reach;
use serde_json::json;

use super::super::names;
use crate::harness::{Local, options};

#[tokio::test]
async fn cursors_lead_through_everybody_once() {
    for order in ["ASC", "DESC"] {
        let local = Local::start().await;
        for name in ["Cleo", "Ada", "Bert", "Dora"] {
            local.user(name, None).await;
        }
        let (mut seen, mut next) = (Vec::new(), format!("/api/v2/users/query?pageSize=2&sortOrder={order}"));
        loop {
            let page = local.admin.get(&next).await.body;
            seen.extend(names(&page["entities"]).into_iter().map(str::to_owned));
            assert_eq!(page["results"], page["entities"].as_array().unwrap().len());
            assert_eq!(page.get("cursor").is_some(), page.get("nextUri").is_some());
            match page["nextUri"].as_str() {
                Some(uri) => next = uri.to_owned(),
                None => break,
            }
        }
        let mut expected = ["Ada", "Administrator", "Bert", "Cleo", "Dora"];
        if order == "DESC" {
            expected.reverse();
        }
        assert_eq!(seen, expected);
    }
}

#[tokio::test]
async fn only_people_of_permitted_divisions_are_listed_unless_the_setting_says_otherwise() {
    for (filter, expected) in [("yes", vec!["Ada"]), ("no", vec!["Ada", "Administrator", "Bert"])] {
        let mut options = options();
        options.settings.push(("divisions.lists-filter".to_owned(), filter.to_owned()));
        let local = Local::start_with(options).await;
        let east = local.division("East").await;
        local.user("Ada", Some(east)).await;
        local.user("Bert", None).await;
        let caller = local.caller(&["directory:user:view"], Reach::Division(east)).await;
        assert_eq!(names(&caller.get("/api/v2/users/query").await.body["entities"]), expected, "{filter}");
        let everybody = json!({ "query": [{ "type": "MATCH_ALL" }] });
        assert_eq!(names(&caller.post("/api/v2/users/search", everybody).await.body["results"]), expected, "{filter}");
    }
}

#[tokio::test]
async fn what_is_no_cursor_is_refused() {
    let local = Local::start().await;
    let reply = local.admin.get("/api/v2/users/query?cursor=x").await;
    assert_eq!(reply.outcome(), "400 invalid.query.param.value");
    assert_eq!(reply.message(), "Value [x] is not valid for parameter [cursor]. Allowable values are: the cursor of an earlier answer");
}
