"""Links among the reports of an archive, looked up: claims, origins, stories, people, and what reports share."""
