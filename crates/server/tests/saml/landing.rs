//! Where somebody lands who began at the identity provider.

use postern_model::{Client, ClientState, GrantType};
use postern_testkit::idp::swap;

use crate::place::{ALICE, Place};

const APP: &str = "https://app.example/start";

impl Place {
    async fn lands(&self, service: Option<&str>, relay: Option<&str>) -> String {
        let old = r#"<saml:Attribute Name="ServiceName"><saml:AttributeValue>directory</saml:AttributeValue></saml:Attribute>"#;
        let new = service.map(|service| swap(old, "directory", service)).unwrap_or_default();
        let response = self.idp.edited(ALICE, None, |assertion| swap(&assertion, old, &new));
        let mut fields = vec![("SAMLResponse", response.as_str())];
        fields.extend(relay.map(|relay| ("RelayState", relay)));
        let page = self.browser().post("/saml", &fields).await;
        assert_eq!(page.status, 303, "{}", page.text);
        page.location().to_owned()
    }

    async fn register(&self, state: ClientState) {
        self.local
            .change(move |draft| {
                let (id, _) = postern_testkit::build::client(draft, "app", GrantType::Code);
                let client = draft.client(id).cloned().unwrap();
                draft.put_client(Client { redirect_uris: vec![APP.to_owned()], state, ..client });
            })
            .await;
    }
}

#[tokio::test]
async fn a_path_of_this_host_is_a_known_place() {
    let place = Place::start().await;
    let here = format!("{}/oauth/authorize?client_id=1", place.local.running.url);
    assert_eq!(place.lands(None, None).await, "/signed-in");
    assert_eq!(place.lands(Some("/one"), None).await, "/one");
    assert_eq!(place.lands(None, Some("/two")).await, "/two");
    assert_eq!(place.lands(Some("/one"), Some("/two")).await, "/one", "what is signed comes first");
    assert_eq!(place.lands(Some("directory-admin"), Some("/two")).await, "/two", "a keyword is no place");
    assert_eq!(place.lands(Some(&here), None).await, "/oauth/authorize?client_id=1");
}

#[tokio::test]
async fn an_address_elsewhere_is_known_when_an_active_client_registered_it() {
    let place = Place::start().await;
    assert_eq!(place.lands(Some(APP), None).await, "/signed-in");
    place.register(ClientState::Disabled).await;
    assert_eq!(place.lands(Some(APP), None).await, "/signed-in");
    place.register(ClientState::Active).await;
    assert_eq!([place.lands(Some(APP), None).await, place.lands(None, Some(APP)).await], [APP; 2]);
    for other in ["https://app.example/", "https://app.example/start/", "https://app.example/start?a", "HTTPS://app.example/start"] {
        assert_eq!(place.lands(Some(other), None).await, "/signed-in", "{other}");
    }
}

#[tokio::test]
async fn whatever_else_a_relay_state_holds_is_not_followed_and_not_shown() {
    let place = Place::start().await;
    let long = format!("/{}", "a".repeat(80));
    let others = ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "<script>alert(1)</script>", &long];
    for relay in others {
        assert_eq!(place.lands(None, Some(relay)).await, "/signed-in", "{relay}");
    }
    assert_eq!(place.lands(None, Some(&long[..80])).await, &long[..80]);
    let fields = [("SAMLResponse", "x"), ("RelayState", "<script>alert(1)</script>")];
    let page = place.browser().post("/saml", &fields).await;
    assert!(page.status == 403 && !page.text.contains("alert(1)"), "{}", page.text);
}

#[tokio::test]
async fn a_relay_state_changes_nothing_for_who_was_sent_off_here() {
    let place = Place::start().await;
    let browser = place.browser();
    let request = place.send_off(&browser, "/asked").await;
    let response = place.idp.response(ALICE, Some(&request));
    let page = browser.post("/saml", &[("SAMLResponse", &response), ("RelayState", "/elsewhere")]).await;
    assert_eq!((page.status, page.location()), (303, "/asked"));
}
