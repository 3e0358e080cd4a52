"""Goals and funnels that a project has saved under a name."""
