mod checkout;
mod unlock;
