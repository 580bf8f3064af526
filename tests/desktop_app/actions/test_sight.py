"""Text size, contrast and pointer as a record book keeps them."""

from desktop_app.actions.sight import Sight, keep_sight, sight_of


def test_a_new_book_is_seen_as_shipped(store):
    assert sight_of(store) == Sight(16.0, False, False)


def test_what_is_kept_comes_back(store):
    keep_sight(store, Sight(22.0, True, True))
    assert sight_of(store) == Sight(22.0, True, True)


def test_a_book_from_before_knows_only_its_text_size(store):
    store.settings.set("points", 20.0)
    assert sight_of(store) == Sight(20.0, False, False)
