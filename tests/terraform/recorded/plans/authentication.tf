import {
  to = genesyscloud_organization_authentication_settings.this
  id = "this"
}

resource "genesyscloud_organization_authentication_settings" "this" {
  ip_address_allowlist = ["127.0.0.0/8", "203.0.113.0/24"]
}
