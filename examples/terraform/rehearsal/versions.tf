terraform {
  required_version = ">= 1.7"

  required_providers {
    genesyscloud = {
      source  = "mypurecloud/genesyscloud"
      version = ">= 1.84.1"
    }
  }
}
