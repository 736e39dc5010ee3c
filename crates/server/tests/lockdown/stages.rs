//! The story: before, switch on, policy reported, policy enforced, back.

use crate::{
    bank::Bank,
    earlier::Earlier,
    machines, people,
    table::{STAGES, render, settle},
};

async fn enter(bank: &Bank, stage: &str) {
    match stage {
        "before" => {}
        "switch on" => assert_eq!(bank.switch(true).await.status, 200),
        "policy reported" => bank.put_policy("report").await,
        "policy enforced" => bank.put_policy("enforce").await,
        "back" => {
            bank.drop_policy().await;
            assert_eq!(bank.switch(false).await.status, 200);
        }
        other => panic!("no stage `{other}`"),
    }
}

#[tokio::test]
async fn the_walkthrough_shows_who_comes_in_at_each_stage() {
    let bank = Bank::open().await;
    let later = Bank::open_with_implicit_until("2026-01-01").await;
    let mut earlier = Earlier::begin(&bank).await;
    let [mut machines, mut people, mut begun] = [const { Vec::new() }; 3];
    for (index, stage) in STAGES.into_iter().enumerate() {
        enter(&bank, stage).await;
        enter(&later, stage).await;
        let rows = machines::walk(&bank).await;
        machines.push(rows.into_iter().chain([machines::ended(&later).await]).collect());
        people.push(people::walk(&bank).await);
        begun.push(earlier.walk(&bank, index).await);
    }
    for table in [&machines, &people, &begun] {
        for (before, back) in table[0].iter().zip(&table[4]) {
            assert_eq!(before.cell, back.cell, "{}: {}", before.who, before.how);
        }
    }
    let tables = [
        render("The ten machine clients", &machines),
        render("Eight kinds of people", &people),
        render("What was begun before, and other ways", &begun),
    ];
    settle("docs/LOCK-DOWN.md", "lockdown", &format!("\n{}", tables.concat()));
}
