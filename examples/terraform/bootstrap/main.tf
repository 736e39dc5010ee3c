# Run once, as an administrator: makes the client that the pipeline runs as, and what it may hand on.
module "pipeline_role" {
  source = "../modules/pipeline-role"

  withheld = var.withheld
}

# The pipeline gives this role to a client of its own. Nobody gives a client a role that they do not hold, so it is made here.
module "reporting_role" {
  source = "../modules/role"

  name        = "Harbour reporting"
  description = "Reads what happened"
  permissions = [
    "analytics:conversationAggregate:view",
    "analytics:queueObservation:view",
    "routing:queue:view",
  ]
}

locals {
  role_ids = [module.pipeline_role.id, module.reporting_role.id]
  addresses = var.gateway == null ? {
    LOGIN = "https://login.${var.domain}"
    API   = "https://api.${var.domain}"
    } : {
    LOGIN = "${var.gateway.protocol}://${var.gateway.host}:${var.gateway.port}"
    API   = "${var.gateway.protocol}://${var.gateway.host}:${var.gateway.port}"
  }
}

# For the same reason the client that runs this must hold both roles before it can give them.
resource "terraform_data" "administrator_holds_roles" {
  triggers_replace = local.role_ids

  provisioner "local-exec" {
    command     = "${path.module}/hold-roles ${join(" ", local.role_ids)}"
    environment = local.addresses
  }
}

resource "genesyscloud_oauth_client" "pipeline" {
  name                          = "Terraform pipeline"
  description                   = "Applies the pipeline"
  authorized_grant_type         = "CLIENT-CREDENTIALS"
  access_token_validity_seconds = 3600
  expose_client_secret          = true

  # Everywhere: the divisions do not exist yet.
  roles {
    role_id     = module.pipeline_role.id
    division_id = "*"
  }
  roles {
    role_id     = module.reporting_role.id
    division_id = "*"
  }

  depends_on = [terraform_data.administrator_holds_roles]
}
