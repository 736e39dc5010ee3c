//! `[[client]]`: an OAuth client. Its secret is never in a seed: it is made, and told once.

use postern_model::GrantType;
use postern_org::{
    Draft,
    change::{
        clients::{self, ClientRequest, RoleDivision},
        whole::ClientSecret,
    },
};

use super::grant;
use crate::refused::refused;
use postern_written::{Fields, Held, Problem, Said};

const GRANTS: [&str; 5] = ["client-credentials", "code", "token", "saml2-bearer", "password"];

pub(crate) struct Client {
    pub(crate) name: Said<String>,
    description: Option<Said<String>>,
    grant: Option<Said<String>>,
    pub(crate) roles: Vec<Held>,
    scope: Vec<Said<String>>,
    redirect_uris: Vec<Said<String>>,
    token_seconds: Option<i64>,
}

impl Client {
    pub(crate) fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let client = Self {
            name: fields.needed("name"),
            description: fields.text("description"),
            grant: fields.one_of("grant", &GRANTS),
            roles: fields.held("roles"),
            scope: fields.texts("scope"),
            redirect_uris: fields.texts("redirect_uris"),
            token_seconds: fields.integer("token_seconds"),
        };
        let help = "leave `secret` out: the secret is made at the start, printed once, and in the ready file";
        fields.never("secret", "a seed holds no client secrets", help);
        Some(client)
    }

    pub(crate) fn sow(&self, draft: &mut Draft<'_>) -> Result<ClientSecret, Problem> {
        let texts = |said: &[Said<String>]| Some(said.iter().map(|text| text.value.clone()).collect());
        let mut role_divisions = Vec::new();
        for held in &self.roles {
            let (role, reach) = grant(draft, held)?;
            role_divisions.push(RoleDivision { role_id: role.to_string(), division_id: Some(reach.to_string()) });
        }
        let request = ClientRequest {
            name: Some(self.name.value.clone()),
            description: self.description.as_ref().map(|text| text.value.clone()),
            authorized_grant_type: Some(self.grant_type().name().to_owned()),
            access_token_validity_seconds: self.token_seconds,
            registered_redirect_uri: texts(&self.redirect_uris),
            scope: texts(&self.scope),
            role_divisions: Some(role_divisions),
            ..ClientRequest::default()
        };
        let made = clients::create(draft, &request).map_err(|refusal| refused(&self.name.span, refusal))?;
        Ok(ClientSecret { name: self.name.value.clone(), client_id: made.client.id, client_secret: made.secret })
    }

    fn grant_type(&self) -> GrantType {
        let named = self.grant.as_ref().and_then(|grant| GrantType::parse(&grant.value.to_uppercase()));
        named.unwrap_or(GrantType::ClientCredentials)
    }
}
