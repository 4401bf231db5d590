"""Paper: brochures, posters, slides and share pictures. Facts in, bytes out; no session."""
