"""Pages as Chromium prints them, and as an office scans them then: turned, shadowed, noisy, stamped."""

import io
import subprocess

import numpy as np
import pypdfium2
from made_reports import CHROMIUM
from PIL import Image, ImageChops, ImageDraw, ImageFilter

STYLE = """<!doctype html><meta charset=utf-8><style>@page{size:A4;margin:18mm}body{font:10.5pt 'Noto Sans CJK SC'}
table{border-collapse:collapse;width:100%}td,th{border:1px solid;padding:2px 4px;text-align:left;vertical-align:middle}
.bare td,.bare th{border:0;padding:6px 10px}.two{column-count:2;column-gap:12mm}</style>"""

# How a page suffers: dots an inch, degrees it lies askew, blur in dots, shadow at its edge and noise in shades, quality of the JPEG.
GRADES = {
    "light": {"dpi": 300, "askew": 0.4, "blur": 0.6, "shadow": 10, "noise": 5, "quality": 75},
    "middle": {"dpi": 150, "askew": -0.8, "blur": 0.4, "shadow": 25, "noise": 8, "quality": 40},
    "heavy": {"dpi": 150, "askew": 3.0, "blur": 0.6, "shadow": 60, "noise": 12, "quality": 35},
}


def printed(html, folder):
    """What Chromium prints of a page of HTML, as a PDF."""
    page, path = folder / "page.html", folder / "page.pdf"
    page.write_text(STYLE + html, encoding="utf-8")
    profile = f"--user-data-dir={folder / 'profile'}"
    command = [*CHROMIUM, profile, f"--print-to-pdf={path}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path


def pictures(path, dpi):
    """The pages of a PDF as pictures."""
    document = pypdfium2.PdfDocument(path)
    yield from (page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document)
    document.close()


def as_pdf(pages, path, dpi, quality):
    """Pictures as the pages of a PDF, which is what most scanners write."""
    first, *others = pages
    first.save(path, save_all=True, append_images=others, resolution=dpi, quality=quality)
    return path


def spoiled(page, *, askew, blur, shadow, noise, quality, dpi, seed=1):
    """A page as its scan: a picture in colours."""
    page = page.convert("RGB").rotate(askew, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    page = page.filter(ImageFilter.GaussianBlur(blur))
    shades = np.asarray(page, float)
    height, width, _ = shades.shape
    edge = np.linspace(0, 1, width)[None, :, None] ** 2 + np.linspace(0, 0.5, height)[:, None, None] ** 2
    grain = np.random.default_rng(seed).normal(0, noise, (height, width, 1))
    dimmed = shades * (1 - edge * shadow / 255) * [1, 1, 0.97] + grain
    file = io.BytesIO()
    Image.fromarray(dimmed.clip(0, 255).astype("uint8")).save(file, "JPEG", quality=quality, dpi=(dpi, dpi))
    return Image.open(io.BytesIO(file.getvalue()))


def sealed(page, place=(0.62, 0.35)):
    """A page with a red seal over its words, which are seen through its ink: a ring, a star and letters along the ring."""
    over = Image.new("RGB", page.size, "white")
    pen, radius = ImageDraw.Draw(over), 0.09 * page.width
    x, y = place[0] * page.width, place[1] * page.height
    red, thick = (205, 50, 60), int(radius / 14)
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=red, width=thick)
    points = [
        (x + r * np.sin(n * np.pi / 5), y - r * np.cos(n * np.pi / 5))
        for n, r in enumerate([radius * 0.4, radius * 0.16] * 5)
    ]
    pen.polygon(points, fill=red)
    for angle in range(-130, 131, 26):
        turn = np.radians(angle)
        at = (x + 0.78 * radius * np.sin(turn), y - 0.78 * radius * np.cos(turn))
        side = radius * 0.12
        pen.rectangle((at[0] - side, at[1] - side, at[0] + side, at[1] + side), outline=red, width=thick)
        pen.line((at[0] - side, at[1], at[0] + side, at[1]), fill=red, width=thick)
    return ImageChops.multiply(page.convert("RGB"), over)
