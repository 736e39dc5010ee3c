//! The values a setting can take. Each type lists its names once; reading and writing use that list.

/// A value that has a name in the settings.
pub(super) trait Choice: Copy + PartialEq + 'static {
    /// Every value with its name.
    const NAMED: &'static [(&'static str, Self)];
}

/// A field of `Settings`, read and written as text.
pub(super) trait Value {
    /// The text of the value.
    fn text(&self) -> String;
    /// Takes the value from `text`; `false` (and no change) when the text does not fit.
    fn read(&mut self, text: &str) -> bool;
}

fn assign<T>(place: &mut T, value: Option<T>) -> bool {
    value.map(|value| *place = value).is_some()
}

impl<T: Choice> Value for T {
    fn text(&self) -> String {
        T::NAMED.iter().find(|(_, value)| value == self).map(|(name, _)| (*name).to_owned()).unwrap_or_default()
    }
    fn read(&mut self, text: &str) -> bool {
        assign(self, T::NAMED.iter().find(|(name, _)| *name == text).map(|(_, value)| *value))
    }
}

impl Value for u16 {
    fn text(&self) -> String {
        self.to_string()
    }
    fn read(&mut self, text: &str) -> bool {
        assign(self, text.parse().ok())
    }
}

impl Value for u32 {
    fn text(&self) -> String {
        self.to_string()
    }
    fn read(&mut self, text: &str) -> bool {
        assign(self, text.parse().ok())
    }
}

impl Value for jiff::civil::Date {
    fn text(&self) -> String {
        self.to_string()
    }
    fn read(&mut self, text: &str) -> bool {
        assign(self, text.parse::<Self>().ok().filter(|date| date.to_string() == text))
    }
}

impl Value for [CheckSlot; 8] {
    fn text(&self) -> String {
        self.each_ref().map(Value::text).join(",")
    }
    fn read(&mut self, text: &str) -> bool {
        let mut order = *self;
        let mut places = order.iter_mut();
        let fits = text.split(',').all(|name| places.next().is_some_and(|place| place.read(name.trim())));
        let complete = fits && places.next().is_none() && CheckSlot::NAMED.iter().all(|(_, slot)| order.contains(slot));
        assign(self, complete.then_some(order))
    }
}

impl Choice for bool {
    const NAMED: &'static [(&'static str, Self)] = &[("yes", true), ("no", false)];
}

/// One check of an API request. What the checks mean is in `docs/reasons/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckSlot {
    /// `ip`: the source address against the organization's allowlist.
    Ip,
    /// `rate`: the request limit.
    Rate,
    /// `route`: the path and method name an operation.
    Route,
    /// `scope`: the client's scopes, when the organization enforces them.
    Scope,
    /// `permission`: the permissions the operation names, ANY or ALL.
    Permission,
    /// `user-context`: the operation wants a person.
    UserContext,
    /// `policy`: the organization's access policies.
    Policy,
    /// `division`: the division of the target.
    Division,
}

impl CheckSlot {
    /// The order a fresh organization uses.
    pub const DEFAULT_ORDER: [Self; 8] =
        [Self::Ip, Self::Rate, Self::Route, Self::Scope, Self::Permission, Self::UserContext, Self::Policy, Self::Division];
}

impl Choice for CheckSlot {
    const NAMED: &'static [(&'static str, Self)] = &[
        ("ip", Self::Ip),
        ("rate", Self::Rate),
        ("route", Self::Route),
        ("scope", Self::Scope),
        ("permission", Self::Permission),
        ("user-context", Self::UserContext),
        ("policy", Self::Policy),
        ("division", Self::Division),
    ];
}

/// `on` or `off`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Switch {
    /// `on`
    On,
    /// `off`
    Off,
}

impl Choice for Switch {
    const NAMED: &'static [(&'static str, Self)] = &[("on", Self::On), ("off", Self::Off)];
}

/// What happens to a request that may or may not be allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Treatment {
    /// `accept`
    Accept,
    /// `refuse`
    Refuse,
}

impl Choice for Treatment {
    const NAMED: &'static [(&'static str, Self)] = &[("accept", Self::Accept), ("refuse", Self::Refuse)];
}

/// What happens to access that was given earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// `keep`: it stays good.
    Keep,
    /// `refuse`: it is refused from then on.
    Refuse,
}

