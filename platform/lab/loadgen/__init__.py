"""The load generator: asyncio protocols, no HTTP client."""
