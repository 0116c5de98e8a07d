"""What the stamps say: ticks, percentiles, laws, the verdict."""
