mod queues;
mod skillgroups;
