mod caseplans;
