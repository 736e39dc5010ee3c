mod authorizations;
mod clients;
mod scopes;
