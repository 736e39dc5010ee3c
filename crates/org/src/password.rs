//! Hashes of people's passwords: Argon2id (RFC 9106) in PHC form, with the parameters that the `argon2` crate takes from
//! OWASP's advice. A hash takes many milliseconds and 19 MiB, by intent.

use std::sync::LazyLock;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

/// The hash of `password`. Should it fail, what comes back matches nothing.
pub fn hash(password: &str, salt: [u8; 16]) -> String {
    let hash: Result<PasswordHash, _> = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).unwrap_or_default()
}

/// Whether `hash` is of `password`.
pub fn matches(hash: &str, password: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// The hash of nobody's password: who has none is looked at just as long.
pub fn nobodys() -> &'static str {
    static NOBODYS: LazyLock<String> = LazyLock::new(|| hash("", [0; 16]));
    &NOBODYS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_argon2id_and_of_one_password_and_salt() {
        let one = hash("correct horse", [1; 16]);
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert_ne!(one, hash("correct horse", [2; 16]));
        assert!(matches(&one, "correct horse"));
        for (hash, password) in [(one.as_str(), "correct horsf"), (&one, ""), ("", ""), ("$argon2id$", "correct horse"), (nobodys(), "x")] {
            assert!(!matches(hash, password), "{hash} {password}");
        }
    }
}
