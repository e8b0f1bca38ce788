"""`python -m routes` is the command line."""

from routes.cli import main

main()
