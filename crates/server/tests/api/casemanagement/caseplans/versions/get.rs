use serde_json::{Value, json};

use super::super::made;
use crate::harness::Local;

#[tokio::test]
async fn a_version_is_found_by_number_and_the_newest_as_latest() {
    let local = Local::start().await;
    let plan = made(&local).await;
    local.admin.post(&format!("{plan}/publish"), Value::Null).await;
    local.admin.post(&format!("{plan}/versions"), Value::Null).await;
    for (version, state) in [("1", "Published"), ("2", "Draft"), ("latest", "Draft")] {
        assert_eq!(local.admin.get(&format!("{plan}/versions/{version}")).await.body["versionState"], json!(state), "{version}");
    }
    assert_eq!(local.admin.get(&format!("{plan}/versions/3")).await.outcome(), "404 not.found");
}
