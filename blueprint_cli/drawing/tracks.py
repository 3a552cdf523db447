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

Pairs = dict[tuple[int, int], float]


def assign_tracks(
    coarse: Coarse, traffic: Traffic, runs: list[Run], steps: list[list[int]], fixed: list[tuple[int, int]]
) -> float:
    """Give each run its track, and return the weighted number of crossings that is left.

    `fixed` are pairs of runs of which the first must lie before the second.
    """
    groups = [group_runs(coarse, runs, flat) for flat in (True, False)]
    hints = _parting_sides(traffic, runs, steps)
    for side in groups:
        for members in side:
            _put_loops_last(coarse, runs, members, hints)
    for one, two in fixed:
        hints[one, two], hints[two, one] = MUST, -MUST
    for side in groups:
        for members in side:
            _order_group(coarse, runs, members, hints)
    best, tracks = count_crossings(traffic, runs), _tracks(runs)
    for _ in range(ROUNDS):
        for side in groups:
            for members in side:
                _order_group(coarse, runs, members, _end_costs(traffic, runs, members, hints))
            found = count_crossings(traffic, runs)
            if found < best:
                best, tracks = found, _tracks(runs)
    for run, (track, count) in zip(runs, tracks, strict=True):
        run.track, run.tracks = track, count
    return best


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


def _parting_sides(traffic: Traffic, runs: list[Run], steps: list[list[int]]) -> Pairs:
    """Return for pairs of runs how much better the first before the second is, by where their ways part."""
    pairs: Pairs = {}
    nx = traffic.coarse.nx
    for edge, way in enumerate(traffic.ways):
        for other, stretch in traffic.stretches(way):
            if other <= edge or not stretch.length:
                continue
            # Who must cross does so at the end; twins from box to box lie on either side, but always the same.
            side = stretch.start + stretch.end or stretch.start or 1
            for k in range(stretch.length):
                mine = steps[edge][stretch.first + k]
                theirs = steps[other][stretch.other + k if stretch.step > 0 else stretch.other - k - 1]
                heading = way[stretch.first + k + 1] - way[stretch.first + k]
                # Left of a way to the right is above, which comes first; left of a way down is right, which does not.
                first = side if heading in (1, -nx) else -side
                pairs[theirs, mine] = float(first)
                pairs[mine, theirs] = float(-first)
    return pairs


def _put_loops_last(coarse: Coarse, runs: list[Run], members: list[int], hints: Pairs) -> None:
    """Let the two ends of a loop lie after all others on their side of the box, so that none comes between them."""
    loops = {index: runs[index].edge for index in members if _is_stub(runs, runs[index])}
    for stub, edge in loops.items():
        for other in members:
            if runs[other].edge != edge and loops.get(other, -1) < edge and touch(coarse, runs[stub], runs[other]):
                hints[other, stub], hints[stub, other] = LOOP, -LOOP


def _is_stub(runs: list[Run], run: Run) -> bool:
    """Tell whether a run is the end of a loop."""
    side = runs[max(run.at_low, run.at_high)]
    return not run.is_label and side.low == side.high and max(run.at_low, run.at_high) >= 0


def _end_costs(traffic: Traffic, runs: list[Run], members: list[int], hints: Pairs) -> Pairs:
    """Return for pairs of runs how many crossings the first before the second saves, as the other direction lies."""
    pairs: Pairs = {}
    for place, one in enumerate(members):
        run = runs[one]
        for two in members[place + 1 :]:
            other = runs[two]
            hint = hints.get((one, two), 0.0)
            if abs(hint) == MUST:
                pairs[one, two], pairs[two, one] = hint, -hint
            if run.is_label or other.is_label or run.edge == other.edge or run.high < other.low or other.high < run.low:
                continue
            gain = _against(runs, run, other) - _against(runs, other, run)
            if gain and traffic.weights[run.edge] * traffic.weights[other.edge] != 1.0:
                gain *= STEM_WEIGHT
            gain += 0.001 * hint
            if gain:
                pairs[one, two] = gain
                pairs[two, one] = -gain
    return pairs


def ends(runs: list[Run], run: Run) -> tuple[float, float]:
    """Return the keys of the lower and upper end of a run."""
    low = runs[run.at_low].key if run.at_low >= 0 else run.low * LINE + HALF
    high = runs[run.at_high].key if run.at_high >= 0 else run.high * LINE - HALF
    return (low, high) if low <= high else (high, low)


def _against(runs: list[Run], before: Run, after: Run) -> float:
    """Return the gain of `before` first: crossings with `after` first, where the ends turn to lower coordinates."""
    gain = 0.0
    low, high = ends(runs, after)
    if before.at_low >= 0 and before.low_goes and low < runs[before.at_low].key < high:
        gain -= before.low_goes
    if before.at_high >= 0 and before.high_goes and low < runs[before.at_high].key < high:
        gain -= before.high_goes
    return gain


def _order_group(coarse: Coarse, runs: list[Run], members: list[int], pairs: Pairs) -> None:
    """Order the runs of a group so that the most is gained, and number their tracks."""
    if len(members) == 1:
        runs[members[0]].track, runs[members[0]].tracks = 0, runs[members[0]].span
        return
    order = sorted(members, key=lambda index: (runs[index].track, index))
    _improve(order, pairs)
    _number(coarse, runs, order, pairs)


def _improve(order: list[int], pairs: Pairs) -> None:
    """Move single runs to where they gain most, until none does."""
    for _ in range(2 * len(order)):
        moved = False
        for index in list(order):
            place = order.index(index)
            best, target, gain = 1e-9, place, 0.0
            for k in range(place - 1, -1, -1):
                gain += pairs.get((index, order[k]), 0.0)
                if gain > best:
                    best, target = gain, k
            gain = 0.0
            for k in range(place + 1, len(order)):
                gain += pairs.get((order[k], index), 0.0)
                if gain > best:
                    best, target = gain, k
            if target != place:
                order.insert(target, order.pop(place))
                moved = True
        if not moved:
            return


def _number(coarse: Coarse, runs: list[Run], order: list[int], pairs: Pairs) -> None:
    """Fill track after track from the left; what must lie after another run waits for it."""
    waits: dict[int, list[int]] = {
        index: [other for other in order[:place] if (other, index) in pairs] for place, index in enumerate(order)
    }
    left = sorted(order, key=lambda index: (runs[index].low, runs[index].high, index))
    begin: dict[int, int] = {}
    end: dict[int, int] = {}
    track = 0
    while left:
        row = [index for index in end if end[index] > track]
        for index in left:
            if all(end.get(other, track + 1) <= track for other in waits[index]) and not any(
                touch(coarse, runs[index], runs[other]) for other in row
            ):
                row.append(index)
                begin[index], end[index] = track, track + runs[index].span
        left = [index for index in left if index not in begin]
        track += 1
    tracks = max(end.values())
    for index in order:
        runs[index].track, runs[index].tracks = begin[index], tracks


def count_crossings(traffic: Traffic, runs: list[Run]) -> float:
    """Count where runs of the two directions cross, weighted, by keys."""
    total = 0.0
    upright = sorted((run.key, *ends(runs, run), run.edge) for run in runs if not run.flat and not run.is_label)
    keys = [run[0] for run in upright]
    weights = traffic.weights
    for run in runs:
        if not run.flat or run.is_label:
            continue
        key = run.key
        low, high = ends(runs, run)
        for _, top, bottom, edge in upright[bisect_right(keys, low) : bisect_left(keys, high)]:
            if top < key < bottom and edge != run.edge:
                total += 1.0 if weights[run.edge] == weights[edge] == 1.0 else STEM_WEIGHT
    return total
