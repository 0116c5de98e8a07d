"""How many queries a request makes: what the prediction and the views have to agree on."""

QUERIES = 3
