from __future__ import annotations

import re

from kg.browser import style
from kg.extract import ontology
from kg.graph import schema

RULES = dict(re.findall(r"^(\S+) \{\n(.*?)^\}", style.grass(), re.MULTILINE | re.DOTALL))


def test_every_label_and_type_has_a_rule() -> None:
    labels = [*schema.NODES, *(each.label for each in schema.ROLLUPS), "Graph"]
    wanted = {"node", "relationship", *(f"node.{label}" for label in labels)}
    assert set(RULES) == wanted | {f"relationship.{each.name}" for each in schema.RELATIONSHIPS}


def test_nodes_show_their_name() -> None:
    """Roll-ups have none."""
    rollups = {f"node.{each.label}" for each in schema.ROLLUPS}
    for selector, rule in RULES.items():
        if selector.startswith("node"):
            assert f'caption: "{{{"id" if selector in rollups else "name"}}}";' in rule


def test_edges_between_actors_have_the_colour_of_their_quad_class() -> None:
    colours = {name: re.search(r"\bcolor: (#\w{6});", rule)[1] for name, rule in RULES.items()}  # type: ignore[index]
    by_quad = {name: colour for name, colour, _ in style.legend()}
    assert list(by_quad) == list(ontology.quads().values())
    assert len(set(by_quad.values())) == 4
    assert colours["relationship.MET"] == by_quad["verbal cooperation"]
    assert colours["relationship.AIDED"] == by_quad["material cooperation"]
    assert colours["relationship.ACCUSED"] == by_quad["verbal conflict"]
    assert colours["relationship.ATTACKED"] == by_quad["material conflict"]
    assert colours["relationship.SOURCE_OF"] not in by_quad.values()
    assert sorted(edge for _, _, edges in style.legend() for edge in edges) == sorted(
        each.name for each in schema.INTERACTIONS
    )


def test_texts_can_be_read_on_their_colour() -> None:
    def light(colour: str) -> float:
        """Relative luminance, WCAG 2.2."""
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for selector, rule in RULES.items():
        ground, text = (re.search(rf"\b{name}: (#\w{{6}});", rule)[1] for name in ("color", "text-color-internal"))  # type: ignore[index]
        low, high = sorted((light(ground), light(text)))
        assert (high + 0.05) / (low + 0.05) >= 4.5, selector
