//! A PostgreSQL database of one's own, for one test.
#![allow(dead_code, reason = "no test uses all of it")]

use std::{env, io::Write, str::FromStr, sync::Once};

use sqlx::{AssertSqlSafe, ConnectOptions, Executor, postgres::PgConnectOptions};
use uuid::Uuid;

const VARIABLE: &str = "POSTERN_TEST_POSTGRES";

/// A database that nothing else uses, dropped by [`Database::drop`].
pub struct Database {
    server: PgConnectOptions,
    name: String,
}

impl Database {
    /// None, with a word to whoever watches, when there is no server to test on. In CI that is a failure.
    pub async fn create() -> Option<Self> {
        let Ok(url) = env::var(VARIABLE) else {
            static ONCE: Once = Once::new();
            // Not `eprintln!`, which the test runner swallows when the test passes.
            ONCE.call_once(|| {
                let notice = format!("\nNOT RUN: PostgreSQL contract (set {VARIABLE}, or run under `scripts/postgres run`)\n");
                std::io::stderr().write_all(notice.as_bytes()).unwrap();
            });
            assert!(env::var_os("CI").is_none(), "{VARIABLE} must be set in CI");
            return None;
        };
        let server = PgConnectOptions::from_str(&url).unwrap();
        let name = format!("postern_test_{}", Uuid::new_v4().simple());
        let database = Self { server, name };
        database.execute_on_server(&format!("CREATE DATABASE {}", database.name)).await;
        Some(database)
    }

    /// The address of the database.
    pub fn url(&self) -> String {
        self.options().to_url_lossy().into()
    }

    /// How to connect to the database past the store.
    pub fn options(&self) -> PgConnectOptions {
        self.server.clone().database(&self.name)
    }

    /// Removes the database, whoever is still connected. After a failed test it stays, to be looked at.
    pub async fn drop(self) {
        self.execute_on_server(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
    }

    async fn execute_on_server(&self, sql: &str) {
        self.server.connect().await.unwrap().execute(AssertSqlSafe(sql)).await.unwrap();
    }
}
