# The id and secret come from the environment: GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET.
provider "genesyscloud" {
  aws_region = var.region

  dynamic "gateway" {
    for_each = var.gateway == null ? [] : [var.gateway]
    content {
      protocol = gateway.value.protocol
      host     = gateway.value.host
      port     = gateway.value.port
    }
  }
}
