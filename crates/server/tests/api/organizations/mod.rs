mod authentication;
mod embeddedintegration;
mod features;
mod ipaddressauthentication;
mod me;
mod whitelist;
