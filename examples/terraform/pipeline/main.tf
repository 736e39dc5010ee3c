# A small contact centre from nothing: who works there, what they may do and where, and the machines beside them.

module "agent_role" {
  source = "../modules/role"

  name        = "Harbour agent"
  description = "Serves a queue"
  permissions = [
    "conversation:communication:view",
    "routing:queue:view",
    "routing:wrapupCode:view",
  ]
}

# Every user has it in the home division from the start.
data "genesyscloud_auth_role" "employee" {
  name = "employee"
}

# Named, because an import reads the division: a plan after it would differ if home were only implied.
data "genesyscloud_auth_division_home" "home" {}

# Made in ../bootstrap.
data "genesyscloud_auth_role" "reporting" {
  name = "Harbour reporting"
}

resource "genesyscloud_routing_skill" "this" {
  for_each = toset(flatten([for person in var.people : keys(person.skills)]))

  name = each.value
}

module "person" {
  source   = "../modules/person"
  for_each = var.people

  name       = each.value.name
  email      = each.key
  title      = "Agent"
  department = each.value.line
  skills     = { for skill, proficiency in each.value.skills : genesyscloud_routing_skill.this[skill].id => proficiency }
  roles      = [{ role_id = data.genesyscloud_auth_role.employee.id, division_ids = [data.genesyscloud_auth_division_home.home.id] }]
}

module "line" {
  source   = "../modules/line-of-business"
  for_each = var.lines

  name          = each.key
  description   = each.value.description
  agent_role_id = module.agent_role.id
  member_ids    = [for email, person in var.people : module.person[email].id if person.line == each.key]
  wrap_up_codes = each.value.wrap_up_codes
}

# A machine that reads each line of business, and nothing outside them.
resource "genesyscloud_oauth_client" "reporting" {
  name                          = "Harbour reporting"
  description                   = "Fetches the figures of each line of business every night"
  authorized_grant_type         = "CLIENT-CREDENTIALS"
  access_token_validity_seconds = 3600

  dynamic "roles" {
    for_each = module.line
    content {
      role_id     = data.genesyscloud_auth_role.reporting.id
      division_id = roles.value.division_id
    }
  }
}

resource "genesyscloud_idp_generic" "this" {
  name         = var.identity_provider.name
  issuer_uri   = var.identity_provider.issuer
  target_uri   = var.identity_provider.sign_in_address
  certificates = [file("${path.module}/${var.identity_provider.certificate_file}")]
}

resource "genesyscloud_integration_credential" "ledger" {
  name                 = "Core banking"
  credential_type_name = "basicAuth"

  fields = {
    userName = "contact-centre"
    password = var.ledger_password
  }
}
