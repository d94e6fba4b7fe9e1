"""What documents cite, recorded, and what the registry lacks of it, proposed."""
