//! Escalation: how a machine client could come to do whatever an administrator can, as the shortest path.
//!
//! A step is something that the subject's permissions let it do: grant itself a role, write into a role that it holds,
//! sign in as somebody through an identity provider of its own or with a password that it set. Making clients, and new
//! secrets for clients, is no step: it is bound to roles that the subject holds already (documented). Putting people into
//! groups is none either: no source says which permission that wants.

use std::collections::{HashSet, VecDeque};

use postern_model::{Client, PermissionSet, Reach, Subject as Holder, User};

use crate::{View, view::holder, view::person};

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Who does it.
    pub from: String,
    /// What it uses: a permission, or a role.
    pub by: String,
    /// What it does.
    pub how: String,
    /// What it has come to.
    pub to: String,
}

impl std::fmt::Display for Step {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} → {}: {} ({})", self.from, self.to, self.how, self.by)
    }
}

/// Where every path ends.
pub const ADMINISTRATOR: &str = "administrator";

/// The people whom a path can lead through: those with a power of their own.
pub struct Powers<'v, 'a> {
    view: &'v View<'a>,
    people: Vec<&'a User>,
}

impl<'v, 'a> Powers<'v, 'a> {
    /// Looks for the people with powers.
    pub fn new(view: &'v View<'a>) -> Self {
        let mut powers = Self { view, people: Vec::new() };
        powers.people =
            view.people().filter(|user| powers.direct(person(user), &user.name).is_some() || powers.opens(person(user))).collect();
        powers
    }

    /// The shortest path from a client to an administrator's power, if there is one.
    pub fn path(&self, client: &Client) -> Option<Vec<Step>> {
        let start = (holder(client), client.name.clone());
        let mut queue = VecDeque::from([(start, Vec::new())]);
        let mut seen = HashSet::from([client.id.uuid()]);
        while let Some(((subject, name), path)) = queue.pop_front() {
            if let Some(last) = self.direct(subject, &name) {
                return Some(path.into_iter().chain([last]).collect());
            }
            for (user, step) in self.steps(subject, &name) {
                if seen.insert(user.id.uuid()) {
                    let path: Vec<Step> = path.iter().cloned().chain([step]).collect();
                    queue.push_back(((person(user), user.name.clone()), path));
                }
            }
        }
        None
    }

    /// What `subject` holds everywhere, and anywhere.
    fn held(&self, subject: Holder) -> (PermissionSet, PermissionSet) {
        let (mut everywhere, mut anywhere) = (PermissionSet::EMPTY, PermissionSet::EMPTY);
        for held in self.view.organization.holdings(subject) {
            anywhere.union_with(&held.role.effective);
            if held.grant.division == Reach::All {
                everywhere.union_with(&held.role.effective);
            }
        }
        (everywhere, anywhere)
    }

    fn has(&self, set: &PermissionSet, permission: &str) -> bool {
        self.view.catalog.permission_id(permission).is_some_and(|id| set.contains(id))
    }

    /// The step by which `subject` is, or makes itself, an administrator.
    fn direct(&self, subject: Holder, name: &str) -> Option<Step> {
        let organization = self.view.organization;
        let step = |by: &str, how: &str| {
            Some(Step { from: name.to_owned(), by: by.to_owned(), how: how.to_owned(), to: ADMINISTRATOR.to_owned() })
        };
        let mut holdings = organization.holdings(subject);
        let admin = holdings.find(|held| held.role.default_role_id.as_deref() == Some("admin") && held.grant.division == Reach::All);
        if let Some(held) = admin {
            return step(&format!("role `{}`", held.role.name), "holds the administrator's role in all divisions");
        }
        let (everywhere, anywhere) = self.held(subject);
        if self.has(&everywhere, "admin") {
            return step("permission `admin`", "holds the permission that stands for all");
        }
        let aware = organization.profile().roles.authorization_grant_division_aware;
        if self.has(if aware { &everywhere } else { &anywhere }, "authorization:grant:add") {
            return step("`authorization:grant:add`", "grants itself the administrator's role");
        }
        if self.has(&anywhere, "authorization:role:edit") {
            return step("`authorization:role:edit`", "writes every permission into a role that it holds");
        }
        None
    }

    /// Whether `subject` can come to act as somebody else.
    fn opens(&self, subject: Holder) -> bool {
        let (_, anywhere) = self.held(subject);
        ["sso:provider:add", "sso:provider:edit", "directory:user:setPassword"].iter().any(|permission| self.has(&anywhere, permission))
    }

    /// Whom `subject` can come to act as.
    fn steps(&self, subject: Holder, name: &str) -> Vec<(&'a User, Step)> {
        let (_, anywhere) = self.held(subject);
        let provider = ["sso:provider:add", "sso:provider:edit"].into_iter().find(|permission| self.has(&anywhere, permission));
        let passwords = !self.view.organization.is_sso_only();
        let id = self.view.catalog.permission_id("directory:user:setPassword").filter(|_| passwords);
        let mut steps = Vec::new();
        for user in &self.people {
            let (by, how) = match (provider, id) {
                (Some(permission), _) => (permission, "signs in as them through an identity provider of its own"),
                (None, Some(id)) if self.view.organization.holds_in(subject, id, user.division) => {
                    ("directory:user:setPassword", "sets their password and signs in with it")
                }
                _ => continue,
            };
            let to = user.name.clone();
            steps.push((*user, Step { from: name.to_owned(), by: format!("`{by}`"), how: how.to_owned(), to }));
        }
        steps
    }
}
