"""Units named in the running words of a sentence."""

import re
from functools import lru_cache

from zhibu.papers.deadlines import find_deadlines
from zhibu.papers.named import leading_units
from zhibu.papers.obligations import OFFICE, VERBS, opens_with_verb
from zhibu.papers.people import PERSON, POST, SURE_NAME
from zhibu.papers.sentences import clauses
from zhibu.papers.unit_names import ENDINGS, NOT_A_UNIT, SUFFIX, Attribution, all_units, charged, split_units

_TOGETHER = re.compile(
    rf"由?(?P<lead>[\u4e00-\u9fff]{{2,14}}?)(?:要|将|应)?(?:会同|会商|商(?![定议讨量谈洽]))(?P<with>[\u4e00-\u9fff、]{{2,40}}?)(?=[，,]|(?!{OFFICE.pattern})(?:{VERBS}|提出|进一步|认真|共同|抓紧|尽快|[于在按每]|\d)|$)"
)
# 由 before a unit is enough for it to act, whatever verb follows; 由甲、乙组成 only says of whom.
_BY_WHOM = re.compile(r"(?<![自缘事原理来])由(?![此于])")
_MADE_OF = re.compile(r"(?:共同)?(?:组成|构成|兼?任|担任|出任|产生|主管|的)")
# What a unit is or was, and how it stands, is nothing that it is to do.
_IS_SO = re.compile(
    r"大局|民主|留存|现有|所有|原有|所属|所辖|全体|[是有已曾仍还未没不较很更最比占共达为均都存也其只仅]|普遍|高度|重视|[^，,。]{0,10}(?:即将|面临)|认为|认识|指出|表示|反映|介绍|同意|属于|位于|成员|人员|工作|正[在与就按]|[^，,]{1,12}[紧重弱差难](?=、|$)|两|几|第|每|等|党(?!委|组|支)"
)
_FOR_WHOM = re.compile(
    rf"为(?=(?:每|各|全|困难|生活|基层|新|老|所在)[^，,]{{4}}|[^，,]{{2,12}}(?:{VERBS}|配|送|办|讲))"
)
_LEAST_WORDS = 2
# 甲与乙对接: the second one is met, and acts no more than whoever stands behind 与 alone.
_MEETS = re.compile(r"对接|结对|谈心|谈话|座谈|恳谈|签|商定|协商|沟通|衔接|见面|交接|互|联[建系]|共建|结成")
_WITH_WHOM = re.compile("[与和同]")
_JOINED = re.compile("(?:要|将|应|须)?(?:会同|联合)")
_BEFORE_LEADER = re.compile("[^，,。；;由]{0,12}由")  # 年底前由人事股会同…
_TOGETHER_WORD = re.compile("会同|商(?!定|议|讨|谈|洽|务|业|户|会|联|局|贸|场|品|量|讨|店|圈|铺|城)")
_NAMED = (
    rf"(?:{SUFFIX}|各?县（市、区）|组织|企业|负责人|负责同志|各[县区乡镇街道网点片行]{{1,3}}|"
    rf"党员|干部|书记|委员|成员|{PERSON})"
)
_HELD = rf"(?:{SURE_NAME})?(?:[（(][\u4e00-\u9fff、]{{1,12}}[）)])?(?:们)?"
_TIME = (
    r"(?:\d{1,2}月|(?:19|20)\d{2}年|第?[一二三四]季度|[上下]半年|年内|年底|年初|今年|全年|每(?=[年月季周半旬次双单两二人]|星期|学[期年]|个?学期|个月)|隔[周月]|按[月季年]|[次当本下]月|[会课]后(?![0-9一二两三四五六七八九十])|[会课汛]前|[本下]周|[本下]季度|(?:会|[\u4e00-\u9fff]{2,6})后[0-9一二两三四五六七八九十]{1,3}个?(?:工作日|[日天周月])|"
    r"本?学期|开学|第\d{1,2}周|[一二三四五六七八九十]{1,2}月|[“]?(?:[五七]一|春节|元旦|国庆|中秋|端午|清明|妇女节|三八|五四))"
)
_MODAL = (
    r"(?:要(?!求)|将|应(?!对|急|用|该说)|须|必须|应当|务必|请(?=[于在按将把])|可(?:以|根据|结合)|"
    r"不得|负责(?!人(?!员)|同志))"
)
_MANNER = (
    "不定期|年内|全年|今年|近期|[上下]半年|都|均|也|还|一律|原则上|带头|主动|自觉|轮流|分别|共同|联合|同步|相互|互相|亲自|具体|统一(?!部署|安排|要求)|"
    "分[批期]|逐[月季周项一个级条校户人章字句篇]|认真|及时|全面|严格|深入|定期|适时|按时|按期|按规定|统筹|集中|至少|单独|全程|抓紧|尽快|针对性地"
)
# Verbs that no name of an office or of a kind of work goes on with (党员教育, 支部建设 and 组织生活 do).
_ACTS = (
    r"赴|与(?=[^，,。；;]{2,16}(?:谈|签|结对|联[建合]|共建|座谈|交流))|补(?:正|齐|开|缴|办|充|录|签)|提前|针对|收到|接到|起草|制定|制订|拟定|召开|举办|举行|承办|推行|上线|开设|报送|上报|牵头|成立|组成(?!员)|设立|建立(?!的)|汇总|审核|审定|研究(?!室|所|院|会)|做好|抓好|开好|管好|围绕|依托|对照|结合|"
    r"按照|根据|按(?!时)|把|对(?=[^，,。；;的]{4})(?![^，,。；;]{2,20}(?:重视|满意|关注|不够|了解))|为(?=[^，,。；;]{2,20}(?:讲|提供|建立|办|做|解))|向(?=[^，,。；;]{2,16}(?:报|述|作|通报))|"
    r"给予|会同|联系(?!人|电话|点|户|群众)|联合|选派|选树|推荐|确定|明确|指定|担任|采取|采用|组建|组织(?!生活|部|处|科|股|委|员|设置|关系|体系|建设|覆盖|架构|人事|领导|者|架构|纪律|观念|力|制度|原则|保障|实施方案)|"
    r"开展(?!情况)|落实(?!情况|率)|完成(?!情况|率)|指导|督促|配合|协助|协调|形成|公布|公示(?!期|栏)|公开(?!栏|率)|通报(?!情况)|编制|编发|编印|印发|梳理|"
    r"讲授|互讲|讲(?=[1一两]|党课|一)|结对|深入|走访|慰问|签订|约谈|听取|提交|出台|发布|收集|排查|核查|查找|撰写|邀请|跟进|跟踪|利用|运用|通过|坚持|实行|参加|指派|安排(?=专|资金|人员|经费|[1-9一两])|[于在](?=[^，,。；;]{2,14}(?:[内前后]|(?<!及)时|期间))|在(?![职编岗册校线建])(?=[^，,。；;]{2,24}(?:设[置立]|开展|组织|建立|开设|举办|推行|实施|打造))|下发|承担|提出|填写|填报|登记|进驻|到(?=[^，,。；;]{2,20}(?:开展|调研|慰问|检查|驻|讲|报到))"
)
# Who, directly before what shows that they are to act: a modal, a time, a manner, one of those verbs.
_SUBJECT = re.compile(
    rf"^(?P<who>[\u4e00-\u9fff、（）()“”A-Za-z0-9]{{0,30}}?{_NAMED}+?{_HELD})"
    rf"(?=(?:{_MANNER}){{0,3}}(?:{_MODAL}|(?:应?当?[于在从自]|到)?{_TIME}|{_ACTS})|(?:{_MANNER}){{1,3}}(?:{VERBS}|[于在上讲抓学谈]))"
)
# What goes on with a unit's name or makes a kind of work of it (支部建设, 党员教育, 班子成员的): it does not act there.
_COMPOUND = (
    r"[的、和与及之副是有外中间上下里级等（(]|内(?!设)|为|建设|教育|管理|培训|发展|学习|工作|活动|生活|会(?!同|商)|基本|换届|队伍|关系|设置|覆盖|职能|职责|责任|作用|作风|"
    r"纪律|监督|考核|评议|述职|评价|形象|班子|成员|干部|党员|群众|代表|名单|台账|制度|机制|体系|清单|计划|方案|报告|意见|要求|情况|标准|规范|阵地|"
    r"经费|品牌|文化|整改|巡[察视]|党建|思想|政治|组织|领导|主体|分类|定级|星级|达标|创建|联建|共建|规模|数量|总数|比例|占比|率|满意|信息|档案|数据|系统|"
    r"平台|服务|团队|人[员数]|职工|学生|项目|业务|工程|候选|选举|决策|议事|主题|党日|党课|党费|大会|自身|日常|年度|重大|重点|全体|基础|先锋|堡垒|战斗|核心|设在|专职|兼职|任(?!务)|读书|不(?![得断])"
)
# Names that can be nothing else; 部, 处 and 办 alone may begin another word.
_SURE = (
    rf"{POST}|书记|委员(?!会)|委员会|办公室|党委(?!委)|党组(?!织)|支部(?!委员|书记)|总支(?!部)|支委会|党组织(?!书记)|纪委(?!委)|工会|团委|组织员|联络员|"
    "辅导员|信息员|专班|党建办|政工办|监察室|纪检室|督查室|政工室|党政办|综合办|组织办|党办|班子|工作组|领导小组|党小组|指导组|监察组|纪检组|工委|联合会|领导班子"
)
_NO_NAME = (
    r"每|\d|[一二三四]季|与|至|经|发现|结果|让|使|确保|为|如|以|严格|切实|进一步|力争|通过|如果|凡|包括"
)
_PLAIN = re.compile(
    rf"^(?P<who>(?!{_NO_NAME})[\u4e00-\u9fff、]{{0,16}}?(?:{_SURE})+{_HELD})"
    rf"(?!{_COMPOUND}|{ENDINGS})(?=[\u4e00-\u9fff0-9“]{{3}})"
)
# 各支部推荐, 各单位报送: each of them, directly before any verb.
_EACH = re.compile(
    rf"^(?P<who>各[\u4e00-\u9fff、（）()]{{0,14}}?{_NAMED}+)(?=(?:{_MANNER})?(?:{VERBS})|于\d|按)"
)
# 新闻中心、融媒体中心压缩…: a list of units before any verb.
_LISTED = re.compile(
    rf"^(?P<who>[\u4e00-\u9fff]{{1,10}}(?:{SUFFIX})(?:、[\u4e00-\u9fff]{{1,10}}?(?:{SUFFIX}))+?)(?={VERBS})"
)
# 秘书组起草: one office whose name is no compound, directly before any verb.
_OFFICE_ACTS = re.compile(
    rf"^(?P<who>(?!{_NO_NAME}|{VERBS})(?:(?![的把])[\u4e00-\u9fff]){{1,10}}?(?:(?<!干)部|处|科|室|[\u4e00-\u9fff]组|中心|局))(?!{_COMPOUND}|{ENDINGS})(?=(?:{VERBS})[\u4e00-\u9fff“《]{{2}})"
)
_GOES_ON = re.compile(rf"{_COMPOUND}|(?:{ENDINGS})(?![织署理置])")
_TIMED = re.compile(
    rf"^(?P<who>[\u4e00-\u9fff、]{{0,22}}?{_NAMED}+{_HELD})(?:(?:应|须|要|将)?(?:于|在|从|自)?)?(?={_TIME})"
)
_PEOPLE = ("干部", "领导")  # 驻村干部5月底前…
_ASKED = re.compile(r"^(?:会议(?:要求|决定|明确|议定|强调)[，,：:]?|责成|要求|请(?!示|假|教|求|问))+")
# 以上事项由督查室跟踪督办
_BY = re.compile(
    rf"由(?P<who>[\u4e00-\u9fff、]{{0,22}}?{_NAMED}+?{_HELD})(?!{OFFICE.pattern})(?=负|主持|跟踪|督办|统筹|汇总|先行|送|于|(?<!所)在|按|每|\d|{_MANNER}|指定|统一|{VERBS})"
)
# 市场监管所、税务所等参加: who helps the unit that leads.
_HELPING = re.compile(
    r"[，,](?P<with>[\u4e00-\u9fff、]{2,60}?)(?:等(?:部门|单位)?)?(?:共同)?(?:参加|参与|配合|协助|协同|协办)(?=[，,。；;]|$)"
)
_ASKS = re.compile(
    r"(?:由|(?P<asked>请(?![示假教求问客愿辞柬战缨])|责成))?(?:(?:责任|牵头|承办|相关|有关)(?:单位|部门)(?!要|应|须|将|负|按|在|于|对|认|及|做|抓))?"
)
# 请组织员逐一核对: whoever is asked need not stand before one of those verbs.
_ASKED_UNIT = re.compile(
    rf"^(?P<who>[\u4e00-\u9fff、]{{0,22}}?(?:{SUFFIX})+)(?=对|于|在|将|把|按|逐|尽快|认真|及时|收到|抓紧|高度|切实|务必|结合|根据|{VERBS})"
)
# 非公企业党支部原则上由社区党委管理: the other one acts.
_COMMA = re.compile("[，,]")
_NAMED_TIME = re.compile(r"[\u4e00-\u9fff]{2,8}[（(]([^（）()]{2,16})[）)]")
_DAY = re.compile(r"^\d{1,2}[日号]之?以?前")
_AFTER = re.compile("^(?!最)[\u4e00-\u9fff]{1,8}?后(?![勤备续进])")  # 观影后每名党员…
_THIS_YEAR = re.compile("^(?:今年|明年|本年|今后|下一步)(?![年度])")
_ACTED_ON = re.compile(rf"(?:{_MANNER})*由")
# 3个届满支部, 超过50名的支部: counted or told apart, and not named; 团委统筹安排学生党员: one who acts on another.
_COUNTED = re.compile(
    r"^.$|^结果|^会议(?![室组中])|[^存所]在|以[上下]|[\d过].*的|.后(?![勤备续进])|^今年.|.代表.|但|.(?:[应须将]|(?<![主重必需])要).|\d+[个名支家项次场期条]|[两几多]处|[赴到]|^每[年月季半周学]|"
    r"[委部会](?:统筹|安排|带领|动员)"
)
# 新设支部9月底前批复到位: others bring it about.
_NEW = re.compile("(?:拟|新)(?:组建|成立|[设建])")
# 纪检组通报的三起案例, 组长谈了三点体会: of what a unit did.
_TELLS_OF = re.compile(
    r"(?![对把将向为按于在从据])[\u4e00-\u9fff]{2,4}(?<!结合实际)的(?!确)|[\u4e00-\u9fff]{1,2}了|常年有|历来|一直|从未|往往"
)
_MUST = re.compile(_MODAL)
_NO_SUBJECT = re.compile(
    r"^(?:党员|干部|支部|党支部|党组织|企业)(?=教育|管理|培训|发展|建设|组织(?!委?员)|学习|队伍|活动)"
)


