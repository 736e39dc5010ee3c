data "genesyscloud_auth_role" "outreach" {
  name = "Outreach Runner"
}

import {
  to = genesyscloud_auth_role.outreach
  id = data.genesyscloud_auth_role.outreach.id
}

resource "genesyscloud_auth_role" "outreach" {
  name        = "Outreach Runner"
  description = "Calls customers back and runs campaigns"
  permission_policies {
    domain      = "conversation"
    entity_name = "callback"
    action_set  = ["*"]
  }
  permission_policies {
    domain      = "outbound"
    entity_name = "campaign"
    action_set  = ["view", "start", "stop"]
  }
  permission_policies {
    domain      = "outbound"
    entity_name = "contactList"
    action_set  = ["view"]
  }
  permission_policies {
    domain      = "routing"
    entity_name = "queue"
    action_set  = ["view"]
  }
  permission_policies {
    domain      = "directory"
    entity_name = "user"
    action_set  = ["view"]
  }
}
