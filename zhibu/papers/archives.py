"""Office files are zip archives from strangers: sizes, names and XML are judged before anything is read."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from zhibu.papers.errors import PaperError

MAX_ENTRIES = 5_000
MAX_UNPACKED = 200 * 1024 * 1024
# Real office XML packs to 1/10 .. 1/40; a bomb of zeros to 1/1000. Small files may pack better, hence the floor.
MAX_RATIO = 150
RATIO_FLOOR = 5 * 1024 * 1024

_DTD_MARKS = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")
)


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip file that passed every check; `read` gives the bytes of an entry, or None where there is none."""

    content: bytes
    file: zipfile.ZipFile
    names: frozenset[str]

    def read(self, name: str) -> bytes | None:
        """Raises PaperError when the entry is damaged or is XML with a document type definition."""
        if name not in self.names:
            return None
        try:
            content = self.file.read(name)
        except Exception as error:  # zipfile, zlib, lzma and struct share no base class
            raise damaged() from error
        if name.endswith((".xml", ".rels")) and any(mark in content for mark in _DTD_MARKS):
            raise PaperError(
                "文件被拒绝",
                "其中的 XML 带有实体定义，可能用来攻击系统",
                "请用 Word 或 WPS 打开后另存为新文件再上传",
            )
        return content


def damaged() -> PaperError:
    return PaperError("文件打不开", "内容已损坏或不完整", "请用 Word 或 WPS 打开后重新保存，再上传一次")


def open_archive(content: bytes) -> Archive:
    """Raises PaperError for a damaged archive, a zip bomb, too many entries or entry names that leave the archive."""
    try:
        file = zipfile.ZipFile(io.BytesIO(content))
        entries = file.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise damaged() from error
    if len(entries) > MAX_ENTRIES:
        raise PaperError(
            "文件被拒绝", f"压缩包内的条目超过 {MAX_ENTRIES} 个", "请另存为新文件，或拆成几个文件再上传"
        )
    for entry in entries:
        _check_name(entry.filename)
        if entry.flag_bits & 0x1:
            raise PaperError("文件打不开", "文件设有密码", "请去掉密码后另存，再上传")
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, len(content))
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_FLOOR and unpacked / packed > MAX_RATIO):
        raise PaperError(
            "文件被拒绝",
            f"解压后将有 {unpacked // (1024 * 1024)} MB，远大于文件本身，疑似压缩炸弹",
            "请用 Word 或 WPS 打开后另存为新文件；若确有大量图片，请删去图片只留文字",
        )
    return Archive(content, file, frozenset(entry.filename for entry in entries))


def _check_name(name: str) -> None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]) or "\x00" in name:
        raise PaperError(
            "文件被拒绝", "压缩包内有指向包外的路径", "请用 Word 或 WPS 打开后另存为新文件再上传"
        )