@lru_cache(maxsize=8192)
def spoken(sentence: str) -> Attribution:
    """Units named in the running words of a sentence: 由甲牵头，乙配合; 工会要…; …，各支部每季度…."""
    asked = _ASKED.match(sentence)
    sentence = sentence[asked.end() :] if asked else sentence
    for start, _ in clauses(sentence, 0, len(sentence)) if _TOGETHER_WORD.search(sentence) else ():
        before = _BEFORE_LEADER.match(sentence, start)
        start = before.end() if before else start
        together = _TOGETHER.match(sentence, start)
        if together and all_units(together["lead"]) and all_units(together["with"]):
            return Attribution(split_units(together["lead"]), split_units(together["with"]), "")
        if named := _together(sentence, start):
            return named
    said = sentence.find("由") if "由" in sentence else 0
    found = charged(sentence[said:])
    if not found.is_empty:
        others = found.responsible or _helping(sentence[said:]) or tuple(_subjects(sentence[:said]))
        return Attribution(found.lead, others or _further(sentence, said), "")
    for start, _ in clauses(sentence, 0, len(sentence)):
        led = charged(sentence[start:])
        if led.lead:
            others = led.responsible or _helping(sentence[start:]) or tuple(_subjects(sentence[:start]))
            return Attribution(led.lead, others or _further(sentence, start), "")
    who = _subjects(sentence)
    by_whom, at = _by_whom(sentence)
    if not who or _COMMA.search(sentence, 0, at):
        who.extend(by_whom)
    elif by_whom and not _subject(sentence[:at]) and not _subject(_COMMA.split(sentence)[0]):
        who = [*by_whom, *who]  # …由财务科每季度通报，机关党委审核
    if asked and not who and (first := _ASKED_UNIT.match(sentence)) and all_units(first["who"]):
        who = [*split_units(first["who"])]
    return Attribution((), tuple(dict.fromkeys(who)), "")


