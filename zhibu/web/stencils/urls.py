"""范本: an office's own Word files, filled from closed quarters."""

from django.urls import path

from zhibu.web.stencils import keeping, reading

urlpatterns = [
    path("stencils/", keeping.stencils, name="stencils"),
    path("stencils/starter/", reading.starter, name="stencil_starter"),
    path("stencils/<int:pk>/", keeping.stencil, name="stencil_page"),
    path("stencils/<int:pk>/state/", keeping.state, name="stencil_state"),
    path("stencils/<int:pk>/filled/<int:closing>/", reading.filled, name="stencil_filled"),
    path("stencils/<int:pk>/versions/<int:number>/", reading.original, name="stencil_original"),
]
