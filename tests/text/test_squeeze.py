from hypothesis import given
from hypothesis import strategies as st

from kg.text.squeeze import squeeze


@given(st.text(alphabet="ab \n", max_size=60), st.integers(0, 20))
def test_the_way_back(text: str, start: int) -> None:
    squeezed = squeeze(text, start, len(text))
    assert [text[squeezed.offset(position)] for position in range(len(squeezed.text))] == list(squeezed.text)
    assert squeezed.text.split() == text[start:].split()
    assert not any(a.isspace() and b.isspace() for a, b in zip(squeezed.text, squeezed.text[1:], strict=False))
