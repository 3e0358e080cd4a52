"""What the data of a project takes on the disk, how long there is room, and what goes first."""
