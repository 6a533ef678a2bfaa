"""Addresses of the home page and of the board's dashboards."""

from django.urls import include, path

from dashboards import views

app_name = "dashboards"

one_board = [
    path("", views.board, name="board"),
    path("freshness/", views.freshness, name="freshness"),
    path("overdue/", views.overdue, name="overdue"),
    path("difference/", views.difference, name="difference"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("dashboards/", views.boards, name="boards"),
    path("dashboards/<slug:partnership>/<slug:strategy>/", include(one_board)),
]
