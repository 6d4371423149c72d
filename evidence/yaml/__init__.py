"""The reader of `claims.yaml` and `claims/**/*.yaml`.

Bytes in; a review and everything that is wrong with the files out. What the
review then says is for the checks.
"""

from evidence.yaml.review import read
from evidence.yaml.rules import RULES
from evidence.yaml.shapes import json_schema

__all__ = ["RULES", "json_schema", "read"]
