variable "name" {
  description = "Name of the line of business, of its division and of its queue."
  type        = string
}

variable "description" {
  description = "What it does."
  type        = string
}

variable "agent_role_id" {
  description = "The role that its agents have in its division."
  type        = string
}

variable "member_ids" {
  description = "Ids of its agents."
  type        = set(string)
}

variable "wrap_up_codes" {
  description = "How a conversation may end."
  type        = set(string)
}
