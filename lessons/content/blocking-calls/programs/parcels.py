"""Stands for a library that knows no async."""

import time


def status_of(number):
    time.sleep(0.2)
    return f"parcel {number}: on its way"
