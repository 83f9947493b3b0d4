"""Why a file is refused."""

from zhibu.domain.accounts.errors import ActError


class FileEmpty(ActError):
    def __init__(self, name: str) -> None:
        super().__init__(f"文件“{name}”是空的，没有内容可保存。请检查后重新选择文件。")


class FileTooLarge(ActError):
    def __init__(self, name: str, size: int, limit: int) -> None:
        super().__init__(
            f"文件“{name}”有{size // 2**20}兆，超过{limit // 2**20}兆的上限，未保存。请压缩图片或拆分后再上传。"
        )


class FileKindRefused(ActError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"文件“{name}”不是可保存的类型（按内容判断，不看扩展名）。"
            "可上传文字、Word、Excel、PDF 文件和 JPG、PNG 图片。"
        )
