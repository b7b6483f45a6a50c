"""What two graph folders say differently of the same reports."""
