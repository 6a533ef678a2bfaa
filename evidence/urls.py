"""Addresses of an agency's files."""

from django.urls import path

from evidence.views import files

app_name = "evidence"

urlpatterns = [
    path("files/", files.files, name="files"),
    path("files/add/", files.add, name="add"),
    path("files/<row:pk>/", files.file, name="file"),
    path("files/<row:pk>/check/", files.check, name="check"),
    path("files/<row:pk>/download/", files.download, name="download"),
    path("files/<row:pk>/remove/", files.remove, name="remove"),
]
