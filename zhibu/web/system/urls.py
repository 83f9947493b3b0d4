"""Addresses of the three administrators' rooms, and the self-check on burdens."""

from django.urls import path

from zhibu.web.system import accounts, grants, journal, relief

urlpatterns = [
    path("system/accounts/", accounts.accounts, name="system_accounts"),
    path("system/accounts/<int:pk>/close/", accounts.close_one, name="system_account_close"),
    path("system/accounts/<int:pk>/reopen/", accounts.reopen_one, name="system_account_reopen"),
    path("system/accounts/<int:pk>/password/", accounts.new_password, name="system_account_password"),
    path("system/grants/", grants.grants, name="system_grants"),
    path("system/grants/<int:pk>/end/", grants.end, name="system_grant_end"),
    path("system/journal/", journal.journal, name="system_journal"),
    path("system/journal/proof/", journal.proof, name="system_proof"),
    path("system/relief/", relief.relief, name="system_relief"),
]
