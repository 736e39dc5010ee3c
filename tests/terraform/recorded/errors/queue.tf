resource "genesyscloud_routing_queue" "this" {
  name        = "Overdue accounts"
  division_id = var.division_id
}
variable "division_id" {
  type    = string
  default = null
}
