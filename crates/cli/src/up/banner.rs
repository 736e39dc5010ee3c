//! What `postern up` says once it listens: addresses, the first client, lines to paste.

use postern_server::{ClientSecret, DEMO_PASSWORD, DemoClient, Running};

/// The banner. The secret stands in it once, when the organization is new.
pub fn text(running: &Running, demo: bool, test_idp: bool) -> String {
    let url = &running.url;
    let mut text = format!("\nPostern is up: {} ({})\n\n", running.organization_name, running.organization_id);
    text += &format!("  login and platform API   {url}\n  token endpoint           POST {url}/oauth/token\n");
    text += &format!("  why was a call refused   {url}/postern/decisions\n");
    if test_idp {
        text += &format!("  sign in through SAML     {url}/test-idp (test identity provider, not for production)\n");
    }
    text.push('\n');
    match &running.founded {
        Some(founded) => {
            text += &lines(url, &founded.client_id.to_string(), &founded.client_secret);
            text += &demo_clients(&founded.demo_clients);
        }
        None if running.filled.is_some() => text += "No client whose secret is known holds the role admin everywhere.\n",
        None => text += "This organization was made earlier; its first client's secret was shown then and is kept nowhere.\n",
    }
    text += &clients(running.filled.as_deref().unwrap_or_default());
    if demo && running.founded.is_none() {
        text += "`--demo` fills new organizations only; this one is left as it is.\n";
    }
    text + "\nStop with Ctrl-C.\n"
}

/// The clients of a seed or a snapshot.
fn clients(clients: &[ClientSecret]) -> String {
    if clients.is_empty() {
        return String::new();
    }
    let row = |name: &str, id: &str, secret: &str| format!("  {name:<22} {id:<36} {secret}\n");
    let mut table = "\nClients of the file. Their secrets were made at this start and are shown this once:\n".to_owned();
    table += &row("name", "client id", "client secret");
    clients.iter().for_each(|client| table += &row(&client.name, &client.client_id.to_string(), &client.client_secret));
    table
}

/// The machine clients of the demo story.
fn demo_clients(clients: &[DemoClient]) -> String {
    if clients.is_empty() {
        return String::new();
    }
    let row = |name: &str, id: &str, secret: &str, wrong: &str| format!("  {name:<22} {id:<36} {secret:<43} {wrong}\n");
    let mut table = "\nMachine clients of the demo organization. Their secrets are shown this once, too:\n".to_owned();
    table += &row("name", "client id", "client secret", "what is wrong with it");
    for client in clients {
        table += &row(client.name, &client.client_id.to_string(), &client.client_secret, client.wrong.unwrap_or("nothing"));
    }
    table + &format!("\nEverybody in the demo organization has the password `{DEMO_PASSWORD}`, as long as passwords let people in.\n")
}

fn lines(url: &str, id: &str, secret: &str) -> String {
    let (protocol, rest) = url.split_once("://").unwrap_or(("http", url));
    let (host, port) = rest.rsplit_once(':').unwrap_or((rest, "80"));
    let insecure = if protocol == "https" { " --insecure" } else { "" };
    format!(
        r#"First client, with the role admin everywhere. The secret is shown this once:
  client id      {id}
  client secret  {secret}

curl:
  TOKEN=$(curl -s{insecure} -u '{id}:{secret}' -d grant_type=client_credentials {url}/oauth/token | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
  curl -s{insecure} -H "Authorization: Bearer $TOKEN" {url}/api/v2/organizations/me

Python (PureCloudPlatformClientV2):
  import PureCloudPlatformClientV2 as gc
  gc.configuration.gateway_configuration = gc.GatewayConfiguration(host="{host}", protocol="{protocol}", port={port})
  client = gc.ApiClient().get_client_credentials_token("{id}", "{secret}")
  print(gc.OrganizationApi(client).get_organizations_me().name)

JavaScript (purecloud-platform-client-v2):
  const client = require("purecloud-platform-client-v2").ApiClient.instance;
  client.setGateway({{ host: "{host}", protocol: "{protocol}", port: {port} }});
  client.loginClientCredentialsGrant("{id}", "{secret}")
    .then(() => new (require("purecloud-platform-client-v2").OrganizationApi)().getOrganizationsMe())
    .then((organization) => console.log(organization.name));

Terraform:
  provider "genesyscloud" {{
    oauthclient_id     = "{id}"
    oauthclient_secret = "{secret}"
    gateway {{
      protocol = "{protocol}"
      host     = "{host}"
      port     = "{port}"
    }}
  }}
"#
    )
}
