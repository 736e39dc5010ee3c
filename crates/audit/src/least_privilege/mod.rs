//! The smallest role that covers what a client has to do, and the proof that it is: in a copy of the organization the
//! client holds this role and nothing else, every operation passes, and without any one permission some operation fails.

mod cover;
mod proof;

use std::collections::BTreeSet;

use postern_catalog::Need as Wants;
use postern_model::{Client, GrantType, PermissionId, Reach};
use postern_workload::{Place, Workload};
use serde_json::{Value, json};

use crate::{Inputs, View, coverage};

pub use proof::Broken;

/// The smallest role for a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Least {
    /// The client's name.
    pub client: String,
    /// Its permissions, by name.
    pub permissions: Vec<String>,
    /// Where it must be held.
    pub reaches: Vec<Reach>,
    /// Whether no smaller set would do; else it was found step by step, and only no permission of it can be left out.
    pub smallest: bool,
    /// How many operations it was made for.
    pub operations: usize,
    /// Operations and parts of the workload that it was not made for, and why.
    pub left_out: Vec<String>,
    /// For each permission an operation that fails without it.
    pub proof: Vec<Broken>,
}

/// Why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoLeast {
    /// The client is of another grant, or asks for nothing.
    Senseless(String),
    /// It cannot be told what it has to do.
    Unknown(String),
    /// The copy did not confirm it; a mistake of this program.
    Unproven(String),
}

impl std::fmt::Display for NoLeast {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Senseless(why) | Self::Unknown(why) | Self::Unproven(why) => out.write_str(why),
        }
    }
}

/// Finds the smallest role that covers what `client` has to do, and proves it.
///
/// # Errors
/// There is nothing to cover, or it cannot be told what.
pub fn least_privilege(inputs: &Inputs<'_>, client: &Client) -> Result<Least, NoLeast> {
    if client.grant_type != GrantType::ClientCredentials {
        let why = format!("`{}` acts as a person ({}): its rights are that person's", client.name, client.grant_type.name());
        return Err(NoLeast::Senseless(why));
    }
    let workload = coverage::workload(inputs, client).map_err(NoLeast::Unknown)?;
    let (able, left_out) = split(inputs, &workload);
    let needs = Workload { needs: able, gaps: Vec::new() };
    let lists = lists(inputs, &needs);
    let cover::Cover { chosen, smallest } = cover::least(&lists);
    let reaches = reaches(inputs, client, &needs).map_err(NoLeast::Unknown)?;
    let proof = proof::prove(inputs, client, &needs, &chosen, &reaches).map_err(NoLeast::Unproven)?;
    let names = chosen.iter().map(|id| inputs.catalog.permission(*id).name.to_owned());
    Ok(Least {
        client: client.name.clone(),
        permissions: names.collect(),
        reaches,
        smallest,
        operations: needs.needs.len(),
        left_out,
        proof,
    })
}

/// The needs that a role can serve, and what no role can.
fn split(inputs: &Inputs<'_>, workload: &Workload) -> (Vec<postern_workload::Need>, Vec<String>) {
    let mut left_out: Vec<String> = workload.gaps.iter().map(|gap| format!("{}: {}", gap.at, gap.why)).collect();
    let mut able = Vec::new();
    for need in &workload.needs {
        let operation = inputs.catalog.operation(need.operation);
        let why = match operation.need {
            _ if operation.user_context => Some("wants a person; client credentials get 400 `not.a.user`"),
            Wants::Unknown => Some("no source says which permissions it needs"),
            _ => None,
        };
        match why {
            Some(why) => left_out.push(format!("{}: {why}", coverage::shown(inputs, need))),
            None => able.push(need.clone()),
        }
    }
    left_out.dedup();
    (able, left_out)
}

/// What each need wants: one of each list.
fn lists(inputs: &Inputs<'_>, workload: &Workload) -> BTreeSet<BTreeSet<PermissionId>> {
    let mut lists = BTreeSet::new();
    for need in &workload.needs {
        let operation = inputs.catalog.operation(need.operation);
        match operation.need {
            Wants::All => lists.extend(operation.permissions.iter().map(|id| BTreeSet::from([*id]))),
            Wants::Any => _ = lists.insert(operation.permissions.iter().copied().collect()),
            Wants::None | Wants::Unknown => {}
        }
    }
    lists
}

