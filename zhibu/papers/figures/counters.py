"""The words that count in the genre: what may follow a number and make it a claim."""

import re

# Longest first inside the pattern, so that 人次 is not read as 人.
_WORDS = """
    人次 人/次 场次 篇次 册次 件次 户次 个百分点 百分点 平方公里 平方米 立方米 公里 公顷 学时 课时 小时 分钟
    美元 元 人 名 位 个 家 项 条 件 篇 册 本 份 起 例 户 处 所 座 支 批 类 种 部 套 台 辆 艘 架 间 栋 幢 亩 吨 千瓦
    次 期 场 堂 节 轮 届次 遍 天 周 个月 倍 成 面 幅 块 张 首 则 段 对 组 队 站 集 副 棵 株 盏 斤 公斤 米 ％ % ‰
    回 趟 笔 台次 毫升 千米 平米 千克 千瓦时 人份 昼夜 个昼夜 个季度 个学期 学期 个小时 个学时 个课时 个工时
    艘次 架次 列次 趟次
    盒 瓶 桶 床 盆 只 头 口 道 票 度 束 粒 颗 匹 餐 升 学分 工日 工时 人天 平方 立方 兆瓦 兆瓦时 航次 标箱 台套 车 克
    个次 项次 支次 批次 家次 班次 年 岁 字 分 讲 秒 卷 封 页 番 枚 宗 桩 款 箱 袋 门 车次 轮次 课次
"""
COUNTERS = "|".join(sorted(_WORDS.split(), key=len, reverse=True))
# 212人（次）, 128场(次), 1200人/次 count times.
COUNTED = rf"[人场户篇册件批][（(/]次[）)]?|{COUNTERS}"

# After these a number names a thing and claims nothing: 三个方面, 五点意见, 四个意识 without its quotes.
_STRUCTURE = re.compile(
    r"(?:大)?(?:方面|意见|要求|希望|层面|维度|环节|步骤|阶段|结合|转变|导向|理念|原则|关系|意识|自信|维护|确立|永远|代表|"
    r"务必|必由之路|坚持|明确|统一|服从|凡是|月内|工作日|以上学历|级|百分之百|名[：:])"
)
# Terms with a number in them that are names.
_TERMS = re.compile(
    r"三会一课|两学一做|一岗双责|三重一大|两个维护|两个确立|四个意识|四个自信|四个服从|四种形态|八项规定|八项|三项制度|五项基本制度|"
    r"三严三实|四风|五位一体|四个全面|三大攻坚战|两个一百年|两个永远|一带一路|七个有之|十项重点任务|五个必须|三个代表|"
    r"一函两书三报|三个区分开来|六项纪律|四议两公开|五个到位|两代表一委员|一把手|一肩挑|一票否决|第一议题|第一责任人|三公|"
    r"百年|千方百计|万众一心|十全十美|一线|一批|一系列|一定|一致|一体|一心|一些|一直|一切|一并|一道|一起(?![安事案投违信火责])|一律|一旦|"
    r"成百上千|四张清单|三级联动|三年行动|五年规划|十五五|十四五|十三五|二十大|十九大|十八大|三中全会|四中全会|五中全会|六中全会"
)
# A lone 一 before these only means "a": 一个主题, 一项工作. A count of one is written 1 or 一次.
_A = re.compile(
    r"个|批|项|种|类|支|名|条|件|级|家|部|份|位|面|套|块|张|则|段|对|组|队|集|站|本|成|所|座|处|天|周|首|起|轮|遍|场|例"
)


_BEHIND = re.compile(
    r"[\u4e00-\u9fff”》](?<![这那每某哪各另首任同上下的是又再有进漏落成为了着过到在出唯统不第其中之最后前新头末人户村年月天日周季岗事])$"
)
_THINGS = re.compile("[个名份件项条篇处座所例起张幅面支部套]$")
_THERE_IS = re.compile("[名人起例]|个党?总?支部")

