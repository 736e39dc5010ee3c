# What Harbour Bank has already, taken under management: nothing is made, everything is imported.

data "genesyscloud_auth_role" "existing" {
  for_each = var.roles
  name     = each.key
}

import {
  for_each = data.genesyscloud_auth_role.existing
  to       = genesyscloud_auth_role.this[each.key]
  id       = each.value.id
}

resource "genesyscloud_auth_role" "this" {
  for_each    = var.roles
  name        = each.key
  description = each.value.description

  dynamic "permission_policies" {
    for_each = each.value.allows
    content {
      domain      = split(":", permission_policies.key)[0]
      entity_name = split(":", permission_policies.key)[1]
      action_set  = permission_policies.value
    }
  }
}

import {
  to = genesyscloud_idp_okta.this
  id = "okta"
}

resource "genesyscloud_idp_okta" "this" {
  name         = "Harbour Bank staff"
  issuer_uri   = "http://www.okta.example/exk1harbourbank"
  target_uri   = "https://harbourbank.okta.example/app/postern/exk1harbourbank/sso/saml"
  slo_binding  = "HTTP Post"
  certificates = [file("${path.module}/okta.pem")]
  disabled     = var.okta_disabled
}
