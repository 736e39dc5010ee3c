//! The smallest roles as Terraform, as the platform API takes them, and for people.

use postern_model::Reach;
use serde_json::{Value, json};

use super::{Least, LeastRole};
use crate::View;

impl LeastRole {
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
    fn json(&self) -> Value {
        let policies = self.policies().into_iter().map(
            |(domain, entity, actions)| json!({ "domain": domain, "entityName": entity, "actionSet": actions, "allowConditions": false }),
        );
        json!({
            "name": self.name,
            "description": DESCRIPTION,
            "permissions": self.flat(),
            "permissionPolicies": policies.collect::<Vec<_>>(),
        })
    }

    fn hcl(&self, label: &str) -> String {
        let mut text = format!(
            "resource \"genesyscloud_auth_role\" \"{label}\" {{\n  name        = {}\n  description = \"{DESCRIPTION}\"\n",
            quote(&self.name)
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
}

const DESCRIPTION: &str = "Written by postern check --least-privilege";

/// A text as HCL has it: JSON's strings are HCL's, but for the two beginnings of templates.
fn quote(text: &str) -> String {
    Value::from(text).to_string().replace("${", "$${").replace("%{", "%%{")
}

impl Least {
    /// The roles, each as the platform API takes it, with the ids of the divisions where the client must hold it; `*`: all.
    pub fn json(&self) -> Value {
        let wire = |reach: &Reach| Value::from(reach.to_string());
        let roles = self.roles.iter();
        roles.map(|role| json!({ "role": role.json(), "divisions": role.reaches.iter().map(wire).collect::<Vec<_>>() })).collect()
    }

    /// For the Terraform provider: the roles, and the client with these instead of those that it has.
    pub fn hcl(&self, view: &View<'_>) -> String {
        let label = |at: usize| if at == 0 { "least_privilege".to_owned() } else { format!("least_privilege_{}", at + 1) };
        let roles = self.roles.iter().enumerate();
        let mut text: String = roles.clone().map(|(at, role)| role.hcl(&label(at)) + "\n").collect();
        text +=
            "resource \"genesyscloud_oauth_client\" \"client\" {\n  # everything else as it is; these roles instead of those that it has\n";
        for (at, role) in roles {
            for reach in &role.reaches {
                let place = view.reach(*reach).replace(['\n', '\r'], " ");
                text += &format!("  roles {{ # in {place}\n    role_id     = genesyscloud_auth_role.{}.id\n", label(at));
                text += &format!("    division_id = \"{reach}\"\n  }}\n");
            }
        }
        text + "}\n"
    }

    /// All of it, for people.
    pub fn text(&self, view: &View<'_>) -> String {
        let kind = if self.smallest { "no set that gives less covers them" } else { "found step by step; none can be left out" };
        let many: usize = self.roles.iter().map(|role| role.permissions.len()).sum();
        let mut text = format!("{}: {many} permissions cover {} operations ({kind})\n", self.client, self.operations);
        for role in &self.roles {
            let places: Vec<String> = role.reaches.iter().map(|reach| view.reach(*reach)).collect();
            text += &format!("`{}` in {}\n", role.name, places.join(", "));
        }
        text += &format!("\n{}\n", self.hcl(view));
        text += "proven in a copy: with these roles alone every operation passes, and\n";
        for broken in &self.proof {
            let without = format!("{} in {}", broken.permission, view.reach(broken.reach));
            text += &format!("  without {without:<56} {} {}\n", broken.operation, broken.how);
        }
        if !self.left_out.is_empty() {
            text += "\nnot looked at:\n";
            self.left_out.iter().for_each(|why| text += &format!("  {why}\n"));
        }
        // A name must not steer the terminal.
        text.chars().filter(|char| !char.is_control() || *char == '\n').collect()
    }
}
