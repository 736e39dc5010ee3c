//! `GET /saml/metadata[?org=<short name>][&provider=<record id>]`: what an identity provider's administrator imports. It
//! differs from provider to provider, so one must be named where there are several. A record that is disabled or
//! has no certificate yet will do: both sides are set up before people come.

use axum::{
    body::Body,
    http::{HeaderValue, Response, header},
};
use postern_model::Provider;
use postern_org::Organization;
use postern_saml::{Code, sp_metadata};

use super::{
    examine::unusable,
    find, key,
    parties::described,
    visit::{Ended, Refused, Visit},
};
use crate::query::Query;

pub(super) async fn serve(visit: &mut Visit<'_>) -> Result<Response<Body>, Ended> {
    let query = Query::parse(visit.parts.uri.query());
    let (tenant, organization) = find::organization(visit.platform, query.get("org"))?;
    visit.tenant = tenant;
    let provider = which(&organization, query.get("provider"))?;
    let (sp, idp) = described(visit.platform, &organization, provider).map_err(unusable)?;
    let sp = key::signing(visit.platform, sp).await?;
    let mut response = Response::new(Body::from(sp_metadata(&sp, &idp)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/samlmetadata+xml"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

fn which<'o>(organization: &'o Organization, id: Option<&str>) -> Result<&'o Provider, Refused> {
    let unknown = |cause: &str| Refused::new("provider", Code::ProviderUnknown, cause);
    let mut providers = organization.third_party_providers();
    if let Some(id) = id {
        return providers.find(|provider| provider.id.eq_ignore_ascii_case(id)).ok_or_else(|| unknown("no provider has this id"));
    }
    match (providers.next(), providers.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err(unknown("the organization has no identity provider")),
        (Some(_), Some(_)) => Err(unknown("the organization has several identity providers: name one with `provider`")),
    }
}
