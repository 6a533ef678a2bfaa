"""What is to change, and what became of it."""

from django.urls import URLPattern, path

from audits.urls.places import AUDIT, OF_PARTNERSHIP, RECOMMENDATION
from audits.views import (
    following,
    handing_over,
    proving,
    recommendations,
    recommending,
)

urlpatterns: list[URLPattern] = [
    path(
        f"{OF_PARTNERSHIP}recommendations/",
        recommendations.recommendations,
        name="recommendations",
    ),
    path(
        f"{AUDIT}recommendations/add/",
        recommending.add,
        name="add_recommendation",
    ),
    path(
        f"{AUDIT}recommendations/send/",
        recommending.send_all,
        name="send_recommendations",
    ),
    path(
        "agencies/<slug:agency>/recommendations/",
        recommendations.own,
        name="own_recommendations",
    ),
    path(RECOMMENDATION, following.recommendation, name="recommendation"),
    path(f"{RECOMMENDATION}change/", recommending.change, name="change_recommendation"),
    path(f"{RECOMMENDATION}remove/", recommending.remove, name="remove_recommendation"),
    path(f"{RECOMMENDATION}send/", recommending.send, name="send_recommendation"),
    path(f"{RECOMMENDATION}answer/", following.answer, name="answer_recommendation"),
    path(f"{RECOMMENDATION}withdraw/", following.withdraw, name="withdraw_closing"),
    path(f"{RECOMMENDATION}close/", following.close, name="close_recommendation"),
    path(
        f"{RECOMMENDATION}send-back/",
        following.send_back,
        name="send_back_recommendation",
    ),
    path(f"{RECOMMENDATION}reopen/", following.reopen, name="reopen_recommendation"),
    path(f"{RECOMMENDATION}give/", handing_over.give, name="give_recommendation"),
    path(f"{RECOMMENDATION}end/", handing_over.end, name="end_recommendation"),
    path(f"{RECOMMENDATION}day/", following.change_due, name="change_due"),
    path(f"{RECOMMENDATION}tested/", following.tested, name="tested_by"),
    path(f"{RECOMMENDATION}evidence/add/", proving.add, name="add_proof"),
    path(
        f"{RECOMMENDATION}evidence/check/<row:file_pk>/",
        proving.check,
        name="check_proof",
    ),
    path(f"{RECOMMENDATION}evidence/<row:proof_pk>/", proving.download, name="proof"),
    path(
        f"{RECOMMENDATION}evidence/<row:proof_pk>/remove/",
        proving.remove,
        name="remove_proof",
    ),
]
