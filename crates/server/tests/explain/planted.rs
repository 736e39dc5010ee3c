//! Planted causes: each is the first that is named, from the answer alone, from a command with what it printed, and from a
//! Terraform error.

use postern_catalog::Catalog;
use postern_explain::{Answer, Explanation, Place, Seen, explain, read};
use postern_model::{Client, ClientState, GrantType, Id, Reach, Snapshot, Timestamp};
use postern_org::{Draft, Organization};
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

    async fn calling(&self, method: &'static str, path: &str) -> Planted {
        let token = self.token().await;
        let exchange = Exchange::send(self.url(), (method, path), None, Some(&token), None).await;
        self.showing(exchange).await
    }

    /// A refusal with the organization that refused, and whose token it was: what a person knows who has only the command.
    async fn showing(&self, exchange: Exchange) -> Planted {
        let told = self.local.admin.get("/postern/snapshot?days=1").await.body;
        let snapshot: Snapshot = serde_json::from_value(told).unwrap();
        let now = snapshot.taken;
        let organization = Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap();
        let decision = self.local.admin.get(&format!("/postern/decisions/{}", exchange.header("postern-decision"))).await.body;
        let id = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        let person = decision["subject"]["kind"] == "PC_USER";
        let caller = Seen { client: id(&decision["client"]), user: id(&decision["subject"]["id"]).filter(|_| person), ..Seen::default() };
        Planted { exchange, url: self.url().to_owned(), organization, now, caller }
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

/// A refusal, and what a person can know of it who has the command and not its answer.
struct Planted {
    exchange: Exchange,
    url: String,
    organization: Organization,
    now: Timestamp,
    caller: Seen,
}

impl Planted {
    /// The causes from the bare command, with the organization at hand.
    fn told_by_the_line(&self, known: Seen) -> Explanation {
        let line = read::curl::read(&self.exchange.line(&self.url)).unwrap();
        let place = Place { organization: &self.organization, now: self.now };
        let explanation = explain(Catalog::builtin(), &known.or(self.caller.clone()).or(line), Some(place)).unwrap();
        let text = explanation.text();
        assert!(!self.exchange.secrets.iter().any(|secret| text.contains(secret)), "{text}");
        explanation
    }
}

/// The answer shows nothing of the cause but what the platform says.
async fn wrong_url() -> Planted {
    let plant = Plant::new(&[]).await;
    let exchange = plant.log_in("/api/v2/oauth/token", &plant.secret).await;
    plant.showing(exchange).await
}

/// A client of one region asks the login host of another.
async fn wrong_region() -> Planted {
    let (here, there) = (Plant::new(&[]).await, Plant::new(&[]).await);
    let id = here.id.to_string();
    let exchange = Exchange::send(there.url(), ("POST", "/oauth/token"), Some((&id, &here.secret)), None, Some(GRANT)).await;
    there.showing(exchange).await
}

async fn bad_secret() -> Planted {
    let plant = Plant::new(&[]).await;
    let exchange = plant.log_in("/oauth/token", "not the secret of this client").await;
    plant.showing(exchange).await
}

async fn disabled_client() -> Planted {
    let plant = Plant::new(&[]).await;
    plant
        .local
        .change(|draft| {
            let client = draft.client(plant.id).cloned().unwrap();
            draft.put_client(Client { state: ClientState::Disabled, ..client });
        })
        .await;
    let exchange = plant.log_in("/oauth/token", &plant.secret).await;
    plant.showing(exchange).await
}

async fn expired_token() -> Planted {
    let plant = Plant::new(&[]).await;
    let token = plant.token().await;
    let now = plant.local.admin.get("/postern/clock").await.body["now"].as_str().and_then(Timestamp::parse).unwrap();
    let later = json!({ "now": now.plus_seconds(7200).to_string() });
    assert_eq!(plant.local.admin.put("/postern/clock", later).await.status, 200);
    let exchange = Exchange::send(plant.url(), ("GET", "/api/v2/organizations/me"), None, Some(&token), None).await;
    plant.showing(exchange).await
}

async fn ip_list() -> Planted {
    let plant = Plant::new(&[]).await;
    let token = plant.token().await;
    plant.profile(|profile| profile.authentication.ip_address_allowlist = vec!["198.51.100.0/24".to_owned()]).await;
    let exchange = Exchange::send(plant.url(), ("GET", "/api/v2/organizations/me"), None, Some(&token), None).await;
    plant.showing(exchange).await
}

async fn missing_permission() -> Planted {
    Plant::new(&[]).await.calling("GET", "/api/v2/oauth/clients").await
}

async fn missing_one_of_all() -> Planted {
    Plant::new(&[]).await.calling("POST", "/api/v2/authorization/divisions").await
}

async fn wrong_division() -> Planted {
    let plant = Plant::new(&[]).await;
    let (north, south) = (plant.local.division("North").await, plant.local.division("South").await);
    let role = plant.local.role("People keeper", &["directory:user:edit"]).await;
    plant.local.grant(build::client_subject(plant.id), role, Reach::Division(north)).await;
    let user = plant.local.user("Tom Okafor", Some(south)).await;
    plant.calling("PUT", &format!("/api/v2/users/{user}/state")).await
}

async fn scope_enforcement() -> Planted {
    let plant = Plant::new(&[("scopes.enforce", "yes")]).await;
    let person = plant.local.person(plant.local.administrator());
    let exchange = Exchange::send(plant.url(), ("GET", "/api/v2/routing/queues"), None, Some(person.token()), None).await;
    plant.showing(exchange).await
}

async fn user_context() -> Planted {
    Plant::new(&[]).await.calling("GET", "/api/v2/users/me").await
}

async fn rate_limit() -> Planted {
    let plant = Plant::new(&[("rate.requests-per-minute", "1")]).await;
    let token = plant.token().await;
    let call = || Exchange::send(plant.url(), ("GET", "/api/v2/organizations/me"), None, Some(&token), None);
    call().await;
    let exchange = call().await;
    plant.showing(exchange).await
}

async fn password_under_sso() -> Planted {
    let plant = Plant::new(&[]).await;
    let (id, secret) = plant.local.client("old exporter", GrantType::Password).await;
    plant.local.lock_down().await;
    let form = "grant_type=password&username=a@local.example&password=x";
    let exchange = Exchange::send(plant.url(), ("POST", "/oauth/token"), Some((&id.to_string(), &secret)), None, Some(form)).await;
    plant.showing(exchange).await
}

async fn missing_token() -> Planted {
    let plant = Plant::new(&[]).await;
    let exchange = Exchange::send(plant.url(), ("GET", "/api/v2/organizations/me"), None, None, None).await;
    plant.showing(exchange).await
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

async fn planted() -> Vec<(&'static str, Planted)> {
    vec![
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
    ]
}

#[tokio::test]
async fn each_planted_cause_is_named_first() {
    let planted = planted().await;

    let mut wrong = Vec::new();
    for (cause, Planted { exchange, .. }) in &planted {
        assert!(exchange.status >= 400, "{cause}: {}", exchange.answer());
        for (form, found) in ["answer", "command", "terraform"].iter().zip(first(exchange)) {
            if found.first() != Some(cause) {
                wrong.push(format!("{cause} from {form}: {found:?}\n{}", exchange.answer()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What the organization's state settles is first and settled. What it cannot tell (a secret, one token, an address, a rate) is
/// in the list, with what would confirm it, and nothing is said to be allowed.
#[tokio::test]
async fn each_planted_cause_is_found_from_the_bare_command_with_the_organization() {
    // In `likely` and `possible` the organization has nothing against the call.
    let expected = [
        ("wrong-url", 0, "certain"),
        ("wrong-region", 1, "likely"),
        ("bad-secret", 0, "likely"),
        ("disabled-client", 0, "settled"),
        ("expired-token", 0, "likely"),
        ("ip-list", 0, "likely"),
        ("missing-permission", 0, "settled"),
        ("missing-permission", 0, "settled"),
        ("wrong-division", 0, "settled"),
        ("scope-enforcement", 0, "settled"),
        ("user-context", 0, "settled"),
        ("rate-limit", 1, "possible"),
        ("password-under-sso", 0, "settled"),
        ("missing-token", 0, "settled"),
    ];
    let planted = planted().await;
    let mut wrong = Vec::new();
    for ((cause, case), (named, at, likelihood)) in planted.iter().zip(expected) {
        assert_eq!(*cause, named);
        let explanation = case.told_by_the_line(Seen::default());
        let found = explanation.causes.iter().position(|found| found.cause == *cause);
        let told = found.map(|at| (at, &*explanation.causes[at].likelihood, explanation.causes[at].confirm.is_empty()));
        if told != Some((at, likelihood, false)) || explanation.answer == Answer::Allowed {
            wrong.push(format!("{cause}: {told:?}\n{}", explanation.text()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    let (_, ip_list) = planted.iter().find(|(cause, _)| *cause == "ip-list").unwrap();
    let first = &ip_list.told_by_the_line(Seen { address: Some(std::net::Ipv4Addr::LOCALHOST.into()), ..Seen::default() }).causes[0];
    assert_eq!((&*first.cause, &*first.likelihood), ("ip-list", "settled"), "with the address it is settled");
}
