"""What others coded, brought into a review as proposals, and what became of each item said."""
