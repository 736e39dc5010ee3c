use postern_model::Reach;

use super::super::{PATH, held};
use crate::harness::Local;

#[tokio::test]
async fn a_client_reads_its_own_grants_without_a_permission() {
    let local = Local::start().await;
    let home = local.running.organization().home();
    let caller = local.caller(&["routing:queue:view"], Reach::Division(home)).await;
    let reply = caller.get(&format!("{PATH}/me")).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["id"]), ("200", &caller.client_id.clone().into()));
    assert_eq!(held(&reply)[0].2, home.to_string());
}
