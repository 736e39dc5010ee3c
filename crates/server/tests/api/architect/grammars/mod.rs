mod languages;
