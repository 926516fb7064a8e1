"""A picture of a page to the same page upright: without seals, on white ground, its lines level."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

_WHITE = 255
_RED = 40  # how much more red than green and blue: a seal's ink on any paper, and no paper that has yellowed
_SEAL = 0.08  # of the page's shorter side: no seal is smaller, and no character of a red title as large
_FAINT = 0.9  # of the lightness of a seal's ink: what is lighter is white
_ROUND = 1.6  # a seal is about as wide as high, a title in red is not
_SMALL = 1000  # pixels of the longer side of the picture in which the angle is looked for
_STEEPEST, _STEP, _FINE = 5.0, 0.1, 0.02  # degrees
_INK = 140
_LEVEL = 0.01  # degrees: less turns no line of a page by a pixel
_GROUND = 16  # the ground is looked for in a picture so many times smaller


def cleaned(picture: Pixels) -> Pixels:
    """A picture in colours (height, width, 3: red, green, blue) to shades of grey on white (height, width), without round seals."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    for place, ink in _seals(picture):
        light = (
            picture[place].max(axis=2).astype(np.float32)
        )  # red ink is light there, the black that it lies on is not
        grey[place] = np.minimum(_WHITE, light * (_WHITE / (_FAINT * float(np.median(light[ink])))))
    return _on_white(grey)


def _seals(picture: Pixels) -> Iterator[tuple[tuple[slice, slice], NDArray[np.bool_]]]:
    """Where seals are, and which part of each place is their ink. A seal is round: a title in red is as red, but wide."""
    red, green, blue = (picture[..., n].astype(np.int16) for n in range(3))
    is_red = (red - np.maximum(green, blue) > _RED).astype(np.uint8)
    side = min(is_red.shape)
    gap = max(3, side // 60)
    joined = cv2.morphologyEx(is_red, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(joined)
    for left, top, width, height, _ in boxes[1:].tolist():
        if max(width, height) > _SEAL * side and max(width, height) < _ROUND * min(width, height):
            place = slice(top, top + height), slice(left, left + width)
            yield place, is_red[place].astype(bool)


def _on_white(grey: Pixels) -> Pixels:
    """The shades against their ground, which is shadowed where a page does not lie flat."""
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // _GROUND), max(1, height // _GROUND)), interpolation=cv2.INTER_AREA)
    ground = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    ground = cv2.resize(cv2.GaussianBlur(ground, (0, 0), 3), (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(grey, np.maximum(ground, 1), scale=_WHITE)


def skew(grey: Pixels) -> float:
    """By how many degrees a page lies turned to the right, within 5: at that angle its lines are sharpest.

    A table of which the lines are off by 0.4 degrees is found no more: over a page they rise by the height of a character.
    """
    height, width = grey.shape
    scale = min(1.0, _SMALL / max(grey.shape))
    small = cv2.resize(grey, (int(width * scale) or 1, int(height * scale) or 1), interpolation=cv2.INTER_AREA)
    down, across = np.nonzero(small < _INK)
    if not len(down):
        return 0.0
    rough = _sharpest(np.arange(-_STEEPEST, _STEEPEST, _STEP), down, across)
    return _sharpest(np.arange(rough - _STEP, rough + _STEP, _FINE), down, across)


def _sharpest(angles: NDArray[np.float64], down: NDArray[np.int64], across: NDArray[np.int64]) -> float:
    return float(max(angles, key=lambda angle: _sharpness(float(angle), down, across)))


def _sharpness(angle: float, down: NDArray[np.int64], across: NDArray[np.int64]) -> float:
    """How much the ink changes from one line of pixels to the next, and from one column to the next."""
    slope = np.tan(np.radians(angle))
    total = 0.0
    for places in (down - slope * across, across + slope * down):
        ink = np.bincount((places - places.min()).astype(np.int64)).astype(np.float64)
        total += float(np.square(np.diff(ink)).sum())
    return total


def level(grey: Pixels) -> Pixels:
    """The page turned until its lines are level."""
    angle = skew(grey)
    if abs(angle) < _LEVEL:
        return grey
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=_WHITE)
