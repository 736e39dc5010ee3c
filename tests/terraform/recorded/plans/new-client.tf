resource "genesyscloud_auth_role" "figures" {
  name        = "Queue Figures"
  description = "Reads queues"
  permission_policies {
    domain      = "routing"
    entity_name = "queue"
    action_set  = ["view"]
  }
}

data "genesyscloud_auth_division" "collections" {
  name = "Collections"
}

resource "genesyscloud_oauth_client" "figures" {
  name                          = "Queue figures"
  description                   = "Reads figures of Collections"
  authorized_grant_type         = "CLIENT-CREDENTIALS"
  access_token_validity_seconds = 3600
  state                         = "active"

  roles {
    role_id     = genesyscloud_auth_role.this["Reporting Reader"].id
    division_id = data.genesyscloud_auth_division.collections.id
  }
}
