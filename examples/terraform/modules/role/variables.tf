variable "name" {
  description = "Name of the role."
  type        = string
}

variable "description" {
  description = "What the role is for."
  type        = string
}

variable "permissions" {
  description = "What the role allows, each as domain:entity:action."
  type        = set(string)

  validation {
    condition     = alltrue([for permission in var.permissions : length(split(":", permission)) == 3])
    error_message = "A permission has three parts: domain:entity:action."
  }
}
