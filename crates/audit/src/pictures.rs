//! What the pictures of a report show.

use postern_model::PermissionSet;

use crate::{
    View, coverage,
    escalation::Powers,
    report::{Drawn, Pictures},
    view::holder,
};

pub(crate) fn draw(view: &View<'_>) -> Pictures {
    let powers = Powers::new(view);
    let clients = view.machines().into_iter().map(|client| {
        let held = view.organization.effective(holder(client), None).anywhere;
        let needed = coverage::workload(view, client).ok().map(|workload| {
            let listed = workload.needs.iter().flat_map(|need| view.catalog.operation(need.operation).permissions).copied();
            let needed: PermissionSet = listed.filter(|id| held.contains(*id)).collect();
            needed.len()
        });
        let reaches = view.organization.own_holdings(client.id.uuid());
        let mut reaches: Vec<_> = reaches.map(|held| (held.role.name.clone(), view.reach(held.grant.division).replace('`', ""))).collect();
        reaches.sort();
        let escalation = powers.path(client).unwrap_or_default().into_iter().map(|step| (step.from, step.to, step.by.replace('`', "")));
        Drawn { name: client.name.clone(), reaches, held: held.len(), needed, escalation: escalation.collect() }
    });
    Pictures { clients: clients.collect() }
}
