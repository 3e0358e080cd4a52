"""Rules about numbers, checked while nobody looks, and told by webhook and e-mail."""
