resource "genesyscloud_group" "this" {
  name = "Branch managers"
}
