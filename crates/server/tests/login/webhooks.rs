//! Chat-notification webhooks stop with *Disable Genesys Cloud Login* on the real service (help centre). None is built here,
//! so that none goes on: the answer is the same with the switch and without.

use serde_json::json;

use crate::ask::Machine;

#[tokio::test]
async fn a_chat_notification_webhook_is_not_built_whatever_the_switch_says() {
    let machine = Machine::start(&[]).await;
    let text = "POST /api/v2/integrations/webhooks/{tokenId}/events is not built in this version of Postern";
    for locked in [false, true] {
        if locked {
            machine.local.lock_down().await;
        }
        let reply = machine.local.admin.post("/api/v2/integrations/webhooks/some-token/events", json!({})).await;
        assert_eq!((reply.outcome().as_str(), reply.message()), ("501 not.implemented", text), "{locked}");
    }
}
