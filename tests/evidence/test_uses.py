"""Where files are used is asked of the rooms that the settings name."""

from evidence.uses import Use, uses_of


def of_nothing(file_ids):
    return [Use(pk, f"Thing {pk}", "/", is_sent=False) for pk in file_ids if pk > 1]


def test_every_room_is_asked_once_about_all_files(settings):
    here = f"{__name__}.of_nothing"
    settings.FILE_USES = [here, here]
    found = uses_of([1, 2])
    assert found[1] == []
    assert [one.text for one in found[2]] == ["Thing 2", "Thing 2"]


def test_without_files_nobody_is_asked(settings):
    settings.FILE_USES = ["nowhere.at_all"]
    assert uses_of([]) == {}
