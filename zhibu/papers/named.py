"""The units with which words begin, told by their names alone, whatever verb follows: 行政处腾出…, 由总务科安排."""

import re
from functools import lru_cache

from zhibu.papers.obligations import OFFICE, VERBS, opens_with_verb
from zhibu.papers.people import POST, SURE_NAME
from zhibu.papers.unit_names import NOT_A_UNIT

# Endings that close a name, with what must not stand beside them: 处 in 两处 and 部 in 全部 close none.
_PEOPLE = (
    rf"{POST}|(?:主要)?负责(?:人(?![数员])|同志)|(?:常务)?副?书记|组织员|联络员|宣传员|"
    "领导(?![班小干下机责体力核者])"
)
_PARTY = (
    "党委|党组织|党组|支部|总支|纪委|工会|团委|妇联|[工党]委|（[工党]）委|委员会?|支委会|小组长?|工作组|专班|班子|党校|"
    "[\u4e00-\u9fff]{2}组(?![织建成长])"
)
_OFFICES = (
    "办公室|(?:(?<=各)|(?<=牵头)|(?<=责任)|(?<=承办)|(?<=成员))(?:单位|部门)|项目部|办事处|协会|中心(?!组)|中心组|"
    "(?<![两几多各好何到此家大全布格结学本专餐客干内一二三四五六七八九十0-9])"
    "(?:室|科(?!室)|股(?!份)|处|部(?![署分件位])|局(?![面限势])|厅|庭)|"
    "(?:党|党建|党政|综合|政工|信访|文明|纪检|督查|维稳|组织|宣传|[院局校团厂区县镇])办(?![公理好成事结法])|"
    "[\u4e00-\u9fff]{2}办(?=[0-9一二两三四五每于将要应须牵])"
)
_PLACES = (
    "分公司|公司|学院|小学(?!习)|(?<!集)中学(?!习)|大学(?!习)|学校|幼儿园|医院|卫生院|街道|社区|园区|管委会|监区|林场|水库|煤矿|"
    "车间|网点|[支分总]行|大队|支队|(?<![场有以无厕住])所(?![有在属以需长])|站(?![点位长稳岗在])|院(?![校长系领内区士])|"
    "馆(?![长藏内])|(?<![团军列带排入离归领随站])队(?![伍员列])|"
    "(?<![训书学习修轮两上下每本全跟值换加当晚夜接交早])班(?![子组次级车长])"
)
_CLOSES = re.compile("|".join((_PEOPLE, _PARTY, _OFFICES, _PLACES)))
_LONGEST, _FURTHER = 18, 6
_LETTERS = re.compile("[\u4e00-\u9fffA-Za-z0-9（）“”]+")
_JOINT = re.compile("、|和|与|及|以及")
_IN_PERSON = re.compile(rf"(?:主要)?负责(?:人(?![数员])|同志)|{SURE_NAME}")
# Verbs of which names are made; any other tells that the name is over (秘书组起草党委…).
_IN_NAMES = re.compile(
    "组织|宣传|学习|建设|管理|监督|统计|教育|培训|研究|保障|服务|发展|协调|督查|督导|检查|调研|规划|培养|执行|竞赛|整改|评审|联系|接待|"
    "(?:牵头|承办)(?=单位|部门)|采购|维护|运转|统筹|指导|受理|使用|应急|调度|改革|安装|审核|审查|审计|公开|测试|测评|巡查|接收|交流|志愿|登记|对外"
)
_NO_NAME = re.compile(
    rf"{VERBS}|[的了但要应须到于按任每个名是很]|[两几多]处|.各|^[“”正用跨全]|今年|明年|每年|从(?![业事])|^交(?![通警管易])|同步|[发送报]至|所属|下属|确保|特别|始终|即将|从[严重]|"
    "(?<!所)在(?!职|编)|提前|[送报供]|[一两二三][天次]"
)


@lru_cache(maxsize=8192)
def leading_units(words: str) -> int:
    """Where the list of units ends with which `words` begin; 0 where they begin with none."""
    end = _name_end(words, 0)
    while end and (joint := _JOINT.match(words, end)):
        later = _name_end(words, joint.end())
        if not later:
            break
        end = later
    return end


def _name_end(words: str, start: int) -> int:
    written = _LETTERS.match(words, start, start + _LONGEST)
    if written is None:
        return 0
    end = 0
    for match in _CLOSES.finditer(words, start, written.end()):
        if not end:
            name = words[start : match.end()]
            if len(name) < 2 or NOT_A_UNIT.search(name) or not _is_name(name):
                return 0
            end = match.end()
        elif _goes_on(words[end : match.end()]):
            end = match.end()
        else:
            break
    if end and (person := _IN_PERSON.match(words, end)):
        end = person.end()
    return end


def _goes_on(words: str) -> bool:
    """Whether what stands between two endings is more of the same name: 党委|宣传部, 学院党委|书记."""
    return len(words) <= _FURTHER and not NOT_A_UNIT.search(words) and _is_name(words)


def _is_name(words: str) -> bool:
    """Whether no verb stands in words that end as a name does, but those of which names are made."""
    if opens_with_verb(words) and not OFFICE.match(words):
        return False
    return _NO_NAME.search(_IN_NAMES.sub("", words)) is None
