use postern_model::GrantType;

use crate::world::World;

fn redirected(addresses: &[&str]) -> World {
    let mut world = World::new();
    let id = world.client("Desktop", GrantType::Code);
    world.edit_client(id, |client| client.redirect_uris = addresses.iter().map(|address| (*address).to_owned()).collect());
    world
}

#[test]
fn fires_for_each_unsafe_address() {
    let addresses =
        ["http://app.example/cb", "https://localhost:8443/cb", "http://[::1]/cb", "https://*.app.example/cb", "http://user@127.0.0.1/"];
    let own = "leads to whatever runs on the person's own machine";
    redirected(&addresses).says(
        "CLI-09",
        &[
            "Desktop: the redirect address `http://app.example/cb` is not encrypted: whoever is on the way reads the code or the token",
            &format!("Desktop: the redirect address `https://localhost:8443/cb` {own}"),
            &format!("Desktop: the redirect address `http://[::1]/cb` {own}"),
            "Desktop: the redirect address `https://*.app.example/cb` has a wildcard",
            &format!("Desktop: the redirect address `http://user@127.0.0.1/` {own}"),
        ],
    );
}

#[test]
fn does_not_fire_for_https_addresses_and_own_schemes() {
    redirected(&["https://app.example/cb", "https://localhost.app.example/", "com.example.app:/cb"]).silent("CLI-09");
}
