//! Common wrong advice, corrected by name where it shows in what was given.

use postern_model::settings::Evidence::{self, Documented, Inferred, SeenInClients, Specified};

/// A claim that is wrong.
#[derive(Debug)]
pub struct Myth {
    /// Its name.
    pub name: &'static str,
    /// What gives it away, in lower case; any one.
    pub signs: &'static [&'static str],
    /// What is not so.
    pub claim: &'static str,
    /// What is.
    pub fact: &'static str,
    /// How that is known.
    pub evidence: Evidence,
}

/// Every one.
pub const ALL: &[Myth] = &[
    Myth {
        name: "token-url",
        signs: &["/v2/oauth/token", "//api.mypurecloud.com/oauth/token"],
        claim: "tokens come from `/v2/oauth/token` or `/api/v2/oauth/token` on the API host",
        fact: "they come from `POST https://login.<region's domain>/oauth/token`, with client id and secret as Basic credentials and \
               the form body `grant_type=client_credentials`; no operation of the platform API gives tokens",
        evidence: Specified,
    },
    Myth {
        name: "users-me",
        signs: &["/users/me$"],
        claim: "`GET /api/v2/users/me` shows whether a client's token works",
        fact: "under client credentials it is 400 `not.a.user`, for there is no user; ask `GET /api/v2/tokens/me` or \
               `GET /api/v2/organizations/me`, and `GET /api/v2/authorization/subjects/me` for what the client holds",
        evidence: Specified,
    },
    Myth {
        name: "invented-scopes",
        signs: &["routing:queue:read", "admin:all", "scope=admin", "analytics:report:read", "openid"],
        claim: "scopes such as `routing:queue:read` or `admin:all` must be set on the client",
        fact: "there are no such scopes: a scope is `routing` or `routing:readonly`, and `routing:queue:view` is a permission; \
               scopes do not apply to client credentials at all, whose rights come from roles",
        evidence: Specified,
    },
    Myth {
        name: "scope-parameter",
        signs: &["&scope=", " scope=", "\"scope=", "'scope="],
        claim: "`scope` goes with the token request",
        fact: "no official client sends it: scopes are stored on the client, and under client credentials there are none",
        evidence: SeenInClients,
    },
    Myth {
        name: "service-account",
        signs: &["service account", "service-account", "serviceaccount", "service user"],
        claim: "a service account stands behind the client, and its roles and groups count",
        fact: "there is no such user: the client itself holds roles in divisions (`roleDivisions`), groups are of no account, and the \
               roles of whoever created it matter only when it is created, edited or given a new secret",
        evidence: Specified,
    },
    Myth {
        name: "invented-code",
        signs: &["missing.any.permission.permissions"],
        claim: "the refusal is called `missing.any.permission.permissions`",
        fact: "no such code exists: it is `missing.any.permissions`, or `missing.permissions` where every one is needed",
        evidence: Specified,
    },
    Myth {
        name: "jwt",
        signs: &["bearer eyj", "access_token\":\"eyj", "access_token\": \"eyj", "jwt$"],
        claim: "access tokens are JWTs that can be decoded",
        fact: "they are opaque; a JWT is of another system. `GET /api/v2/tokens/me` says what a token is",
        evidence: Inferred,
    },
    Myth {
        name: "grant-spelling",
        signs: &["granttype\":\"client_credentials", "granttype\": \"client_credentials", "= \"client_credentials\"", "granttype\":\"pkce"],
        claim: "`authorizedGrantType` is `CLIENT_CREDENTIALS`, `SAML2BEARER` or `PKCE`",
        fact: "it is `CLIENT-CREDENTIALS`, `SAML2-BEARER` or `CODE` (PKCE is CODE used without a secret); \
               `grant_type=client_credentials` in a token request is right as it is",
        evidence: Specified,
    },
    Myth {
        name: "rate-headers",
        signs: &["x-rate-limit-", "x-ratelimit-"],
        claim: "the rate limit is told in `X-Rate-Limit-*` headers",
        fact: "the headers are `inin-ratelimit-count`, `inin-ratelimit-allowed` and `inin-ratelimit-reset`, and `Retry-After` with 429",
        evidence: Documented,
    },
];

/// Whether a sign stands in a text of small letters. Behind one that ends with `$` no word or path goes on.
fn stands(text: &str, sign: &str) -> bool {
    let Some(sign) = sign.strip_suffix('$') else { return text.contains(sign) };
    let ends = |after: Option<char>| after.is_none_or(|next| !next.is_alphanumeric() && !['/', '-', '_'].contains(&next));
    text.match_indices(sign).any(|(at, _)| ends(text[at + sign.len()..].chars().next()))
}

/// The names of the myths that show in `text`.
pub fn named_in(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    let shows = |myth: &&Myth| myth.signs.iter().any(|sign| stands(&text, sign));
    ALL.iter().filter(shows).map(|myth| myth.name).collect()
}

/// The myth of this name.
pub fn find(name: &str) -> Option<&'static Myth> {
    ALL.iter().find(|myth| myth.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_goes_on_is_another() {
        for innocent in ["GET /api/v2/users/me/queues", "GET /api/v2/users/meeting", "GET /api/v2/webrtc/jwtkeys"] {
            assert_eq!(named_in(innocent), [""; 0], "{innocent}");
        }
        assert_eq!(named_in("GET /api/v2/users/me?expand=x"), ["users-me"]);
    }

    #[test]
    fn each_shows_by_each_of_its_signs_and_not_in_good_advice() {
        for myth in ALL {
            for sign in myth.signs {
                assert!(named_in(&sign.to_uppercase()).contains(&myth.name), "{sign}");
            }
        }
        let good = "curl -u \"$ID:$SECRET\" -d grant_type=client_credentials https://login.mypurecloud.de/oauth/token\n\
                    curl -H \"Authorization: Bearer $TOKEN\" https://api.mypurecloud.de/api/v2/tokens/me\n\
                    inin-ratelimit-count: 3\n{\"code\":\"missing.any.permissions\",\"authorizedGrantType\":\"CLIENT-CREDENTIALS\"}";
        assert_eq!(named_in(good), Vec::<&str>::new());
    }
}
