"""Training, evaluation and export of the model that whence ships, and of its tables. Not part of the package."""
