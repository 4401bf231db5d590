"""The main job over real HTTP, through both fakes with the real clients, on both databases."""

from concurrent.futures import ThreadPoolExecutor

from bot.demo.pictures import example
from tests.story import parts
from tests.story.serving import serving
from tests.story.town import PATIENCE, Town

ALBUM = (example("ktp"), example("kk"))


def test_a_complaint_goes_from_a_phone_to_a_supervisors_press_and_back(town: Town) -> None:
    with serving(town):
        town.hire("Wates", "Kedundung")
        siti = town.platforms.whatsapp_person("Siti Contoh")
        budi = town.platforms.telegram_person("Budi Contoh")
        with ThreadPoolExecutor(2) as pool:
            first = pool.submit(_album, siti, "Wates")
            second = pool.submit(_album, budi, "Kedundung")
            tickets = first.result(), second.result()
        for ticket, village in zip(tickets, ("Wates", "Kedundung"), strict=True):
            assert parts.surveys(town.facilitators[village], photos=True) == ticket
        _one_wins(town, tickets[0])
        siti.wait_for("disetujui supervisor", PATIENCE)
        _returned_and_repaired(town, tickets[1], "Kedundung")
        budi.wait_for("disetujui supervisor", PATIENCE)
        siti.says("cek")
        siti.wait_for(f"{tickets[0]}: Barang", PATIENCE)


def _album(person: parts.Resident, village: str) -> str:
    parts.begins(person)
    parts.locates(person, village)
    return parts.tells(person, photos=ALBUM)


def _one_wins(town: Town, ticket: str) -> None:
    """Both press at the same moment: one decides, the other is told why not."""
    card = parts.card_of(town.group, ticket)
    ratna, hadi = town.supervisors
    for supervisor in (ratna, hadi):
        supervisor.presses("Setujui", town.group, on=card)
    for supervisor in (ratna, hadi):
        supervisor.wait_for_toast("", PATIENCE)
    said = sorted(person.toasts[-1] for person in (ratna, hadi))
    assert "disetujui. Terima kasih." in said[0], said
    assert "disetujui. Terima kasih." not in said[1], said


def _returned_and_repaired(town: Town, ticket: str, village: str) -> None:
    ratna, hadi = town.supervisors
    parts.decides(ratna, town.group, ticket, "Kembalikan")
    ratna.wait_for("Mengapa survei", PATIENCE)
    ratna.says("Penghasilan belum jelas, mohon ditanyakan lagi.")
    facilitator = town.facilitators[village]
    facilitator.wait_for("dikembalikan supervisor", PATIENCE)
    facilitator.presses("Perbaiki survei")
    parts.repairs(facilitator, "Sudah ditanyakan lagi kepada keluarga.")
    parts.decides(hadi, town.group, ticket, "Setujui", "sudah diperbaiki")
