"""RTCC Workbench: link analysis over many agencies' records."""
