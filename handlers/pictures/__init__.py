"""Pictures: bytes in, clean bytes out. Nothing here touches a session or a provider."""
