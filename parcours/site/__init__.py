"""The course as a web site: Sphinx publishes the notebooks, executed, beside what this folder adds."""
