"""The commands, one module each; no logic beyond arguments and printing."""
