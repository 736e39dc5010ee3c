//! Planted causes: each is the first that is named, from the answer alone, from a command with what it printed, and from a
//! Terraform error.

use postern_catalog::Catalog;
use postern_explain::{Answer, Explanation, Seen, explain, read};
use postern_model::{Client, ClientState, GrantType, Id, Reach, Timestamp};
use postern_org::Draft;
use postern_testkit::build;
use serde_json::json;

use crate::{
    harness::{Caller, Local, options},
    shown::Exchange,
};

const GRANT: &str = "grant_type=client_credentials";

/// An organization with a client that may do nothing.
pub struct Plant {
    pub local: Local,
    pub id: Id<Client>,
    pub secret: String,
}

impl Plant {
    pub async fn new(settings: &[(&str, &str)]) -> Self {
        let mut options = options();
        options.settings.extend(settings.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
        let local = Local::start_with(options).await;
        let (id, secret) = local.client("machine", GrantType::ClientCredentials).await;
        Self { local, id, secret }
    }

    fn url(&self) -> &str {
        &self.local.running.url
    }

    async fn token(&self) -> String {
        Caller::log_in(self.url(), &self.id.to_string(), &self.secret).await.token().to_owned()
    }

    async fn log_in(&self, path: &str, secret: &str) -> Exchange {
        Exchange::send(self.url(), ("POST", path), Some((&self.id.to_string(), secret)), None, Some(GRANT)).await
    }

    async fn call(&self, method: &'static str, path: &str) -> Exchange {
        let token = self.token().await;
        Exchange::send(self.url(), (method, path), None, Some(&token), None).await
    }

    async fn profile(&self, change: impl Fn(&mut postern_model::Profile)) {
        self.local
            .change(|draft: &mut Draft<'_>| {
                let mut profile = draft.profile().clone();
                change(&mut profile);
                draft.put_profile(profile).unwrap();
            })
            .await;
    }
}

/// The answer shows nothing of the cause but what the platform says.
async fn wrong_url() -> Exchange {
    let plant = Plant::new(&[]).await;
    plant.log_in("/api/v2/oauth/token", &plant.secret).await
}

/// A client of one region asks the login host of another.
async fn wrong_region() -> Exchange {
    let (here, there) = (Plant::new(&[]).await, Plant::new(&[]).await);
    let id = here.id.to_string();
    Exchange::send(there.url(), ("POST", "/oauth/token"), Some((&id, &here.secret)), None, Some(GRANT)).await
}

async fn bad_secret() -> Exchange {
    Plant::new(&[]).await.log_in("/oauth/token", "not the secret of this client").await
}

async fn disabled_client() -> Exchange {
    let plant = Plant::new(&[]).await;
    plant
        .local
        .change(|draft| {
            let client = draft.client(plant.id).cloned().unwrap();
            draft.put_client(Client { state: ClientState::Disabled, ..client });
        })
        .await;
    plant.log_in("/oauth/token", &plant.secret).await
}

async fn expired_token() -> Exchange {
    let plant = Plant::new(&[]).await;
    let token = plant.token().await;
    let now = plant.local.admin.get("/postern/clock").await.body["now"].as_str().and_then(Timestamp::parse).unwrap();
    let later = json!({ "now": now.plus_seconds(7200).to_string() });
    assert_eq!(plant.local.admin.put("/postern/clock", later).await.status, 200);
    Exchange::send(plant.url(), ("GET", "/api/v2/organizations/me"), None, Some(&token), None).await
}

async fn ip_list() -> Exchange {
    let plant = Plant::new(&[]).await;
    let token = plant.token().await;
    plant.profile(|profile| profile.authentication.ip_address_allowlist = vec!["198.51.100.0/24".to_owned()]).await;
    Exchange::send(plant.url(), ("GET", "/api/v2/organizations/me"), None, Some(&token), None).await
}

async fn missing_permission() -> Exchange {
    Plant::new(&[]).await.call("GET", "/api/v2/oauth/clients").await
}

