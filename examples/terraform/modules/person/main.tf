# Somebody who works here. The role `employee` in the home division comes with every user.
resource "genesyscloud_user" "this" {
  name       = var.name
  email      = var.email
  title      = var.title
  department = var.department

  routing_skills = [
    for skill_id, proficiency in var.skills : {
      skill_id    = skill_id
      proficiency = proficiency
    }
  ]
}

resource "genesyscloud_user_roles" "this" {
  user_id = genesyscloud_user.this.id

  dynamic "roles" {
    for_each = var.roles
    content {
      role_id      = roles.value.role_id
      division_ids = roles.value.division_ids
    }
  }
}
