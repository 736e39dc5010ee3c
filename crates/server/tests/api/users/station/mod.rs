mod associatedstation;
mod defaultstation;
mod get;
