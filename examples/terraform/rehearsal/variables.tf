variable "region" {
  description = "Region of the organization. It does not matter behind a gateway."
  type        = string
  default     = "us-east-1"
}

variable "gateway" {
  description = "Where a local organization listens; null for a real region."
  type = object({
    protocol = optional(string, "http")
    host     = optional(string, "127.0.0.1")
    port     = optional(string, "8080")
  })
  default = {}
}

variable "roles" {
  description = "Roles under management by name; what each allows, actions by domain:entity."
  type = map(object({
    description = string
    allows      = map(set(string))
  }))
  default = {
    "Infrastructure Pipeline" = {
      description = "What the Terraform pipeline manages, and no more"
      allows = {
        "architect:*"            = ["*"]
        "authorization:division" = ["*"]
        "authorization:grant"    = ["*"]
        "authorization:role"     = ["*"]
        "directory:group"        = ["*"]
        "oauth:client"           = ["*"]
        "routing:*"              = ["*"]
        "sso:provider"           = ["*"]
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
}

variable "okta_disabled" {
  description = "Whether nobody may sign in through Okta."
  type        = bool
  default     = false
}
