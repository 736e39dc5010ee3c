variable "name" {
  description = "Full name."
  type        = string
}

variable "email" {
  description = "E-mail address, which is also the user name."
  type        = string
}

variable "title" {
  description = "What the person does."
  type        = string
}

variable "department" {
  description = "Where."
  type        = string
}

variable "skills" {
  description = "Proficiency, 0 to 5, by the id of a skill."
  type        = map(number)
  default     = {}
}

variable "roles" {
  description = "All roles of the person, each with the ids of the divisions in which it counts; none for the home division."
  type = list(object({
    role_id      = string
    division_ids = optional(set(string))
  }))
}
