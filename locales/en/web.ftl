# Messages of the browser application. Every key exists in every language.

## Everywhere
brand-line = Displacement tracking
skip = Skip to the content
language = Language
close = Close
again = Try again
value = Value
place = Place
round = Round
operation = Operation
exercise = Exercise
level = Level
indicator = Indicator
source = Source
method = Method
coverage = Coverage
to-dashboard = Go to the dashboard
not-found = There is no such page
not-found-remedy = The address may be mistyped, or the page has moved.
n-of-m = { $n } of { $m }
of-m = of { $m }
round-n = Round { $round }
round-short = R{ $round }
level-other = level { $level }

## Problems
problem-offline = You are offline.
problem-offline-remedy = What is on the page stays. It is loaded again as soon as there is a network.
problem-unreachable = The server does not answer.
problem-unreachable-remedy = Try again in a moment. If it goes on, tell whoever runs this server.
problem-login = Your session has ended.
problem-login-remedy = Log in again.
problem-refused = This was not possible.
problem-refused-remedy = Check what you entered and try again.
problem-server = The server failed.
problem-server-remedy = Nothing was changed. Try again; if it goes on, tell whoever runs this server.

## Dashboard
demonstration = Demonstration data, not real.
demonstration-why = These figures were generated to show how the system works. Do not cite them.
nothing-no_operations = There is no operation yet
nothing-no_operations-why = As soon as one publishes figures, they appear here.
nothing-unknown_operation = There is no such operation
nothing-unknown_operation-why = The address may be mistyped, or the operation is no longer published.
nothing-no_rounds = No figures are published yet
nothing-no_rounds-why = The operation exists, but none of its rounds has been published.
showing-place = Shown:
show-all = Show all of { $name }
from-records = from { $records ->
    [one] { $records } record
   *[other] { $records } records
  }
coverage-of = assessed, by { $level }
change = Change, same places
change-short = Change
change-over = since round { $round }, over { $places ->
    [one] the one place
   *[other] the { $places } places
  } assessed in both ({ $level })
change-first = There is no earlier round.
change-no-same = No place was assessed in both rounds.
change-not-both = Not comparable: without a number in one of the two rounds
change-title = How the change is made up
change-how = Only places with a number in both rounds are compared. Places that were added or dropped are change of coverage, not of displacement, and are listed apart.
change-same = Same places ({ $places })
change-only-now = Only in this round ({ $places })
change-only-before = Only in the earlier round ({ $places })
change-places = Place by place
rounds-compared = round { $before } against round { $now }
map-title = Where
map-label = Map: { $value } by place. The table beside it has the same figures.
map-failed = This browser cannot draw the map. The table has the same figures.
map-no-geometry = There are no boundaries for this level. The table has all figures.
map-approximate = Approximate boundaries: for orientation only.
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-ctrl = Hold Ctrl while scrolling to zoom the map
map-two-fingers = Use two fingers to move the map
legend = Legend
class-range = { $from }–{ $to }
missing-missing = no answer
missing-not_assessed = not assessed
missing-not_accessible = not accessible
missing-not_applicable = not applicable
missing-withheld = withheld
table-title = By { $level }
table-caption = { $value } by { $level }
find-place = Find a place
n-places = { $n ->
    [one] { $n } place
   *[other] { $n } places
  }
no-place-found = No place has this name.
rank = Rank
unit-individuals = Individuals
unit-households = Households
sex-female = Female
sex-male = Male
pyramid-title = By sex and age
pyramid-label = Population pyramid by sex and age. The table below it has the same figures.
pyramid-empty = Sex and age were not collected here, or are withheld to protect people.
series-title = Over the rounds
series-label = { $value } in each round, with the coverage of each. The table below it has the same figures.
series-note = Totals of each round as assessed. Compare rounds together with their coverage, below.
reason-title = Reason for displacement
as-table = Show as a table
explain-button = What does this figure stand on?
explain-button-of = What does this figure stand on: { $of }
explain-column = Explanation
explain-title = What this figure stands on
explain-indicator = Indicator
explain-version = version { $version }
explain-method = Method
explain-records = Contributing records
explain-snapshot = Snapshot (SHA-256)
explain-snapshot-of = { $records ->
    [one] { $records } record
   *[other] { $records } records
  } in all, frozen { $at }
