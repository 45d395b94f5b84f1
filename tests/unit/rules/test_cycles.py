"""Circles in a graph of ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.cycles import cycles


@pytest.mark.parametrize(
    ("what", "graph", "expected"),
    [
        ("a line", {"a": ["b"], "b": ["c"]}, []),
        ("two", {"a": ["b"], "b": ["a"]}, [["a", "b"]]),
        ("three, found behind a line", {"x": ["b"], "a": ["b"], "b": ["c"], "c": ["a"]}, [["a", "b", "c"]]),
        ("two apart", {"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [["a", "b"], ["c", "d"]]),
        ("two with one id in common", {"a": ["b", "c"], "b": ["a"], "c": ["a"]}, [["a", "b"]]),
        ("itself", {"a": ["a"]}, []),
        ("two ways to one place", {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, []),
        ("what is not there", {"a": ["nothing"]}, []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_circles(what: str, graph: dict[str, list[str]], expected: list[list[str]]) -> None:
    assert cycles(graph) == expected


def test_a_long_circle_needs_no_deep_stack() -> None:
    size = 20_000
    (circle,) = cycles({str(at): [str((at + 1) % size)] for at in range(size)})
    assert len(circle) == size
    assert circle[0] == "0"


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3)))
def test_a_circle_is_found_exactly_if_there_is_one(graph: dict[str, list[str]]) -> None:
    def reached(start: str) -> set[str]:
        found: set[str] = set()
        ahead = [each for each in graph.get(start, []) if each != start]
        while ahead:
            name = ahead.pop()
            if name not in found:
                found.add(name)
                ahead += [each for each in graph.get(name, []) if each != name]
        return found

    circles = cycles(graph)
    assert bool(circles) == any(name in reached(name) for name in graph)
    for circle in circles:
        assert all(after in graph[name] for name, after in zip(circle, [*circle[1:], circle[0]], strict=True))
    assert len({name for circle in circles for name in circle}) == sum(map(len, circles))
