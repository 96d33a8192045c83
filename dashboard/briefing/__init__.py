"""The briefing of a week: which figures it tells, the sheet that shows them, and the camera that publishes it."""
