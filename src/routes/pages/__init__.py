"""What does the reader see? The only room that knows Streamlit."""

import gc

# What the libraries have made of themselves stays as long as the server: no need to look through it for garbage.
gc.freeze()
