"""How offices name units: what a name ends in, lists of names, and 甲牵头，乙配合."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhibu.papers.people import NAME, POST

ENDINGS = (
    f"{POST}|"
    "办公室|责任人|处|处室|科|科室|股|股室|部|部门|室|局|厅|委|支部|党支部|总支|党总支|党委|党组|党组织|"
    "工会|团委|妇委会|支委会|委员会|纪委|纪检组|纪检监察组|工作组|"
    "中心|中心组|村|社区|街道|乡镇|学院|院|公司|[支分总]行|小学(?!习)|(?<!集)中学(?!习)|幼儿园|(?<![训书学习修轮两上下每本全跟值换加当晚夜接交早])班(?![子组次级车])|网点|片区|院系|所|站|队|班子|领导班子|小组|党小组|书记|委员|组织员|联络员|辅导员|信息员|校|厂|车间|段|馆|(?<!家)庭|单位|协会|学生会|妇联|机关|联合会|关工委|成员|专班|民兵连|(?<!示范)(?<!先锋)岗|[\u4e00-\u9fff]{2}组"
)
SUFFIX = rf"{ENDINGS}|[\u4e00-\u9fff]{{1,4}}办"
UNIT = re.compile(
    rf"[\u4e00-\u9fff（）()·A-Za-z0-9*]{{0,22}}(?:{SUFFIX})|全体党员(?:干部)?|各(?![项类种方环阶领自界个地时级次款条])[\u4e00-\u9fff]{{1,5}}"
)
_JOINTS = ("和", "与", "及")
_MEMBER = re.compile(rf"(?:{UNIT.pattern})(?:(?:主要)?负责(?:人|同志))?(?:{NAME.pattern})?|{NAME.pattern}")
_SEPARATOR = re.compile(r"[、，,；;/\n]|\s+|和(?=各)|及(?=各)|以及")
BRACKET = re.compile(
    r"[（(【\[〔［]([^（）()【】\[\]〔〕［］]*(?:[（(][^（）()]*[）)][^（）()【】\[\]〔〕［］]*)*)[）)】\]〕］]"
)
_ORDINAL = re.compile("第?[一二三四五六七八九十0-9]{1,3}")
_ORDINAL_NAME = re.compile(rf"第?(?P<which>[一二三四五六七八九十0-9]{{1,3}})(?P<kind>\D{{0,4}}(?:{SUFFIX}))")
_CUT_SHORT = re.compile("[\u4e00-\u9fff]{1,10}第[一二三四五六七八九十0-9]{1,3}")
_AND_OTHERS = re.compile(
    "(?:等(?:相关|有关)?(?:部门|单位|处室|科室)?)?(?:按照?职责(?:分工)?(?:分别)?(?:负责|落实)?|分工负责|共同负责)?$"
)
_TO_LEAD = "(?:牵头|主责|主办|主抓|抓总|领衔|统筹(?=负责)|总(?=负责))(?:负责|抓总|组织|实施|落实)?"
_TO_HELP = "配合|协助|协办|协同|参与|参加|支持"
_PART = re.compile(
    rf"由?(?P<who>.{{2,60}}?)(?:(?P<lead>{_TO_LEAD})|(?P<watch>(?:负责)?(?:督促|指导|监督|督导|跟踪)\S{{0,6}})|"
    rf"(?:按职责)?(?:分工|分别|具体|共同)?(?:负责|落实|承办|实施|组织实施|{_TO_HELP})(?:落实|实施)?)"
)
_SHORT = re.compile("[\u4e00-\u9fff]{1,10}第[一二三四五六七八九十0-9]{1,3}")
_AND_OTHERS = re.compile(
    "(?:等(?:相关|有关)?(?:部门|单位|处室|科室)?)?(?:按照?职责(?:分工)?(?:分别)?(?:负责|落实)?|分工负责|共同负责)?$"
)
_PART = re.compile(
    r"由?(?P<who>.{2,60}?)(?:(?P<lead>牵头(?:负责|抓总|组织|实施|落实)?)|(?P<watch>(?:负责)?(?:督促|指导|监督|督导|跟踪)\S{0,6})|"
    r"(?:按职责)?(?:分工|分别|具体|共同)?(?:负责|落实|承办|实施|组织实施|配合|协助|协办|协同|参与|参加)(?:落实|实施)?)"
)
_SHORT = re.compile("[\u4e00-\u9fff]{2,6}")
_ASIDE = re.compile("(?<=.)[（(][^（）()]{1,12}[）)]$")
_HELPS = re.compile("[（(](?:配合|协助|协办|参与)[）)]$")
_LEADS = re.compile("[（(]牵头[）)]$")
_DUTY = re.compile(
    r"(?P<by>由)?(?P<lead>[^，,；;。：:由（(]{2,30}?)"
    rf"(?:分别|共同|联合)?{_TO_LEAD}(?:[，,、；;]\s*(?P<with>[^；;。：:）)]{{2,60}}?)"
    rf"(?:具体(?!负责)|分别|共同)?(?:{_TO_HELP}|按职责分工负责|分工负责|具体负责|负责落实|负责|落实|实施|承办))?"
    r"(?:[，,、]\s*会同(?P<beside>[\u4e00-\u9fff、]{2,40}?)(?=组成|组织|开展|制定|于|在|对|做好|[，,。；;]|$))?"
)
_IN_CHARGE = re.compile(
    r"(?:由)?(?P<who>[^。；;：:（(由]{2,60}?)(?:按职责分工)?(?:分别)?(?:负责|承办|落实|具体实施)(?:[，,；;][^，,；;]{2,20}(?:督促|指导|监督|督导|跟踪)[^，,；;]{0,6})?$"
)
NOT_A_UNIT = re.compile(
    r"^\d+[日号]|牵头(?!单位|部门)|主责|抓总|领衔|统筹负责|配合|负责(?!人(?!员)|同志)|^逐|^报(?![社刊])|^经(?!济|营|理|办|贸|管|信|发|开|委|联)|由|进(?!修|出口)|^要|按照|根据|.向|底前|月|^(?:与|为|供|会同|关于|按|同(?!志)|给|让|使|请|我们|大家|同志们|对|在(?![职岗编校])|把|将|从|以|向)|^(?![驻包联]村).{0,2}(?:全部|内部|干部)$|(?:阅览|会议|活动|荣誉|展览|陈列|图书|谈心|教)室$|阶段$|^(?:[到赴]|深入|走[进访]|面向)"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Units as written, and the words that state the deadline, empty where none are labelled."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    deadline: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.lead or self.responsible or self.deadline)


NOBODY = Attribution()


def split_units(text: str) -> tuple[str, ...]:
    """The members of a list of units; a bracketed part stays with its unit."""
    held = BRACKET.sub(
        lambda m: m[0].replace("、", "\ue000").replace("，", "\ue000"), text.strip(" 。；;，,")
    )
    parts = (part.replace("\ue000", "、").strip(" 　。:：") for part in _SEPARATOR.split(held))
    bare = [_HELPS.sub("", _AND_OTHERS.sub("", part)) for part in parts if part]
    return tuple(dict.fromkeys(_spelt_out([one for part in bare for one in _of_two(part)])))


def _of_two(name: str) -> tuple[str, ...]:
    """工会和支部 are two; 组织和人事处 is one."""
    for joint in _JOINTS:
        first, found, second = name.partition(joint)
        if found and UNIT.fullmatch(first) and UNIT.fullmatch(second) and not NOT_A_UNIT.search(first):
            return first, second
    return (name,)


def _spelt_out(names: Sequence[str]) -> Iterator[str]:
    """第二、三党支部 names 第二党支部 and 第三党支部."""
    for index, name in enumerate(names):
        whole = next(
            (match for later in names[index + 1 :] if (match := _ORDINAL_NAME.fullmatch(later))), None
        )
        if _ORDINAL.fullmatch(name) and whole:
            yield f"第{name.removeprefix('第')}{whole['kind']}"
        elif _CUT_SHORT.fullmatch(name) and whole:
            yield f"{name}{whole['kind']}"
        elif index and (match := _ORDINAL_NAME.fullmatch(name)) and _ORDINAL.fullmatch(names[index - 1]):
            yield f"第{match['which']}{match['kind']}"
        else:
            yield name


def leaders_first(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those marked as leading (组织部（牵头）) without the mark, and the others."""
    marked = {name: _LEADS.sub("", name) for name in names}
    return (
        tuple(bare for name, bare in marked.items() if bare != name),
        tuple(name for name, bare in marked.items() if bare == name),
    )


