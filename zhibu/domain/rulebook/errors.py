"""What can go wrong when rules are changed."""

from zhibu.domain.accounts.errors import ActError


class UnknownPack(ActError):
    def __init__(self, pack: str) -> None:
        super().__init__(f"没有规则包“{pack}”。请从规则列表中选择。")


class AlreadyOpen(ActError):
    def __init__(self, who: str) -> None:
        super().__init__(f"{who}正在修改这个规则包，还没有启用或放弃。请在那次修改上继续，或先放弃它。")


class NotOpen(ActError):
    def __init__(self, state: str) -> None:
        super().__init__(f"这次修改现在是“{state}”，不能再改。要改规则请另开始一次修改。")


class NoSuchFile(ActError):
    def __init__(self, path: str) -> None:
        super().__init__(f"规则包里没有文件“{path[:80]}”。请从左侧的文件列表中选择。")


class FileTooLong(ActError):
    def __init__(self, limit: int) -> None:
        super().__init__(f"一个规则文件不能超过{limit // 1000}千字，未保存。请分成几个文件。")


class StillWrong(ActError):
    def __init__(self, count: int) -> None:
        super().__init__(f"规则还有{count}处问题，不能提交启用。请按提示逐处改正，每处都写明了文件和行。")


class Unchanged(ActError):
    def __init__(self) -> None:
        super().__init__("内容与使用中的规则完全相同，没有什么可启用。请先修改，或放弃这次修改。")


class ReasonMissing(ActError):
    def __init__(self) -> None:
        super().__init__("改规则须写明缘由，例如依据哪份文件。请填写修改缘由。")


class OwnChange(ActError):
    def __init__(self) -> None:
        super().__init__("这次修改是您做的，须由另一人核对后启用。请交由本级其他党务干部办理。")


class NotProposed(ActError):
    def __init__(self, state: str) -> None:
        super().__init__(f"这次修改现在是“{state}”，不能启用。只有已提交启用或曾经使用过的才能启用。")


class NoSuchParameter(ActError):
    def __init__(self, parameter: str) -> None:
        super().__init__(f"这个规则包里没有可在此修改的数字“{parameter[:60]}”。请改用“文件”一栏修改。")


class NoSuchClause(ActError):
    def __init__(self, clause: str) -> None:
        super().__init__(f"没有依据“{clause[:60]}”。请从列表中选择依据；新的依据先写入 sources.yaml。")


class ValueNotANumber(ActError):
    def __init__(self, value: str) -> None:
        super().__init__(f"“{value[:30]}”不是数字，未保存。请填写如 1、0.5 这样的数字。")


class NoSuchPlace(ActError):
    def __init__(self) -> None:
        super().__init__("规则里没有这一处，可能刚被别人删去或移动。请回到列表重新打开。")


class NotInForm(ActError):
    def __init__(self, why: str) -> None:
        super().__init__(why)


class FormulaFaulty(ActError):
    def __init__(self, steps: tuple[str, ...], why: str) -> None:
        super().__init__("有公式写得不完整，未保存。请看标出的那一项，改好后再保存，其余内容都保留着。")
        self.steps, self.why = steps, why


class NameFaulty(ActError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"英文名称“{name[:60]}”要以小写字母开头，只含小写字母、数字和下划线。也可以不填，由系统取名。"
        )


class NameTaken(ActError):
    def __init__(self, name: str) -> None:
        super().__init__(f"英文名称“{name[:60]}”已经用过了。请换一个，也可以不填，由系统取名。")
