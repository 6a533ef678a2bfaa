"""Addresses of strategies."""

from django.urls import path

from strategies import views

app_name = "strategies"

urlpatterns = [
    path("strategies/", views.strategies, name="strategies"),
    path("strategies/<slug:slug>/", views.strategy, name="strategy"),
]