explain-path = Figure
explain-again = Computing it again from this snapshot gives the same number.
explain-contributing = The contributing records
explain-source = Source
download-hxl = Data (CSV with HXL tags)
download-geojson = Map data (GeoJSON)
download-geojson-level = Map data, { $level } (GeoJSON)
boundaries = Boundaries
boundaries-note = Names and boundaries shown do not imply official endorsement.
valid-from = valid from { $day }
live-connecting = Connecting
live-connecting-why = Opening the line on which new figures arrive.
live-live = Live
live-live-why = New figures appear here by themselves.
live-reconnecting = Reconnecting
live-reconnecting-why = The line broke. It is being opened again; the figures are the last ones received.
live-offline = Offline
live-offline-why = No network. The figures are the last ones received.
figures-updated = Figures were updated. { $name }: { $value }.

## Log-in
log-in = Log in
log-out = Log out
log-in-lead = For staff. The published figures need no log-in.
log-in-forgot = Password lost? An administrator can give you a new one.
email = E-mail address
password = Password
password-title = Change password
password-must = This password was for the first log-in only. Choose your own to go on.
password-old = Present password
password-new = New password
password-again = New password, once more
password-rule = At least { $n } characters. A few unrelated words are easier to keep than signs.
password-differs = The two are not the same.
busy = One moment…
save = Save
cancel = Cancel
copy = Copy
copied = Copied
print = Print
more = Show more
search = Search
never = never
created = Created
version = Version
state = State
reason = Reason
actions = Actions

## Staff
nav = Pages
nav-records = Review
nav-forms = Forms
nav-devices = Devices
nav-imports = Imports
nav-places = Places
nav-users = Users
nav-audit = Audit log
nav-dashboard = Dashboard
menu-work = Work
offline-staff = You are offline: what you see may be old, and changes cannot be sent.
work-title = Your operations
work-none = You have no role in any operation yet. An administrator can give you one.
role-viewer = Viewer
role-reviewer = Reviewer
role-manager = Manager
role-administrator = Administrator
role-none = no role
role-all = everything
role-of = Role of { $user } in { $operation }

## Review
record = Record
records-lead = What phones and files sent, to be checked before it enters a figure.
records-search = Place or location
records-done = Everything has been reviewed.
records-done-why = New records appear here as they arrive.
records-none = No record fits.
records-none-why = Change the filters above.
records-choose = Choose a record to see its answers. From the keyboard:
n-records = { $n ->
    [one] { $n } record
   *[other] { $n } records
  }
record-mark = Mark { $title }
mark-all = Mark all
marked-n = { $n } marked
state-to_review = To review
state-received = New
state-edited = Edited
state-has_issues = Has issues
state-approved = Approved
state-rejected = Rejected
state-all = All
approve = Approve
reject = Reject
decide-title-reject = { $n ->
    [one] Reject this record?
   *[other] Reject { $n } records?
  }
decide-why-reject = Rejected records enter no figure. The reason is kept in their history.
said-approved = { $n ->
    [one] Approved.
   *[other] { $n } records approved.
  }
said-rejected = { $n ->
    [one] Rejected.
   *[other] { $n } records rejected.
  }
key-j = next record
key-k = previous record
key-a = approve
key-r = reject
key-x = mark
from-device = from a phone
from-file = from a file
source-submission = Submission { $id }, version { $version }
source-row = { $file }, sheet “{ $sheet }”, row { $row }
flags = Flags
severity-error = Error
severity-warning = Warning
answers = Answers
personal = personal
personal-why = Personal data: encrypted, never part of a figure or an export.
no-entries = none entered
attachments = Pictures and files
history = History
back-to-list = To the list
place-clear = Any place instead of { $place }
action-received = received
action-edited = edited
action-commented = commented
action-has_issues = asked for clarification
action-approved = approved
action-rejected = rejected

