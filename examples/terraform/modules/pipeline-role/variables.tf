variable "name" {
  description = "Name of the role."
  type        = string
  default     = "Terraform pipeline"
}

variable "withheld" {
  description = "Permissions to leave out."
  type        = set(string)
  default     = []
}
