"""What the bundle starts: the program, and nothing around it."""

import sys

from frontdesk.__main__ import main

sys.exit(main())