def begins_with_unit_and_time(clause: str) -> bool:
    """Whether a clause begins with a unit directly before the time that its work is due."""
    timed = _TIMED.match(clause)
    return timed is not None and (all_units(timed["who"]) or timed["who"].endswith(_PEOPLE))


def begins_with_unit(clause: str) -> bool:
    """Whether a clause begins with a unit that is to act in it."""
    return bool(_subject(clause))


def _together(sentence: str, start: int) -> Attribution | None:
    """甲会同乙核清…, whatever verb follows; None where one of the two is no name that ends as names do."""
    first = start + leading_units(sentence[start:])
    joint = _JOINED.match(sentence, first)
    second = joint.end() + leading_units(sentence[joint.end() :]) if joint else first
    if joint is None or first == start or second == joint.end():
        return None
    return Attribution(split_units(sentence[start:first]), split_units(sentence[joint.end() : second]), "")


def _further(sentence: str, start: int) -> tuple[str, ...]:
    """Who acts in the clauses behind the one that says who leads (…牵头筹备，新闻中心5月推出…)."""
    comma = _COMMA.search(sentence, start)
    return tuple(dict.fromkeys(_subjects(sentence[comma.start() :]))) if comma else ()


def _helping(words: str) -> tuple[str, ...]:
    match = _HELPING.search(words)
    return split_units(match["with"]) if match and all_units(match["with"]) else ()


