resource "genesyscloud_auth_role" "this" {
  name        = "Branch manager"
  description = "Runs a branch"
  permission_policies {
    domain      = "routing"
    entity_name = "queue"
    action_set  = ["view"]
  }
}
