#[tokio::test]
async fn the_file_goes_where_the_answer_says() {
    super::super::brings("voice").await;
}