/// Where the role must be held: where the workload says; where it does not, where the client holds its roles today.
fn reaches(inputs: &Inputs<'_>, client: &Client, workload: &Workload) -> Result<Vec<Reach>, String> {
    let mut reaches = BTreeSet::new();
    for need in &workload.needs {
        match &need.place {
            Place::Everywhere => _ = reaches.insert(Reach::All),
            Place::Division(id) => _ = reaches.insert(Reach::Division(*id)),
            Place::Home => _ = reaches.insert(Reach::Division(inputs.organization.home())),
            Place::Named(name) => {
                let named = inputs.organization.divisions().find(|division| division.name.to_lowercase() == name.to_lowercase());
                let named = named.ok_or_else(|| format!("no division is called `{name}`"))?;
                reaches.insert(Reach::Division(named.id));
            }
            Place::Unsaid => {
                let today = coverage::today(inputs, client);
                reaches.extend(if today.is_empty() { vec![Reach::All] } else { today });
            }
        }
    }
    if reaches.contains(&Reach::All) || reaches.is_empty() {
        return Ok(vec![Reach::All]);
    }
    Ok(reaches.into_iter().collect())
}

impl Least {
    /// The name that the role is given.
    pub fn role_name(&self) -> String {
        format!("{} (least privilege)", self.client)
    }

    /// Its permissions as policies, one an entity: domain, entity, actions.
    fn policies(&self) -> Vec<(&str, &str, Vec<&str>)> {
        let mut policies: Vec<(&str, &str, Vec<&str>)> = Vec::new();
        for permission in &self.permissions {
            let mut parts = permission.splitn(3, ':');
            let (Some(domain), Some(entity), Some(action)) = (parts.next(), parts.next(), parts.next()) else { continue };
            match policies.last_mut().filter(|last| (last.0, last.1) == (domain, entity)) {
                Some(last) => last.2.push(action),
                None => policies.push((domain, entity, vec![action])),
            }
        }
        policies
    }

    /// Legacy flat names among its permissions, such as `admin`.
    fn flat(&self) -> Vec<&str> {
        self.permissions.iter().map(String::as_str).filter(|name| !name.contains(':')).collect()
    }

    /// The role as the platform API takes it (API description: `DomainOrganizationRoleCreate`).
    pub fn json(&self) -> Value {
        let policies = self.policies().into_iter().map(
            |(domain, entity, actions)| json!({ "domain": domain, "entityName": entity, "actionSet": actions, "allowConditions": false }),
        );
        json!({
            "name": self.role_name(),
            "description": "Written by postern check --least-privilege",
            "permissions": self.flat(),
            "permissionPolicies": policies.collect::<Vec<_>>(),
        })
    }

    /// The role for the Terraform provider.
    pub fn hcl(&self) -> String {
        // JSON's strings are HCL's, but for the two beginnings of templates.
        let quote = |text: &str| Value::from(text).to_string().replace("${", "$${").replace("%{", "%%{");
        let mut text = format!(
            "resource \"genesyscloud_auth_role\" \"least_privilege\" {{\n  name        = {}\n  description = \"Written by postern check --least-privilege\"\n",
            quote(&self.role_name())
        );
        let flat: Vec<String> = self.flat().into_iter().map(quote).collect();
        if !flat.is_empty() {
            text += &format!("  permissions = [{}]\n", flat.join(", "));
        }
        for (domain, entity, actions) in self.policies() {
            let actions: Vec<String> = actions.into_iter().map(quote).collect();
            text += &format!(
                "\n  permission_policies {{\n    domain      = {}\n    entity_name = {}\n    action_set  = [{}]\n  }}\n",
                quote(domain),
                quote(entity),
                actions.join(", ")
            );
        }
        text + "}\n"
    }

    /// All of it, for people.
    pub fn text(&self, view: &View<'_>) -> String {
        let places: Vec<String> = self.reaches.iter().map(|reach| view.reach(*reach)).collect();
        let kind = if self.smallest { "no smaller set of permissions covers them" } else { "found step by step; none can be left out" };
        let mut text = format!(
            "{}: {} permissions cover {} operations ({kind})\nheld in {}\n\n{}\n",
            self.client,
            self.permissions.len(),
            self.operations,
            places.join(", "),
            self.hcl()
        );
        text += "proven in a copy: with this role alone every operation passes, and\n";
        self.proof.iter().for_each(|broken| text += &format!("  without {:<40} {} fails\n", broken.permission, broken.operation));
        if !self.left_out.is_empty() {
            text += "\nnot looked at:\n";
            self.left_out.iter().for_each(|why| text += &format!("  {why}\n"));
        }
        text
    }
}
