"""Who wants to know that something was answered. Receivers run within the transaction that saves the response: what
they write is saved with it, or not at all."""

from django.dispatch import Signal

# Sent with `attempt`, `question`, `response` (the one that is kept, be it this answer or an earlier one) and `hinted`.
# A repeated post sends it again: a receiver writes once a response.
answered = Signal()
