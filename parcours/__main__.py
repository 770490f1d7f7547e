"""Run the command with ``python -m parcours``, as git does."""

from parcours.cli import main

raise SystemExit(main())
