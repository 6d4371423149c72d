"""The only file access: reading a review, writing what a build made.

Whatever goes wrong here is a `CannotGoOn` that names the path. Nothing that a
user wrote is ever changed, except by the commands whose name says so.
"""
