# A later day: a third line of business, Tom Okafor serves it, and the identity provider has moved.
# terraform apply -var-file=reorganization.tfvars

lines = {
  Cards = {
    description   = "Credit, debit and gift cards"
    wrap_up_codes = ["Card blocked", "Limit changed", "Gift card sold"]
  }
  Mortgages = {
    description   = "Home loans"
    wrap_up_codes = ["Offer sent"]
  }
  Savings = {
    description   = "Accounts and deposits"
    wrap_up_codes = ["Account opened"]
  }
}

people = {
  "ines.varga@harbour.example" = {
    name   = "Ines Varga"
    line   = "Cards"
    skills = { "Fraud" = 5 }
  }
  "tom.okafor@harbour.example" = {
    name   = "Tom Okafor"
    line   = "Savings"
    skills = { "Complaints" = 5 }
  }
  "lena.brandt@harbour.example" = {
    name   = "Lena Brandt"
    line   = "Mortgages"
    skills = { "Complaints" = 3 }
  }
}

identity_provider = {
  name             = "Harbour Bank"
  issuer           = "https://sign-in.harbour.example/saml"
  sign_in_address  = "https://sign-in.harbour.example/saml/sign-in"
  certificate_file = "identity-provider.pem"
}

ledger_password = "another-only-for-trying-it-out"
