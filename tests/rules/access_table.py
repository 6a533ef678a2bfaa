"""Who gets what at every address: the one written table.

A row is an address; under it GET and POST, with a column for every role. The thing in
hand is Hopewell's draft in an open round of Northshire and Castlebourne; “sent” rows
are about the same response once it is submitted. POST sends nothing but a token.

200 shown, 302 sent on, “in” sent to sign in first, 401 signed out meanwhile, 403
refused with the reason, 404 not theirs to know of, 405 not how it is asked, 409 too
late.
"""

ROLES = (
    *("stranger", "nobody", "viewer", "contributor", "lead", "other_lead"),
    *("coordinator", "board", "auditor", "analyst"),
    *("coordinator_elsewhere", "administrator"),
)

#       str. nob. view con. lead othr coor bord audt anal else admn
TABLE = """
account_change_password
  GET    in  200  200  200  200  200  200  200  200  200  200  200
  POST  401  200  200  200  200  200  200  200  200  200  200  200
account_inactive
  GET   200  200  200  200  200  200  200  200  200  200  200  200
  POST  405  405  405  405  405  405  405  405  405  405  405  405
account_login
  GET   200  302  302  302  302  302  302  302  302  302  302  302
  POST  200  302  302  302  302  302  302  302  302  302  302  302
account_logout
  GET   302  200  200  200  200  200  200  200  200  200  200  200
  POST  302  302  302  302  302  302  302  302  302  302  302  302
account_reset_password
  GET   200  200  200  200  200  200  200  200  200  200  200  200
  POST  200  200  200  200  200  200  200  200  200  200  200  200
account_reset_password_done
  GET   200  200  200  200  200  200  200  200  200  200  200  200
  POST  405  405  405  405  405  405  405  405  405  405  405  405
account_reset_password_from_key
  GET   200  200  200  200  200  200  200  200  200  200  200  200
  POST  200  200  200  200  200  200  200  200  200  200  200  200
account_reset_password_from_key_done
  GET   200  200  200  200  200  200  200  200  200  200  200  200
  POST  405  405  405  405  405  405  405  405  405  405  405  405
account_set_password
  GET    in  302  302  302  302  302  302  302  302  302  302  302
  POST  401  302  302  302  302  302  302  302  302  302  302  302
account_signup
  GET   200  302  302  302  302  302  302  302  302  302  302  302
  POST  200  302  302  302  302  302  302  302  302  302  302  302
accounts:account
  GET    in  200  200  200  200  200  200  200  200  200  200  200
  POST  401  405  405  405  405  405  405  405  405  405  405  405
dashboards:board
  GET    in  403  403  403  403  403  200  200  200  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
dashboards:boards
  GET    in  403  403  403  403  403  200  200  200  200  200  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
dashboards:difference
  GET    in  403  403  403  403  403  200  200  200  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
dashboards:freshness
  GET    in  403  403  403  403  403  200  200  200  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
dashboards:home
  GET    in  200  200  200  200  200  200  200  200  200  200  200
  POST  401  405  405  405  405  405  405  405  405  405  405  405
dashboards:overdue
  GET    in  403  403  403  403  403  200  200  200  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
demonstration:mail
  GET   200  200  200  200  200  200  200  200  200  200  200  200
  POST  405  405  405  405  405  405  405  405  405  405  405  405
evidence:add
  GET    in  403  403  200  200  200  403  403  403  403  403  403
  POST  401  403  403  200  200  200  403  403  403  403  403  403
evidence:check
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  302  302  404  403  403  403  403  403  403
evidence:download
  GET    in  403  200  200  200  404  403  403  403  403  403  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
evidence:file
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
evidence:files
  GET    in  403  200  200  200  200  403  403  403  403  403  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
evidence:remove
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  403  403  302  302  404  403  403  403  403  403  403
holdings:agency
  GET    in  403  403  403  200  404  403  403  403  403  403  403
  POST  401  403  403  403  200  404  403  403  403  403  403  403
holdings:partnership
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  200  403  403  403  404  403
health
  GET   200  200  200  200  200  200  200  200  200  200  200  200
  POST  405  405  405  405  405  405  405  405  405  405  405  405
notices:follow
  GET    in  404  404  404  302  404  404  404  404  404  404  404
  POST  401  405  405  405  405  405  405  405  405  405  405  405
notices:mark_read
  GET    in  405  405  405  405  405  405  405  405  405  405  405
  POST  401  302  302  302  302  302  302  302  302  302  302  302
notices:messages
  GET    in  200  200  200  200  200  200  200  200  200  200  200
  POST  401  405  405  405  405  405  405  405  405  405  405  405
notices:send_again
  GET    in  405  405  405  405  405  405  405  405  405  405  405
  POST  401  403  403  403  403  403  302  403  403  403  404  403
notices:settings
  GET    in  200  200  200  200  200  200  200  200  200  200  200
  POST  401  302  302  302  302  302  302  302  302  302  302  302
notices:turn_off
  GET   200  200  200  200  200  200  200  200  200  200  200  200
  POST  200  200  200  200  200  200  200  200  200  200  200  200
notices:undelivered
  GET    in  403  403  403  403  403  200  403  403  403  200  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
partnership:add_agency
  GET   in  403  403  403  403  403  200  403  403  403  404  403
  POST  401 403  403  403  403  403  200  403  403  403  404  403
partnership:add_holiday
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  200  403  403  403  404  403
partnership:change_agency
  GET   in  403  403  403  403  403  200  403  403  403  404  403
  POST  401 403  403  403  403  403  200  403  403  403  404  403
partnership:change_holiday
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  200  403  403  403  404  403
partnership:change_seat
  GET   in  403  403  403  403  403  200  403  403  403  404  403
  POST  401 403  403  403  403  403  200  403  403  403  404  403
partnership:confirm_import
  GET   in  405  405  405  405  405  405  405  405  405  405  405
  POST  401 403  403  403  403  403  200  403  403  403  404  403
partnership:contact
  GET   in  403  403  403  403  403  200  403  403  403  404  403
  POST  401 403  403  403  403  403  200  403  403  403  404  403
partnership:end_seat
  GET   in  403  403  403  403  403  200  403  403  403  404  403
  POST  401 403  403  403  403  403  200  403  403  403  404  403
partnership:give_seat
  GET   in  403  403  403  403  403  200  403  403  403  404  403
  POST  401 403  403  403  403  403  200  403  403  403  404  403
partnership:holidays
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
partnership:import_agencies
  GET   in  403  403  403  403  403  200  403  403  403  404  403
  POST  401 403  403  403  403  403  200  403  403  403  404  403
partnership:import_template
  GET   in  403  403  403  403  403  200  403  403  403  404  403
  POST  401 405  405  405  405  405  405  405  405  405  405  405
partnership:partnership
  GET   in  403  403  403  403  403  200  403  403  403  404  403
  POST  401 405  405  405  405  405  405  405  405  405  405  405
partnership:partnerships
  GET   in  403  403  403  403  403  302  403  403  403  302  403
  POST  401 405  405  405  405  405  405  405  405  405  405  405
partnership:remove_holiday
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  302  403  403  403  404  403
partnership:wording
  GET   in  403  403  403  403  403  200  403  403  403  404  403
  POST  401 403  403  403  403  403  200  403  403  403  404  403
performance:area
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  403  403  403  403  403  302  403  403  302  404  403
performance:areas
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  403  403  403  403  403  200  403  403  200  404  403
performance:ask
  GET    in  403  403  403  403  403  302  403  403  302  404  403
  POST  401  403  403  403  403  403  302  403  403  302  404  403
performance:change
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  403  403  403  403  403  200  403  403  200  404  403
performance:choose
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  403  403  403  403  403  404  403  403  404  404  403
performance:figures
  GET    in  403  200  200  200  404  403  403  403  403  403  403
  POST  401  403  403  302  302  404  403  403  403  403  403  403
performance:hidden
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
performance:measure
  GET    in  403  403  403  403  403  200  200  200  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
performance:measures
  GET    in  403  403  403  403  403  200  200  200  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
performance:own
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  403  403  403  403  403  200  403  403  200  404  403
performance:partnerships
  GET    in  403  403  403  403  403  302  302  302  302  302  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
performance:populations
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  403  403  403  403  403  200  403  403  200  404  403
performance:populations_save
  GET    in  405  405  405  405  405  405  405  405  405  405  405
  POST  401  403  403  403  403  403  200  403  403  200  404  403
performance:populations_template
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
performance:profile
  GET    in  403  403  403  403  403  200  200  200  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
performance:profile_pdf
  GET    in  403  403  403  403  403  200  200  200  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
performance:put_in
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  403  403  403  403  403  200  403  403  200  404  403
performance:put_in_save
  GET    in  405  405  405  405  405  405  405  405  405  405  405
  POST  401  403  403  403  403  403  200  403  403  200  404  403
performance:put_in_template
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
performance:rebase
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  403  403  403  403  403  200  403  403  200  404  403
performance:received
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
performance:remove_area
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  403  403  403  403  403  302  403  403  302  404  403
performance:returns
  GET    in  403  200  200  200  200  403  403  403  403  403  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
performance:review
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  403  403  403  403  403  302  403  403  302  404  403
performance:send
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
performance:spreadsheet
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
performance:stop
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  403  403  403  403  403  200  403  403  200  404  403
performance:upload
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
performance:upload_save
  GET    in  405  405  405  405  405  405  405  405  405  405  405
  POST  401  403  403  200  200  404  403  403  403  403  403  403
performance:benchmarks
  GET    in  403  403  403  403  403  200  403  403  200  200  403
  POST  401  403  403  403  403  403  200  403  403  200  200  403
performance:columns
  GET    in  403  403  403  403  403  200  403  403  200  200  403
  POST  401  403  403  403  403  403  200  403  403  200  200  403
performance:dataset
  GET    in  403  403  403  403  403  200  403  403  200  200  403
  POST  401  403  403  403  403  403  200  403  403  200  200  403
performance:release
  GET    in  403  403  403  403  403  200  403  403  200  200  403
  POST  401  403  403  403  403  403  302  403  403  302  302  403
performance:add_voice
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  403  403  403  403  403  200  403  403  200  404  403
performance:change_voice
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  403  403  403  403  403  200  403  403  200  404  403
performance:remove_voice
  GET    in  403  403  403  403  403  200  403  403  200  404  403
  POST  401  403  403  403  403  403  200  403  403  200  404  403
performance:voices
  GET    in  403  403  403  403  403  200  200  200  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:add_action
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
response_tool:add_action_evidence
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
response_tool:add_evidence
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
response_tool:answers
  GET    in  403  200  200  200  404  404  404  404  404  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:ask
  GET    in  403  403  403  403  403  404  404  404  403  404  403
  POST  401  403  403  403  403  403  409  409  409  403  404  403
response_tool:ask_again
  GET    in  403  403  403  403  403  200  200  403  403  404  403
  POST  401  403  403  403  403  403  409  409  403  403  404  403
response_tool:challenge
  GET    in  403  200  200  200  404  200  200  200  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:challenge_log
  GET    in  403  200  200  200  200  200  200  200  200  200  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:challenges
  GET    in  403  200  200  200  200  200  200  200  200  200  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:autosave
  GET    in  405  405  405  405  405  405  405  405  405  405  405
  POST  401  403  403  200  200  404  403  403  403  403  403  403
response_tool:change_action
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
response_tool:change_dates
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  200  403  403  403  404  403
response_tool:check_action_evidence
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  302  302  404  403  403  403  403  403  403
response_tool:check_evidence
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  302  302  404  403  403  403  403  403  403
response_tool:change_own_question
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  200  403  403  403  404  403
response_tool:chase
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  200  403  403  403  404  403
response_tool:check
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  403  403  403  200  404  403  403  403  403  403  403
response_tool:close_challenge
  GET    in  403  403  403  403  403  200  200  403  403  404  403
  POST  401  403  403  403  403  403  200  200  403  403  404  403
response_tool:contact
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
response_tool:evidence
  GET    in  403  200  200  200  404  404  404  404  404  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:extend
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  200  403  403  403  404  403
response_tool:handed_in
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
response_tool:history
  GET    in  403  200  200  200  404  404  404  404  404  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:open_round
  GET    in  403  403  403  403  403  200  403  403  403  200  403
  POST  401  403  403  403  403  403  200  403  403  403  200  403
response_tool:own_answers
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  403  403  302  302  404  403  403  403  403  403  403
response_tool:own_questions
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  200  403  403  403  404  403
response_tool:pdf
  GET    in  403  200  200  200  404  404  404  404  404  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:priority
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  403  403  302  302  404  403  403  403  403  403  403
response_tool:put_in
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  200  403  403  403  404  403
response_tool:receipt
  GET    in  403  302  302  302  404  403  403  403  403  403  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:remove_action
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  403  403  302  302  404  403  403  403  403  403  403
response_tool:remove_evidence
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  403  403  302  302  404  403  403  403  403  403  403
response_tool:reply_to_challenge
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
response_tool:responses
  GET    in  403  200  200  200  200  403  403  403  403  403  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:returned
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  302  302  404  403  403  403  403  403  403
response_tool:review
  GET    in  403  403  403  403  403  302  403  403  403  404  403
  POST  401  403  403  403  403  403  302  403  403  403  404  403
response_tool:round
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:round_sheet
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:rounds
  GET    in  403  403  403  403  403  200  403  403  403  200  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:start
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  403  403  302  302  404  403  403  403  403  403  403
response_tool:take_back
  GET    in  403  403  403  200  404  403  403  403  403  403  403
  POST  401  403  403  403  200  404  403  403  403  403  403  403
response_tool:tasks
  GET    in  403  302  302  302  404  404  404  404  404  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:upload
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
response_tool:which
  GET    in  403  403  200  200  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
response_tool:withdraw
  GET    in  403  403  403  200  404  403  403  403  403  403  403
  POST  401  403  403  403  200  404  403  403  403  403  403  403
response_tool:word
  GET    in  403  200  200  200  404  404  404  404  404  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:words
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  302  302  404  403  403  403  403  403  403
strategies:add_part
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  200  403  403  403  404  403
strategies:adopt
  GET    in  403  403  403  403  403  302  403  403  403  404  403
  POST  401  403  403  403  403  403  302  403  403  403  404  403
strategies:adoption
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  200  403  403  403  404  403
strategies:change_part
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  200  403  403  403  404  403
strategies:changes
  GET    in  403  404  404  404  404  200  200  200  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
strategies:decline
  GET    in  403  403  403  403  403  302  403  403  403  404  403
  POST  401  403  403  403  403  403  302  403  403  403  404  403
strategies:delete
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  302  403  403  403  404  403
strategies:download
  GET    in  403  200  200  200  200  200  200  200  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
strategies:edit
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
strategies:edit_text
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  200  403  403  403  404  403
strategies:import
  GET    in  403  403  403  403  403  200  403  403  403  200  403
  POST  401  403  403  403  403  403  200  403  403  403  200  403
strategies:import_outline
  GET    in  403  403  403  403  403  302  403  403  403  302  403
  POST  401  403  403  403  403  403  200  403  403  403  200  403
strategies:move_part
  GET    in  405  405  405  405  405  405  405  405  405  405  405
  POST  401  403  403  403  403  403  302  403  403  403  404  403
strategies:new
  GET    in  403  403  403  403  403  200  403  403  403  200  403
  POST  401  403  403  403  403  403  200  403  403  403  200  403
strategies:number
  GET    in  405  405  405  405  405  405  405  405  405  405  405
  POST  401  403  403  403  403  403  302  403  403  403  404  403
strategies:propose
  GET    in  403  403  403  403  403  403  403  403  403  404  403
  POST  401  403  403  403  403  403  403  403  403  403  404  403
strategies:publish
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  302  403  403  403  404  403
strategies:remove_part
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  302  403  403  403  404  403
strategies:revise
  GET    in  403  403  403  403  403  302  403  403  403  404  403
  POST  401  403  403  403  403  403  302  403  403  403  404  403
strategies:sign_up
  GET    in  403  403  403  200  404  403  403  403  403  403  403
  POST  401  403  403  403  200  404  403  403  403  403  403  403
strategies:strategies
  GET    in  403  200  200  200  200  200  200  200  200  200  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
strategies:strategy
  GET    in  403  200  200  200  200  200  200  200  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
strategies:usual
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  302  403  403  403  404  403
ui:accessibility
  GET   200  200  200  200  200  200  200  200  200  200  200  200
  POST  405  405  405  405  405  405  405  405  405  405  405  405
ui:cookies
  GET   200  200  200  200  200  200  200  200  200  200  200  200
  POST  405  405  405  405  405  405  405  405  405  405  405  405
ui:help
  GET   200  200  200  200  200  200  200  200  200  200  200  200
  POST  405  405  405  405  405  405  405  405  405  405  405  405
ui:privacy
  GET   200  200  200  200  200  200  200  200  200  200  200  200
  POST  405  405  405  405  405  405  405  405  405  405  405  405
response_tool:add_action sent
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
response_tool:add_action_evidence sent
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
response_tool:add_evidence sent
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
response_tool:answers sent
  GET    in  403  200  200  200  404  200  200  200  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:ask sent
  GET    in  403  403  403  403  403  200  200  200  403  404  403
  POST  401  403  403  403  403  403  200  200  200  403  404  403
response_tool:change_action sent
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
response_tool:check_action_evidence sent
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  409  409  404  403  403  403  403  403  403
response_tool:check_evidence sent
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  409  409  404  403  403  403  403  403  403
response_tool:check sent
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  302  302  404  403  403  403  403  403  403
response_tool:contact sent
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
response_tool:evidence sent
  GET    in  403  200  200  200  404  200  200  200  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:history sent
  GET    in  403  200  200  200  404  200  200  200  200  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:priority sent
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  409  409  404  403  403  403  403  403  403
response_tool:receipt sent
  GET    in  403  200  200  200  404  403  403  403  403  403  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:remove_action sent
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
response_tool:remove_evidence sent
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  409  409  404  403  403  403  403  403  403
response_tool:returned sent
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  302  302  404  403  403  403  403  403  403
response_tool:review sent
  GET    in  403  403  403  403  403  200  403  403  403  404  403
  POST  401  403  403  403  403  403  200  403  403  403  404  403
response_tool:start sent
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  302  302  404  403  403  403  403  403  403
response_tool:take_back sent
  GET    in  403  403  403  200  404  403  403  403  403  403  403
  POST  401  403  403  403  302  404  403  403  403  403  403  403
response_tool:tasks sent
  GET    in  403  302  302  302  404  302  302  302  302  404  403
  POST  401  405  405  405  405  405  405  405  405  405  405  405
response_tool:which sent
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  200  200  404  403  403  403  403  403  403
response_tool:withdraw sent
  GET    in  403  403  403  200  404  403  403  403  403  403  403
  POST  401  403  403  403  200  404  403  403  403  403  403  403
response_tool:words sent
  GET    in  403  403  302  302  404  403  403  403  403  403  403
  POST  401  403  403  409  409  404  403  403  403  403  403  403
"""
