"""The version of `evidence.json`. Made by the tests, which raise it when a key is added."""

FORMAT = "1.2"
