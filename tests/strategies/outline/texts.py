"""Made-up strategies, each written in a manner of its own."""

# Headings in Markdown, priorities as headings with a paragraph each.
MARKED = """
# Millbrook Neglect Strategy 2027–2030

## Foreword

Children in Millbrook deserve a warm, safe home.

## What is neglect?

Neglect means that a child goes without what they need, again and again.

## Our aims

- Fewer children go without.
- Help comes sooner.

## Our priorities

### 1 - Notice the small signs

Every worker learns to see what builds up slowly.

### 2 - Stay with the family

One worker stays until the child says that things are better.

## Principles

We listen first.

## How will we know we have made a difference?

- More children say that they feel cared for.

## Toolkits

- Home conditions checklist (https://tools.example.org/home)
- Millbrook neglect toolkit

## Governance and accountability

The board reads a report in March and in September.
"""

# Numbered headings of one level, with the details in a small table.
NUMBERED = """
Ashdale Joint Neglect Strategy 2026 - 29

Version\tVersion 3
Adopted by\tAshdale Safeguarding Partnership
Review date\tMay 2029

1. Background

Too many children in Ashdale wait for help.

2. Strategic aims and objectives

No child in Ashdale lives with neglect.

There are two objectives that guide us:

3. See

Everybody who meets children knows the signs.

- To train every new worker within a term
- To give schools one form for worries

4. Act

Help starts in the same week.

- We will answer every referral in two days, so that no family is left without a word

5. Monitoring and governance

The partnership looks at the figures each term.
"""

# Headings that shout or end with a colon, commitments in groups.
COLONS = """
FERNLEA NEGLECT PLAN

Aim of the strategy:

· Children are warm, fed and loved

OBJECTIVES OF THE STRATEGY

Early notice:

· Weigh and measure every baby
· Visit at home

Good company:

· Meet as one team

WHAT ARE WE GOING TO DO?

Teach each other about neglect:

· Run a seminar in every school
· Share what reviews found

Measures of success:

· Fewer second referrals

CONTACT DETAILS

The Fernlea office answers questions.
"""

# A response table, as it comes out of a word processor by copying.
TABLE = """
Oakham Neglect Strategy - Response Tool

Introduction
Each agency writes into this table what it does.

\tPriority
\tAction
\tStatus

\tNotice – making sure that neglect is seen

\t1. Talk with parents about what is hard.
\t
\t1. Show every volunteer the signs of neglect.
\t

\tHelp – making sure that help arrives

\t1. Open a clothes bank.
\t

Return this form in June.
"""

TEXTS = {"marked": MARKED, "numbered": NUMBERED, "colons": COLONS, "table": TABLE}
