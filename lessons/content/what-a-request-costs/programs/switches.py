"""Counts how often a request is handed to its thread."""

# not run: it is what the other programs import

from asgiref.sync import SyncToAsync

names = []
original = SyncToAsync.__call__


async def counted(self, *args, **kwargs):
    names.append(self.func.__qualname__)
    return await original(self, *args, **kwargs)


SyncToAsync.__call__ = counted
