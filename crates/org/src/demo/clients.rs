//! The machine clients of Harbour Bank: two as they should be, the others each with something a reviewer should find.

use postern_model::{
    ClientState::{self, Active, Disabled},
    GrantType::{self, ClientCredentials, Code, Password, Token},
};

use super::{EVERYWHERE, Held, RETAIL};

/// One of them.
pub(super) struct Client {
    pub name: &'static str,
    pub description: &'static str,
    pub grant: GrantType,
    /// For client credentials.
    pub roles: &'static [Held],
    /// For every other grant.
    pub scope: &'static [&'static str],
    pub redirect: Option<&'static str>,
    /// Life of a token in seconds.
    pub seconds: u32,
    pub state: ClientState,
    /// Days since it was made, and since its secret was last replaced.
    pub made: i64,
    pub secret: i64,
    pub by: &'static str,
    /// What is wrong with it, in a few words.
    pub wrong: Option<&'static str>,
}

const SERVICE: Client = Client {
    name: "",
    description: "",
    grant: ClientCredentials,
    roles: &[],
    scope: &[],
    redirect: None,
    seconds: 86_400,
    state: Active,
    made: 300,
    secret: 60,
    by: "Tobias Renn",
    wrong: None,
};
/// 450 days: as long as a token may live, for provisioning clients only.
const LONGEST: u32 = 38_880_000;

#[rustfmt::skip]
pub(super) const CLIENTS: [Client; 10] = [
    Client { name: "Terraform pipeline", description: "Applies the platform's configuration from version control", roles: &[("Infrastructure Pipeline", EVERYWHERE)], seconds: 3_600, made: 200, secret: 20, ..SERVICE },
    Client { name: "Statement reporting", description: "Back-end service that reads figures for the monthly statements", roles: &[("Reporting Reader", EVERYWHERE)], ..SERVICE },
    Client { name: "Directory sync (SCIM)", description: "The HR system writes people and groups through it", roles: &[("Directory Provisioning", EVERYWHERE)], seconds: LONGEST, made: 410, secret: 410, by: "Ines Caldera", wrong: Some("its tokens live 450 days"), ..SERVICE },
    Client { name: "Lobby wallboard", description: "A browser page in the lobby that shows the queues", grant: Token, scope: &["analytics:readonly", "routing:readonly"], redirect: Some("https://wallboard.harbourbank.example/"), made: 1_400, secret: 1_400, by: "Gregor Lindt", wrong: Some("implicit grant, which is being withdrawn"), ..SERVICE },
    Client { name: "Branch kiosk", description: "Signs in as an account of its own, with a password", grant: Password, scope: &["conversations", "users:readonly"], made: 1_900, secret: 1_900, by: "Gregor Lindt", wrong: Some("password grant: stops when people may use single sign-on only"), ..SERVICE },
    Client { name: "Callback scheduler", description: "Runs unattended as a person's account, Callback Scheduler", grant: Code, scope: &["conversations", "routing:readonly"], redirect: Some("https://callbacks.harbourbank.example/oauth/callback"), made: 600, secret: 600, by: "Selma Aydin", wrong: Some("acts as a person although nobody is there to sign in"), ..SERVICE },
    Client { name: "Payments webhook", description: "Was to tell the payment system about finished calls", made: 90, secret: 90, by: "Jonah Field", wrong: Some("holds no role: every call is refused"), ..SERVICE },
    Client { name: "Legacy CRM sync", description: "Made for a migration years ago", roles: &[("admin", EVERYWHERE)], made: 1_200, secret: 1_200, by: "Paula Winter", wrong: Some("administrator everywhere; its author is gone"), ..SERVICE },
    Client { name: "Collections dialler", description: "Starts the campaigns of Collections", roles: &[("Outreach Runner", RETAIL)], by: "Jonah Field", wrong: Some("its role is in Retail Banking, its work in Collections"), ..SERVICE },
    Client { name: "Fraud alerts", description: "Called customers about suspicious payments; switched off after an incident", roles: &[("Outreach Runner", EVERYWHERE)], state: Disabled, made: 500, secret: 30, wrong: Some("disabled, and still holds its role"), ..SERVICE },
];
