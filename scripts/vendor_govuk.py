"""Vendor GOV.UK Frontend's built files, without its typeface, crown or source maps.

    npm pack govuk-frontend@6.6.0
    python scripts/vendor_govuk.py govuk-frontend-6.6.0.tgz

Its components are free to use (MIT); the GDS Transport typeface, the crown and the
GOV.UK logo are for gov.uk alone, so their assets are never shipped.
"""

import re
import sys
import tarfile
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "static" / "govuk"
STYLES = "package/dist/govuk/govuk-frontend.min.css"
SCRIPTS = "package/dist/govuk/govuk-frontend.min.js"
ICONS = re.compile(r"url\([^)]*/assets/(?:images|fonts)[^)]*\)")


def styles(css: str) -> str:
    """The style sheet in Arial, with no reference to anything that is not shipped."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r'"?GDS Transport"?,\s*arial', "Arial", css, flags=re.IGNORECASE)
    css = re.sub(r"url\(/assets/images/govuk-crest\.svg\)", "none", css)
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    left = [*ICONS.findall(css), *re.findall(r"GDS Transport", css)]
    if left:
        sys.exit(f"Still referred to in the style sheet: {left}")
    return css.strip() + "\n"


def scripts(js: str) -> str:
    """The components' script, without the name of its source map."""
    return re.sub(r"//# sourceMappingURL=.*", "", js).strip() + "\n"


def main(tarball: str) -> None:
    """Write the two files that the portal ships; LICENSE.txt beside them stays."""
    with tarfile.open(tarball) as package:

        def text(name: str) -> str:
            member = package.extractfile(name)
            if member is None:
                sys.exit(f"{name} is not a file in the package.")
            return member.read().decode()

        TARGET.mkdir(parents=True, exist_ok=True)
        (TARGET / "govuk-frontend.min.css").write_text(styles(text(STYLES)))
        (TARGET / "govuk-frontend.min.js").write_text(scripts(text(SCRIPTS)))


if __name__ == "__main__":
    main(sys.argv[1])
