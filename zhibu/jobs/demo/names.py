"""Names of fictional people. Given names are two characters of pools that make up no public figure's name."""

from random import Random

from zhibu.domain.people.choices import Gender

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅"
    "钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武乔赖庞樊兰殷施洪翟安颜倪"
)
_FIRST = {
    Gender.MALE: "景承砚皓昱煜栋铭睿晟骏彦弘屹岳柏松桦樵沐澍淳灏炜烨",
    Gender.FEMALE: "芷若婉静雅芸婧妍菲蔓岚岑筠箐茜莹瑜瑾璇珂珺霏雯黛昕",
}
_SECOND = {
    Gender.MALE: "川舟原野林帆航远征程辰朗霖泉柯岩峰磊恺珩瑞礼谦修诚翊",
    Gender.FEMALE: "竹薇宁琳琪怡欣悦蕾莲荷菊梅兰萱芮苒蓓颖彤澄溪汐月笙",
}


def draw_name(rng: Random, gender: Gender) -> str:
    """One full name; frequent surnames come up more often."""
    place = int(rng.random() ** 2 * len(_SURNAMES))
    return _SURNAMES[place] + rng.choice(_FIRST[gender]) + rng.choice(_SECOND[gender])
