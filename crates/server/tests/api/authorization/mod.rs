mod divisions;
mod permissions;
mod products;
mod roles;
mod settings;
