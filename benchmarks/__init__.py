"""The figures that the README and the lessons quote, measured side by side: see README.md."""
