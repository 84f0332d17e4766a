"""How the model that whence ships is made. Not part of the package."""
