output "id" {
  description = "Id of the user."
  value       = genesyscloud_user.this.id
}