def _subjects(sentence: str) -> list[str]:
    """The units with which clauses of a sentence begin and that are to act in them."""
    return [
        one for start, end in clauses(sentence, 0, len(sentence)) for one in _subject(sentence[start:end])
    ]


@lru_cache(maxsize=8192)
def _subject(clause: str) -> tuple[str, ...]:
    later = _without_time(clause)
    return _acting(clause) or (_acting(later) if later != clause else ())


def _acting(clause: str) -> tuple[str, ...]:
    """The units with which a clause begins, if they are to act."""
    asked = _ASKS.match(clause)
    clause = clause[asked.end() :] if asked else clause
    if (
        asked
        and asked["asked"]
        and (first := _ASKED_UNIT.match(clause))
        and all_units(first["who"])
        and _can_act(first["who"])
    ):
        return split_units(first["who"])
    if _NO_SUBJECT.match(clause) or (_NEW.match(clause) and not _MUST.search(clause)):
        return ()
    if (named := leading_units(clause)) and _TELLS_OF.match(clause, named):
        return ()
    for pattern in (_SUBJECT, _EACH, _LISTED, _PLAIN, _OFFICE_ACTS):
        match = pattern.match(clause)
        if match and _can_act(match["who"]):
            return () if _ACTED_ON.match(clause, match.end("who")) else _whole(clause, match.end("who"))
    return _whatever_verb(clause)


