//! Usage counters.

use postern_store::{Store, UsageRow};
use tokio::task::JoinSet;
use uuid::Uuid;

const CLIENT: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);
const ORG: Uuid = Uuid::from_u128(3);

/// One answer of each hundred.
fn row(day: i32, client: Uuid, user: Option<Uuid>, operation: &str) -> UsageRow {
    let operation = operation.to_owned();
    UsageRow { day, client, user, operation, status200: 1, status300: 2, status400: 3, status429: 4, status500: 5 }
}

fn times(count: i64, row: UsageRow) -> UsageRow {
    UsageRow {
        status200: count * row.status200,
        status300: count * row.status300,
        status400: count * row.status400,
        status429: count * row.status429,
        status500: count * row.status500,
        ..row
    }
}

pub async fn counts_add_up(store: &Store) {
    let user = Some(Uuid::from_u128(9));
    let rows = vec![
        row(-1, CLIENT, None, "getUsers"),
        row(1, CLIENT, None, "GetUsers"),
        row(1, CLIENT, None, "getUsers"),
        row(1, CLIENT, user, "getUsers"),
        row(1, OTHER, None, "getUsers"),
    ];
    let backwards: Vec<_> = rows.iter().rev().cloned().collect();
    store.add_usage(ORG, &backwards).await.unwrap();
    assert_eq!(store.usage(ORG, -1, 1, None).await.unwrap(), rows);
    store.add_usage(ORG, &rows[2..4]).await.unwrap();
    store.add_usage(ORG, &[]).await.unwrap();
    let sums = [rows[0].clone(), rows[1].clone(), times(2, rows[2].clone()), times(2, rows[3].clone()), rows[4].clone()];
    assert_eq!(store.usage(ORG, -1, 1, None).await.unwrap(), sums);
}

pub async fn repeats_in_one_batch_add_up(store: &Store) {
    let one = row(1, CLIENT, None, "getUsers");
    store.add_usage(ORG, &[one.clone(), one.clone(), one.clone()]).await.unwrap();
    assert_eq!(store.usage(ORG, 1, 1, None).await.unwrap(), [times(3, one)]);
}

pub async fn additions_at_once_lose_nothing(store: &Store) {
    let rows: Vec<_> = (0..20).map(|number| row(1, CLIENT, None, &format!("operation{number:02}"))).collect();
    let mut nodes = JoinSet::new();
    for node in 0..6 {
        let (store, mut rows) = (store.clone(), rows.clone());
        rows.rotate_left(node * 3);
        nodes.spawn(async move {
            for _ in 0..5 {
                store.add_usage(ORG, &rows).await.unwrap();
            }
        });
    }
    nodes.join_all().await;
    let sums: Vec<_> = rows.into_iter().map(|row| times(30, row)).collect();
    assert_eq!(store.usage(ORG, 1, 1, None).await.unwrap(), sums);
}

pub async fn rows_are_chosen_by_day_and_client(store: &Store) {
    let rows: Vec<_> = (1..=4).flat_map(|day| [row(day, CLIENT, None, "a"), row(day, OTHER, None, "a")]).collect();
    store.add_usage(ORG, &rows).await.unwrap();
    assert_eq!(store.usage(ORG, 2, 3, None).await.unwrap(), rows[2..6]);
    assert_eq!(store.usage(ORG, i32::MIN, i32::MAX, None).await.unwrap(), rows);
    assert_eq!(store.usage(ORG, 2, 3, Some(OTHER)).await.unwrap(), [rows[3].clone(), rows[5].clone()]);
    assert_eq!(store.usage(ORG, 2, 3, Some(Uuid::nil())).await.unwrap(), []);
    assert_eq!(store.usage(ORG, 3, 2, None).await.unwrap(), []);
}

pub async fn organizations_count_apart(store: &Store) {
    store.add_usage(ORG, &[row(1, CLIENT, None, "a")]).await.unwrap();
    assert_eq!(store.usage(Uuid::nil(), 1, 1, None).await.unwrap(), []);
}