def shared_out(text: str) -> Attribution:
    """Who leads and who acts where every clause gives some units a part: 甲负责，乙落实，丙督促指导; else empty."""
    parts: dict[str, list[str]] = {"lead": [], "with": [], "watch": []}
    for clause in re.split("[，,；;]", text):
        match = _PART.fullmatch(clause.strip())
        if match is None or "会同" in clause or not all_units(match["who"]):
            return Attribution()
        kind = "lead" if match["lead"] else "watch" if match["watch"] else "with"
        parts[kind].extend(split_units(match["who"]))
    return Attribution(tuple(parts["lead"]), tuple(parts["with"]), "")


def charged(text: str) -> Attribution:
    """Who leads and who helps in words such as 甲牵头，乙配合 or 由甲、乙负责; empty where they say neither."""
    match = _DUTY.match(text)
    if match and (all_units(match["lead"]) or _leads_a_unit(match)):
        beside = "、".join(part for part in (match["with"], match["beside"]) if part)
        return Attribution(split_units(match["lead"]), split_units(beside), "")
    charge = _IN_CHARGE.match(text.strip(" 。；;"))
    first, _, beside = charge["who"].partition("会同") if charge else ("", "", "")
    if beside and all_units(first) and all_units(beside):
        return Attribution(split_units(first), split_units(beside), "")
    if charge and all_units(charge["who"]):
        return Attribution((), split_units(charge["who"]), "")
    return Attribution()


def _leads_a_unit(match: re.Match[str]) -> bool:
    """Whether a short name of unknown ending leads units of known ones: 立案庭牵头，信息中心配合."""
    unknown = all(
        _SHORT.fullmatch(name) and not NOT_A_UNIT.search(name) for name in split_units(match["lead"])
    )
    return unknown and match["with"] is not None and all_units(match["with"])


def all_units(text: str) -> bool:
    """Whether a text is a list of units and nothing else."""
    units = [_ASIDE.sub("", unit) for unit in split_units(text)]
    return bool(units) and all(_MEMBER.fullmatch(unit) and not NOT_A_UNIT.search(unit) for unit in units)
