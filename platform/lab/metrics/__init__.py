"""What is known of a run: columns of stamps, percentiles, laws, verdict, snapshots."""
