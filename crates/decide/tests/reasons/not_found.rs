use postern_decide::Question;
use postern_model::Reach;

use crate::{Scene, question, refusal};

#[test]
fn a_path_that_no_operation_has_is_not_found_whatever_one_holds() {
    for scene in [Scene::new(), Scene::new().grant(&["oauth:client:view"], Reach::All)] {
        let token = scene.machine_token();
        let asked = Question { operation: None, ..question(&scene.draft, &token, "get_date") };
        assert_eq!(refusal(&asked), "404 not.found: The requested resource was not found.");
    }
}
