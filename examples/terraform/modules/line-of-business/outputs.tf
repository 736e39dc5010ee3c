output "division_id" {
  description = "Id of the division."
  value       = genesyscloud_auth_division.this.id
}

output "group_id" {
  description = "Id of the agents' group."
  value       = genesyscloud_group.agents.id
}

output "queue_id" {
  description = "Id of the queue."
  value       = genesyscloud_routing_queue.this.id
}
