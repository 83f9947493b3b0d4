"""Whether a sentence obliges someone to do something."""

import re

from zhibu.papers.deadlines import find_deadlines
from zhibu.papers.sentences import clauses

_MODAL = re.compile(
    r"(?<![重需主必只首摘纲纪概紧])要(?![求素点闻务])|应当|应(?=[做将按及当把由在加建制开组落定])|(?<!第)须|必须|务必|不得|严禁|确保|力争|争取|及时|按时|按期|如期|请(?!示|假|教|求|问|客|愿|辞|柬|战|缨)|责成|计划(?=于|在|[12]?\d月|(?:19|20)\d{2}年|[上下]半年|年内|年底)|拟(?=于|在)|会议(?:要求|决定|议定|明确)|[，,]决定(?![了权性])|"
    r"(?:我们|厅|局|党委|公司|各支部|年|半年|，|,|^)将"
)
# What stands before the verb without changing the kind of sentence.
_ADVERBS = (
    "进一步|综合(?=运用|采取|施策|利用|分析)|切实|认真|持续|深入|扎实|坚决|全面|大力|积极|严格|充分|不断|着力|继续|努力|主动|及时|精心|高质量|高标准|高效|"
    "有效|有序|稳步|稳妥|逐步|逐级|定期|按期|按时|按月|按规定|统一|牢牢|牢固|坚定不移地?|持之以恒|久久为功|常态化|"
    "适时|分层分类|分级分类|分类|层层|统筹|自觉|紧紧|紧密|广泛|深化|一体|协同|创新|规范|真正|逐项|带头|科学|合理|动态|"
    "每季度|每月|每年|每半年|每周|全年|年内|年底前|同时|并|也|再|还|特别是|尤其是|重点|主要|至少|分批次?|分期|共同|联合|"
    "其次|此外|最后|首先|另外|第一时间|一体化|不折不扣|坚持不懈|驰而不息|原原本本|集中|专题|专门|如期|全力"
)
VERBS = (
    "压缩|压减|精简|查阅|补正|补齐|补开|补缴|补办|补充|补录|加强|加大|加快|推进|推动|推行|推选|推广|开展|组织|召开|召集|制定|制订|拟定|落实|完善|建立|健全|建好|建设|打造|深化|强化|"
    "做好|做实|做细|做强|做到|抓好|抓实|抓严|抓|举办|承办|实施|完成|提升|提高|培育|培养|选树|创建|创新|创优|整顿|规范|督促|督导|督查|检查|抽查|"
    "起草|指导|引导|教育|学习|学懂|宣传|宣讲|贯彻|执行|履行|发挥|发展|选优|选派|选举|选好|配齐|配强|出台|印发|修订|修改|编制|编印|梳理|"
    "排查|查摆|整改|整治|汇编|报送|上报|提交|报告|统计|开设|开辟|试行|探索|研究|丰富|拓展|拓宽|巩固|扩大|增强|增加|维护|严肃|严明|严防|严把|"
    "查处|纠正|纠治|压实|压紧|扛起|扛牢|夯实|优化|用好|用活|办好|讲好|讲授|树立|树牢|弘扬|传承|聚焦|突出|把握|把|将|对照|对标|"
    "健全|紧盯|盯住|盯紧|坚持|坚守|坚定|保持|促进|保证|保障|支持|鼓励|表彰|评选|评比|评议|考核|评估|通报|约谈|走访|慰问|帮扶|关心|关爱|"
    "调研|调查|收集|征求|听取|审议|审查|核查|核实|核对|核定|统筹|协调|对接|联系|联建|共建|结对|参加|参与|配合|协助|负责|牵头|"
    "形成|构建|营造|搭建|筑牢|防范|化解|处置|监督|管好|管理|监管|培训|轮训|测试|竞赛|观摩|交流|研讨|讨论|宣读|传达|观看|参观|"
    "收缴|缴纳|交纳|公示|公开|接收|转接|接转|换届|补选|改选|改进|改革|改善|解决|服务|倾听|了解|掌握|运用|利用|依托|结合|围绕|立足|"
    "按照|根据|依据|针对|紧扣|以|通过|采取|充实|调整|细化|量化|明确|分解|签订|层层签订|设立|设置|成立|组建|建成|撰写|总结|提炼|"
    "申报|提出|推荐|推介|推送|发布|刊发|投稿|上好|讲|开好|过好|守好|管住|倡导|倡树|力戒|反对|抵制|防止|杜绝|遏制|惩治|深挖|深学|深耕|"
    "激发|调动|凝聚|团结|发掘|挖掘|争创|争取|践行|学好|抓细|重视|注重|加以|激励|提振|引进|储备|使用|录入|更新|维护|归档|整理|检视|"
    "对|固定|发送|收齐|上缴|上解|流转|种植|新建|修建|发放|拨付|采购|安装|转发|命名|授予|授牌|认定|评定|验收|点评|测评|签约|揭牌|竞聘|征订|购置|改造|翻新|捐建|聘请|邀请|采集|登记|选送|选拔|抽调|"
    "厚植|锤炼|淬炼|锻造|锻炼|拉出|建强|贯通|融入|纳入|列入|谋划|部署|启动|推开|铺开|做|进行|实行|实现|达到|确定|制作|悬挂|张贴|"
    "扎紧|扎实|紧抓|狠抓|狠刹|大兴|倡议|动员|号召|关注|给予|追究|问责|运转|办理|办结|回应|答复|处理|受理|接受|举行|组织好|"
    "划拨|列支|编写|编发|拍摄|录制|张榜|筛选|甄选|遴选|摸排|摸清|盘点|清查|清理|复查|复核|会审|备案|建档|印制|告知|提醒|反馈|颁发|授课|"
    "领学|旁听|列席|增补|增设|增配|选聘|聘任|划分|整合|归集|移交|装订|报备|报批|报审|报请|签发|签署|核销|兑现|排演|排练|展播|播放|开通|"
    "开放|开办|开讲|征集|约见|互访|互查|互评|自查|巡查|巡讲|暗访|倒查|追踪|压降|攻克|推出|转出|转入|接管|交办|转办|转交|包联|帮带|结成|"
    "送学|送教|送医|送课|义诊|捐赠|捐助|募集|认领|认购|植树|清扫|打扫|清运|拆除|修缮|布置|布展|搬迁|扩建|升级|改版|上线|抽签|点亮|"
    "亮明|亮出|佩戴|践诺|述职|述廉|盘活|拿出"
)
_IMPERATIVE = re.compile(rf"^(?:(?:{_ADVERBS})(?:地|、)?)*(?:{VERBS})")
# Words of a speaker who quotes, argues or opens a list: 要 in such a sentence sets nothing to be done.
_QUOTED = (
    r"^联系(?:人|电话)|对[^，,。]{2,30}的[^，,。]{0,6}[，,](?:一经[^，,]{1,4}[，,])?(?:予以|给予|进行|依规|按规定|取消|不予)|根据.{2,30}决定.{0,20}开展|"
    r"^例如|^(?:19|20)\d{2}年\d{1,2}月\d{1,2}日[，,].{0,24}(?:主持|召开|赴)|^(?:活动|会议|学习|培训|填报|编制|制表|报送)?(?:时间|日期|地点|主题|对象|主持人?|参加人员|参会人员|出席|列席)[：:]|^[^，,]{0,16}零容忍|^本(?:办法|细则|规定|制度|方案|责任[书状]|计划|通知|意见)|现有(?:党员|在职|职工|党支部)|[^，,。；;]{2,30}的[，,](?:一经[^，,]{1,4}[，,])?(?:予以|给予|取消|不予|约谈)|"
    r"(?:强调|指出)[，,：:“]|让我们|希望大家|祝大家|同志们|只有|才能|向大家|节日的问候|"
    r"^(?:备?注|说明)[：:]|(?:下列|以下)(?:情形|情况|条件)|为(?:第一|直接|主要)?责任人|^以上[^，,]{2,6}[，,]请|请[^，,。]{0,12}(?:审示|指示|批示|指正|知悉|周知)[。]?$|^因[^，,]{1,14}的[，,]|^未尽事宜|^现(?:将|就|把)|^[12]\d{3}年\d{1,2}月\d{1,2}日$|(?:制定|制订|提出|拟定)(?:本(?=方案|实施|办法|意见|细则|通知|制度|规定|要点|清单|分工|计划|安排)|如下|以下|此)|如下|以下(?:几|三|四|五|六)|[几两三四五六七八]点(?:意见|要求|希望)|方面[^，,]{0,6}(?:工作|意见)[：:]|"
    r"^.{0,24}(?:总体要求|总体思路|总的?(?:思路|要求)|总体目标|指导思想|主要任务|工作思路)是"
)
_TELLING = (
    r"旨在|^(?:部分|个别|少数|有的|有些|一些)|流于形式|[^，,]{2,24}可(?:在|从|按|到|以|凭|向)[^，,；;]*[。]?$|"
    r"^[^，,。]{0,10}(?:标准|经费|费用|资金|名额|比例)(?:为|从|按)|^设[^，,。]{0,12}奖|^会议(?:还|分别|集体)?(?:听取|审议|传达|学习|通报)(?:(?!请|要求|责成|明确|决定|由).)*$|"
    r"^(?:检查|督查|抽查|巡察|考核)(?:中)?发现|^经(?:查|核查|核实|了解|调查|自查|梳理|统计|排查|比对|抽查)[，,发]|提出了|要求我们|表明|凸显|证明|印证|说明|^.{0,14}[^的务就正也]是[^否]|关系(?:到|着|民心|全局|大局)|"
    r"取得了|得到了?|受到了?|获得|获评|荣获|有力地?(?:推动|促进)了|迈上|使命光荣|任务艰巨"
)
# Offices whose names begin with a verb: 组织部, 宣传处, 监督室.
OFFICE = re.compile(
    r"(?:组织(?!党支部|支部|党员|全体|各|[\u4e00-\u9fff]{0,2}科室)|宣传|学习|建设|管理|监督|统计|教育|培训|研究|保障|服务|发展|协调|督查|督导|检查|调研|规划|培养|执行|竞赛|整改|评审|普法)"
    r"(?!开展|召开|实施|动员|参加|引导|各|所属|下属)(?:[\u4e00-\u9fff]{0,4}(?:部|处|科|股|室|中心|局|委|支部|办|组(?![建成织]))(?!门|署|分|理|置|员|级)|委?员(?!会|工|干)|联系人)"
)
_STRESSED = re.compile(r"(?:强调|指出)[，,：:“]")
# 从机关选派2名党务干部: with whom or from where stands before the verb.
_WITH_FIRST = re.compile(rf"(?:从|向|为|与|在)[^，,。；;的]{{2,12}}?(?:{VERBS})[^，,。；;]{{3}}")
_IS_QUOTED = re.compile(_QUOTED)
_IS_TELLING = re.compile(_TELLING)
_PAPER = re.compile(r"[^，,。；;：:（(]{4,40}(?:表|清单|名单|台账|方案|计划)")  # the title of an attachment
_PAST = re.compile(
    r"(?<!对)已[于在由按向]|(?:已|已经|累计|共)(?:经)?(?:开展|召开|举办|完成|建立|组织|制定|培训|收到|整改|检视|查摆|梳理|排查|发现)|了[，,。；;]|(?:通报|传达|听取|介绍|汇报|学习|审议|分析|总结|回顾|观看|建立|开展|召开|组织|完成|签订|举办|选派|成立|进行|印发|制定)了(?!.*[，,](?:决定|要求|议定))|[仅只](?:召开|开展|组织|举办|完成)|今年以来|这几年|近几?年来?，|一年来|去年"
)


