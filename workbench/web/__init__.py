"""What stands before the pages: who may reach the server, signing in and out, and headers."""