def _whole(clause: str, end: int) -> tuple[str, ...]:
    """The units up to `end`, or to where their names end if that is later, without those whom they only meet."""
    further = leading_units(clause)
    if further > end and clause[end] != "、":
        if _GOES_ON.match(clause, further) or _IS_SO.match(clause, further):
            return ()
        end = further
    return split_units(clause[: _partner(clause, 0, end)])


def _partner(text: str, start: int, end: int) -> int:
    """Where the units of text[start:end] end that act: before the one whom they only meet, if any."""
    met = _MEETS.match(text, end) and _WITH_WHOM.search(text, start, end)
    return met.start() if met else end


def _whatever_verb(clause: str) -> tuple[str, ...]:
    """The units with which a clause begins, where words go on that can only say what they do."""
    end = leading_units(clause)
    if not end or len(clause) - end < _LEAST_WORDS or not _can_act(clause[:end]):
        return ()
    does = _FOR_WHOM.match(clause, end) or not (_GOES_ON.match(clause, end) or _IS_SO.match(clause, end))
    return _whole(clause, end) if does else ()


def _by_whom(sentence: str) -> tuple[tuple[str, ...], int]:
    """The units behind the first 由 that names who acts, and where that stands."""
    known = _BY.search(sentence)
    if known and not leading_units(sentence[known.start("who") :]) and all_units(known["who"]):
        return split_units(
            sentence[known.start("who") : _partner(sentence, *known.span("who"))]
        ), known.start()
    for by in _BY_WHOM.finditer(sentence):
        end = leading_units(sentence[by.end() :])
        rest = sentence[by.end() + end :]
        who = sentence[by.end() : by.end() + end]
        if end and len(rest.strip("。；;，, ")) > 1 and _can_act(who) and not _MADE_OF.match(rest):
            return split_units(who[: _partner(sentence, by.end(), by.end() + end) - by.end()]), by.start()
    return (), 0


def _without_time(clause: str) -> str:
    """A clause without the time that it begins with: 7月份各党支部…, 主汛期（6月至8月）领导干部…."""
    named = _NAMED_TIME.match(clause)
    if named and find_deadlines(named[1], year=None):
        return clause[named.end() :]
    later = clause[next((one.end for one in find_deadlines(clause, year=None) if one.start == 0), 0) :]
    return _AFTER.sub("", _THIS_YEAR.sub("", _DAY.sub("", later)))


def _can_act(who: str) -> bool:
    return not (_COUNTED.search(who) or NOT_A_UNIT.search(who) or opens_with_verb(who.replace("负责", "")))
