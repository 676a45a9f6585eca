# Seats on the machine that applies this: an agent for each, as a process of its own. It needs no provider.

terraform {
  required_version = ">= 1.9.0"
}

variable "namespace" {
  description = "Of one run alone: small letters and digits"
  type        = string
}

variable "expires" {
  description = "When whatever is left of it is nobody's any more, by RFC 3339"
  type        = string
}

variable "seats" {
  description = "By id: the zone to spread it by, what it may use, and whether something runs there that a learner wrote"
  type = map(object({
    zone               = string
    cores              = number
    memory_mib         = number
    runs_learners_code = bool
  }))
}

variable "agent" {
  description = "What runs at each seat: an image, and the environment of its process"
  type = object({
    image       = string
    environment = map(string)
  })
  sensitive = true
}

resource "terraform_data" "seat" {
  for_each = var.seats

  input = {
    namespace = var.namespace
    expires   = var.expires
    zone      = each.value.zone
  }

  # Who applies this says which programs these are. Whom the seat tells its address to is known by its id alone, so that it is read when it is there.
  provisioner "local-exec" {
    command     = "\"$QUINT_NODE\" --no-warnings \"$QUINT_SEAT\" start"
    environment = merge(var.agent.environment, { QUINT_SEAT_ID = self.id })
  }

  provisioner "local-exec" {
    when        = destroy
    command     = "\"$QUINT_NODE\" --no-warnings \"$QUINT_SEAT\" end"
    environment = { QUINT_SEAT_ID = self.id }
  }
}

# Destroying asks for it, too, also of seats that are gone, or never answered.
output "addresses" {
  description = "By id of the seat: host:port of its agent"
  value       = { for id, seat in terraform_data.seat : id => try(jsondecode(file("${path.root}/${seat.id}.json")).address, "") }
}
