//! `POST /api/v2/responsemanagement/responseassets/search`.

use crate::{
    call::{Answer, Call, Reply},
    search::Search,
    stored,
};

/// Answers `ResponseAssetSearchResults`.
pub fn handle(call: &Call<'_>) -> Answer {
    let search = Search::of_body(call)?;
    let assets = stored::visible(call, "/responsemanagement/responseassets");
    let view = |asset: &postern_org::Resource| stored::shown(call, &call.organization, "ResponseAsset", asset);
    let (results, _) = search.results(assets.into_iter().map(|asset| &**asset), view);
    Reply::json(&results)
}
