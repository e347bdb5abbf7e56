"""What is served beside the pages: signing in and out, health, and who may connect at all."""
