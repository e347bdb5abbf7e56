"""Where the published files are."""

from __future__ import annotations

VARIABLE = "WORKBENCH_ACCEPTANCE_DATA"
MAIN_FILES = {
    "dc-mpd-incidents": "dc_mpd/Crime_Incidents_in_2024.csv",
    "dc-mpd-arrests": "dc_mpd/Adult_Arrests_sample.csv",
    "montgomery-crime": "montgomery/crime_dataset.csv",
    "takoma-park-arrests": "takoma_park/all_arrests_final.csv",
    "takoma-park-calls": "takoma_park/cad_data.csv",
    "nibrs-flat": "nibrs/Test-Submission-1.txt",
    "pole": "pole/pole-data-importer.zip",
}
