"""What may happen to a case, written by hand from the description of the process.

Never generate it from the table: it is there to disagree with it. Whatever is not a line here
is refused. `desk` is the kelurahan's desk and, for walk-ins, the front office; `-> next` is the
business of the route, whose arrows stand below; `-> same` leaves the case where it is.
"""

from __future__ import annotations

DESK = ("puskesos_officer", "puskesos_coordinator", "front_office")

MOVES = """
submitted            screen             system desk                   screening
submitted            screened           system                        next
submitted            assign             system                        next
screening            screened           system desk                   next
screening            listed             desk back_office registry_operator  same
screening            not_listed         desk back_office registry_operator  same
screening            skip_visit         front_office supervisor       next
screening            request_documents  desk                          needs_documents
screening            offer_help         desk                          same
screening            resolve            resident supervisor           resolved_locally
screening            mark_duplicate     desk                          duplicate
duplicate            unlink             front_office supervisor       screening
screening            put_elsewhere      desk                          out_of_scope
screening            assign             system supervisor             next
needs_documents      documents          resident desk back_office facilitator  before
needs_documents      lapse              system                        closed
assigned             accept             facilitator                   field_visit
assigned             decline            facilitator                   screening
assigned             reassign           system supervisor             assigned
field_visit          survey             facilitator                   next
field_visit          set_visit          facilitator                   same
field_visit          attempt            facilitator                   same
field_visit          unreachable        facilitator supervisor        unreachable
field_visit          request_documents  facilitator                   needs_documents
field_visit          offer_help         facilitator                   same
field_visit          resolve            resident supervisor           resolved_locally
field_visit          reassign           system supervisor             assigned
field_visit          ask                supervisor                    same
returned             survey             facilitator                   next
returned             reassign           system supervisor             assigned
awaiting_supervisor  approve            supervisor                    next
awaiting_supervisor  return             supervisor                    returned
awaiting_supervisor  offer_help         supervisor                    same
awaiting_supervisor  resolve            resident supervisor           resolved_locally
awaiting_supervisor  ask                supervisor                    same
approved             take               front_office                  secretariat_review
secretariat_review   forward            front_office                  next
secretariat_review   answer_directly    front_office                  answered
secretariat_review   put_elsewhere      front_office                  out_of_scope
secretariat_review   request_documents  front_office                  needs_documents
processing           ask_manager        back_office                   next
processing           refer              back_office                   next
processing           request_documents  back_office                   needs_documents
processing           answer             back_office front_office      next
awaiting_manager     send_back          manager division_head agency_head  next
awaiting_manager     check              manager                       next
awaiting_manager     initial            division_head                 next
awaiting_manager     sign               agency_head                   next
awaiting_manager     refer              manager                       next
awaiting_manager     reject             manager                       rejected
referred             wait               program_manager back_office system  waiting_quota
referred             grant              program_manager back_office system  granted
referred             reject             program_manager back_office system  rejected
waiting_quota        grant              program_manager back_office system  granted
waiting_quota        reject             program_manager back_office system  rejected
granted              answer             facilitator front_office back_office  answered
rejected             answer             facilitator front_office back_office  answered
rejected             object             resident                      reopened
granted              object             resident                      reopened
answered             object             resident                      reopened
answered             confirm            resident                      closed
answered             lapse              system                        closed
answered             reopen             resident                      reopened
closed               reopen             resident                      reopened
resolved_locally     reopen             resident supervisor           reopened
unreachable          reopen             resident supervisor           reopened
reopened             screen             front_office supervisor       screening
submitted            cancel             resident                      cancelled
screening            cancel             resident                      cancelled
needs_documents      cancel             resident                      cancelled
assigned             cancel             resident                      cancelled
field_visit          cancel             resident                      cancelled
awaiting_supervisor  cancel             resident                      cancelled
returned             cancel             resident                      cancelled
approved             cancel             resident                      cancelled
secretariat_review   cancel             resident                      cancelled
processing           cancel             resident                      cancelled
awaiting_manager     cancel             resident                      cancelled
referred             cancel             resident                      cancelled
waiting_quota        cancel             resident                      cancelled
reopened             cancel             resident                      cancelled
duplicate            cancel             resident                      cancelled
"""

