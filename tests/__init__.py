"""What must be true, one sentence a test; everything that touches the database on both."""
