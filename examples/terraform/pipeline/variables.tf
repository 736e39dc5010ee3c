variable "region" {
  description = "Region of the organization. It does not matter behind a gateway."
  type        = string
  default     = "us-east-1"
}

variable "gateway" {
  description = "Where a local organization listens; null for a real region."
  type = object({
    protocol = optional(string, "http")
    host     = optional(string, "127.0.0.1")
    port     = optional(string, "8080")
  })
  default = {}
}

variable "lines" {
  description = "Lines of business by name."
  type = map(object({
    description   = string
    wrap_up_codes = set(string)
  }))
  default = {
    Cards = {
      description   = "Credit and debit cards"
      wrap_up_codes = ["Card blocked", "Limit changed"]
    }
    Mortgages = {
      description   = "Home loans"
      wrap_up_codes = ["Offer sent", "Rate explained"]
    }
  }
}

variable "people" {
  description = "Agents by e-mail address: their line of business and their proficiency in languages of the house."
  type = map(object({
    name   = string
    line   = string
    skills = optional(map(number), {})
  }))
  default = {
    "ines.varga@harbour.example" = {
      name   = "Ines Varga"
      line   = "Cards"
      skills = { "Fraud" = 4 }
    }
    "tom.okafor@harbour.example" = {
      name   = "Tom Okafor"
      line   = "Cards"
      skills = { "Fraud" = 2, "Complaints" = 5 }
    }
    "lena.brandt@harbour.example" = {
      name   = "Lena Brandt"
      line   = "Mortgages"
      skills = { "Complaints" = 3 }
    }
  }
}

variable "identity_provider" {
  description = "The SAML identity provider of the house."
  type = object({
    name             = string
    issuer           = string
    sign_in_address  = string
    certificate_file = string
  })
  default = {
    name             = "Harbour Bank"
    issuer           = "https://idp.harbour.example/saml"
    sign_in_address  = "https://idp.harbour.example/saml/sign-in"
    certificate_file = "identity-provider.pem"
  }
}

variable "ledger_password" {
  description = "Password of the core banking system, which data actions call."
  type        = string
  sensitive   = true
  default     = "only-for-trying-it-out"
}
