"""How many calls a request makes: what the prediction and the views have to agree on."""

CALLS = 5
