"""Root addresses: pages, API, and the pages for errors."""

from django.urls import include, path

from zhibu.api.site import api

urlpatterns = [
    path("api/", api.urls),
    path("", include("zhibu.web.urls")),
]

handler400 = "zhibu.web.frame.views.bad_request"
handler403 = "zhibu.web.frame.views.forbidden"
handler404 = "zhibu.web.frame.views.not_found"
handler500 = "zhibu.web.frame.views.server_error"
