import pytest

from stillroom.errors import ToolError
from stillroom.tools.importers.references import find


@pytest.mark.parametrize("place", ["²", "1" * 5000, "-1", "01", "1", ""])
def test_what_is_no_place_in_a_list_leads_nowhere(place: str) -> None:
    assert find("#/list/0", {"list": ["here"]}) == "here"
    with pytest.raises(ToolError, match="which is not there"):
        find(f"#/list/{place}", {"list": ["here"]})
