"""Scripts and styles of the parts of a page that Streamlit serves as components; no code.

Streamlit looks for them in a package called as the distribution, in an editable install too.
"""
