"""Photos as phones make them: reduced copies, and invented documents to try the program with.

The documents are drawn here and say on their face that they are examples. Names, numbers and
addresses are invented; their serial numbers start at 9990, far above any that is given out.
"""

import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFilter, ImageFont, UnidentifiedImageError

from bot.demo.chat import File
from bot.demo.world import World

MARK = "CONTOH - BUKAN DOKUMEN ASLI"
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


@dataclass(frozen=True)
class Card:
    """What an invented identity card says."""

    nik: str = "3576024508829991"
    name: str = "SITI CONTOH"
    born: str = "MOJOKERTO, 05-08-1982"
    sex: str = "PEREMPUAN"
    street: str = "JL. CONTOH NO. 9"
    kelurahan: str = "KRANGGAN"


def keep_photo(world: World, content: bytes, name: str = "foto.jpg") -> File:
    """Store a photo as an app does: at most 1280 pixels, no camera notes, with a small copy.

    Raises ValueError if it is not an image.
    """
    with opened(content) as image:
        large = reduced(image, 1280)
        small = reduced(image, 320)
    thumb = world.keep(encoded(small), name, "image/jpeg", width=small.width, height=small.height)
    return world.keep(
        encoded(large),
        name,
        "image/jpeg",
        width=large.width,
        height=large.height,
        smaller=(thumb,),
    )


def opened(content: bytes) -> Image.Image:
    """The image in those bytes. Raises ValueError if there is none."""
    try:
        return Image.open(io.BytesIO(content), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise ValueError("not an image") from error


def reduced(image: Image.Image, side: int) -> Image.Image:
    """A copy no larger than `side` in either direction, in plain colours."""
    copy = image.convert("RGB")
    copy.thumbnail((side, side))
    return copy


def encoded(image: Image.Image, quality: int = 87) -> bytes:
    """The image as a JPEG file."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


@lru_cache
def example(kind: str) -> bytes:
    """An invented photo: ktp, ktp_buram, kk or rumah. Raises KeyError for any other."""
    return encoded(DRAWN[kind]())


EXAMPLE = Card()


def draw_ktp(card: Card = EXAMPLE) -> Image.Image:
    """An identity card that nobody could take for a real one."""
    image = Image.new("RGB", (1280, 808), "#bfe0f2")
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((12, 12, 1268, 796), 36, outline="#4f7f9c", width=4)
    pen.text((640, 60), "PROVINSI CONTOH", "#12303f", font(40), anchor="mm")
    pen.text((640, 108), "KOTA CONTOH MOJOKERTO", "#12303f", font(36), anchor="mm")
    pen.text((56, 176), f"NIK : {card.nik}", "#0b1c26", font(52), anchor="lm")
    rows = (
        ("Nama", card.name),
        ("Tempat/Tgl Lahir", card.born),
        ("Jenis Kelamin", card.sex),
        ("Alamat", card.street),
        ("Kel/Desa", card.kelurahan),
        ("Pekerjaan", "CONTOH SAJA"),
        ("Berlaku Hingga", "TIDAK PERNAH BERLAKU"),
    )
    for place, (label, words) in enumerate(rows):
        pen.text((56, 250 + place * 62), label, "#12303f", font(30), anchor="lm")
        pen.text((330, 250 + place * 62), f": {words}", "#0b1c26", font(30), anchor="lm")
    draw_face(pen, 960, 210)
    stamp(image, pen)
    return image


def draw_face(pen: ImageDraw.ImageDraw, left: int, top: int) -> None:
    """A drawn figure where a portrait would be."""
    pen.rectangle((left, top, left + 250, top + 330), fill="#d9534f")
    pen.ellipse((left + 75, top + 60, left + 175, top + 175), fill="#f3d3b5")
    pen.pieslice((left + 20, top + 190, left + 230, top + 470), 180, 360, fill="#27455c")
    pen.rectangle((left, top + 331, left + 250, top + 480), fill="#bfe0f2")


def draw_kk() -> Image.Image:
    """A family card with an invented family."""
    image = Image.new("RGB", (1280, 900), "#f4f1e4")
    pen = ImageDraw.Draw(image)
    pen.text((640, 70), "KARTU KELUARGA", "#1d3b2a", font(56), anchor="mm")
    pen.text((640, 128), "No. 3576020101209992", "#1d3b2a", font(36), anchor="mm")
    pen.text((60, 190), "Kepala Keluarga : BUDI CONTOH", "#222222", font(28), anchor="lm")
    pen.text((60, 230), "Alamat : JL. CONTOH NO. 9, KRANGGAN", "#222222", font(28), anchor="lm")
    people = (
        ("BUDI CONTOH", "3576020203809990", "KEPALA KELUARGA"),
        ("SITI CONTOH", "3576024508829991", "ISTRI"),
        ("ANI CONTOH", "3576025106129993", "ANAK"),
    )
    for place, row in enumerate((("Nama", "NIK", "Hubungan"), *people)):
        top = 290 + place * 84
        for left, right, words in zip((60, 480, 880), (480, 880, 1220), row, strict=True):
            pen.rectangle((left, top, right, top + 84), outline="#777777", width=2)
            pen.text((left + 16, top + 42), words, "#222222", font(28), anchor="lm")
    stamp(image, pen)
    return image


def draw_house() -> Image.Image:
    """A small house with a roof that needs help."""
    image = Image.new("RGB", (1280, 900), "#cfe6f5")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 620, 1280, 900), fill="#9dbb72")
    pen.rectangle((330, 400, 950, 720), fill="#efe0c2", outline="#8c6f4a", width=6)
    pen.polygon(((270, 410), (640, 190), (1010, 410)), fill="#b4573b")
    pen.polygon(((560, 330), (690, 260), (740, 350), (640, 395)), fill="#39414a")
    pen.rectangle((580, 520, 700, 720), fill="#7c5a3c")
    pen.rectangle((400, 480, 520, 590), fill="#9fc4d8", outline="#8c6f4a", width=6)
    pen.rectangle((760, 480, 880, 590), fill="#9fc4d8", outline="#8c6f4a", width=6)
    stamp(image, pen)
    return image


def draw_blurred() -> Image.Image:
    """The identity card as an unsteady hand photographs it."""
    return draw_ktp().filter(ImageFilter.GaussianBlur(14))


def stamp(image: Image.Image, pen: ImageDraw.ImageDraw) -> None:
    """Write across the foot that this is an example."""
    pen.rectangle((0, image.height - 84, image.width, image.height - 24), fill="#a61c1c")
    middle = (image.width / 2, image.height - 54)
    pen.text(middle, MARK, "white", font(38), anchor="mm")


def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own letters, so that every machine draws the same."""
    return ImageFont.load_default(size)


DRAWN = {"ktp": draw_ktp, "ktp_buram": draw_blurred, "kk": draw_kk, "rumah": draw_house}
