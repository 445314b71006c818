"""The numbers of the law, one file a subject. Each line is a value, the day from which it holds, and its source."""
