"""The same town as in the stories."""

from tests.story.conftest import town

__all__ = ["town"]
