"""`python -m routes` is the command line."""

from routes.cli.commands import main

main()
