"""What runs the course: lab, build. Notebooks import `helpers`, never this package."""
