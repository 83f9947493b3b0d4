"""Closed lists about persons. Values are the words of the snapshot schema (zhibu.facts)."""

from django.db import models


class Gender(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


class Status(models.TextChoices):
    FULL = "full", "正式党员"
    PROBATIONARY = "probationary", "预备党员"


class Leaving(models.TextChoices):
    """Why someone is no longer in this site's register."""

    ELSEWHERE = "elsewhere", "转往系统外的党组织"
    DIED = "died", "去世"
    LEFT_PARTY = "left_party", "出党"
    MISTAKE = "mistake", "误登记"


class PostKind(models.TextChoices):
    SECRETARY = "secretary", "书记"
    DEPUTY_SECRETARY = "deputy_secretary", "副书记"
    ORGANISATION_MEMBER = "organisation_member", "组织委员"
    PUBLICITY_MEMBER = "publicity_member", "宣传委员"
    DISCIPLINE_MEMBER = "discipline_member", "纪检委员"
    COMMITTEE_MEMBER = "committee_member", "委员"
    GROUP_LEADER = "group_leader", "党小组组长"
    LEADER = "leader", "班子成员"


# Those who sit in the branch committee and are expected at its meetings.
COMMITTEE_POSTS = (
    PostKind.SECRETARY,
    PostKind.DEPUTY_SECRETARY,
    PostKind.ORGANISATION_MEMBER,
    PostKind.PUBLICITY_MEMBER,
    PostKind.DISCIPLINE_MEMBER,
    PostKind.COMMITTEE_MEMBER,
)
