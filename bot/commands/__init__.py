"""The commands of `sambung`, one file a subject."""
