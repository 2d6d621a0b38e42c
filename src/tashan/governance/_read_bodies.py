"""Read one body of a mechanism's file: members, chairs, rotation, admission, groups, agreements, secondments, figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from tashan.governance._read_sessions import read_session
from tashan.governance._sheet import Sheet
from tashan.governance.admission import STATES, STEPS, AdmissionRules, Case, CaseEvent, Criterion, memberships
from tashan.governance.agreements import RENEWALS, Agreement, Clause, Renewal
from tashan.governance.bodies import Body, Chair, Secretariat
from tashan.governance.conflicts import Figure
from tashan.governance.membership import ROLES, Membership
from tashan.governance.participants import NOBODY, Participant, read_participant
from tashan.governance.rotations import CHANGES, COUNTED_BY, IDLE_YEARS, ORDERS, OUT_OF_TURN, RETURNS, Change, Rotation
from tashan.governance.secondments import Secondment
from tashan.governance.sessions import Promise
from tashan.governance.topic_groups import EVENTS, GroupChange, TopicGroup
from tashan.records.codes import AgreementStrength, BodyLevel, ChairKind
from tashan.rules._yaml import Node

_BODY = (
    "to reports_to members chairs secretariats rotation changes promises complete sessions groups admission cases "
    "agreements secondments figures note source"
).split()
_MEMBER = ("to", "role", "order", "known_from", "known_to", "source")
_ROTATION = ("cycle", "by", "anchor", "idle", "skipped", "out_of_turn", "excluded", "from", "to", "note", "source")


class BodyReader:
    """Reads the bodies of one file."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def body(self, key: str, node: Node) -> Body:
        """One body, as far as it can be read."""
        sheet = self.sheet
        fields = sheet.fields(node, ("name", "level", "from"), _BODY, f"body `{key}`")
        start, end = sheet.period(fields)
        rules = self.admission(fields.get("admission"))
        cases = tuple(self.case(item) for item in sheet.items(fields.get("cases"), "`cases`"))
        listed = tuple(each for item in sheet.items(fields.get("members"), "`members`") for each in self.members(item))
        taken = {(each.participant.key, each.role) for each in listed}
        derived = [each for case in cases for each in memberships(case, rules)]
        return Body(
            key=key,
            label=sheet.label(fields["name"]),
            level=sheet.text(fields["level"], "`level`", BodyLevel.values()),
            start=start,
            end=end,
            reports_to=sheet.text(fields.get("reports_to"), "`reports_to`"),
            memberships=(*listed, *(each for each in derived if (each.participant.key, each.role) not in taken)),
            chairs=tuple(self.chair(item) for item in sheet.items(fields.get("chairs"), "`chairs`")),
            secretariats=tuple(self.secretariat(item) for item in sheet.items(fields.get("secretariats"), "it")),
            rotation=self.rotation(fields["rotation"]) if "rotation" in fields else None,
            changes=tuple(self.change(item) for item in sheet.items(fields.get("changes"), "`changes`")),
            promises=tuple(self.promise(item) for item in sheet.items(fields.get("promises"), "`promises`")),
            complete=sheet.period(sheet.fields(fields["complete"], ("from",), ("to",), "`complete`"))
            if "complete" in fields
            else None,
            sessions=tuple(read_session(sheet, item) for item in sheet.items(fields.get("sessions"), "`sessions`")),
            groups=tuple(
                TopicGroup(name, tuple(self.group_change(item) for item in sheet.items(value, f"`{name}`")))
                for name, value in sheet.entries(fields.get("groups"), "`groups`").items()
            ),
            admission=rules,
            cases=cases,
            agreements=tuple(
                self.agreement(name, value)
                for name, value in sheet.entries(fields.get("agreements"), "`agreements`").items()
            ),
            secondments=tuple(
                self.secondment(item) for item in sheet.items(fields.get("secondments"), "`secondments`")
            ),
            figures=tuple(
                self.figure(name, value) for name, value in sheet.entries(fields.get("figures"), "`figures`").items()
            ),
            note=sheet.words(fields.get("note"), "`note`"),
            source=sheet.source(fields.get("source")),
            place=sheet.place(node),
        )

    # --- who ---

    def participants(self, node: Node | None, day: str) -> tuple[Participant, ...]:
        """One participant, or a list of them; those who cannot be read are left out."""
        if node is None or (node.form == "text" and not node.text):
            return ()
        nodes = node.items if node.form == "list" else [node]
        found = [read_participant(self.sheet, each, day) for each in nodes]
        return tuple(each for each in found if each != NOBODY)

    def members(self, node: Node) -> tuple[Membership, ...]:
        """The memberships of one entry: one participant, or several who joined together, in their order."""
        sheet = self.sheet
        fields = sheet.fields(node, ("who", "from"), _MEMBER, "a member")
        start, end = sheet.period(fields)
        known_from = sheet.when(fields.get("known_from"), "known_from").first
        known_to = sheet.when(fields.get("known_to"), "known_to").last or None
        if known_to and known_to < (known_from or start):
            message = f"`known_to` ({known_to}) is before it was known ({known_from or start}). Correct one of them."
            sheet.report("date_order", fields["known_to"], message)
        order = sheet.whole(fields.get("order"), "`order`") or 0
        first = Membership(
            NOBODY,
            sheet.text(fields.get("role"), "`role`", ROLES) or "member",
            start,
            end,
            known_from,
            known_to,
            source=sheet.source(fields.get("source")),
            place=sheet.place(node),
        )
        return tuple(
            replace(first, participant=who, order=order + number if order else 0)
            for number, who in enumerate(self.participants(fields["who"], start))
        )

    def chair(self, node: Node) -> Chair:
        """A chair on record."""
        sheet = self.sheet
        fields = sheet.fields(node, ("who", "kind", "from"), ("to", "source"), "a chair")
        start, end = sheet.period(fields)
        who = self.participants(fields["who"], start)
        kind = sheet.text(fields["kind"], "`kind`", ChairKind.values())
        return Chair(who[0] if who else NOBODY, kind, start, end, sheet.source(fields.get("source")), sheet.place(node))

    def secretariat(self, node: Node) -> Secretariat:
        """Who kept the papers during a period."""
        sheet = self.sheet
        fields = sheet.fields(node, ("name", "from"), ("to", "source"), "a secretariat")
        start, end = sheet.period(fields)
        return Secretariat(sheet.label(fields["name"]), start, end, sheet.source(fields.get("source")))

    def secondment(self, node: Node) -> Secondment:
        """A cadre or a batch of cadres sent to the body."""
        sheet = self.sheet
        fields = sheet.fields(node, ("senders", "from"), ("who", "role", "to", "count", "source"), "a secondment")
        start, end = sheet.period(fields)
        count = sheet.whole(fields.get("count"), "`count`")
        return Secondment(
            sheet.text(fields.get("who"), "`who`"),
            self.participants(fields["senders"], start),
            sheet.text(fields.get("role"), "`role`"),
            start,
            end,
            1 if count is None else count,
            sheet.source(fields.get("source")),
            sheet.place(node),
        )

    # --- whose turn ---

    def rotation(self, node: Node) -> Rotation:
        """The rule by which hosts follow each other."""
        sheet = self.sheet
        fields = sheet.fields(node, ("order",), _ROTATION, "a rotation")
        start, end = sheet.period(fields)
        anchor = sheet.fields(fields["anchor"], ("turn", "host"), (), "`anchor`") if "anchor" in fields else {}
        order = sheet.text(fields["order"], "`order`", ORDERS)
        cycle = tuple(each.key for each in self.participants(fields.get("cycle"), start))
        if order == "cycle" and not cycle:
            sheet.report(
                "missing_key", node, "A rotation by `cycle` has no `cycle`. List whose turns follow each other."
            )
        host = self.participants(anchor.get("host"), start)
        return Rotation(
            order or "joining",
            cycle,
            sheet.text(fields.get("by"), "`by`", COUNTED_BY) or "session",
            sheet.whole(anchor.get("turn"), "`turn`"),
            host[0].key if host else "",
            sheet.text(fields.get("idle"), "`idle`", IDLE_YEARS) or "keeps",
            sheet.text(fields.get("skipped"), "`skipped`", RETURNS) or "next",
            sheet.text(fields.get("out_of_turn"), "`out_of_turn`", OUT_OF_TURN) or "keeps_turn",
            tuple(each.key for each in self.participants(fields.get("excluded"), start)),
            start,
            end,
            sheet.words(fields.get("note"), "`note`"),
            sheet.source(fields.get("source")),
            sheet.place(node),
        )

    def change(self, node: Node) -> Change:
        """A decision to depart from the rotation."""
        sheet = self.sheet
        fields = sheet.fields(node, ("turn", "kind", "who"), ("until", "reason", "decided_by"), "a change")
        kind = sheet.text(fields["kind"], "`kind`", CHANGES)
        who = self.participants(fields["who"], "")
        turn, until = sheet.whole(fields["turn"], "`turn`"), sheet.whole(fields.get("until"), "`until`")
        if (kind == "defer") != (until is not None) and kind:
            sheet.report("bad_change", node, "`until` says when one who defers can host. Give it for `defer` only.")
        if until is not None and turn is not None and until <= turn:
            sheet.report("date_order", node, f"`until` ({until}) does not come after `turn` ({turn}). Correct one.")
        reason, by = sheet.text(fields.get("reason"), "`reason`"), sheet.text(fields.get("decided_by"), "`decided_by`")
        return Change(turn or 0, kind, who[0].key if who else "", until, reason, by, sheet.place(node))

    def promise(self, node: Node) -> Promise:
        """How often sessions are promised."""
        sheet = self.sheet
        fields = sheet.fields(node, ("months", "from"), ("to", "source"), "a promise")
        start, end = sheet.period(fields)
        months = sheet.whole(fields["months"], "`months`")
        if months is not None and months < 1:
            sheet.report("bad_number", fields["months"], "`months` is the time between sessions. Write 1 or more.")
        return Promise(months or 1, start, end, sheet.source(fields.get("source")))

    # --- admission ---

    def admission(self, node: Node | None) -> AdmissionRules:
        """What the body asks of those who want to join."""
        if node is None:
            return AdmissionRules()
        sheet = self.sheet
        fields = sheet.fields(node, (), ("steps", "criteria", "share", "source"), "`admission`")
        steps = {
            ("" if state == "start" else state): sheet.texts(value, f"`{state}`", STATES)
            for state, value in sheet.entries(fields.get("steps"), "`steps`").items()
        }
        for state in steps:
            if state and state not in STATES:
                sheet.report("unknown_word", fields["steps"], f"`{state}` is no state. Write {', '.join(STATES)}.")
        criteria = tuple(
            self.criterion(key, value) for key, value in sheet.entries(fields.get("criteria"), "`criteria`").items()
        )
        share = sheet.share(fields.get("share"), "`share`")
        if share is not None and not 0 < share <= 1:
            sheet.report("bad_number", fields["share"], "`share` is a part of all members. Write it like 2/3.")
        return AdmissionRules(steps or STEPS, criteria, share, sheet.source(fields.get("source")))

    def criterion(self, key: str, node: Node) -> Criterion:
        """Something that is examined."""
        sheet = self.sheet
        fields = sheet.fields(node, ("name",), ("least", "unit", "source"), f"criterion `{key}`")
        least = sheet.share(fields.get("least"), "`least`")
        unit = sheet.text(fields.get("unit"), "`unit`")
        return Criterion(key, sheet.label(fields["name"]), least, unit, sheet.source(fields.get("source")))

    def case(self, node: Node) -> Case:
        """The case of one applicant."""
        sheet = self.sheet
        fields = sheet.fields(node, ("who", "events"), (), "a case")
        events = tuple(self.event(item) for item in sheet.items(fields["events"], "`events`"))
        day = max((event.day for event in events), default="")
        who = self.participants(fields["who"], day)
        return Case(who[0] if who else NOBODY, events)

    def event(self, node: Node) -> CaseEvent:
        """One step of a case."""
        sheet = self.sheet
        optional = ("decided_by", "findings", "votes", "of", "reason", "source")
        fields = sheet.fields(node, ("on", "state"), optional, "an event")
        votes, of = sheet.whole(fields.get("votes"), "`votes`"), sheet.whole(fields.get("of"), "`of`")
        if (votes is None) != (of is None):
            sheet.report("missing_key", node, "Votes need both `votes` in favour and `of` how many. Add the other.")
        return CaseEvent(
            sheet.when(fields["on"], "on"),
            sheet.text(fields["state"], "`state`", STATES),
            sheet.text(fields.get("decided_by"), "`decided_by`"),
            self.findings(fields.get("findings")),
            (votes, of) if votes is not None and of is not None else None,
            sheet.text(fields.get("reason"), "`reason`"),
            sheet.source(fields.get("source")),
            sheet.place(node),
        )

    def findings(self, node: Node | None) -> Mapping[str, Fraction | bool]:
        """Criterion to number, or to yes or no."""
        found: dict[str, Fraction | bool] = {}
        for key, value in self.sheet.entries(node, "`findings`").items():
            if value.form == "text" and value.text in {"yes", "no"}:
                found[key] = value.text == "yes"
            else:
                number = self.sheet.share(value, f"`{key}`")
                if number is not None:
                    found[key] = number
        return found

    # --- groups, agreements, figures ---

    def group_change(self, node: Node) -> GroupChange:
        """What happened to a topic group."""
        sheet = self.sheet
        optional = ("decided_by", "name", "scope", "leads", "rotating", "source")
        fields = sheet.fields(node, ("on", "event"), optional, "a change of a group")
        day = sheet.when(fields["on"], "on").first
        rotating = sheet.text(fields.get("rotating"), "`rotating`", ("yes", "no"))
        return GroupChange(
            day,
            sheet.text(fields["event"], "`event`", EVENTS),
            sheet.text(fields.get("decided_by"), "`decided_by`"),
            sheet.label(fields["name"]) if "name" in fields else None,
            sheet.text(fields["scope"], "`scope`") if "scope" in fields else None,
            self.participants(fields["leads"], day) if "leads" in fields else None,
            rotating == "yes" if rotating else None,
            sheet.source(fields.get("source")),
            sheet.place(node),
        )

    def agreement(self, key: str, node: Node) -> Agreement:
        """An agreement with its term and clauses."""
        sheet = self.sheet
        needed = ("title", "parties", "strength", "from")
        optional = ("signed", "to", "renewal", "clauses", "session", "note", "source")
        fields = sheet.fields(node, needed, optional, f"agreement `{key}`")
        start, end = sheet.period(fields)
        clauses = []
        for item in sheet.items(fields.get("clauses"), "`clauses`"):
            own = sheet.fields(item, ("quote",), ("number",), "a clause")
            clauses.append(Clause(sheet.text(own.get("number"), "`number`"), sheet.text(own["quote"], "`quote`"), key))
        return Agreement(
            key,
            sheet.label(fields["title"]),
            self.participants(fields["parties"], start),
            sheet.text(fields["strength"], "`strength`", AgreementStrength.values()),
            sheet.when(fields.get("signed"), "signed").first,
            start,
            end,
            self.renewal(fields.get("renewal")),
            tuple(clauses),
            sheet.text(fields.get("session"), "`session`"),
            sheet.text(fields.get("note"), "`note`"),
            sheet.source(fields.get("source")),
            sheet.place(node),
        )

    def renewal(self, node: Node | None) -> Renewal:
        """What happens at the end of a term."""
        if node is None:
            return Renewal()
        sheet = self.sheet
        fields = sheet.fields(node, ("kind",), ("months", "notice_days", "decided", "ended_by_notice"), "a renewal")
        decided = [sheet.when(item, "decided").first for item in sheet.items(fields.get("decided"), "`decided`")]
        return Renewal(
            sheet.text(fields["kind"], "`kind`", RENEWALS) or "none",
            sheet.whole(fields.get("months"), "`months`") or 0,
            sheet.whole(fields.get("notice_days"), "`notice_days`") or 0,
            tuple(day for day in decided if day),
            sheet.when(fields.get("ended_by_notice"), "ended_by_notice").first or None,
        )

    def figure(self, key: str, node: Node) -> Figure:
        """A number that was reported, with its parts."""
        sheet = self.sheet
        fields = sheet.fields(node, ("name", "on", "value"), ("parts", "source"), f"figure `{key}`")
        parts = {
            name: sheet.whole(value, f"`{name}`") or 0
            for name, value in sheet.entries(fields.get("parts"), "`parts`").items()
        }
        return Figure(
            key,
            sheet.label(fields["name"]),
            str(sheet.when(fields["on"], "on")),
            sheet.whole(fields["value"], "`value`") or 0,
            parts,
            sheet.source(fields.get("source")),
            sheet.place(node),
        )
