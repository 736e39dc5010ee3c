# A role from permission strings, domain:entity:action, as the platform's error messages and Postern's answers write them.
locals {
  entities = {
    for permission in var.permissions :
    join(":", slice(split(":", permission), 0, 2)) => element(split(":", permission), 2)...
  }
}

resource "genesyscloud_auth_role" "this" {
  name        = var.name
  description = var.description

  dynamic "permission_policies" {
    for_each = local.entities
    content {
      domain      = split(":", permission_policies.key)[0]
      entity_name = split(":", permission_policies.key)[1]
      action_set  = permission_policies.value
    }
  }
}
