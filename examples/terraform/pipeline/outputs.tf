output "queues" {
  description = "Queue ids by line of business."
  value       = { for name, line in module.line : name => line.queue_id }
}

output "people" {
  description = "User ids by e-mail address."
  value       = { for email, person in module.person : email => person.id }
}

output "reporting_client_id" {
  description = "Id of the reporting client. Its secret is shown once, where the client was made."
  value       = genesyscloud_oauth_client.reporting.id
}