## Forms
form = Form
forms-lead = Forms that phones can fetch. A new version replaces the one before; what was sent with it stays.
forms-none = No form is published yet.
forms-none-why = Upload an XLSForm to publish its first version.
form-upload = Upload XLSForm
form-refused = { $file } was not published
form-published = Published: { $title }, version { $version }
form-warnings = { $n ->
    [one] One warning. The form works; better correct it in the next version.
   *[other] { $n } warnings. The form works; better correct them in the next version.
  }
form-published-at = Published
# Drafts and states of forms
draft-upload = Try a draft
drafts = Drafts
drafts-lead = Tried on a phone before everybody gets them. What is sent to try one counts nowhere.
draft-code = Code for a phone
draft-code-once = The code is a key to this draft and is shown only once; a new one replaces it.
draft-try = Try “{ $title }”
draft-try-how = Scan this code with ODK Collect: the draft appears as a project of its own. Fill it in and send it; what arrives is shown under “Look”.
draft-look = Look
draft-trials = { $n ->
    [0] nothing sent yet
    [one] { $shown } sent
   *[other] { $shown } sent
  }
draft-trials-of = Sent to try “{ $title }”
draft-trials-none = Nothing has been sent yet.
draft-trials-apart = These never become records. They go when the draft is replaced, published or dropped.
draft-trials-more = The last { $shown } of { $total }.
draft-trials-clear = Clear all
draft-trial-files = Files that came: { $files }
draft-missing = Files it asks for that are not here: { $files }
draft-publish = Publish
draft-publish-title = Publish “{ $title }”?
draft-publish-why = Phones get this version at their next update. What was sent to try it goes.
draft-drop = Drop
draft-drop-title = Drop the draft of “{ $title }”?
draft-drop-why = The draft and what was sent to try it go. A published version stays as it is.
form-state-of = State of { $title }
form-why-open = Phones get it and send it.
form-why-closing = Phones do not get it any more. What is filled in already is still taken.
form-why-closed = Nothing more is taken. What a phone still holds stays on the phone.
submissions = Submissions
problem-sheet = Sheet
problem-row = Row
problem-column = Column
problem-what = Problem and remedy

## Encrypted forms

reason-readable = Reasons are kept readable: name no persons here.
encrypted = Encrypted
encrypt = Encrypt
encrypt-title = Encrypt “{ $title }”
encrypt-why = Phones will encrypt every answer and file before sending. This server keeps them and cannot read them: they enter no figures, checks or exports. Only whoever has the private key can read them.
encrypt-how = Where should the private key be?
encrypt-passphrase = Under a passphrase, on this server
encrypt-passphrase-why = The key is made on this computer and locked with your passphrase before it is sent. The passphrase is stored nowhere.
encrypt-file = In a file that you keep
encrypt-file-why = The key is made on this computer and saved as a file. It is never sent anywhere.
encrypt-own = I have a key pair
encrypt-own-why = Paste the public key, for example from 'inzira keys make'.
encrypt-new-passphrase = Passphrase (at least { $n } characters)
encrypt-again = The same passphrase again
encrypt-differs = The two are not the same.
encrypt-hint = Hint for remembering it (optional; other reviewers see it)
encrypt-make = Make the key
encrypt-save = Save the private key
encrypt-save-why = Keep the file apart from this server, with a copy elsewhere.
encrypt-public-key = Public key (base64 or PEM)
encrypt-lost = If the key or its passphrase is lost, nobody can ever read the answers, neither we nor anybody else.
encrypt-confirm = Encrypt the form
encrypt-done = Published as version { $version }.
encrypt-done-then = Phones get it when they refresh their forms. What was sent before stays as it was. Later workbooks of this form stay encrypted with this key.
form-download = Download submissions
decrypt-title = Decrypt here
decrypt-why = The answers were encrypted on the phone. Open them with the private key; neither the key nor the answers leave this page.
decrypt-how = Where is the private key?
decrypt-with-file = Key file
decrypt-with-passphrase = Passphrase
decrypt-file = Private key (.pem)
decrypt-passphrase = Passphrase
decrypt-hint = Hint: { $hint }
decrypt-no-passphrase = No key under a passphrase was left on this server for this form. Use the key file.
decrypt-open = Decrypt
decrypt-close = Close the answers
decrypt-only-here = Readable on this page only, until you leave it. Nothing of it was sent or stored.
decrypt-signature-absent = The submission carries no signature: whether it was changed on the way cannot be told.
decrypt-signature-incomplete = Not everything is here, so whether it was changed on the way cannot be told yet.
decrypt-signature-differs = The signature does not fit: the submission was changed on the way, or its files were exchanged.
decrypt-finding-missing = The file { $name } has not come. Ask for the phone to send again.
decrypt-finding-unexpected = The file { $name } does not belong to this submission.
decrypt-finding-damaged = The file { $name } is damaged and is not shown.
decrypt-problem-wrong-passphrase = The passphrase opens none of this form's keys. Check capitals and blanks.
decrypt-problem-not-a-manifest = What came with the answers is damaged. Ask for the form to be sent again from the phone.
decrypt-problem-bad-file-name = The submission names a file { $name }, which is refused for safety.
decrypt-problem-needs-https = This browser can only encrypt and decrypt on pages that come over https. Ask the administrator for https, or use 'inzira decrypt' and 'inzira keys make'.
decrypt-problem-not-a-private-key = This file is no private key (PEM with 'BEGIN PRIVATE KEY').
decrypt-problem-protected-private-key = This key file has a passphrase of its own. Write it without one first: openssl pkey -in KEY.pem -out OPEN.pem
decrypt-problem-other-key = The answers were encrypted for another key than this one.
decrypt-problem-answers-missing = The file with the answers ({ $name }) has not come yet. Ask for the phone to send again.
decrypt-problem-answers-damaged = The file with the answers ({ $name }) is damaged. Ask for the phone to send again.

