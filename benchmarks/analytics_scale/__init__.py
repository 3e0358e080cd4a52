"""The benchmark of analytics: traffic that is made up, questions, and the same ones in SQLite."""
