"""Settings. What differs between machines comes from the environment (.env.sample)."""

from pathlib import Path
from urllib.parse import urlsplit

from celery.schedules import crontab
from csp.constants import NONE, SELF

from neglect_portal.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()
Environment.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))

# --- What differs between machines -----------------------------------------

DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
DEBUG = env.bool("DEBUG", default=False)
DEMONSTRATION = env.bool("DEMONSTRATION", default=False)
DATABASES = {"default": env.database(data_dir=DATA_DIR)}
EMBEDDED = not env.str("DATABASE_URL", default="")
SECRET_KEY = env.secret_key(data_dir=DATA_DIR, embedded=EMBEDDED)
REDIS_URL = env.redis()
SITE_URL = env.site()
SITE_NAME = env.str("SITE_NAME", default="Neglect strategy portal")
SITE_RUN_BY = env.str("SITE_RUN_BY", default="")
SUPPORT_EMAIL = env.str("SUPPORT_EMAIL", default="")
HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS",
    default=[urlsplit(SITE_URL).hostname, "localhost", "127.0.0.1", "[::1]"],
)

# --- Rooms, from the ground up ------------------------------------------------

INSTALLED_APPS = [
    "ui.apps.UiConfig",
    "privacy",
    "activity",
    "accounts",
    "partnership",
    "notices",
    "evidence.apps.EvidenceConfig",
    "strategies",
    "response_tool",
    "performance",
    "audits",
    "dashboards",
    "holdings",
    "demonstration",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "django_celery_beat",
    "django_htmx",
    "health_check",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "ui.apps.PortalStaticFilesConfig",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SignInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "partnership.middleware.AccessMiddleware",
]

ROOT_URLCONF = "neglect_portal.urls"
WSGI_APPLICATION = "neglect_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "neglect_portal.navigation.page",
            ],
            "builtins": ["ui.templatetags.words", "ui.templatetags.govuk"],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "govuk"
CRISPY_FAIL_SILENTLY = False

# --- People -----------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}CommonPasswordValidator"},
    {
        "NAME": f"{_VALIDATION}UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboards:home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "reset_password": "accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

# --- Safety -----------------------------------------------------------------

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "ui.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Preloading binds a whole domain for years: that is for its owner to ask for.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# The largest page is an agency's grid of figures. A partnership may ask for 100
# measures (MOST in performance.actions.writing), and a measure has up to four boxes,
# each sent with what the page began from: 800 fields for each partnership that asks,
# where none of their measures is the same. There is room for five partnerships.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5 * 800 + 50

# --- Words, files and post --------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or not env.bool("STATIC_HASHED", default=True)
        else "ui.storage.HashedStaticFilesStorage"
    },
}
# What agencies upload: never below STATIC_ROOT, and served by no web server.
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(DATA_DIR / "files"))
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "ui.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CLAMAV_SOCKET = env.clamav()
# Which rooms use files as evidence, and so say where each is used.
FILE_USES = ["response_tool.uses.of_files", "audits.uses.of_files"]
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="portal@localhost")
EMAIL_TIMEOUT = 20  # seconds; well below the lease of an e-mail that is being sent
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
if email_url := env.str("EMAIL_URL", default=""):
    vars().update(env.email_url_config(email_url))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

# --- The queue ----------------------------------------------------------------

CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost//"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
CELERY_BEAT_SCHEDULE = {
    "compile dashboards whose evidence has changed": {
        "task": "dashboards.tasks.sweep",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "send e-mails that are owed": {
        "task": "notices.tasks.sweep",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    # Every hour, and harmless when done already: whoever was down makes up for it.
    "remind agencies of what is due": {
        "task": "response_tool.tasks.remind",
        "schedule": crontab(minute=5, hour="7-18"),
        "options": {"expires": 3000},
    },
    "remind owners of recommendations": {
        "task": "audits.tasks.remind_of_recommendations",
        "schedule": crontab(minute=15, hour="7-18"),
        "options": {"expires": 3000},
    },
    "owe the e-mails of the week": {
        "task": "notices.tasks.owe_week",
        "schedule": crontab(minute=0),
        "options": {"expires": 3000},
    },
    "sweep up after files": {
        "task": "evidence.tasks.sweep",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
    "remind agencies of cases to grade": {
        "task": "audits.tasks.remind",
        "schedule": crontab(minute=20, hour="7-18"),
        "options": {"expires": 3000},
    },
    "remind of files that expire": {
        "task": "evidence.tasks.remind",
        "schedule": 6 * 3600.0,
        "options": {"expires": 6 * 3500},
    },
}
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object]
LOCAL_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES: dict[str, dict[str, object]]
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 300,
        "unacked_restore_interval": 2,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 2,
        "socket_timeout": 10,
        # A save never waits for a queue that is down: the sweep finds its mark.
        "max_retries": 0,
    }
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "portal",
        }
    }
else:
    QUEUE_DIR = DATA_DIR / "queue"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE_DIR / "messages"),
        "data_folder_out": str(QUEUE_DIR / "messages"),
        "control_folder": str(QUEUE_DIR / "control"),
        "polling_interval": 0.1,
    }
    for folder in ("messages", "control"):
        (QUEUE_DIR / folder).mkdir(parents=True, exist_ok=True)
    CACHES = {"default": {"BACKEND": LOCAL_MEMORY}}

# Parts of pages, kept by each web process until what they show has moved (ADR 19).
CACHES["drawn"] = {
    "BACKEND": LOCAL_MEMORY,
    "LOCATION": "drawn",
    "TIMEOUT": 86_400,  # seconds; the day is part of every key
    "OPTIONS": {"MAX_ENTRIES": 500},  # of about 30 kB each
}
CHECK_DRAWN = env.bool("CHECK_DRAWN", default=False)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
