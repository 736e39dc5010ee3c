//! What a pipeline stops at.

use super::Report;
use crate::survivors::Enough;

/// Something to stop at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// A program with a workload cannot do something any more, or does not come in.
    LostWorkload,
    /// Somebody newly can give themselves, or a program, more.
    NewAdmin,
    /// Too few are left who can administer authorization and come in, or a break-glass account does not.
    LockOut,
    /// A person who had a way in has none.
    LostSignIn,
}

impl FailOn {
    /// Every one with its name.
    pub const ALL: [(&'static str, Self); 4] = [
        ("lost-workload", Self::LostWorkload),
        ("new-admin", Self::NewAdmin),
        ("lock-out", Self::LockOut),
        ("lost-sign-in", Self::LostSignIn),
    ];

    /// The one with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, what)| what)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, what)| *what == self).map_or("", |(name, _)| name)
    }
}

/// Whether to stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// No.
    Clear,
    /// It cannot be told, and why: as good as yes where it matters.
    Unknown(Vec<String>),
    /// Yes, and why.
    Stop(Vec<String>),
}

impl Report {
    /// Whether to stop at one of `what`.
    pub fn outcome(&self, what: &[FailOn]) -> Outcome {
        let (mut stop, mut unknown) = (Vec::new(), Vec::new());
        for what in what {
            let name = what.name();
            let (why, open) = match what {
                FailOn::LostWorkload => self.lost_workload(),
                FailOn::NewAdmin => self.new_admin(),
                FailOn::LockOut => self.lock_out(),
                FailOn::LostSignIn => self.lost_sign_in(),
            };
            stop.extend(why.into_iter().map(|text| format!("{name}: {text}")));
            unknown.extend(open.into_iter().chain(self.left_out.iter().cloned()).map(|text| format!("{name} cannot be told: {text}")));
        }
        if !stop.is_empty() {
            Outcome::Stop(stop)
        } else if !unknown.is_empty() {
            Outcome::Unknown(unknown)
        } else {
            Outcome::Clear
        }
    }

    fn lost_workload(&self) -> (Vec<String>, Vec<String>) {
        let (mut stop, mut unknown) = (Vec::new(), Vec::new());
        for effect in &self.workloads {
            match (&effect.stopped, effect.lost.len()) {
                (Some(why), _) => stop.push(format!("`{}` does not come in: {why}", effect.client)),
                (None, 0) => {}
                (None, many) => stop.push(format!("`{}` cannot do {many} of its {} operations any more", effect.client, effect.needs)),
            }
            if effect.needs == 0 && effect.unknown.is_empty() {
                unknown.push(format!("`{}`: its workload asks for nothing", effect.client));
            }
            unknown.extend(effect.unknown.iter().map(|why| format!("`{}`: {why}", effect.client)));
        }
        if self.workloads.is_empty() {
            unknown.push("no workload was given".to_owned());
        }
        (stop, unknown)
    }

    fn new_admin(&self) -> (Vec<String>, Vec<String>) {
        let stop = self.new_admins.iter().map(|new| format!("{} could {}", new.who.name, new.operations.join(", "))).collect();
        let admin = self.perhaps_admins.iter().map(|who| format!("{who} gains `admin`, of which no source says how far it goes"));
        let others = self.others_change.then(|| "what people of other organizations hold changes, and is not compared".to_owned());
        (stop, [&self.people_unknown, &self.clients_unknown].into_iter().flatten().cloned().chain(others).chain(admin).collect())
    }

    fn lock_out(&self) -> (Vec<String>, Vec<String>) {
        let (mut stop, mut unknown) = match self.survivors.enough(self.expected) {
            Enough::Yes => (Vec::new(), Vec::new()),
            Enough::No(why) => (vec![why], Vec::new()),
            Enough::Unknown(why) => (Vec::new(), vec![why]),
        };
        for glass in &self.break_glass {
            match &glass.after {
                None => match &glass.unknown {
                    Some(why) => unknown.push(format!("the break-glass account `{}`: {why}", glass.who)),
                    None => stop.push(format!("no one person is the break-glass account `{}`", glass.who)),
                },
                Some(ways) if ways.are_shut() => stop.push(format!("the break-glass account `{}` has no way in", glass.who)),
                Some(ways) if !ways.are_certain() || self.sign_in.from_unknown.is_some() => {
                    unknown.push(format!("nothing says for certain that the break-glass account `{}` has a way in", glass.who));
                }
                Some(_) => {}
            }
        }
        (stop, unknown)
    }

    fn lost_sign_in(&self) -> (Vec<String>, Vec<String>) {
        let stop = self.sign_in.shut_out.iter().map(|moved| format!("{} <{}> has no way in", moved.name, moved.email)).collect();
        let risk =
            self.sign_in.at_risk.iter().map(|moved| format!("{} <{}> comes in {}", moved.name, moved.email, moved.after.left().because()));
        (stop, self.sign_in.people_unknown.iter().chain(&self.sign_in.from_unknown).cloned().chain(risk).collect())
    }
}
