from django.apps import AppConfig


class ResponseToolConfig(AppConfig):
    name = "response_tool"
    verbose_name = "Response Tool"
