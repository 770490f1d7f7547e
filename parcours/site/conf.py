"""Sphinx's settings; those that depend on the course come from `parcours.site.build`."""

project = "parcours"
author = "the authors of parcours"
copyright = "the authors of parcours. Code: MIT. Prose and figures: CC BY 4.0"
language = "en_GB"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "numpydoc",
    "sphinx_copybutton",
    "parcours.site.links",
    "parcours.site.mathml",
]

myst_enable_extensions = ["attrs_inline", "colon_fence", "dollarmath"]
myst_heading_anchors = 4
suppress_warnings = ["myst.header"]  # the glossary goes from # to ###; Sphinx makes that h2
nb_execution_mode = "off"  # parcours.site.outputs does it
nb_output_stderr = "show"  # as the student sees it
nb_merge_streams = True

autodoc_member_order = "bysource"
numpydoc_show_class_members = False  # autodoc does
numpydoc_class_members_toctree = False
default_role = "py:obj"  # `measure` in a docstring is a link

copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

templates_path = ["templates"]
html_static_path = ["static"]
html_css_files = ["parcours.css"]
html_title = "parcours"
html_math_renderer = "mathml"
html_theme = "sphinx_book_theme"
html_theme_options = {
    "repository_branch": "main",
    "use_repository_button": True,
    "use_download_button": False,
    "use_fullscreen_button": False,
    "navbar_persistent": [],  # the search field is in the sidebar
    "show_prev_next": False,  # the lessons' last line knows the way better
    "home_page_in_toc": True,
    "show_toc_level": 2,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
html_context = {"default_mode": "auto"}  # dark where the reader's system is
html_favicon = "static/favicon.svg"
html_use_index = html_domain_indices = False  # search finds more
html_copy_source = False
html_show_sphinx = False
