mod create;
mod evaluations;
mod surveys;
