"""Runs the Terraform provider for Genesys Cloud, its own code unmodified, against local organizations."""
