data "genesyscloud_user" "engineer" {
  email = "tobias.renn@harbourbank.example"
}

data "genesyscloud_group" "identity" {
  name = "Identity Team"
}

data "genesyscloud_auth_role" "supervisor" {
  name = "Supervisor"
}

data "genesyscloud_auth_division" "retail" {
  name = "Retail Banking"
}

resource "genesyscloud_user_roles" "engineer" {
  user_id = data.genesyscloud_user.engineer.id
  roles {
    role_id      = data.genesyscloud_auth_role.supervisor.id
    division_ids = [data.genesyscloud_auth_division.retail.id, data.genesyscloud_auth_division.collections.id]
  }
}

resource "genesyscloud_group_roles" "identity" {
  group_id = data.genesyscloud_group.identity.id
  roles {
    role_id      = data.genesyscloud_auth_role.supervisor.id
    division_ids = [data.genesyscloud_auth_division.collections.id]
  }
}
