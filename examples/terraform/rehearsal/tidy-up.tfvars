# "The pipeline only reads clients and providers": a tidy-up that takes away what its own next run needs.
roles = {
  "Infrastructure Pipeline" = {
    description = "What the Terraform pipeline manages, and no more"
    allows = {
      "architect:*"            = ["*"]
      "authorization:division" = ["*"]
      "authorization:grant"    = ["*"]
      "authorization:role"     = ["*"]
      "directory:group"        = ["*"]
      "oauth:client"           = ["view"]
      "routing:*"              = ["*"]
      "sso:provider"           = ["view"]
    }
  }
  "Reporting Reader" = {
    description = "Reads figures, usage and the audit trail"
    allows = {
      "analytics:*"   = ["view"]
      "audits:audit"  = ["view"]
      "oauth:client"  = ["view"]
      "routing:queue" = ["view"]
    }
  }
}