## Devices
device = Device
devices-lead = Each phone or tablet has a key of its own, so that one that is lost can be shut out.
devices-none = No device yet.
devices-none-why = Add one to get the code its app scans.
device-name = Name of the device
device-example = Tablet Gitega 01
device-create = Add device
device-seen = Last seen
device-active = active
device-revoked = shut out on { $day }
device-revoke = Shut out
device-revoke-title = Shut out “{ $name }”?
device-revoke-why = It can no longer fetch forms or send. What it sent stays. This cannot be taken back; the device would need a new key.
device-once = This code is a key and is shown only once. Print it or scan it now.
device-qr = Code with the settings for the app
device-step-1 = On the phone, open ODK Collect.
device-step-2 = Choose “Configure with QR code”.
device-step-3 = Hold the phone over this code.
device-url = Or enter this server address by hand, without user name:
# Several devices, passwords, the printed sheet
device-url-login = Or enter these in the settings of the app, under server:
device-user-name = User name
device-password = Password
device-sign-in = How it signs in
device-sign-in-key = By its address
device-sign-in-password = By user name and password
device-why-key = The address is the key. Right where the server is reached over https.
device-why-password = For servers without https, such as one in an office’s own network: nobody who reads along can use the password.
devices-several = Add several
devices-names = Names, one a line
devices-names-example =
    Tablet Gitega 01
    Tablet Gitega 02
devices-count = { $n ->
    [one] One name
   *[other] { $n } names
  }
devices-too-many = More than { $most } at once: make two lists of it.
devices-make-sheet = Make keys and sheet
sheet-heading = { $n ->
    [one] Sheet for one device
   *[other] Sheet for { $n } devices
  }
sheet-once = These codes are keys and are shown only once. Print them now; cut them apart and hand each to its person.
sheet-done = Done
sheet-leave = The codes are shown only once. Leave without printing?
sheet-what = Open ODK Collect, choose “Configure with QR code” and hold the phone over this code.
sheet-keep = This paper is a key: do not photograph it. Say at once when the phone is lost.

## Imports
imports-lead = Workbooks and files read in, with an account of every row.
imports-none = Nothing has been imported yet.
imports-none-why = Files are imported on the server with this command:
import-by = { $mapping } · { $by } · { $at }
import-read = Rows
import-stored = Stored
import-unchanged = Already there
import-refused = Refused
import-problems = { $n ->
    [one] One remark on a row
   *[other] { $n } remarks on rows
  }