# Counters that are also the beginning of other words, and what shows that they count nothing there.
_NOT_COUNTED = {
    "成": re.compile(r"功|立|为|效|果|员|绩|长|本|就|熟|都|型|品"),
    "处": re.compile(r"置|分|理|罚|级"),
    "面": re.compile(r"对|向|临|前|貌"),
    "对": re.compile(r"一|照|标|于|接"),
    "组": re.compile(r"织|成|建"),
    "队": re.compile(r"伍|党|支|长|员"),
    "集": re.compile(r"中|体|团|合"),
    "本": re.compile(r"单位|部门|级|系统|年|职|次"),
    "小时": re.compile(r"外|以外|值班|值守|服务|热线|工作制|不间断|在线|待命"),
    "部": re.compile(r"门|署|分|室"),
    "场": re.compile(r"所|地|景"),
    "期": re.compile(r"间|内|待"),
    "批": re.compile(r"评|准|示"),
    "条": re.compile(r"件|例"),
    "门": re.compile(r"户|口|诊|卫|市|槛|类"),
    "支": re.compile(r"部|委|书"),
    "项": re.compile(r"目(?:部|经理)"),
    "位": re.compile(r"一体|置|于"),
    "个": re.compile(r"人(?!次)|性|别|体"),
    "分": re.compile(r"[钟别类析管工解组批子之店公支局队厂行校散享配布化期红级层门]"),
    "讲": re.compile(r"[话解述座授评台课清究求堂师政稿好]"),
    "回": re.compile(r"[头访顾应复升落到来归]"),
    "笔": re.compile(r"[试者记录杆迹]"),
    "只": re.compile(r"[有是能要需占限为在剩顾会可]"),
    "头": re.compile(r"[抓并跑在脑绪衔]"),
    "口": re.compile(r"[号径岸头碑令腔]"),
    "道": re.compile(r"[路德理教口工里]|防线|关"),
    "票": re.compile(r"[否决据面价务]"),
    "度": re.compile(r"[评测全无考报工总夏假过]"),
    "克": re.compile(r"[服难勤隆扣己敌]"),
    "车": re.compile(r"[辆间次位站队道主型险库票祸载流展程厂床工皮行]"),
    "餐": re.compile(r"[厅饮具]"),
    "升": re.compile(r"[级至到学高温降值起旗为]"),
    "字": re.compile(r"方针|诀|经|箴言|要求"),
}
# A year, an age or a station is a claim only after such words: 连续3年, 平均年龄29岁.
_ONLY_AFTER = {
    "年": re.compile(r"(?:历经|历时|连续|累计|满|时隔|长达|已有|坚持了?|期(?:限)?为?)$"),
    "站": re.compile(r"(?:共|有|建成?|设立?|驿|新增)$"),  # else a name: 公路中心二站
    "番": re.compile(r"翻了?$"),
    "岁": re.compile(
        r"(?:平均|年龄)(?:年龄)?(?:为|约|达到?|从|由)?$|(?:增加|减少|提高|降低|下降|上升|增长|年轻|[大小])了?$|(?:降|升|下降|上升|降低|提高)(?:到|至|为)$"
    ),
}

_RANKS = re.compile(r"(?:[前末居列]|(?<!\d0)后|倒数|排名|排)$")
_SPANS = {"天", "周", "个月", "小时"}


def unit_of(counter: str) -> str:
    """The unit that a counter as written stands for."""
    plain = re.sub("[（()）/]", "", counter)
    whole = {
        "百分点": "个百分点",
        "月": "个月",
        "季度": "个季度",
        "个小时": "小时",
        "个学时": "学时",
        "个课时": "课时",
    }
    return {"％": "%", **whole}.get(plain, plain)


def is_structure(number: str, after: str) -> bool:
    """Whether the words after a counter show that a list or slogan is counted, not a fact."""
    if not number.isascii() and re.match("(?:重点|主要|具体)?(?:工作|任务)", after):
        return True
    return _STRUCTURE.match(after) is not None


def counts_nothing(counter: str, before: str, after: str) -> bool:
    """Whether the counter is part of another word, or a year or a time of day instead of a duration."""
    if counter in ("个月", "个季度") and before.endswith(("前", "头", "近", "上", "后")):
        return True  # 前8个月 is a time
    if counter in _SPANS and (before.endswith("每") or after.startswith("内")):
        return True  # 每两周 is a frequency, 两周内 a limit
    if counter in ("位", "名") and _RANKS.search(before):
        return True  # 排名后三位, 前3名
    if (counter == "分" and before.endswith(("时", "点"))) or (counter == "页" and before.endswith("共")):
        return True  # 9时30分; the pages of the paper itself
    if counter in _ONLY_AFTER:
        return _ONLY_AFTER[counter].search(before) is None
    pattern = _NOT_COUNTED.get(counter)
    return pattern is not None and pattern.match(after) is not None


def term_spans(text: str) -> list[tuple[int, int]]:
    """Where fixed terms stand whose numbers are part of a name."""
    return [match.span() for match in _TERMS.finditer(text)]


def is_article(number: str, counter: str, before: str, after: str) -> bool:
    """Whether 一 and its counter only introduce a noun; they count behind it (名单一份。) and of persons and cases that
    there are (有一名党员被通报)."""
    if number != "一" or _A.fullmatch(counter) is None:
        return False
    ends = not after or after[0] in "，。；、,;）)\n"
    behind = ends and _THINGS.match(counter) is not None and _BEHIND.search(before) is not None
    return not (behind or there_is(before, counter, after))


def there_is(before: str, counter: str, after: str) -> bool:
    """有一名党员, 有一个支部: one of them is reported."""
    return before.endswith("有") and _THERE_IS.match(counter + after) is not None