async fn missing_one_of_all() -> Exchange {
    Plant::new(&[]).await.call("POST", "/api/v2/authorization/divisions").await
}

async fn wrong_division() -> Exchange {
    let plant = Plant::new(&[]).await;
    let (north, south) = (plant.local.division("North").await, plant.local.division("South").await);
    let role = plant.local.role("People keeper", &["directory:user:edit"]).await;
    plant.local.grant(build::client_subject(plant.id), role, Reach::Division(north)).await;
    let user = plant.local.user("Tom Okafor", Some(south)).await;
    plant.call("PUT", &format!("/api/v2/users/{user}/state")).await
}

async fn scope_enforcement() -> Exchange {
    let plant = Plant::new(&[("scopes.enforce", "yes")]).await;
    let person = plant.local.person(plant.local.administrator());
    Exchange::send(plant.url(), ("GET", "/api/v2/routing/queues"), None, Some(person.token()), None).await
}

async fn user_context() -> Exchange {
    Plant::new(&[]).await.call("GET", "/api/v2/users/me").await
}

async fn rate_limit() -> Exchange {
    let plant = Plant::new(&[("rate.requests-per-minute", "1")]).await;
    let token = plant.token().await;
    let call = || Exchange::send(plant.url(), ("GET", "/api/v2/organizations/me"), None, Some(&token), None);
    call().await;
    call().await
}

async fn password_under_sso() -> Exchange {
    let plant = Plant::new(&[]).await;
    let (id, secret) = plant.local.client("old exporter", GrantType::Password).await;
    plant.local.lock_down().await;
    let form = "grant_type=password&username=a@local.example&password=x";
    Exchange::send(plant.url(), ("POST", "/oauth/token"), Some((&id.to_string(), &secret)), None, Some(form)).await
}

async fn missing_token() -> Exchange {
    Exchange::send(Plant::new(&[]).await.url(), ("GET", "/api/v2/organizations/me"), None, None, None).await
}

fn alone(seen: &Seen) -> Explanation {
    explain(Catalog::builtin(), seen, None).unwrap()
}

/// The first cause in each of the three forms.
fn first(exchange: &Exchange) -> [Vec<&'static str>; 3] {
    let [command, terraform] = [exchange.curl("https://example.test"), exchange.terraform()];
    let seen = [
        read::response::read(&exchange.answer()).unwrap(),
        read::curl::read(&command).unwrap(),
        read::terraform::read(&terraform).unwrap_or_else(|error| panic!("{error}: {terraform}")).remove(0),
    ];
    seen.map(|seen| {
        let explanation = alone(&seen);
        assert_eq!(explanation.answer, Answer::Refused, "{seen:?}");
        let told = format!("{}{}{seen:?}", explanation.text(), serde_json::to_string(&explanation).unwrap());
        assert!(!exchange.secrets.iter().any(|secret| told.contains(secret)), "{told}");
        explanation.causes.iter().map(|cause| &*cause.cause.clone().leak()).collect()
    })
}

#[tokio::test]
async fn each_planted_cause_is_named_first() {
    let planted = [
        ("wrong-url", wrong_url().await),
        ("wrong-region", wrong_region().await),
        ("bad-secret", bad_secret().await),
        ("disabled-client", disabled_client().await),
        ("expired-token", expired_token().await),
        ("ip-list", ip_list().await),
        ("missing-permission", missing_permission().await),
        ("missing-permission", missing_one_of_all().await),
        ("wrong-division", wrong_division().await),
        ("scope-enforcement", scope_enforcement().await),
        ("user-context", user_context().await),
        ("rate-limit", rate_limit().await),
        ("password-under-sso", password_under_sso().await),
        ("missing-token", missing_token().await),
    ];
    let mut wrong = Vec::new();
    for (cause, exchange) in &planted {
        assert!(exchange.status >= 400, "{cause}: {}", exchange.answer());
        for (form, found) in ["answer", "command", "terraform"].iter().zip(first(exchange)) {
            if found.first() != Some(cause) {
                wrong.push(format!("{cause} from {form}: {found:?}\n{}", exchange.answer()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
