mod create;
mod head;
mod list;
mod subscriptions;
