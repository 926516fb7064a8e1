"""What reading a scan needs beyond the package: an extra of its own, so that everything else stays as light as it is."""

from importlib.util import find_spec

PARTS = ("rapidocr", "onnxruntime", "cv2", "PIL")
SIZE = 300  # MB on the disk, beside what the package needs anyway
INSTALL = f"pip install 'shinpingba[scan]'(约{SIZE}MB,识别时不联网)"


def missing() -> list[str]:
    """The parts that are not installed, none of them imported."""
    return [part for part in PARTS if find_spec(part) is None]
