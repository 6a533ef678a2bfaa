"""What a reader could work out from a table that adds up, and what to hide against it.

A table and its totals are a network: every row, column and line of totals is a node
where what flows in flows out, and every number is a flow between two of them. A hidden
number can be something else exactly when there is a loop of hidden numbers round which
one child can be moved with all shown numbers unchanged: up along the way a number
flows, down against it, never below the least a hidden number can be. So nothing need
be solved; it is a question about loops (D. Gusfield, “A graph theoretic approach to
statistical data security”, SIAM Journal on Computing 17, 1988, pages 552 to 571).
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from heapq import heappop, heappush


class DoesNotAddUp(ValueError):
    """The numbers of a table contradict its totals."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One number of a table, from the line it is part of to the line it adds to.

    `least` is what a reader takes for granted of it when hidden: 1, as 0 is shown. It
    is 0 for what is not shown and need not be kept from anybody.
    """

    tail: int
    head: int
    value: int
    least: int = 1

    @property
    def can_fall(self) -> bool:
        """Whether it could be one less and still be hidden."""
        return self.value > self.least


class Network:
    """The numbers of one table, which add up, and the loops among them."""

    def __init__(self, flows: Sequence[Flow]) -> None:
        self.flows = tuple(flows)
        self._around: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, flow in enumerate(self.flows):
            self._around[flow.tail].append((number, flow.head))
            if flow.can_fall:
                self._around[flow.head].append((number, flow.tail))

    def settled(self, hidden: Set[int]) -> set[int]:
        """The hidden flows with one possible value: a reader can work each one out.

        One that cannot fall is free where a path leads back to its tail; one that can
        is free unless it alone joins two parts (Boesch and Tindell, “Robbins’s theorem
        for mixed multigraphs”, American Mathematical Monthly 87, 1980). One pass.
        """
        part = self._parts(hidden)
        within = [
            number
            for number in sorted(hidden)
            if part[self.flows[number].tail] == part[self.flows[number].head]
        ]
        settled = (hidden - set(within)) | self._bridges(within)
        return {number for number in settled if self.flows[number].least}

    def shield(
        self,
        hidden: Set[int],
        costs: Mapping[int, int],
        knowing: Sequence[Set[int]] = (frozenset(),),
    ) -> dict[int, int]:
        """What else to hide, and for the sake of which hidden flow.

        `costs` names the flows that may be hidden and what each costs; `knowing` holds,
        for each kind of reader, the flows that they know. Of two attempts, from the
        largest settled flow down and from the smallest up, the cheaper stands.
        """
        attempts = [self._attempt(hidden, costs, knowing, sign) for sign in (1, -1)]
        return min(attempts, key=lambda added: sum(costs[number] for number in added))

    def _attempt(
        self,
        hidden: Set[int],
        costs: Mapping[int, int],
        knowing: Sequence[Set[int]],
        sign: int,
    ) -> dict[int, int]:
        """Loops until all are safe; what is spare is shown again, the dearest first."""
        added: dict[int, int] = {}
        before = -1
        while len(added) > before:
            before = len(added)
            for known in knowing:
                unseen = hidden | added.keys()
                added |= self._shield_from(known, unseen, costs, sign)
        settled = self.settled_for(hidden | added.keys(), knowing)
        for number in sorted(added, key=lambda one: (-costs[one], one)):
            rest = hidden | (added.keys() - {number})
            if self.settled_for(rest, knowing) == settled:
                del added[number]
        return added

    def settled_for(
        self, hidden: Set[int], knowing: Iterable[Set[int]]
    ) -> list[set[int]]:
        """What each kind of reader can work out."""
        return [self.settled(hidden - known) for known in knowing]

    def _shield_from(
        self, known: Set[int], hidden: Set[int], costs: Mapping[int, int], sign: int
    ) -> dict[int, int]:
        """The cheapest loop for whatever is settled to one kind of reader, in turn."""
        prices = {**costs, **dict.fromkeys(hidden, 0)}
        for number in known:
            prices.pop(number, None)
        added: dict[int, int] = {}
        hopeless: set[int] = set()
        while exposed := self.settled((hidden | added.keys()) - known) - hopeless:
            target = max(exposed, key=lambda one: (sign * self.flows[one].value, one))
            loop = self._cheapest_loop(target, prices)
            if loop is None:
                hopeless.add(target)
                continue
            fresh = set(loop) - hidden - added.keys()
            added.update(dict.fromkeys(sorted(fresh), target))
            prices.update(dict.fromkeys(fresh, 0))
        return added

    def _cheapest_loop(
        self, target: int, prices: Mapping[int, int]
    ) -> list[int] | None:
        """The flows that let the target rise or fall at the least price, without it."""
        flow = self.flows[target]
        ways = [self._path(flow.head, flow.tail, prices, without=target)]
        if flow.can_fall:
            ways.append(self._path(flow.tail, flow.head, prices, without=target))
        return min((way for way in ways if way), default=(0, None))[1]

    def _path(
        self, start: int, goal: int, prices: Mapping[int, int], *, without: int
    ) -> tuple[int, list[int]] | None:
        """The cheapest way from line to line and its price (Dijkstra)."""
        heap = [(0, start, -1, start)]
        came: dict[int, tuple[int, int]] = {}
        best = {start: 0}
        while heap:
            spent, node, by, before = heappop(heap)
            if node in came:
                continue
            came[node] = (by, before)
            if node == goal:
                return spent, list(_trail(came, start, goal))
            for number, other in self._around[node]:
                price = prices.get(number)
                if price is None or number == without or other in came:
                    continue
                if other not in best or spent + price < best[other]:
                    best[other] = spent + price
                    heappush(heap, (spent + price, other, number, node))
        return None

    def _parts(self, hidden: Iterable[int]) -> dict[int, int]:
        """For each line, which part it is in: within one, ways lead both to and fro."""
        ahead: dict[int, list[int]] = defaultdict(list)
        behind: dict[int, list[int]] = defaultdict(list)
        for number in hidden:
            flow = self.flows[number]
            for tail, head in _ways(flow):
                ahead[tail].append(head)
                behind[head].append(tail)
        part: dict[int, int] = {}
        for node in sorted(ahead.keys() | behind.keys()):
            if node not in part:
                both = _reached(node, ahead, part) & _reached(node, behind, part)
                part.update(dict.fromkeys(both, node))
        return part

    def _bridges(self, within: Collection[int]) -> set[int]:
        """The flows without which the lines they join would come apart."""
        up = self._forest(within)
        tree = {number for number, _, _ in up.values()}
        covered: set[int] = set()
        for number in within:
            if number in tree:
                continue
            low, high = self.flows[number].tail, self.flows[number].head
            while low != high:
                if up[low][2] < up[high][2]:
                    low, high = high, low
                covered.add(up[low][0])
                low = up[low][1]
        return tree - covered - {-1}

    def _forest(self, within: Iterable[int]) -> dict[int, tuple[int, int, int]]:
        """Trees that span what is joined: line → (flow up, line above, depth)."""
        joined: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number in within:
            flow = self.flows[number]
            joined[flow.tail].append((number, flow.head))
            joined[flow.head].append((number, flow.tail))
        up: dict[int, tuple[int, int, int]] = {}
        for root in sorted(joined):
            if root in up:
                continue
            up[root] = (-1, root, 0)
            waiting = deque([root])
            while waiting:
                node = waiting.popleft()
                for number, other in joined[node]:
                    if other not in up:
                        up[other] = (number, node, up[node][2] + 1)
                        waiting.append(other)
        return up


def balanced(flows: Sequence[Flow], unknown: Collection[int]) -> list[Flow]:
    """The same flows with a possible value for each unknown one.

    Raises DoesNotAddUp where no values from `least` upwards agree with the others.
    """
    found = list(flows)
    for number in unknown:
        found[number] = replace(found[number], value=found[number].least)
    excess: dict[int, int] = defaultdict(int)
    for flow in found:
        excess[flow.head] += flow.value
        excess[flow.tail] -= flow.value
    while any(excess.values()):
        start = min(node for node, much in excess.items() if much > 0)
        way = _way_to_a_lack(found, unknown, start, excess)
        steps = [found[n].value - found[n].least for n, rises in way if not rises]
        end = _end(found, start, way)
        amount = min([excess[start], -excess[end], *steps])
        for number, rises in way:
            moved = amount if rises else -amount
            found[number] = replace(found[number], value=found[number].value + moved)
        excess[start] -= amount
        excess[end] += amount
    return found


def _way_to_a_lack(
    flows: Sequence[Flow],
    unknown: Iterable[int],
    start: int,
    excess: Mapping[int, int],
) -> list[tuple[int, bool]]:
    """The fewest steps from a line with too much to one with too little."""
    around: dict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    for number in sorted(unknown):
        flow = flows[number]
        around[flow.tail].append((number, flow.head, True))
        if flow.can_fall:
            around[flow.head].append((number, flow.tail, False))
    ways: dict[int, list[tuple[int, bool]]] = {start: []}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        if excess[node] < 0:
            return ways[node]
        for number, other, rises in around[node]:
            if other not in ways:
                ways[other] = [*ways[node], (number, rises)]
                waiting.append(other)
    raise DoesNotAddUp("the numbers of this table do not add up to its totals")


def _end(flows: Sequence[Flow], start: int, way: Sequence[tuple[int, bool]]) -> int:
    if not way:
        return start
    number, rises = way[-1]
    return flows[number].head if rises else flows[number].tail


def _ways(flow: Flow) -> Iterator[tuple[int, int]]:
    yield flow.tail, flow.head
    if flow.can_fall:
        yield flow.head, flow.tail


def _reached(
    start: int, ahead: Mapping[int, Sequence[int]], closed: Collection[int]
) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        for other in ahead.get(waiting.pop(), ()):
            if other not in seen and other not in closed:
                seen.add(other)
                waiting.append(other)
    return seen


def _trail(came: Mapping[int, tuple[int, int]], start: int, goal: int) -> Iterator[int]:
    while goal != start:
        by, goal = came[goal]
        yield by
