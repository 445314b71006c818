"""The pages of contracts: the list, then one contract by its text, dates, versions, documents."""
