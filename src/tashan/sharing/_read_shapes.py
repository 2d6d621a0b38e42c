"""Read the shapes of a contract: each stands under its own word, and shapes hold shapes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tashan.rules._yaml import Node
from tashan.sharing._sheet import Quantity, Ref, Sheet
from tashan.sharing.measures import LIMIT_RULES, MEASURES, MISSING_RULES, Handling
from tashan.sharing.problems import ShareError
from tashan.sharing.shapes import (
    YEAR_COUNTS,
    Band,
    Bands,
    Cap,
    Equity,
    Factors,
    Floor,
    HeadAndBranches,
    Ratio,
    RepayFirst,
    StockAndIncrement,
    Years,
    check_bands,
)
from tashan.sharing.transfers import CLASSES, Exceedance, Index, Indicator, Miss, PerUnit, Pool, Stated, Steps, Together
from tashan.sharing.work import Shape

_YES = ("yes", "no")


@dataclass(frozen=True, slots=True)
class _Nothing:
    """Stands where a shape could not be read; the file is refused before it is used."""

    def split(self, amount: int, work: object, path: str) -> dict[str, int]:
        """Never asked: a file with a problem gives no contract."""
        raise NotImplementedError


class ShapeReader:
    """Reads shapes within one file, for given parties."""

    def __init__(self, sheet: Sheet, parties: tuple[str, ...], unit: str) -> None:
        """Take the file, the parties whose names may stand in shapes, and the unit of amounts."""
        self.sheet = sheet
        self.parties = parties
        self.unit = unit
        self._shares_of: dict[str, Callable[[Node], Shape]] = {
            "ratio": self._ratio,
            "equity": self._equity,
            "factors": self._factors,
            "head_and_branches": self._head,
            "years": self._bands,
            "repay_first": self._repay,
            "stock_and_increment": self._stock,
            "floor": self._floor,
            "cap": self._cap,
        }
        self._pays: dict[str, Callable[[Node], Shape]] = {
            "index": self._index,
            "steps": self._steps,
            "per_unit": self._per_unit,
            "exceedance": self._exceedance,
            "pool": self._pool,
            "stated": self._stated,
        }

    def share(self, node: Node) -> Shape:
        """A shape whose parts add up to the amount."""
        return self._read(node, self._shares_of, "a share")

    def pay(self, node: Node) -> Shape:
        """A shape whose parts add up to 0; several of them in a list are added up."""
        if node.form == "list":
            return Together(tuple(self.pay(item) for item in node.items))
        return self._read(node, self._pays, "a payment")

    def _read(self, node: Node, known: Mapping[str, Callable[[Node], Shape]], what: str) -> Shape:
        if node.empty:
            return _Nothing()
        entries = self.sheet.entries(node, what, known)
        if len(entries) != 1:
            if node.form == "mapping" and not any(key not in known for key, _, _ in node.entries):
                self.sheet.report(
                    "bad_shape", node, f"{what.capitalize()} has one shape. Write one of {', '.join(known)}."
                )
            return _Nothing()
        (word, inner), *_ = entries.items()
        return known[word](inner)

    # --- parts of shapes ---

    def party(self, node: Node | None) -> str:
        """One party."""
        return self.sheet.text(node, "The party", self.parties)

    def number(self, node: Node | None, default: Quantity | None = None) -> Quantity:
        """A number, or where it stands in the rules."""
        return self.sheet.quantity(node) if node is not None else default or Fraction(0)

    def money(self, node: Node) -> Quantity:
        """An amount from 0, or where it stands in the rules."""
        return self.sheet.quantity(node, unit=self.unit) if node.text.startswith("@") else Fraction(self.paid(node))

    def paid(self, node: Node) -> int:
        """An amount from 0 that is written out, in fen."""
        found = self.sheet.money(node, self.unit)
        if found < 0:
            self.sheet.report(
                "negative_amount", node, "This amount is negative. Write it above 0, and swap the parties."
            )
        return found

    def sides(self, node: Node, fields: Mapping[str, Node], *keys: str) -> tuple[str, str]:
        """Two parties that stand against each other, so they are different ones."""
        first, second = (self.party(fields[key]) for key in keys)
        if first and first == second:
            self.sheet.report("same_party", node, f"{first} is both {' and '.join(keys)}. Name the other party.")
        return first, second

    def maybe_money(self, node: Node | None) -> Quantity | None:
        """An amount that may be missing."""
        return None if node is None else self.money(node)

    def shares(self, node: Node, *, whole: bool = True) -> dict[str, Quantity]:
        """A number for each of some parties; with `whole`, those written out have to add up to 1."""
        entries = self.sheet.entries(node, "the shares", self.parties) if not node.empty else {}
        found = {party: self.sheet.quantity(value) for party, value in entries.items()}
        self._check_sum(node, found, whole=whole)
        return found

    def weights(self, node: Node) -> dict[str, Quantity]:
        """A weight for each factor or indicator; those written out have to add up to 1."""
        entries = self.sheet.entries(node, "the weights") if not node.empty else {}
        found = {name: self.sheet.quantity(value) for name, value in entries.items()}
        self._check_sum(node, found, whole=True)
        return found

    def _check_sum(self, node: Node, found: Mapping[str, Quantity], *, whole: bool) -> None:
        written = {name: value for name, value in found.items() if not isinstance(value, Ref)}
        for name, value in written.items():
            if value < 0:
                self.sheet.report("negative_share", node, f"The share of {name} is negative. Correct it.")
        if whole and found and len(written) == len(found) and sum(written.values()) != 1:
            shown = ", ".join(f"{name} {value}" for name, value in written.items())
            message = f"The shares add up to {sum(written.values())}, not to 1: {shown}. Correct one of them."
            self.sheet.report("shares_sum", node, message)

    def side(self, node: Node) -> dict[str, Quantity]:
        """One party, or several with their shares."""
        return {self.party(node): Fraction(1)} if node.form == "text" else self.shares(node)

    def years(self, fields: Mapping[str, Node]) -> Years:
        """How years are counted: `since` and `count`."""
        count = self.sheet.text(fields.get("count"), "`count`", YEAR_COUNTS) or "anniversary"
        return Years(self.sheet.text(fields.get("since"), "`since`"), count)

    def handling(self, fields: Mapping[str, Node]) -> Handling:
        """How gaps are handled: `missing` and `below_limit`."""
        return Handling(
            self.sheet.text(fields.get("missing"), "`missing`", MISSING_RULES) or "refuse",
            self.sheet.text(fields.get("below_limit"), "`below_limit`", LIMIT_RULES) or "refuse",
        )

    def yes(self, node: Node | None) -> bool:
        """Yes or no; no where nothing stands."""
        return self.sheet.text(node, "This", _YES) == "yes"

    # --- shares ---

    def _ratio(self, node: Node) -> Shape:
        return Ratio(self.shares(node))

    def _equity(self, node: Node) -> Shape:
        fields = self.sheet.fields(node, (), ("factor", "paid"), "equity")
        if len(fields) != 1:
            self.sheet.report(
                "bad_shape", node, "Equity stands in a `factor` of the base or is `paid` in. Give one of them."
            )
        paid = self.sheet.entries(fields["paid"], "`paid`", self.parties) if "paid" in fields else {}
        return Equity(
            self.sheet.text(fields.get("factor"), "`factor`"),
            {party: self.paid(value) for party, value in paid.items()},
        )

    def _factors(self, node: Node) -> Shape:
        return Factors(self.weights(node))

    def _head(self, node: Node) -> Shape:
        fields = self.sheet.fields(node, ("head", "share", "factors"), ("income",), "head and branches")
        return HeadAndBranches(
            self.party(fields["head"]),
            self.number(fields["share"]),
            Factors(self.weights(fields["factors"])),
            self.yes(fields.get("income")),
        )

    def _bands(self, node: Node) -> Shape:
        fields = self.sheet.fields(node, ("bands",), ("since", "count"), "bands of years")
        bands = []
        items = self.sheet.reader.items(fields["bands"], "`bands`") if fields["bands"].form == "list" else []
        for item in items:
            own = self.sheet.fields(item, ("from", "share"), ("to",), "a band")
            last = self.sheet.whole(own["to"], "`to`") if "to" in own else None
            bands.append(Band(self.sheet.whole(own["from"], "`from`"), last, self.share(own["share"])))
        if not bands:
            self.sheet.report("bad_shape", node, "There is no band of years. Add one, with `from`, `to` and `share`.")
        try:
            check_bands(tuple(bands), self.sheet.file, fields["bands"].line)
        except ShareError as error:
            self.sheet.reader.problems.extend(error.problems)
        return Bands(self.years(fields), tuple(bands))

    def _repay(self, node: Node) -> Shape:
        fields = self.sheet.fields(node, ("party", "amount", "then"), (), "repaying first")
        return RepayFirst(self.party(fields["party"]), self.money(fields["amount"]), self.share(fields["then"]))

    def _stock(self, node: Node) -> Shape:
        fields = self.sheet.fields(node, ("stock", "increment"), (), "stock and increment")
        entries = self.sheet.entries(fields["stock"], "`stock`", self.parties) if fields["stock"].entries else {}
        stock = {party: self.money(value) for party, value in entries.items()}
        return StockAndIncrement(stock, self.share(fields["increment"]))

    def _floor(self, node: Node) -> Shape:
        fields = self.sheet.fields(node, ("party", "bearer", "amount", "of"), ("since", "beyond_base"), "a floor")
        beyond = self.sheet.text(fields.get("beyond_base"), "`beyond_base`", ("pay", "limit"))
        return Floor(
            *self.sides(node, fields, "party", "bearer"),
            self.money(fields["amount"]),
            self.sheet.text(fields.get("since"), "`since`"),
            beyond == "pay",
            self.share(fields["of"]),
        )

    def _cap(self, node: Node) -> Shape:
        optional = ("amount", "fact", "years", "extension", "since", "count")
        fields = self.sheet.fields(node, ("party", "rest", "of"), optional, "a cap")
        if ("amount" in fields) == ("fact" in fields):
            self.sheet.report("bad_shape", node, "A cap is an `amount` or the sum of a `fact`. Give one of them.")
        return Cap(
            *self.sides(node, fields, "party", "rest"),
            self.maybe_money(fields.get("amount")),
            self.sheet.text(fields.get("fact"), "`fact`"),
            self.number(fields["years"]) if "years" in fields else None,
            self.number(fields.get("extension")),
            self.years(fields),
            self.share(fields["of"]),
        )

    # --- payments ---

    def _index(self, node: Node) -> Shape:
        optional = ("section", "indicators", "stability", "fact", "missing", "below_limit")
        fields = self.sheet.fields(node, ("upstream", "downstream", "amount", "threshold"), optional, "an index")
        if ("fact" in fields) == ("indicators" in fields):
            self.sheet.report(
                "bad_shape", node, "An index is stated in a `fact` or made of `indicators`. Give one of them."
            )
        if "indicators" in fields and not {"section", "stability"} <= fields.keys():
            self.sheet.report("missing_key", node, "An index of indicators needs `section` and `stability`. Add them.")
        indicators = {}
        entries = self.sheet.entries(fields["indicators"], "`indicators`") if "indicators" in fields else {}
        for name, value in entries.items():
            own = self.sheet.fields(value, ("weight", "base", "unit"), (), f"indicator `{name}`")
            indicators[name] = Indicator(
                self.number(own["weight"]), self.number(own["base"]), self.sheet.text(own["unit"], "`unit`", MEASURES)
            )
        return Index(
            *self.sides(node, fields, "upstream", "downstream"),
            self.money(fields["amount"]),
            self.number(fields["threshold"]),
            self.sheet.text(fields.get("section"), "`section`"),
            indicators,
            self.number(fields.get("stability")),
            self.sheet.text(fields.get("fact"), "`fact`"),
            self.handling(fields),
        )

    def _steps(self, node: Node) -> Shape:
        fields = self.sheet.fields(node, ("upstream", "downstream", "amount", "fact"), ("reference", "most"), "steps")
        return Steps(
            *self.sides(node, fields, "upstream", "downstream"),
            self.money(fields["amount"]),
            self.sheet.text(fields["fact"], "`fact`"),
            self.sheet.text(fields.get("reference"), "`reference`", CLASSES),
            self.maybe_money(fields.get("most")),
        )

    def _per_unit(self, node: Node) -> Shape:
        needed = ("payer", "payee", "section", "rates", "targets", "unit")
        fields = self.sheet.fields(node, needed, ("flow", "rewards", "missing", "below_limit"), "payment by unit")
        rates = {name: self.money(value) for name, value in self.sheet.entries(fields["rates"], "`rates`").items()}
        targets = {
            name: self.number(value) for name, value in self.sheet.entries(fields["targets"], "`targets`").items()
        }
        if set(rates) != set(targets):
            self.sheet.report(
                "bad_shape", node, "Rates and targets are of different indicators. Give each indicator both."
            )
        return PerUnit(
            self.side(fields["payer"]),
            self.side(fields["payee"]),
            self.sheet.text(fields["section"], "`section`"),
            rates,
            targets,
            self.sheet.text(fields["unit"], "`unit`", MEASURES),
            self.sheet.text(fields.get("flow"), "`flow`"),
            self.yes(fields.get("rewards")),
            self.handling(fields),
        )

    def _exceedance(self, node: Node) -> Shape:
        needed = ("payer", "payee", "section", "targets", "unit", "step", "amount", "count")
        fields = self.sheet.fields(node, needed, ("most", "missing", "below_limit"), "payment beyond a target")
        entries = self.sheet.entries(fields["targets"], "`targets`")
        return Exceedance(
            *self.sides(node, fields, "payer", "payee"),
            self.sheet.text(fields["section"], "`section`"),
            {name: self.number(value) for name, value in entries.items()},
            self.sheet.text(fields["unit"], "`unit`", MEASURES),
            self.number(fields["step"]),
            self.money(fields["amount"]),
            self.maybe_money(fields.get("most")),
            self.sheet.text(fields["count"], "`count`", ("started", "full")) == "started",
            self.handling(fields),
        )

    def _pool(self, node: Node) -> Shape:
        fields = self.sheet.fields(node, ("amount", "pay", "take", "fact"), ("misses", "deducts"), "a pool")
        misses = {}
        entries = self.sheet.entries(fields["misses"], "`misses`") if "misses" in fields else {}
        for section, value in entries.items():
            own = self.sheet.fields(value, ("party", "to"), (), f"section `{section}`")
            misses[section] = Miss(self.party(own["party"]), self.side(own["to"]))
        return Pool(
            self.money(fields["amount"]),
            self.shares(fields["pay"], whole=False),
            self.shares(fields["take"], whole=False),
            misses,
            self.number(fields.get("deducts"), Fraction(1)),
            self.sheet.text(fields["fact"], "`fact`"),
        )

    def _stated(self, node: Node) -> Shape:
        fields = self.sheet.fields(node, ("outside", "fact"), (), "stated amounts")
        return Stated(self.party(fields["outside"]), self.sheet.text(fields["fact"], "`fact`"))
