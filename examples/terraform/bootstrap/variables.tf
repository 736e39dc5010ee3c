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

variable "withheld" {
  description = "Permissions to leave out of the pipeline's role: shows what a pipeline says that lacks one."
  type        = set(string)
  default     = []
}

variable "domain" {
  description = "Domain of the region, for the one call that Terraform does not make itself. It does not matter behind a gateway."
  type        = string
  default     = "mypurecloud.com"
}
