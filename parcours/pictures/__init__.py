"""The drawn pictures of the lessons: what they show is in `ideas`, how it is drawn in `drawing`."""

from parcours.pictures.ideas import PICTURES, draw

__all__ = ["PICTURES", "draw"]
