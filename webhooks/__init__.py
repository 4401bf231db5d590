"""The doors: each hears one platform and speaks to it."""

import os

# python-telegram-bot's own way to ask for time spans instead of bare numbers and a warning;
# here, because every module of that library's door relies on it.
os.environ.setdefault("PTB_TIMEDELTA", "true")