impl Choice for Standing {
    const NAMED: &'static [(&'static str, Self)] = &[("keep", Self::Keep), ("refuse", Self::Refuse)];
}

/// Whether an optional part of an answer is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// `send`
    Send,
    /// `omit`
    Omit,
}

impl Choice for Presence {
    const NAMED: &'static [(&'static str, Self)] = &[("send", Self::Send), ("omit", Self::Omit)];
}

/// The `error` of a token request by a disabled or inactive client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InactiveClientError {
    /// `invalid_client`
    InvalidClient,
    /// `unauthorized_client`
    UnauthorizedClient,
}

impl Choice for InactiveClientError {
    const NAMED: &'static [(&'static str, Self)] =
        &[("invalid_client", Self::InvalidClient), ("unauthorized_client", Self::UnauthorizedClient)];
}

/// What the well-known wrong token URLs of the API host answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WrongTokenUrls {
    /// `not-found`: 404 `not.found`.
    NotFound,
    /// `unauthenticated`: 401 `authentication.required`.
    Unauthenticated,
}

impl Choice for WrongTokenUrls {
    const NAMED: &'static [(&'static str, Self)] = &[("not-found", Self::NotFound), ("unauthenticated", Self::Unauthenticated)];
}

/// What a refresh answers as refresh token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RefreshRotation {
    /// `rotate`: a new one; the old one ends.
    Rotate,
    /// `repeat`: the same one again.
    Repeat,
}

impl Choice for RefreshRotation {
    const NAMED: &'static [(&'static str, Self)] = &[("rotate", Self::Rotate), ("repeat", Self::Repeat)];
}

/// Whether a CODE client must use PKCE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pkce {
    /// `optional`
    Optional,
    /// `required`
    Required,
}

impl Choice for Pkce {
    const NAMED: &'static [(&'static str, Self)] = &[("optional", Self::Optional), ("required", Self::Required)];
}

/// What `messageParams` holds in the 401 and 403 families.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MessageParams {
    /// `permissions`: the missing permissions under the key `permissions`.
    Permissions,
    /// `empty`: `{}`.
    Empty,
}

impl Choice for MessageParams {
    const NAMED: &'static [(&'static str, Self)] = &[("permissions", Self::Permissions), ("empty", Self::Empty)];
}

/// What reading a client answers as `secret`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SecretOnRead {
    /// `absent`: no such key.
    Absent,
    /// `null`
    Null,
    /// `empty`: an empty text.
    Empty,
}

impl Choice for SecretOnRead {
    const NAMED: &'static [(&'static str, Self)] = &[("absent", Self::Absent), ("null", Self::Null), ("empty", Self::Empty)];
}

/// Where the API shows that people must use single sign-on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SsoSwitch {
    /// `purecloud-provider`: `disabled` of `/api/v2/identityproviders/purecloud`.
    PurecloudProvider,
    /// `none`: nowhere; that field has no effect.
    None,
}

impl Choice for SsoSwitch {
    const NAMED: &'static [(&'static str, Self)] = &[("purecloud-provider", Self::PurecloudProvider), ("none", Self::None)];
}

/// Which part of a SAML message must carry a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SignedElement {
    /// `either`: the response or the assertion.
    Either,
    /// `assertion`
    Assertion,
    /// `response`
    Response,
    /// `both`
    Both,
}

impl Choice for SignedElement {
    const NAMED: &'static [(&'static str, Self)] =
        &[("either", Self::Either), ("assertion", Self::Assertion), ("response", Self::Response), ("both", Self::Both)];
}

/// When the trustor's allowlist is applied to a trustee's token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AllowlistMoment {
    /// `at-use`: on every request.
    AtUse,
    /// `at-issue`: once, when the token is given.
    AtIssue,
}

impl Choice for AllowlistMoment {
    const NAMED: &'static [(&'static str, Self)] = &[("at-use", Self::AtUse), ("at-issue", Self::AtIssue)];
}

/// What the request limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RateCounted {
    /// `token`: each access token has its own window.
    Token,
    /// `client`: the tokens of a client share one window.
    Client,
}

impl Choice for RateCounted {
    const NAMED: &'static [(&'static str, Self)] = &[("token", Self::Token), ("client", Self::Client)];
}
