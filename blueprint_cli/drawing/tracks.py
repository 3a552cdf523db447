"""Tracks: which run lies above (or left of) which on a line that they share.

Runs that touch get different tracks, so that no edge can lie on another. Their order is chosen by the crossings that it
saves: first from the sides on which the ways part (as in Wybrow, Marriott, Stuckey: Orthogonal connector routing,
2009), then line by line from where the runs of the other direction lie. Tracks are filled from the left (Hashimoto,
Stevens 1971).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from blueprint_cli.drawing.coarse import Coarse
from blueprint_cli.drawing.runs import HALF, LINE, Run
from blueprint_cli.drawing.traffic import STEM_WEIGHT, Traffic

#: Horizontal and vertical lines in turn; the best round is kept.
ROUNDS = 3

#: The gain of an order that must be; and what it is worth to have a loop's ends together, in thousandths of a crossing.
MUST = 1e6
LOOP = 400.0
NO_HINTS: dict[int, float] = {}

#: By two runs of a line: what is gained with the first before the second; as much is lost the other way round.
Pairs = dict[int, dict[int, float]]


def assign_tracks(
    coarse: Coarse, traffic: Traffic, runs: list[Run], parting: Pairs, fixed: list[tuple[int, int]]
) -> float:
    """Give each run its track, and return the weighted number of crossings that is left.

    `parting` is what `parting_sides` returns; `fixed` are pairs of runs of which the first must lie before the second.
    """
    hints = {one: dict(row) for one, row in parting.items()}
    groups = [_several(runs, group_runs(coarse, runs, flat)) for flat in (True, False)]
    for side in groups:
        for members in side:
            _put_loops_last(coarse, runs, members, hints)
    must: Pairs = {}
    for one, two in fixed:
        for pairs in (hints, must):
            _put(pairs, one, two, MUST)
    for side in groups:
        for members in side:
            _order_group(coarse, runs, members, hints)
    keys = [run.key for run in runs]
    best, tracks = count_crossings(traffic, runs, keys), _tracks(runs)
    last = tracks
    for _ in range(ROUNDS):
        for side in groups:
            _order_side(coarse, traffic, runs, keys, side, hints, must)
            found = count_crossings(traffic, runs, keys)
            if found < best:
                best, tracks = found, _tracks(runs)
        before, last = last, _tracks(runs)
        if last == before:
            break
    for run, (track, count) in zip(runs, tracks, strict=True):
        run.track, run.tracks = track, count
    return best


def _several(runs: list[Run], groups: list[list[int]]) -> list[list[int]]:
    """Return the groups of several runs; a run by itself is given its track."""
    for members in groups:
        if len(members) == 1:
            run = runs[members[0]]
            run.track, run.tracks = 0, run.span
    return [members for members in groups if len(members) > 1]


def _order_side(
    coarse: Coarse,
    traffic: Traffic,
    runs: list[Run],
    keys: list[float],
    side: list[list[int]],
    hints: Pairs,
    must: Pairs,
) -> None:
    """Order the groups of one direction by where the runs of the other lie, and set their keys."""
    for members in side:
        _order_group(coarse, runs, members, _end_costs(traffic, runs, keys, members, hints, must))
    for members in side:
        for index in members:
            keys[index] = runs[index].key


def _put(pairs: Pairs, one: int, two: int, gain: float) -> None:
    pairs.setdefault(one, {})[two] = gain
    pairs.setdefault(two, {})[one] = -gain


def _tracks(runs: list[Run]) -> list[tuple[int, int]]:
    return [(run.track, run.tracks) for run in runs]


def touch(coarse: Coarse, one: Run, two: Run) -> bool:
    """Tell whether two runs of one line share a point of it; on either side of a box they do not."""
    low, high = max(one.low, two.low), min(one.high, two.high)
    if low != high:
        return low < high
    node = one.line * coarse.nx + low if one.flat else low * coarse.nx + one.line
    return coarse.box_at[node] < 0


def group_runs(coarse: Coarse, runs: list[Run], flat: bool) -> list[list[int]]:
    """Part the runs of one direction into groups that touch each other, by line, from low to high."""
    order = sorted(
        (index for index, run in enumerate(runs) if run.flat == flat),
        key=lambda index: (runs[index].line, runs[index].low, runs[index].high, index),
    )
    groups: list[list[int]] = []
    line = reach = -1
    for index in order:
        run = runs[index]
        apart = run.line != line or run.low > reach
        if not apart and run.low == reach:
            apart = not any(touch(coarse, run, runs[member]) for member in groups[-1])
        if apart:
            groups.append([])
            reach = -1
        line = run.line
        reach = max(reach, run.high)
        groups[-1].append(index)
        run.group = len(groups) - 1
    return groups


def parting_sides(traffic: Traffic, steps: list[list[int]]) -> Pairs:
    """Return for pairs of runs how much better the first before the second is, by where their ways part.

    `steps` are the runs of the steps of each way.
    """
    pairs: Pairs = {}
    nx = traffic.coarse.nx
    for edge, way in enumerate(traffic.ways):
        for other, stretch in traffic.stretches(way, edge):
            if not stretch.length:
                continue
            # Who must cross does so at the end; twins from box to box lie on either side, but always the same.
            side = stretch.start + stretch.end or stretch.start or 1
            for k in range(stretch.length):
                mine = steps[edge][stretch.first + k]
                theirs = steps[other][stretch.other + k if stretch.step > 0 else stretch.other - k - 1]
                heading = way[stretch.first + k + 1] - way[stretch.first + k]
                # Left of a way to the right is above, which comes first; left of a way down is right, which does not.
                first = side if heading in (1, -nx) else -side
                _put(pairs, theirs, mine, float(first))
    return pairs


def _put_loops_last(coarse: Coarse, runs: list[Run], members: list[int], hints: Pairs) -> None:
    """Let the two ends of a loop lie after all others on their side of the box, so that none comes between them."""
    loops = {index: runs[index].edge for index in members if _is_stub(runs, runs[index])}
    for stub, edge in loops.items():
        for other in members:
            if runs[other].edge != edge and loops.get(other, -1) < edge and touch(coarse, runs[stub], runs[other]):
                _put(hints, other, stub, LOOP)


def _is_stub(runs: list[Run], run: Run) -> bool:
    """Tell whether a run is the end of a loop."""
    side = runs[max(run.at_low, run.at_high)]
    return not run.is_label and side.low == side.high and max(run.at_low, run.at_high) >= 0


def _end_costs(
    traffic: Traffic, runs: list[Run], keys: list[float], members: list[int], hints: Pairs, must: Pairs
) -> Pairs:
    """Return for pairs of runs how many crossings the first before the second saves, as the other direction lies."""
    pairs: Pairs = {}
    weights = traffic.weights
    if must:
        pairs = {index: dict(must[index]) for index in members if index in must}
    spread = [_extent(runs[index], keys) for index in members]
    for place, one in enumerate(members):
        run = runs[one]
        if run.is_label:
            continue
        reach, edge, hint = run.high, run.edge, hints.get(one, NO_HINTS)
        low, high = spread[place]
        for other_place in range(place + 1, len(members)):
            two = members[other_place]
            other = runs[two]
            # The members of a group are in the order of their lower ends.
            if other.low > reach:
                break
            if other.is_label or edge == other.edge:
                continue
            start, end = spread[other_place]
            gain = 0.0
            if run.at_low >= 0 and start < keys[run.at_low] < end:
                gain -= run.low_goes
            if run.at_high >= 0 and start < keys[run.at_high] < end:
                gain -= run.high_goes
            if other.at_low >= 0 and low < keys[other.at_low] < high:
                gain += other.low_goes
            if other.at_high >= 0 and low < keys[other.at_high] < high:
                gain += other.high_goes
            if gain and weights[edge] * weights[other.edge] != 1.0:
                gain *= STEM_WEIGHT
            gain += 0.001 * hint.get(two, 0.0)
            if gain:
                _put(pairs, one, two, gain)
    return pairs


def _extent(run: Run, keys: list[float]) -> tuple[float, float]:
    """Return the keys of the lower and upper end of a run, by the keys of all."""
    low = keys[run.at_low] if run.at_low >= 0 else run.low * LINE + HALF
    high = keys[run.at_high] if run.at_high >= 0 else run.high * LINE - HALF
    return (low, high) if low <= high else (high, low)


def ends(runs: list[Run], run: Run) -> tuple[float, float]:
    """Return the keys of the lower and upper end of a run."""
    low = runs[run.at_low].key if run.at_low >= 0 else run.low * LINE + HALF
    high = runs[run.at_high].key if run.at_high >= 0 else run.high * LINE - HALF
    return (low, high) if low <= high else (high, low)


def _order_group(coarse: Coarse, runs: list[Run], members: list[int], pairs: Pairs) -> None:
    """Order the runs of a group so that the most is gained, and number their tracks."""
    order = sorted(members, key=lambda index: (runs[index].track, index))
    _improve(order, pairs)
    _number(coarse, runs, order, pairs)


def _improve(order: list[int], pairs: Pairs) -> None:
    """Move single runs to where they gain most, until none does."""
    for _ in range(2 * len(order)):
        moved = False
        for index in list(order):
            gains = pairs.get(index)
            if not gains:
                continue
            place = order.index(index)
            best, target, gain = 1e-9, place, 0.0
            for k in range(place - 1, -1, -1):
                if order[k] in gains:
                    gain += gains[order[k]]
                    if gain > best:
                        best, target = gain, k
            gain = 0.0
            for k in range(place + 1, len(order)):
                if order[k] in gains:
                    gain -= gains[order[k]]
                    if gain > best:
                        best, target = gain, k
            if target != place:
                order.insert(target, order.pop(place))
                moved = True
        if not moved:
            return


def _number(coarse: Coarse, runs: list[Run], order: list[int], pairs: Pairs) -> None:
    """Fill track after track from the left; what must lie after another run waits for it."""
    waits: dict[int, list[int]] = {}
    before: set[int] = set()
    for index in order:
        waits[index] = [other for other in pairs.get(index, NO_HINTS) if other in before]
        before.add(index)
    left = sorted(order, key=lambda index: (runs[index].low, runs[index].high, index))
    begin: dict[int, int] = {}
    end: dict[int, int] = {}
    track = 0
    while left:
        row = [index for index in end if end[index] > track]
        reach = max([runs[index].high for index in row], default=-1)
        for index in left:
            run = runs[index]
            for other in waits[index]:
                if end.get(other, track + 1) > track:
                    break
            else:
                if run.low > reach or not any(touch(coarse, run, runs[other]) for other in row):
                    row.append(index)
                    reach = max(reach, run.high)
                    begin[index], end[index] = track, track + run.span
        left = [index for index in left if index not in begin]
        track += 1
    tracks = max(end.values())
    for index in order:
        runs[index].track, runs[index].tracks = begin[index], tracks


def count_crossings(traffic: Traffic, runs: list[Run], keys: list[float]) -> float:
    """Count where runs of the two directions cross, weighted, by their keys."""
    total = 0.0
    upright = sorted(
        [
            (key, *_extent(run, keys), run.edge)
            for run, key in zip(runs, keys, strict=True)
            if not run.flat and not run.is_label
        ]
    )
    places = [run[0] for run in upright]
    weights = traffic.weights
    for run, key in zip(runs, keys, strict=True):
        if not run.flat or run.is_label:
            continue
        low, high = _extent(run, keys)
        for _, top, bottom, edge in upright[bisect_right(places, low) : bisect_left(places, high)]:
            if top < key < bottom and edge != run.edge:
                total += 1.0 if weights[run.edge] == weights[edge] == 1.0 else STEM_WEIGHT
    return total
