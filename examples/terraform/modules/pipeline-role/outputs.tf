output "id" {
  description = "Id of the role."
  value       = module.role.id
}
