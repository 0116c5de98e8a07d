"""Of how many parts an answer is made: what the prediction and the views have to agree on."""

PARTS = 5
