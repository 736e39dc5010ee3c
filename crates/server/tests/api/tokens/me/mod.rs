mod delete;
mod head;
