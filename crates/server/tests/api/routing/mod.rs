mod queues;
mod skillgroups;
mod users;
