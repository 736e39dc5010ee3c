use super::{
    super::{at, made},
    AVAILABLE, being,
};
use crate::harness::Local;

#[tokio::test]
async fn a_presence_is_set_by_its_source() {
    let local = Local::start().await;
    let ada = at(&made(&local, "Ada").await);
    let set = local.admin.patch(&format!("{ada}/presences/PURECLOUD"), being(AVAILABLE)).await;
    assert_eq!((set.outcome().as_str(), &set.body["presenceDefinition"]["systemPresence"]), ("200", &"Available".into()));
    assert_eq!(local.admin.patch(&format!("{ada}/presences/zoom"), being(AVAILABLE)).await.outcome(), "404 not.found");
}
