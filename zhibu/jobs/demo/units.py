"""The thirty units of the fictional department: three categories, from a giant enterprise to an office of five."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhibu.domain.organisations.choices import Category, Kind

PROVINCE = "岚江省"
DEPARTMENT = f"{PROVINCE}交通运输厅"


@dataclass(frozen=True)
class UnitSpec:
    """One unit. `top` is its Party organisation; `teams` name branches right below it, `sites` general branches each
    with a branch per word of `crews`. A unit whose top is a branch has neither; `size` is then its head count."""

    name: str
    short: str
    category: Category
    top: Kind
    teams: Sequence[str] = ()
    sites: Sequence[str] = ()
    crews: Sequence[str] = ()
    size: int = 0


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _office(short: str, size: int) -> UnitSpec:
    return UnitSpec(f"厅{short}", short, Category.ORGAN, Kind.BRANCH, size=size)


def _station(name: str, short: str, size: int, category: Category = Category.INSTITUTION) -> UnitSpec:
    return UnitSpec(f"{PROVINCE}{name}", short, category, Kind.BRANCH, size=size)


def _large(
    name: str,
    short: str,
    category: Category,
    teams: str,
    sites: str = "",
    crews: str = "",
    top: Kind = Kind.COMMITTEE,
) -> UnitSpec:
    return UnitSpec(f"{PROVINCE}{name}", short, category, top, _words(teams), _words(sites), _words(crews))


_I, _E = Category.INSTITUTION, Category.ENTERPRISE

# In an order that keeps the three categories together when only the first few units are wanted.
UNITS: tuple[UnitSpec, ...] = (
    _office("办公室", 18),
    _large(
        "公路事务中心",
        "公路中心",
        _I,
        "机关第一 机关第二 养护技术 路网运行 桥隧监测 应急保障 信息计量 后勤服务 离退休第一 离退休第二",
        "东屏分中心 南浦分中心 西岭分中心",
        "机关 养护一站 养护二站 治超站",
    ),
    _large(
        "交通建设集团有限公司",
        "交建集团",
        _E,
        "总部第一 总部第二 设备租赁 试验检测 物资供应 隧道分公司 离退休",
        "路桥一公司 路桥二公司 市政公司",
        "机关 东线项目 西线项目",
    ),
    _office("政策法规处", 6),
    _office("财务审计处", 5),
    _large(
        "交通建设质量安全监测中心",
        "质安中心",
        _I,
        "综合 公路监督 水运监督 检测 法规信息",
        top=Kind.GENERAL_BRANCH,
    ),
    _large("物流发展有限公司", "物流公司", _E, "总部 仓储 干线运输 冷链 信息平台", top=Kind.GENERAL_BRANCH),
    _station("交通宣传教育中心", "宣教中心", 6),
    _office("综合规划处", 13),
    _large(
        "高速公路集团有限公司",
        "高速集团",
        _E,
        "总部第一 总部第二 总部第三 联网收费 路网调度 机电维护 财务共享 离退休第一 离退休第二 服务管理",
        "云台分公司 清河分公司 石桥分公司 青溪分公司 北湖分公司",
        "机关 收费一 收费二 路产养护",
    ),
    _large(
        "交通职业技术学院",
        "交通学院",
        _I,
        "行政第一 行政第二 教务 学生工作 后勤 图书信息 离退休 继续教育",
        "路桥学院 汽车学院 航运学院 物流学院",
        "教工 学生第一 学生第二 实训中心",
    ),
    _office("人事教育处", 14),
    _large(
        "交通运输综合行政执法局",
        "执法局",
        _I,
        "机关第一 机关第二 法制 科技信息 指挥中心 机动一大队 机动二大队 离退休",
        "东部支队 西部支队",
        "机关 路政大队 运政大队 水上大队",
    ),
    _large(
        "水运事务中心",
        "水运中心",
        _I,
        "机关 航道规划 船闸 港口 水上搜救 航标 疏浚 澄湖航道站 白沙航道站 青屿航道站 船检 信息 船员培训"
        " 离退休",
    ),
    _large("港航投资有限公司", "港航公司", _E, "总部 港口运营 航电枢纽 船务 工程建设 客运 燃料供应 离退休"),
    _large("交通医院", "交通医院", _I, "行政 内科 外科 妇儿 急诊 门诊 医技 药剂 后勤 离退休"),
    _large("道路运输事务中心", "道运中心", _I, "机关 客运 货运 驾培维修 城市客运 信息 考试 离退休"),
    _large("交通勘察设计院有限公司", "设计院", _E, "总部 路线 桥梁 隧道 勘察 水运", top=Kind.GENERAL_BRANCH),
    _large(
        "公路养护工程有限公司", "养护公司", _E, "总部 沥青 桥梁加固 绿化 应急抢险", top=Kind.GENERAL_BRANCH
    ),
    _office("建设养护处", 16),
    _large("交通规划研究院", "规划院", _I, "综合 公路规划 水运规划 智能交通", top=Kind.GENERAL_BRANCH),
    _large("工程咨询监理有限公司", "监理公司", _E, "总部 监理一部 监理二部 咨询", top=Kind.GENERAL_BRANCH),
    _station("交通建设造价管理站", "造价站", 15),
    _station("交通运输信息中心", "信息中心", 22),
    _large("智慧交通科技有限公司", "智慧公司", _E, "研发 工程 综合", top=Kind.GENERAL_BRANCH),
    _large("高速服务区经营有限公司", "服务区公司", _E, "总部 东片区 西片区", top=Kind.GENERAL_BRANCH),
    _station("交通工程检测有限公司", "检测公司", 26, _E),
    _station("交通博物馆", "博物馆", 9),
    _office("安全监督处", 11),
    _office("离退休人员工作处", 46),
)
# Two offices too small for a branch of their own share one.
JOINT = ("政策法规处", "财务审计处")
