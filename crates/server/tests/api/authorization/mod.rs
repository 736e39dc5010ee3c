mod divisions;