def obliges(text: str, start: int, end: int, *, planned: bool, specific: bool) -> bool:
    """Whether the sentence text[start:end] sets something to be done.

    `specific` says that it names a deadline, a unit or a quantity. In a planned section that or a clause that opens
    with a verb suffices, elsewhere only words such as 要 and 必须 do.
    """
    sentence = text[start:end]
    if len(sentence.strip("。；;，, ")) < 4 or sentence.rstrip().endswith(("？", "?", "：", ":")):
        return False  # a question, or what only introduces
    if _PAPER.fullmatch(sentence.strip()) and not opens_with_verb(sentence.strip()):
        return False
    modal = _MODAL.search(sentence) is not None
    if _PAST.search(sentence) and not (modal and planned):
        return False
    if _IS_QUOTED.search(sentence):
        return False
    if _IS_TELLING.search(sentence):
        return modal and planned
    if modal:
        return True
    return planned and (
        specific
        or _WITH_FIRST.match(sentence) is not None
        or any(opens_with_verb(text[left:right]) for left, right in clauses(text, start, end))
    )


def asks(sentence: str) -> bool:
    """Whether a sentence says in so many words that something must or will be done (要, 须, 确保, 将)."""
    return _MODAL.search(sentence) is not None


def goes_on_quoting(text: str, before: tuple[int, int], start: int) -> bool:
    """Whether what begins at `start` goes on, behind a semicolon, with what someone is said to have stressed."""
    quoted = _STRESSED.search(text, *before) is not None
    return (
        quoted and text[before[1] - 1 : start].strip()[:1] in ("；", ";") and text[start : start + 1] == "要"
    )


def opens_with_verb(clause: str) -> bool:
    """Whether a clause opens with a verb, after the time that it may begin with."""
    if OFFICE.match(clause):
        return False
    timed = next((one.end for one in find_deadlines(clause, year=None) if one.start == 0), 0)
    if clause[:timed].endswith("完成"):  # 上半年完成…: the verb belongs to the words of the time
        return True
    return _IMPERATIVE.match(clause[timed:]) is not None
