"""The weekly digest: the numbers of a project by e-mail, for members who want it."""
