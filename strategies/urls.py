"""Addresses of strategies."""

from django.urls import path

from strategies.views import reading

app_name = "strategies"

urlpatterns = [
    path("strategies/", reading.strategies, name="strategies"),
    path("strategies/<slug:slug>/", reading.strategy, name="strategy"),
]
