//! A secret that is sent to the login host comes back in no answer and stands in no log line.

use crate::{
    app::{App, CHALLENGE, REDIRECT, VERIFIER, tokens},
    ask::{FORM, GRANT, Machine, basic},
    log,
};

#[tokio::test]
async fn a_secret_is_neither_echoed_nor_logged() {
    log::keep();
    let machine = Machine::start(&[]).await;
    let wrong = "hunter2-hunter2-hunter2";
    let (good, bad) = (machine.basic(), basic(&machine.id, wrong));
    let forms = [
        format!("{GRANT}&client_id={}&client_secret={wrong}", machine.id),
        format!("{GRANT}&client_id={}&client_secret={wrong}&client_secret={wrong}", machine.id),
        format!("client_secret={wrong}"),
        format!("{GRANT}&{GRANT}&client_secret={wrong}"),
    ];
    let mut answers = Vec::new();
    for form in &forms {
        for header in [None, Some(&good), Some(&bad), Some(&bad.replace("Basic ", "Basic"))] {
            let header = header.map(|header| ("authorization", header.as_bytes()));
            let headers: Vec<_> = header.into_iter().chain([("content-type", FORM.as_bytes())]).collect();
            let reply = machine.ask(&headers, form.as_str()).await;
            assert_ne!(reply.status, 200, "{form}");
            answers.push(format!("{:?} {}", reply.headers, reply.body));
        }
    }
    answers.push(machine.send("GET", "/postern/decisions", &[], "").await.body.to_string());
    answers.push(log::text());
    let (encoded, good_encoded) = (bad.replace("Basic ", ""), good.replace("Basic ", ""));
    for answer in answers {
        for secret in [wrong, &machine.secret, &encoded, &good_encoded] {
            assert!(!answer.contains(secret), "{secret} stands in {answer}");
        }
    }
}

/// RFC 9700 §4.3: what is sent for a person's token, and what comes back, stands in no log line and in no decision.
#[tokio::test]
async fn what_is_sent_for_a_persons_token_is_neither_logged_nor_kept() {
    log::keep();
    let app = App::start(&[]).await;
    let code = app.code(Some(CHALLENGE)).await;
    let pairs = [("grant_type", "authorization_code"), ("code", &*code), ("code_verifier", VERIFIER), ("redirect_uri", REDIRECT)];
    let (token, refresh) = tokens(&app.form(&pairs).await);
    let (next, last) = tokens(&app.refresh(&refresh).await);
    let mut secrets = vec![code.clone(), VERIFIER.to_owned(), token, refresh.clone(), next, last, app.secret.clone()];
    let mut answers = Vec::new();
    let bad = ["hunter2-code", "hunter2-refresh", "hunter2-password", "hunter2-assertion"];
    secrets.extend(bad.map(str::to_owned));
    let refused = [
        app.form(&pairs).await,
        app.refresh(&refresh).await,
        app.trade(bad[0]).await,
        app.refresh(bad[1]).await,
        app.form(&[("grant_type", "password"), ("username", "ada@local.example"), ("password", bad[2])]).await,
        app.form(&[("grant_type", "urn:ietf:params:oauth:grant-type:saml2-bearer"), ("orgName", "local"), ("assertion", bad[3])]).await,
    ];
    for reply in &refused {
        assert_eq!(reply.status, 400, "{}", reply.body);
        answers.push(format!("{:?} {} {}", reply.headers, reply.body, app.decision(reply).await));
    }
    answers.push(app.machine.send("GET", "/postern/decisions", &[], "").await.body.to_string());
    answers.push(log::text());
    for (answer, secret) in answers.iter().flat_map(|answer| secrets.iter().map(move |secret| (answer, secret))) {
        assert!(!answer.contains(secret.as_str()), "{secret} stands in {answer}");
    }
}
