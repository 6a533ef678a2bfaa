"""Addresses of the Response Tool."""

from django.urls import URLPattern, URLResolver, include, path

from response_tool.views import (
    answering,
    asking,
    autosaving,
    challenges,
    chasing,
    dates,
    evidence,
    own_questions,
    planning,
    putting_in,
    responding,
    reviewing,
    round_sheet,
    rounds,
    second_thoughts,
    sending,
    taking_away,
    word,
)

app_name = "response_tool"

priority: list[URLPattern | URLResolver] = [
    path("", answering.priority, name="priority"),
    path("autosave/", autosaving.autosave, name="autosave"),
    path("words/", answering.words, name="words"),
    path("ask/", asking.ask, name="ask"),
    path("actions/add/", planning.add_action, name="add_action"),
    path("actions/<row:action_pk>/", planning.change_action, name="change_action"),
    path(
        "actions/<row:action_pk>/remove/",
        planning.remove_action,
        name="remove_action",
    ),
    path("actions/<row:action_pk>/evidence/", evidence.add, name="add_action_evidence"),
    path(
        "actions/<row:action_pk>/evidence/<row:file_pk>/",
        evidence.check,
        name="check_action_evidence",
    ),
    path("evidence/", evidence.add, name="add_evidence"),
    path("evidence/<row:file_pk>/", evidence.check, name="check_evidence"),
    path(
        "evidence/<row:attachment_pk>/remove/", evidence.remove, name="remove_evidence"
    ),
]

response: list[URLPattern | URLResolver] = [
    path("", responding.tasks, name="tasks"),
    path("start/", responding.start, name="start"),
    path("which/", responding.which, name="which"),
    path("priorities/<row:number>/", include(priority)),
    path("own/", own_questions.own_answers, name="own_answers"),
    path("contact/", sending.contact, name="contact"),
    path("answers/", responding.answers, name="answers"),
    path("check/", sending.check, name="check"),
    path("receipt/", sending.receipt, name="receipt"),
    path("history/", responding.changes, name="history"),
    path("word/", taking_away.word, name="word"),
    path("pdf/", taking_away.pdf, name="pdf"),
    path("upload/", word.upload, name="upload"),
    path("handed-in/<row:handed_in_pk>/", word.handed_in, name="handed_in"),
    path("returned/", second_thoughts.returned, name="returned"),
    path("review/<slug:partnership>/", reviewing.review, name="review"),
    path("take-back/", second_thoughts.take_back, name="take_back"),
    path("evidence/<row:attachment_pk>/", evidence.download, name="evidence"),
    path("withdraw/", second_thoughts.withdraw, name="withdraw"),
]

challenge: list[URLPattern | URLResolver] = [
    path("", challenges.challenge, name="challenge"),
    path("reply/", challenges.reply, name="reply_to_challenge"),
    path("again/", challenges.again, name="ask_again"),
    path("close/", challenges.close, name="close_challenge"),
]

urlpatterns = [
    path("challenges/", challenges.log, name="challenges"),
    path("challenges/file/<slug:suffix>/", challenges.download, name="challenge_log"),
    path("challenges/<row:challenge_pk>/", include(challenge)),
    path("responses/", responding.responses, name="responses"),
    path("responses/<row:pk>/", include(response)),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/open/", rounds.open_round, name="open_round"),
    path("rounds/<row:pk>/", rounds.round_detail, name="round"),
    path("rounds/<row:pk>/download/", round_sheet.download, name="round_sheet"),
    path(
        "rounds/<row:pk>/own/<slug:partnership>/",
        own_questions.own_questions,
        name="own_questions",
    ),
    path(
        "rounds/<row:pk>/own/<slug:partnership>/<row:question_pk>/",
        own_questions.change_own_question,
        name="change_own_question",
    ),
    path("rounds/<row:pk>/chase/", chasing.chase, name="chase"),
    path("rounds/<row:pk>/dates/", dates.change_dates, name="change_dates"),
    path("rounds/<row:pk>/extend/", dates.extend, name="extend"),
    path("rounds/<row:pk>/put-in/<slug:agency>/", putting_in.put_in, name="put_in"),
]
