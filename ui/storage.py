"""How static files are named and compressed when they are collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Files named by their content, so that browsers may keep them for good."""

    # Without it `import './x.js'` in a module keeps the unhashed name.
    support_js_module_import_aggregation = True
