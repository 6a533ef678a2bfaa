"""Addresses of messages."""

from django.urls import path

from notices.views import choosing, reading, undelivered

app_name = "notices"

urlpatterns = [
    path("messages/", reading.messages, name="messages"),
    path("messages/read/", reading.mark_read, name="mark_read"),
    path("messages/settings/", choosing.settings, name="settings"),
    path("messages/turn-off/<str:token>/", choosing.turn_off, name="turn_off"),
    path("messages/undelivered/", undelivered.undelivered, name="undelivered"),
    path(
        "messages/undelivered/<row:mail_pk>/again/",
        undelivered.send_again,
        name="send_again",
    ),
    path("messages/<row:notice_pk>/", reading.follow, name="follow"),
]
