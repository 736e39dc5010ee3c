mod create;
mod jobs;
