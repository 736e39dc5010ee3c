# The least that the pipeline needs, by what needs it. Reading divisions, products and the organization needs no permission.
locals {
  permissions = {
    roles = [
      "authorization:role:add",
      "authorization:role:delete",
      "authorization:role:edit",
      "authorization:role:view",
    ]
    divisions = [
      "authorization:division:add",
      "authorization:division:delete",
      "authorization:division:edit",
    ]
    # Roles of groups and users, and of a division's maker in it.
    grants = [
      "authorization:grant:add",
      "authorization:grant:delete",
      "authorization:grant:view",
    ]
    groups = [
      "directory:group:add",
      "directory:group:delete",
      "directory:group:edit",
      "voicemail:groupPolicy:edit",
      "voicemail:groupPolicy:view",
    ]
    users = [
      "directory:user:add",
      "directory:user:delete",
      "directory:user:edit",
      "directory:user:view",
      "routing:skill:assign",
      "routing:utilization:view",
      "voicemail:userPolicy:viewOther",
    ]
    clients = [
      "oauth:client:add",
      "oauth:client:delete",
      "oauth:client:edit",
      "oauth:client:view",
    ]
    # The first PUT makes the provider's record; the platform takes either permission for it.
    identity_provider = [
      "sso:provider:delete",
      "sso:provider:edit",
      "sso:provider:view",
    ]
    queues = [
      "routing:queue:add",
      "routing:queue:delete",
      "routing:queue:edit",
      "routing:queue:view",
    ]
    skills = [
      "routing:skill:create",
      "routing:skill:delete",
      "routing:skill:view",
    ]
    wrap_up_codes = [
      "routing:wrapupCode:add",
      "routing:wrapupCode:delete",
      "routing:wrapupCode:edit",
      "routing:wrapupCode:view",
    ]
    integration_credentials = [
      "integrations:integration:add",
      "integrations:integration:delete",
      "integrations:integration:edit",
      "integrations:integration:view",
    ]
  }
}

module "role" {
  source = "../role"

  name        = var.name
  description = "What the Terraform pipeline needs, and nothing else"
  permissions = setsubtract(flatten(values(local.permissions)), var.withheld)
}