ARROWS = """
national_2017      submitted/screening             assign       assigned/field
national_2017      submitted/screening             screened     screening/field
national_2017      screening/screening             screened     screening/field
national_2017      screening/screening             skip_visit   awaiting_supervisor/supervisor
national_2017      screening/field                 skip_visit   awaiting_supervisor/supervisor
national_2017      screening/field                 assign       assigned/field
national_2017      field_visit/field               survey       awaiting_supervisor/supervisor
national_2017      returned/field                  survey       awaiting_supervisor/supervisor
national_2017      awaiting_supervisor/supervisor  approve      approved/secretariat
national_2017      secretariat_review/secretariat  forward      processing/secretariat
national_2017      processing/secretariat          refer        referred/referral
national_2017      processing/secretariat          ask_manager  awaiting_manager/secretariat
national_2017      awaiting_manager/secretariat    send_back    processing/secretariat
national_2017      awaiting_manager/secretariat    refer        referred/referral
mojokerto_classic  screening/screening             screened     secretariat_review/secretariat
mojokerto_classic  secretariat_review/secretariat  forward      screening/field
mojokerto_classic  screening/field                 assign       assigned/field
mojokerto_classic  field_visit/field               survey       awaiting_supervisor/supervisor
mojokerto_classic  returned/field                  survey       awaiting_supervisor/supervisor
mojokerto_classic  awaiting_supervisor/supervisor  approve      awaiting_manager/manager
mojokerto_classic  awaiting_manager/manager        send_back    processing/manager
mojokerto_classic  processing/manager              ask_manager  awaiting_manager/manager
mojokerto_classic  awaiting_manager/manager        refer        referred/referral
letter_service     screening/screening             screened     processing/processing
letter_service     screening/field                 assign       assigned/field
letter_service     field_visit/field               survey       processing/processing
letter_service     processing/processing           ask_manager  awaiting_manager/manager
letter_service     awaiting_manager/manager        check        awaiting_manager/initial
letter_service     awaiting_manager/initial        initial      awaiting_manager/signature
letter_service     awaiting_manager/signature      sign         processing/answer
letter_service     awaiting_manager/manager        send_back    processing/processing
letter_service     awaiting_manager/initial        send_back    processing/processing
letter_service     awaiting_manager/signature      send_back    processing/processing
letter_service     processing/answer               answer       answered/answer
"""
"""For somebody in the registry. Who is not in it is visited before a letter is made:"""

UNLISTED = """
letter_service     screening/screening             screened     screening/field
"""

