"""Files made by other tools, each read into one `Origin`: what they hold that may become a review.

A reader is tolerant: what it cannot read it leaves, and says so by name. It
knows nothing of the review; what becomes of a segment is decided in `imports`.
"""

from evidence.origins.origin import Code, CodedText, Extractor, Left, Origin, Segment

__all__ = ["Code", "CodedText", "Extractor", "Left", "Origin", "Segment"]
