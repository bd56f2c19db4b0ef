"""Static files with a hash in their name."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """A file that is missing from the manifest is served under its plain name instead of breaking the page."""

    manifest_strict = False
