"""Addresses that exist in a demonstration only."""

from django.urls import path

from demonstration import views

app_name = "demonstration"

urlpatterns = [path("mail/", views.mail, name="mail")]
