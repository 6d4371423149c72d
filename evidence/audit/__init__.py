"""A sample of claims to be judged beside their passages, and the error rate that it shows."""
