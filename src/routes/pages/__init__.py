"""What does the reader see? The only room that knows Streamlit."""
