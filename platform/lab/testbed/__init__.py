"""The system under test: the slow backend and the servers, each a process of its own."""
