"""What a file really is, and what is taken off it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from random import Random

import pytest
from PIL import Image, ImageOps, PngImagePlugin

from handlers.pictures import heic
from handlers.pictures.clean import LARGEST, LONGEST, CleanFile, Refused, clean
from tests.pictures.files import HEIC, bomb, deep, picture, saved, webp_bomb


def opened(file: CleanFile) -> Image.Image:
    return Image.open(BytesIO(file.content))


def lightness(image: Image.Image, x: int, y: int) -> int:
    return int(image.convert("L").getpixel((x, y)))  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_every_kind_of_photo_becomes_a_jpeg(form: str) -> None:
    file = clean(saved(picture(), form))
    assert (file.mime, opened(file).format, opened(file).size) == ("image/jpeg", "JPEG", (60, 40))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\xff" * (LARGEST + 1), "too large"),
        (b"just words", "unknown kind"),
        (b"MZ" + b"\0" * 100, "unknown kind"),
        (saved(picture(), "GIF"), "unknown kind"),
        (saved(picture(), "BMP"), "unknown kind"),
        (b"\xff\xd8\xff", "broken"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
        (b"RIFF\0\0\0\0WEBP", "broken"),
        (bomb(40_000, 40_000), "too many pixels"),
        (bomb(200_000, 200_000), "too many pixels"),
        (webp_bomb(30_000), "too many pixels"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_photo_is_refused_by_name(content: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=f"^{reason}$"):
        clean(content)


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's lines about damaged notes
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "MPO"])
def test_whatever_is_damaged_is_refused_or_read(form: str) -> None:
    rng = Random(form)
    exif = Image.Exif()
    exif[0x0112] = 6
    whole = saved(picture(size=(90, 60)), form, exif=exif.tobytes())
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(rng.choice((1, 3, 20))):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        with suppress(Refused):
            assert clean(bytes(damaged)).mime == "image/jpeg"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_half_a_file_is_broken(form: str, share: float) -> None:
    noisy = Image.effect_noise((200, 150), 60).convert("RGB")
    whole = saved(noisy, form)
    with pytest.raises(Refused, match="broken"):
        clean(whole[: int(len(whole) * share)])


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_turned_upright(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    shown = picture(size=(64, 48))
    content = saved(shown, "JPEG", exif=exif.tobytes(), quality=95)
    asked = ImageOps.exif_transpose(Image.open(BytesIO(content)))
    upright = opened(clean(content))
    assert upright.size == asked.size
    for x, y in ((4, 4), (upright.width - 5, 4), (4, upright.height - 5)):
        assert abs(lightness(upright, x, y) - lightness(asked, x, y)) < 12


def with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "CONTOH-PHONE"
    exif.get_ifd(0x8825)[1] = "S"
    return saved(
        picture(), "JPEG", exif=exif.tobytes(), comment=b"CONTOH-COMMENT", xmp=b"CONTOH-XMP"
    )


def with_words() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "CONTOH-AUTHOR")
    words.add_itxt("XML:com.adobe.xmp", "CONTOH-XMP")
    return saved(picture(), "PNG", pnginfo=words, icc_profile=b"CONTOH-PROFILE")


def with_iptc() -> bytes:
    plain = saved(picture(), "JPEG")
    record = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0cCONTOH-IPTC!"
    return plain[:2] + b"\xff\xed" + (len(record) + 2).to_bytes(2, "big") + record + plain[2:]


@pytest.mark.parametrize("made", [with_place, with_words, with_iptc])
def test_nothing_but_the_picture_is_kept(made: Callable[[], bytes]) -> None:
    content = made()
    assert b"CONTOH" in content
    kept = clean(content).content
    assert b"CONTOH" not in kept
    assert not set(Image.open(BytesIO(kept)).info) - {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
    }


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")  # Pillow's line for the operator
def test_broken_notes_of_the_phone_do_not_cost_the_photo() -> None:
    content = saved(picture(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\x01")
    assert opened(clean(content)).size == (60, 40)


def test_where_nothing_is_painted_the_paper_is_white() -> None:
    layer = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    assert lightness(opened(clean(saved(layer, "PNG"))), 20, 20) == 255


def test_a_palette_with_a_transparent_colour_is_laid_on_white() -> None:
    indexed = picture().convert("P", palette=Image.Palette.ADAPTIVE, colors=2)
    dark = indexed.getpixel((2, 2))
    content = saved(indexed, "PNG", transparency=dark)
    assert lightness(opened(clean(content)), 5, 20) == 255


def test_sixteen_bits_become_eight_and_not_white() -> None:
    kept = opened(clean(deep()))
    assert lightness(kept, 0, 0) > 240
    assert 100 < lightness(kept, 1, 0) < 156
    assert lightness(kept, 2, 0) < 15


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "RGBA", "I;16"])
def test_every_way_to_store_colours_is_read(mode: str) -> None:
    made = Image.new("I;16", (60, 40), 20_000) if mode == "I;16" else picture("L").convert(mode)
    form = "JPEG" if mode == "CMYK" else "PNG"
    kept = opened(clean(saved(made, form)))
    assert kept.mode == "RGB"
    assert lightness(kept, 5, 20) < 110


def test_of_a_moving_picture_the_first_frame_is_kept() -> None:
    first, second = Image.new("RGB", (40, 40), "black"), Image.new("RGB", (40, 40), "white")
    for form in ("WEBP", "PNG"):
        moving = saved(first, form, save_all=True, append_images=[second], duration=100)
        assert lightness(opened(clean(moving)), 20, 20) < 15


def test_a_phone_that_keeps_two_pictures_in_one_file_is_read() -> None:
    double = saved(picture(), "MPO", save_all=True, append_images=[picture()])
    assert opened(clean(double)).size == (60, 40)


def test_a_large_photo_keeps_its_small_print_and_no_more() -> None:
    kept = opened(clean(saved(picture(size=(5000, 2500)), "JPEG")))
    assert kept.size == (LONGEST, LONGEST // 2)
    assert LONGEST >= 3000


def test_cleaning_twice_changes_no_size() -> None:
    once = clean(saved(picture(), "JPEG"))
    assert opened(clean(once.content)).size == opened(once).size


@pytest.mark.skipif(heic.can_read(), reason="the extra heic is installed")
def test_an_iphone_photo_is_told_apart_from_rubbish() -> None:
    with pytest.raises(Refused, match="heic"):
        clean(HEIC)


@pytest.mark.skipif(not heic.can_read(), reason="the extra heic is not installed")
def test_a_broken_iphone_photo_is_broken() -> None:
    with pytest.raises(Refused, match="broken"):
        clean(HEIC)


@pytest.mark.skipif(not heic.can_read(), reason="the extra heic is not installed")
def test_an_iphone_photo_becomes_a_jpeg() -> None:
    heif = pytest.importorskip("pillow_heif")
    out = BytesIO()
    heif.from_pillow(picture(size=(128, 96))).save(out, quality=90)
    assert opened(clean(out.getvalue())).size == (128, 96)
