mod export;
mod phonenumbers;
