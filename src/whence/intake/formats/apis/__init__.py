"""JSON: answers of news services, and exports of programs."""
