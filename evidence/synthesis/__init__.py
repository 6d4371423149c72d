"""What the evidence adds up to: facts that are counted, never grades.

Everything here is a pure function of the graph. What is wrong is said by
`checks`; how it is shown is decided by `views`.
"""
