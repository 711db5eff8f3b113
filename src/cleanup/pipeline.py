"""clean_document: the stages in their visible order. A pure function of one document."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.errors import InputError, SettingsError
from cleanup.formats.markdown import verbatim
from cleanup.model import Document, Finding, Outcome, Span
from cleanup.page.page import Strictness
from cleanup.rule import Stage, check_patterns, enabled
from cleanup.rules import RULES, of_stage, of_user
from cleanup.rules.script import SCRIPTS
from cleanup.stages.allowed import exempting
from cleanup.stages.collapse import MAX_PASSES, collapse
from cleanup.stages.decode import decode
from cleanup.stages.edits import Places, carry
from cleanup.stages.front import convert, reattach, split_front_matter, write_front_matter
from cleanup.stages.judge import judge
from cleanup.stages.markdown import take_out
from cleanup.stages.repair import repair
from cleanup.stages.together import only

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeVar

    from cleanup.charset.decoding import Decoding
    from cleanup.corpus.recurrence import SiteStatistics
    from cleanup.model import Origin, Source, Step
    from cleanup.page.page import Page
    from cleanup.rule import Rule
    from cleanup.rules.boilerplate.loss import Loss
    from cleanup.rules.duplicates import Copy, Shared
    from cleanup.settings import Settings
    from cleanup.stages.together import Cleaning

    Subject = TypeVar("Subject")

# Of the repairs those that change no mark of Markdown; besides, conversions of script.
IN_MARKDOWN = ("MOJ", "CHR", "GLS")
OUT_OF_MARKDOWN = ("SPM",)  # of what is judged that which was injected
MAX_ROUNDS = 12  # two are the rule: one that mends, one that finds nothing left to mend


class Chosen(NamedTuple):
    """The rules of each stage that take part."""

    decode: tuple[Rule[Decoding], ...]
    repair: tuple[Rule[str], ...]
    collapse: tuple[Rule[Page], ...]
    judge: tuple[Rule[Page], ...]
    loss: tuple[Rule[Loss], ...]  # of what `judge` would take out together
    user: tuple[Rule[str], ...]
    compose: tuple[Rule[str], ...]
    script: tuple[Rule[str], ...]  # those of `compose` that convert Chinese text
    front: tuple[Rule[Document], ...]
    duplicates: tuple[Rule[Copy], ...]  # of documents that are clean
    passages: tuple[Rule[Shared], ...]  # the same
    strictness: Strictness


def clean_document(
    source: Source, settings: Settings, site: SiteStatistics | None = None
) -> Outcome:
    """Decode, repair, collapse, judge and compose one document.

    `site` is what the documents of its site, this one among them, have in common. Raises
    SettingsError; what is wrong with the document is told by the outcome.
    """
    return only(cleaning_of(source, settings, site))


def cleaning_of(source: Source, settings: Settings, site: SiteStatistics | None = None) -> Cleaning:
    """The cleaning of a document; arguments and errors are those of `clean_document`."""
    rules = chosen(settings)
    try:
        document, reports = decode(source, rules.decode, settings.encoding)
    except InputError as error:
        return Outcome(source.id, error=str(error))
    if source.markdown:
        return _clean_markdown(document, rules, reports)
    return (yield from _clean(document, rules, reports, site))


def text_cleaning(
    text: str,
    settings: Settings,
    site: SiteStatistics | None = None,
    name: str = "<text>",
    origins: tuple[Origin, ...] = (),
) -> Cleaning:
    """The cleaning of a text that needs no decoding; `site` is as for `clean_document`.

    What was HTML has an origin for each line, at least for all that are not blank.
    """
    document = Document(name, text, "utf-8", origins=origins)
    return (yield from _clean(document, chosen(settings), (), site))


def _clean(
    document: Document,
    rules: Chosen,
    reports: Sequence[Finding],
    site: SiteStatistics | None = None,
) -> Cleaning:
    """Go round until a round changes nothing: then a second cleaning has nothing to do either.

    Only the first round knows the tags of what was HTML: the others see it as the next cleaning.
    """
    decoded = document.text
    left: list[Finding] = []  # what the rounds before reported, as the text is now
    alarms: dict[str, tuple[int, Finding]] = {}  # of any round: a later one may lose no more
    for number in range(MAX_ROUNDS):
        steps = len(document.history)
        front, document = split_front_matter(document)
        document = replace(document, origins=()) if number or front else document
        document, placed = repair(document, rules.repair)
        if rules.collapse or rules.judge or rules.loss:
            passes = 1 if number else MAX_PASSES  # what is left takes the rounds that it takes
            document, page = collapse(document, rules.collapse, site, rules.strictness, passes)
            judged = len(document.history)
            yield page
            document, reported = judge(document, page, rules.judge, rules.loss)
            alarms |= {finding.code: (judged, finding) for finding in reported}
        document, _ = repair(document, rules.user, stage="user")
        document, _ = repair(document, rules.compose, stage="compose")
        document = reattach(front, document, steps)
        if len(document.history) == steps and not document.origins:
            break
        left = _left(left, placed, document.history, steps, len(front))
    else:
        placed.append((steps, _unsettled(document.history[steps:], len(front))))
    document = write_front_matter(convert(document, rules.script), rules.front)
    places = Places(decoded, document.history)
    placed += alarms.values()
    found = [_moved(finding, places, done, len(front)) for done, finding in placed]
    known = {(finding.code, finding.span) for finding in found}
    before = (_moved(finding, places, steps, 0) for finding in left)
    found += (finding for finding in before if (finding.code, finding.span) not in known)
    return Outcome(document.id, document, decoded, (*reports, *found))


def _unsettled(steps: Sequence[Step], front: int) -> Finding:
    """The report of a document that every round changes again; `steps` are those of the last."""
    codes = sorted({edit.code for step in steps for edit in step.edits})
    start, end = steps[0].edits[0].span
    note = f"does not settle in {MAX_ROUNDS} rounds; still at work: {', '.join(codes)}"
    return Finding(Span(max(0, start - front), max(0, end - front)), None, note, code=codes[0])


def _clean_markdown(document: Document, rules: Chosen, reports: Sequence[Finding]) -> Outcome:
    """Repair characters, take out spam, apply the user's rules, outside of code, tables and HTML.

    It goes round until a round changes nothing.
    """
    decoded = document.text
    front, document = split_front_matter(document)
    repairs = [rule for rule in rules.repair if rule.family in IN_MARKDOWN]
    injected = [rule for rule in rules.judge if rule.family in OUT_OF_MARKDOWN]
    for _ in range(MAX_ROUNDS):
        steps = len(document.history)
        document, placed = repair(document, (*repairs, *rules.script), verbatim=verbatim)
        document = take_out(document, injected, rules.strictness)
        document, _ = repair(document, rules.user, stage="user", verbatim=verbatim)
        if len(document.history) == steps:
            break
    document = reattach(front, document, 0)
    places = Places(decoded, document.history)
    found = tuple(_moved(finding, places, steps, len(front)) for steps, finding in placed)
    return Outcome(document.id, document, decoded, (*reports, *found))


def _left(
    left: Sequence[Finding],
    placed: Iterable[tuple[int, Finding]],
    history: Sequence[Step],
    steps: int,
    front: int,
) -> list[Finding]:
    """What was reported so far and not changed since, as the text is after a round.

    `placed` is what the round reported, each with its steps; it began after `steps` of them.
    """
    reported: defaultdict[int, list[Finding]] = defaultdict(list)
    for done, finding in placed:
        span = Span(finding.span.start + front, finding.span.end + front)
        reported[done].append(finding.at(span))
    for done in range(steps, len(history)):
        left = carry([*left, *reported[done]], history[done])
    return list({(f.code, f.span): f for f in (*left, *reported[len(history)])}.values())


@lru_cache(maxsize=64)  # files may have settings of their own
def chosen(settings: Settings) -> Chosen:
    """The rules that the settings let take part. Raises SettingsError."""
    own = of_user(settings.rules)
    asked = [*settings.select, *settings.ignore]
    asked += (code for one in settings.per_path for code in one.ignore)
    asked += (one.rule for one in settings.exemptions if one.rule)
    check_patterns(asked, (rule.code for rule in (*RULES, *own)))
    conversions = {rule.code for rule in SCRIPTS.values() if rule} & {
        *settings.select,
        *_asked(settings),
    }
    if len(conversions) > 1:
        raise SettingsError(
            f"scripts exclude each other; choose one of {', '.join(sorted(conversions))}"
        )
    return Chosen(
        decode=_of(of_stage(Stage.DECODE), settings),
        repair=_heeding(of_stage(Stage.REPAIR), settings),
        collapse=_heeding(of_stage(Stage.COLLAPSE), settings),
        judge=_heeding(of_stage(Stage.JUDGE), settings),
        loss=_of(of_stage(Stage.LOSS), settings),
        user=_heeding(own, settings),
        compose=_heeding(of_stage(Stage.COMPOSE), settings),
        script=_heeding((rule for rule in SCRIPTS.values() if rule), settings),
        front=_of(of_stage(Stage.FRONT), settings),
        duplicates=_of(of_stage(Stage.DUPLICATES), settings),
        passages=_of(of_stage(Stage.PASSAGES), settings),
        strictness=Strictness(settings.level, settings.most_loss),
    )


def _of(rules: Iterable[Rule[Subject]], settings: Settings) -> tuple[Rule[Subject], ...]:
    select, ignore = settings.select, settings.ignore
    asked = _asked(settings)
    return tuple(
        rule
        for rule in rules
        if rule.code in asked or enabled(rule.code, rule.safety, select, ignore)
    )


def _heeding(rules: Iterable[Rule[Subject]], settings: Settings) -> tuple[Rule[Subject], ...]:
    """As `_of`; what the settings allow or exempt these rules leave as it is."""
    return tuple(exempting(rule, settings) for rule in _of(rules, settings))


def _asked(settings: Settings) -> tuple[str, ...]:
    """The codes of the rules that --script and --front-matter ask for, unless they are ignored."""
    front = of_stage(Stage.FRONT) if settings.front_matter else ()
    asked = [rule.code for rule in (SCRIPTS[settings.script], *front) if rule]
    return tuple(code for code in asked if code not in settings.ignore)


def _moved(finding: Finding, places: Places, steps: int, front: int) -> Finding:
    """The finding with its span in the decoded text; it was found behind `front` code points."""
    start = places.origin(finding.span.start + front, steps)
    end = places.origin(finding.span.end + front, steps)
    return finding.at(Span(start, max(start, end)))
