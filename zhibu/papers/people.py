"""How plans name people: by post (支部书记, 辅导员) or by name (李某某)."""

import re

POST = (
    "双方|老师|班主任|专员|主任|部长|处长|科长|股长|局长|院长|校长|厂长|所长|站长|队长|组长|班长|经理|主席|专干|干事|"
    "(?:安全|网格|质检|技术|信息|宣传|统计|档案|保密|合规|监督|调解|纪检)员|护士长|镇长|乡长|村长|会长|矿长|党员个人|工程师|总监|支书|指导员|网格员|小分队|服务队|突击队"
)
# Whom running words charge, and no list in brackets does.
PERSON = (
    "工作人员|员工|同志|领导|教师|学生|联络人|联系人|介绍人|召集人|带头人|志愿者|记者|民警|干警|医护人员|"
    "学员|讲师|导师|驾驶员"
)
# The commonest family names; those that are also words (高, 方, 安, 常, 周, 全) only with 某.
_FAMILY = (
    "王李张刘陈杨黄赵吴徐孙朱马胡郭林何罗郑梁谢宋唐许韩冯邓曹彭曾肖董袁潘蒋蔡余杜叶程苏魏吕丁沈任姚卢"
    "姜崔钟谭汪范廖贾韦薛邹侯孟秦尹闫段雷龙史陶贺顾郝龚邵钱武戴莫孔"
)
_MASKED = r"[\u4e00-\u9fff](?:某{1,2}|[×Xx＊*]{1,2})"
_CALLED = rf"[小老][{_FAMILY}]|[{_FAMILY}](?:工|总|姐|哥|师傅|老师|经理|主任)"  # 小李, 赵工
# Names that are no other word: 李某, 小李.
SURE_NAME = rf"(?:{_MASKED}|{_CALLED})"
NAME = re.compile(rf"{_MASKED}|{_CALLED}|[{_FAMILY}][\u4e00-\u9fff]{{1,2}}")
