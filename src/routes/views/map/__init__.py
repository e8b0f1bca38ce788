"""The interactive map: what it draws, what it says, and its frame. Only `frame` knows Folium."""
