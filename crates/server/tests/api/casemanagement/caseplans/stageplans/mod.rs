mod patch;
mod stepplans;
