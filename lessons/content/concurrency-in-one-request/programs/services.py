"""Stands for the services that a page asks."""

import asyncio


async def fetch(name):
    await asyncio.sleep(0.2)
    return f"{name} of Ada"
