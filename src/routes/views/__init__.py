"""Each thing on a page, from the atlas to HTML, SVG or JSON; selections and addresses."""
