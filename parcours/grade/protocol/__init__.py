"""What travels between the zones: messages and files.

Imported on both sides of each wall, so it knows no secret, and takes what it reads for hostile.
"""
