"""What every page is made with: theme, words, filters, refusals, security."""
