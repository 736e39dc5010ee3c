mod members;
