use serde_json::json;

use crate::harness::{Local, options};

const PATH: &str = "/api/v2/authorization/divisions/limit";

#[tokio::test]
async fn the_limit_is_a_bare_number() {
    assert_eq!(Local::start().await.admin.get(PATH).await.body, json!(50));
}

#[tokio::test]
async fn no_limit_is_the_largest_number_that_clients_read() {
    let mut options = options();
    options.settings.push(("limits.divisions".to_owned(), "0".to_owned()));
    assert_eq!(Local::start_with(options).await.admin.get(PATH).await.body, json!(2_147_483_647));
}
