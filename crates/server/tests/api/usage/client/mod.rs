mod aggregates;
