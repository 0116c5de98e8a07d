"""The load generator: what is sent when, and the connections that send it."""
