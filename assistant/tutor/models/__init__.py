"""Language models: which one answers, and the embedded one in its child process."""
