mod configurations;
