"""Circles in a graph of ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def cycles(graph: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Circles, each once and no two with an id in common, starting at its first id in the order of the graph.

    An id that only names itself is no circle here. The search keeps its own stack, so length does not matter.
    """
    found: list[list[str]] = []
    taken: set[str] = set()
    done: set[str] = set()
    for start in graph:
        if start in done:
            continue
        trail = [start]
        position = {start: 0}
        ahead = [iter(graph[start])]
        while trail:
            following = next(ahead[-1], None)
            if following is None:
                done.add(trail[-1])
                del position[trail.pop()]
                ahead.pop()
            elif following in position:
                circle = trail[position[following] :]
                if len(circle) > 1 and taken.isdisjoint(circle):
                    taken.update(circle)
                    found.append(circle)
            elif following not in done and following in graph:
                position[following] = len(trail)
                trail.append(following)
                ahead.append(iter(graph[following]))
    order = {name: index for index, name in enumerate(graph)}
    return [_from_first(circle, order) for circle in found]


def _from_first(circle: list[str], order: Mapping[str, int]) -> list[str]:
    first = min(range(len(circle)), key=lambda index: order[circle[index]])
    return circle[first:] + circle[:first]