TOLD = """
submitted            screen             puskesos:to_screen
submitted            screened
submitted            assign             resident:assigned facilitator:assignment
screening            screened           holder:yours_now
screening            listed
screening            not_listed
screening            skip_visit         group:card
screening            request_documents  resident:needs_documents
screening            offer_help         resident:help_offered supervisor:help_recorded
screening            resolve            resident:resolved_locally facilitator:case_resolved supervisor:case_resolved_here
screening            mark_duplicate     resident:merged
duplicate            unlink             resident:unmerged puskesos:to_screen
screening            put_elsewhere      resident:elsewhere
screening            assign             resident:assigned facilitator:assignment
needs_documents      documents          asker:documents_came
needs_documents      lapse              resident:closed_without_documents asker:documents_never_came
assigned             accept
assigned             decline
assigned             reassign           resident:reassigned facilitator:assignment
field_visit          survey             group:card holder:yours_now
field_visit          set_visit          resident:visit_set
field_visit          attempt            resident:came_in_vain
field_visit          unreachable        resident:unreachable supervisor:unreachable_supervisor
field_visit          request_documents  resident:needs_documents
field_visit          offer_help         resident:help_offered supervisor:help_recorded
field_visit          resolve            resident:resolved_locally facilitator:case_resolved supervisor:case_resolved_here
field_visit          reassign           resident:reassigned facilitator:assignment
field_visit          ask                facilitator:question
returned             survey             group:card holder:yours_now
returned             reassign           resident:reassigned facilitator:assignment
awaiting_supervisor  approve            resident:approved facilitator:survey_approved holder:yours_now group:card
awaiting_supervisor  return             facilitator:survey_returned group:card
awaiting_supervisor  offer_help         resident:help_offered supervisor:help_recorded
awaiting_supervisor  resolve            resident:resolved_locally facilitator:case_resolved supervisor:case_resolved_here
awaiting_supervisor  ask                facilitator:question
approved             take
secretariat_review   forward            resident:forwarded holder:yours_now
secretariat_review   answer_directly    resident:answered_directly facilitator:case_answered
secretariat_review   put_elsewhere      resident:elsewhere facilitator:case_elsewhere
secretariat_review   request_documents  resident:needs_documents
processing           ask_manager        holder:yours_now
processing           refer              resident:referred facilitator:case_referred program:referral_sent
processing           request_documents  resident:needs_documents
processing           answer             resident:answered
awaiting_manager     send_back          back_office:sent_back
awaiting_manager     check              holder:yours_now
awaiting_manager     initial            holder:yours_now
awaiting_manager     sign               resident:letter_signed holder:yours_now
awaiting_manager     refer              resident:referred facilitator:case_referred program:referral_sent
awaiting_manager     reject             resident:rejected facilitator:to_deliver supervisor:case_rejected
referred             wait
referred             grant              facilitator:to_deliver supervisor:case_decided front_office:case_decided_office
referred             reject             facilitator:to_deliver supervisor:case_decided front_office:case_decided_office
waiting_quota        grant              facilitator:to_deliver supervisor:case_decided front_office:case_decided_office
waiting_quota        reject             facilitator:to_deliver supervisor:case_decided front_office:case_decided_office
granted              answer             resident:answered
rejected             answer             resident:answered
rejected             object             resident:objection_received facilitator:case_reopened supervisor:objection_supervisor front_office:objection_front_office program:objection_program group:card
granted              object             resident:objection_received facilitator:case_reopened supervisor:objection_supervisor front_office:objection_front_office program:objection_program group:card
answered             object             resident:objection_received facilitator:case_reopened supervisor:objection_supervisor front_office:objection_front_office program:objection_program group:card
answered             confirm            resident:closed
answered             lapse              resident:closed_in_silence
answered             reopen             resident:reopened facilitator:case_reopened supervisor:reopened_supervisor front_office:reopened_front_office group:card
closed               reopen             resident:reopened facilitator:case_reopened supervisor:reopened_supervisor front_office:reopened_front_office group:card
resolved_locally     reopen             resident:reopened facilitator:case_reopened supervisor:reopened_supervisor front_office:reopened_front_office group:card
unreachable          reopen             resident:reopened facilitator:case_reopened supervisor:reopened_supervisor front_office:reopened_front_office group:card
reopened             screen             resident:screened_again puskesos:to_screen
submitted            cancel             CANCELLED
screening            cancel             CANCELLED
needs_documents      cancel             CANCELLED
assigned             cancel             CANCELLED
field_visit          cancel             CANCELLED
awaiting_supervisor  cancel             CANCELLED
returned             cancel             CANCELLED
approved             cancel             CANCELLED
secretariat_review   cancel             CANCELLED
processing           cancel             CANCELLED
awaiting_manager     cancel             CANCELLED
referred             cancel             CANCELLED
waiting_quota        cancel             CANCELLED
reopened             cancel             CANCELLED
duplicate            cancel             resident:cancelled
""".replace("CANCELLED", "resident:cancelled facilitator:case_cancelled program:withdrawn")  # noqa: E501
