"""A page that ends in an error of its own."""

from __future__ import annotations

raise RuntimeError("this page always fails")
