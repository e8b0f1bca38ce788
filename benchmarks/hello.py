"""A Streamlit page that only says hello: the least that any page of Streamlit takes."""

import streamlit as st

st.title("hello")
