"""The pages of the dashboard. Only this package knows Streamlit."""
