output "client_id" {
  description = "Id of the pipeline's client."
  value       = genesyscloud_oauth_client.pipeline.client_id
}

output "client_secret" {
  description = "Secret of the pipeline's client. Terraform keeps it in its state: guard that."
  value       = genesyscloud_oauth_client.pipeline.client_secret
  sensitive   = true
}