## Places
places-lead = Dated versions of the administrative boundaries. A reform adds a version and rewrites nothing.
versions = Boundary versions
versions-none = No boundaries are loaded yet.
valid = Valid
levels = Levels
geometry-official = official
geometry-approximate = approximate
geometry-none = no shapes
match-title = Match a name
match-lead = Proposes places for a name as written. A person chooses.
match-name = Name
score = Likeness
locate-title = Locate a point
locate-lead = Which places a position lies in, in decimal degrees.
locate-outside = The point lies outside the boundaries.
latitude = Latitude
longitude = Longitude

## Administration
user = User
users-lead = Who may log in, and what they may do in each operation.
users-none = There are no users.
user-name = Name
user-create = Add user
user-disable = Disable
user-disabled = disabled
user-disable-title = Disable { $name }?
user-disable-why = They are logged out and can no longer log in. What they did stays in the history.
user-made = { $name } can log in
user-password-once = One-time password, shown only now. Pass it on by a safe way:
user-password-then = At first log-in it must be replaced by an own one.
audit-lead = Everything that was changed, by whom and when. Entries are chained: none can be altered or removed unnoticed.
audit-none = Nothing was changed yet.
when = When
who = Who
what = What
subject = Subject
detail = Details

## Review, imports, places and audit: words of the server
omitted = { $n ->
    [one] 1 without an answer left out
   *[other] { $n } without an answer left out
  }
summary-idp_individuals = IDPs
summary-idp_households = households
severity-note = Note
form-state-open = In use
form-state-closing = Running out
form-state-closed = Closed
version-in-use = in use
total-same = agrees
total-differs = differs
import-unread = Sheets not read: { $sheets }
import-first = The first { $n } are shown.
decide-title-approve = { $n ->
    [one] Approve after all?
   *[other] Approve { $n } records after all?
  }
decide-why-approve = An earlier decision is turned around. Say why, for those who read the first one.
match-exact = the very name
match-alternative-name = another known spelling
match-folded = same but for accents or capitals
match-kind-left-out = same but for words like “Province”
match-word-order = same words in another order
match-abbreviation = abbreviated
match-similar = spelt alike
action-reopened = reopened
user-new-password = New password
deed-session-begun = logged in
deed-session-ended = logged out
deed-session-refused = log-in refused
deed-user-created = added user
deed-user-disabled = disabled user
deed-user-roles-set = set roles
deed-user-administrator-made = made administrator
deed-user-administrator-unmade = no longer administrator
deed-user-password-changed = changed password
deed-user-password-refused = password change refused
deed-device-created = added device
deed-device-revoked = shut out device
deed-form-published = published form
deed-form-opened = reopened form
deed-form-closed = closed form
deed-form-draft-saved = saved a draft of a form
deed-form-draft-file-saved = gave a draft a file
deed-form-draft-dropped = dropped a draft
deed-form-closing = let a form run out
deed-form-draft-token-made = made a code for a draft
deed-form-trials-read = looked at what was sent to try a draft
deed-form-trials-cleared = cleared what was sent to try a draft
deed-record-commented = commented on record
deed-record-has-issues = asked about record
deed-records-listed = listed records
deed-submissions-listed = listed submissions
deed-record-comments-read = read the comments on a record
deed-record-read = read a record
deed-form-key-kept = kept a key of a form
deed-form-key-read = read the keys of a form
deed-submission-read = read a submission
deed-submissions-read = read the answers of a form
deed-submissions-exported = took the answers of a form out as files
deed-import-done = imported file
deed-places-imported = imported places
deed-crosswalk-imported = imported crosswalk
deed-record-approved = approved record
deed-record-rejected = rejected record
deed-record-reopened = reopened record
deed-record-personal-data-read = read personal data
deed-attachment-read = looked at file
deed-submission-received = received submission
deed-submission-corrected = edited a submission
deed-submission-refused-correction = refused a correction
deed-snapshot-made = made snapshot
deed-submission-files-added = added files to a submission
deed-submission-refused-reused-instance-id = refused a submission with a used identifier
deed-exercise-saved = saved exercise
deed-round-saved = saved round
deed-operation-created = created operation
deed-operation-changed = changed operation
