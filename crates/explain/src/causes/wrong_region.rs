//! The call went to another region, or to another organization, than the client is of.

use postern_model::{evidence::SourceKind, region::REGIONS, settings::Evidence::Inferred};

use super::{Case, Cause, Finding, graded};
use crate::{Shape, region};

pub(super) const CAUSE: Cause =
    Cause { name: "wrong-region", title: "the client is of another region or organization", evidence: Inferred, decided: false, look };

fn look(case: &Case<'_>) -> Option<Finding> {
    let seen = case.seen;
    let host = seen.host.as_deref();
    let alike = host.is_some_and(region::is_alike);
    let unknown = case.token_refused() && seen.says("client not found") && case.asked.client.is_none();
    let foreign = seen.status.is_some() && seen.shape == Shape::Html && seen.correlation.is_none() && seen.refused() != Some(false);
    let elsewhere = case.asked.unknown_client.is_some();
    let there = host.and_then(region::of).map(|(_, region, _)| region);
    let here = case.evidence().filter(|evidence| evidence.source.kind == SourceKind::Region).and_then(|it| region::of(&it.source.host));
    let apart = there.zip(here).filter(|(there, (_, here, _))| there != here && seen.refused() != Some(false));
    let alike = alike && seen.refused() != Some(false);
    let likelihood = graded(false, alike || apart.is_some(), unknown || elsewhere, case.bad_token() || foreign || case.contradicts())?;
    let asked = host.and_then(region::of).map(|(_, region, domain)| format!(" The call went to {region} ({domain})."));
    let why = if alike {
        format!("`{}` is no host of any region", host.unwrap_or_default())
    } else if let Some((_, (_, here, domain))) = apart {
        format!("the organization is in {here} ({domain}).")
    } else if unknown {
        "the login host knows no client of this id: each region knows its own clients only, and so does each organization".to_owned()
    } else if foreign {
        "a web page without a correlation id answered: that was not the platform's API".to_owned()
    } else if elsewhere {
        "this organization has no such client".to_owned()
    } else {
        "clients and tokens are of one organization in one region, and good nowhere else".to_owned()
    };
    let domains = REGIONS.iter().map(|region| format!("{} {}", region.name, region.domain)).collect::<Vec<_>>().join(", ");
    let own = "use login and API host of the organization's own region";
    Finding::new(
        likelihood,
        why + &asked.unwrap_or_default(),
        "in the browser the organization's own address ends in the region's domain; ask that region's login host for a token with the same \
         id and secret",
        if alike { format!("{own}: {domains}") } else { own.to_owned() },
    )
}
