mod clear;
mod contacts;
mod export;
