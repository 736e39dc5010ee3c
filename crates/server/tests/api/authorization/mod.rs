mod divisions;
mod divisionspermitted;
mod permissions;
mod products;
mod roles;
mod settings;
pub mod subjects;
