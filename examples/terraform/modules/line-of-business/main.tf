# A line of business: a division of its own, and in it the agents, what they can do, and the queue that they serve.
resource "genesyscloud_auth_division" "this" {
  name        = var.name
  description = var.description
}

resource "genesyscloud_group" "agents" {
  name           = "${var.name} agents"
  description    = "Who serves the queue ${var.name}"
  type           = "official"
  visibility     = "members"
  roles_enabled  = true
  calls_enabled  = false
  include_owners = false
  member_ids     = var.member_ids
}

resource "genesyscloud_group_roles" "agents" {
  group_id = genesyscloud_group.agents.id

  roles {
    role_id      = var.agent_role_id
    division_ids = [genesyscloud_auth_division.this.id]
  }
}

resource "genesyscloud_routing_wrapupcode" "this" {
  for_each = var.wrap_up_codes

  name        = "${var.name}: ${each.value}"
  division_id = genesyscloud_auth_division.this.id
}

resource "genesyscloud_routing_queue" "this" {
  name         = var.name
  description  = var.description
  division_id  = genesyscloud_auth_division.this.id
  wrapup_codes = [for code in genesyscloud_routing_wrapupcode.this : code.id]
  groups       = [genesyscloud_group.agents.id]

  acw_wrapup_prompt = "MANDATORY_TIMEOUT"
  acw_timeout_ms    = 30000

  media_settings_call {
    alerting_timeout_sec      = 20
    service_level_percentage  = 0.8
    service_level_duration_ms = 20000
  }
}
