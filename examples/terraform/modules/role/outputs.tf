output "id" {
  description = "Id of the role."
  value       = genesyscloud_auth_role.this.id
}
