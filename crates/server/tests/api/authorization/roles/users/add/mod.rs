mod put;
