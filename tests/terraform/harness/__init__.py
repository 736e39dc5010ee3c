"""Runs the Terraform provider for Genesys Cloud, unmodified, against local organizations."""
