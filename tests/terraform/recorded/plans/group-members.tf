data "genesyscloud_group" "accounts" {
  name = "Integration Accounts"
}

data "genesyscloud_user" "fenn" {
  email = "alice.fenn@harbourbank.example"
}

import {
  to = genesyscloud_group.accounts
  id = data.genesyscloud_group.accounts.id
}

resource "genesyscloud_group" "accounts" {
  name        = "Integration Accounts"
  description = "Accounts that programs act as; their only source of roles"
  member_ids  = [data.genesyscloud_user.fenn.id]
}
