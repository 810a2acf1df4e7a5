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

## Filling forms in the browser
form-fill = Fill in the browser
form-links = Links
record-edit = Edit in the form
links-title = Links to “{ $form }”
links-lead = Whoever has a link can fill in this form in a browser, without a log-in. What they send waits for review like anything else.
links-none = There is no link yet.
link-name = Whom the link is for
link-example = Red Cross, Muyinga
link-kind = How often
link-kind-many = any number
link-kind-single = once
link-kind-many-why = For any number of submissions.
link-kind-single-why = For one submission.
link-until = Until the end of
link-no-end = without end
link-came = { $n } came
link-create = Make link
link-once = This address is a key and is shown only once. Copy or print it now.
link-qr = Code with the address of the form
link-how = Scan the code, or open this address in a browser:
link-open = open
link-expired = expired
link-revoked = taken back
link-used = used
link-extend = Extend
link-revoke = Take back
link-revoke-title = Take back “{ $name }”?
link-revoke-why = Nobody can fetch the form or send with it any more. What came by it stays. This cannot be undone.
fill-online = Network
fill-offline = No network
fill-home = Forms on this device
fill-home-lead = They open without a network. What is filled in waits here until it can be sent.
fill-home-none = No form is kept on this device yet.
fill-home-none-why = Open the link you were given once while there is a network.
fill-n-drafts = { $n ->
    [one] 1 begun
   *[other] { $n } begun
  }
fill-n-waiting = { $n ->
    [one] 1 not sent yet
   *[other] { $n } not sent yet
  }
fill-begin = Start
fill-until = until { $day }
fill-used = This link was for one submission, and you have filled it in.
fill-ready = This form is kept on this device and opens without a network.
fill-getting-ready = Being made ready to open without a network…
fill-not-ready = This device has no room to open the form without a network. With one it works; what is filled in is kept.
fill-insecure = The address does not begin with https, so this browser opens the form only with a network. What is filled in is kept.
fill-send = Send
fill-close = Save and close
fill-saved-at = Saved on this device, { $at }
fill-not-saved = This could not be saved on this device ({ $detail }). Make room on it and do not close this page.
fill-not-kept = This browser lets nothing be kept on this device ({ $detail }). Leave private browsing, or use another browser.
fill-open-elsewhere = This form is being filled in another tab. Go on there, or close that tab first.
fill-finished-already = This was finished before, in another tab. It is in the list of what waits to be sent.
fill-engine-missing = What fills forms could not be loaded. Open this page again when there is a network. ({ $detail })
fill-unreadable = The form cannot be filled in a browser: { $detail }. Tell whoever gave it to you; ODK Collect on a phone may open it.
fill-finished = Finished. It is kept on this device until the server has it.
fill-queue = Not sent yet
fill-send-now = Send now
fill-drafts = Begun
fill-sent = Arrived
fill-state-waiting = waiting
fill-state-sending = sending
fill-state-refused = refused
fill-state-sent = arrived
fill-waits-network = Is sent as soon as there is a network.
fill-waits-server = The server does not answer; it is tried again by itself.
fill-waits-login = Is sent as soon as you have logged in again.
fill-untitled = Filled in on { $at }
fill-changed-at = last changed { $at }
fill-files = { $n ->
    [one] 1 file
   *[other] { $n } files
  }
fill-go-on = Go on
fill-delete = Delete
fill-delete-title = Delete what you have begun?
fill-delete-why = It has not been sent to anybody and cannot be brought back.
fill-discard = Discard
fill-discard-title = Discard what was refused?
fill-discard-why = The server does not have it. Save it as a file first if anybody may still need it; it cannot be brought back.
fill-download = Save as file
fill-new-version = A newer version of this application is ready.
fill-new-version-take = Use it now
deed-link-created = made a link
deed-link-revoked = took back a link
deed-link-expiry-set = changed the end of a link
deed-submission-refused-closed-link = refused a submission by a closed link
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

## Registers
nav-registers = Registers
registers-lead = Lists of what stays: sites, households, water points. Forms fill and use them; phones carry them along.
registers-none = There is no register yet.
registers-none-why = Publishing a form with an “entities” sheet makes one; a manager can also make one here.
register = Register
register-new = Name of a new register
register-create = Make register
register-entries = Entries
register-conflicts = Conflicts
register-waiting = Waiting
register-changed = Last change
register-written-by = Filled by
register-read-by = Used by
register-no-form = no form yet
register-approval = New entries only after approval of their record
register-personal = tells of people
register-withheld = withheld
register-search = Search entries
register-conflicts-only = Only conflicts
register-deleted-only = Deleted ones
register-empty = No entries here.
register-empty-why = Send a form that fills this register, or upload a file.
register-no-match = Nothing matches.
register-label = Label
register-back = All registers
register-download = Download CSV
register-upload = Upload CSV
register-problems = Submissions asked for { $n } changes of registers that could not be made
entity-history = History
entity-version = Version { $version }
entity-from-submission = from a submission
entity-from-bulk = from a file
entity-from-api = by a program
entity-from-resolution = a conflict resolved
entity-offline = made without network
entity-conflict-soft = Soft conflict: others changed other things
entity-conflict-hard = Conflict: others said something else
entity-conflict-why = This entry was changed twice from version { $version }. Choose what is right; every version stays in the history.
entity-resolved = Resolved by { $by }: { $reason }
entity-resolve = Resolve conflict
entity-keep = As it is now
entity-other = The other said
entity-property = Property
entity-nothing = (empty)
entity-reason = Why?
entity-submission = Open its record
waiting-for-approval = waits for the approval of its record
waiting-for-branch = waits for an earlier change made without network
waiting-carry-out = Carry out anyhow
waiting-carry-out-why = Only if the phone with the earlier change is lost: it will be filled in if it comes after all.
bulk-key = Tell entries apart by
bulk-key-id = the identifier (column __id, name or uuid)
bulk-key-label = the label
bulk-empty-clears = Empty cells empty the property
bulk-add-columns = New columns become properties
bulk-file = CSV file
bulk-look = Show what would change
bulk-apply = Carry out { $n } changes
bulk-create = New
bulk-update = Changed
bulk-unchanged = Unchanged
bulk-refused = Left out
bulk-row = Row
bulk-left-out = Columns left out: { $columns }
bulk-added = Columns that become properties: { $columns }
bulk-first = The first { $n } are shown.
bulk-done = Done: { $created } new, { $updated } changed.
bulk-reason-label-missing = no label
bulk-reason-id-invalid = not an identifier
bulk-reason-key-missing = the column that tells entries apart is empty
bulk-reason-key-ambiguous = several entries have this value
bulk-reason-twice = an earlier row is about the same entry
bulk-reason-deleted = the entry was deleted
bulk-reason-stale = the entry has changed since the file was downloaded
bulk-reason-control-character = a character that cannot be kept
trouble-list-unknown = There is no such register.
trouble-not-permitted = The form does not say that its submissions may do this.
trouble-id-missing = The identifier is missing.
trouble-id-invalid = The identifier is not a UUID.
trouble-label-missing = The label is missing.
trouble-exists = The entry is there already.
trouble-deleted = The entry was deleted.
trouble-not-found = The entry to update is not there.
trouble-base-version-missing = The update does not say which version it started from.
trouble-version-invalid = The version is not a number.
trouble-version-unknown = The version it started from never was.
trouble-branch-invalid = The branch of offline work cannot be read.

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

## Sources and webhooks
nav-sources = Sources
nav-webhooks = Webhooks
sources-lead = Other systems whose submissions are brought here, with the same identifiers. Bringing them again changes nothing.
sources-none = No source is kept yet.
sources-none-why = Add a project of KoboToolbox or ODK Central to have it read regularly. Files and folders are brought on the server’s command line:
told-by-source = As told by the source ({ $source }): arrived there { $at }, sent by { $submitter }
told-unknown = not told
source-add = Add source
source-kind = System
source-kind-kobo = KoboToolbox
source-kind-central = ODK Central
source-name = Name
source-url = Address of the server
source-project-kobo = Asset (in the address of the project’s page: a…)
source-project-central = Number of the project
source-form = Form here
source-no-form = No form is published here yet. Publish the same form first.
source-login = E-mail address to log in with
source-token = API token
source-password = Password (or token, without an address)
source-every = How often
source-every-0 = Only when asked
source-every-15 = Every 15 minutes
source-every-60 = Every hour
source-every-360 = Every 6 hours
source-every-1440 = Every day
source-review = Also carry decisions over (approved, rejected, has issues) where nobody here has decided
source-secret-why = The token is sent to this server only and is never shown again.
source-keep = Keep and read now
source-from = From
source-into = Form here
source-last = Last read
source-next = Next
source-running = being read
source-paused = paused
source-due = waiting
source-trouble = with problems
source-fine = up to date
source-part-new = New
source-part-corrected = Corrected
source-part-held = Here already
source-part-refused = Not brought
source-incomplete = It was not read to its end. What came in stays; the next time goes on.
source-troubles = Problems and remarks: { $n }
source-not-brought = not brought
source-note = remark
source-run = Read now
source-pause = Pause
source-resume = Go on
source-remove = Remove
source-remove-title = Remove “{ $name }”?
source-remove-why = It is read no more and its token is forgotten. What came from it stays.
webhooks-lead = Other systems that are told when something happens here.
webhooks-none = No other system is told yet.
webhooks-none-why = Add an address. What is sent is signed, sent again until it is answered, and listed here.
webhook-add = Add webhook
webhook-change = Change
webhook-url = Address
webhook-events = What it is told
webhook-event = What happened
webhook-event-submission-received = A submission arrived
webhook-event-submission-corrected = A submission was corrected
webhook-event-record-decided = A record was decided on
webhook-answers = With answers that are not personal
webhook-answers-why = Without this only identifiers, state, time and a link are sent. Answers to questions marked personal are never sent.
webhook-tells = Content
webhook-tells-ids = Identifiers, no answers
webhook-tells-answers = With answers that are not personal
webhook-active = active
webhook-gave-up = paused: no answer
webhook-gave-up-why = It has not answered for three days. Nothing is lost: go on when it works again, and everything is sent in order.
webhook-rotate = New secret
webhook-rotate-title = New secret for “{ $name }”?
webhook-rotate-why = The old one signs nothing from now on. Give the new one to the receiver at once.
webhook-remove-title = Remove “{ $name }”?
webhook-remove-why = It is told nothing more, and what still waits for it is dropped.
webhook-once = This secret is shown only once. Give it to the receiver, which checks signatures with it.
webhook-log = What was sent
webhook-log-none = Nothing yet.
webhook-answer = Last answer
webhook-attempts = Attempts: { $n }
webhook-again-at = next: { $at }
webhook-resend = Send again
webhook-set-aside = Set aside
delivery-waiting = Waiting
delivery-delivered = Delivered
delivery-set_aside = Set aside

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
deed-keys-resealed = sealed data with the newest key
deed-keys-in-use = began to use a key
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
deed-register-created = made a register
deed-register-property-added = added a property to a register
deed-register-marked-personal = a register was marked as telling of people
deed-register-approval-set = set the approval of a register
deed-register-changed-in-bulk = changed many entries of a register
deed-register-read = read a register
deed-register-personal-data-read = read personal data of a register
deed-register-sent-to-phone = a phone got a register
deed-entity-created = an entry was made
deed-entity-updated = an entry was changed
deed-entity-deleted = deleted an entry
deed-entity-restored = restored an entry
deed-entity-forced = carried out a waiting change
deed-entity-problem = a change of a register could not be made
deed-entity-conflict-resolved = resolved a conflict of an entry
deed-crosswalk-imported = imported crosswalk
deed-record-approved = approved record
deed-record-rejected = rejected record
deed-record-reopened = reopened record
deed-record-personal-data-read = read personal data
deed-attachment-read = looked at file
deed-submissions-brought = brought submissions from elsewhere
deed-source-added = added a source
deed-source-changed = changed a source
deed-source-removed = removed a source
deed-source-run-asked = had a source read
deed-webhook-added = added a webhook
deed-webhook-changed = changed a webhook
deed-webhook-secret-rotated = gave a webhook a new secret
deed-webhook-removed = removed a webhook
deed-webhook-paused = paused a webhook that does not answer
deed-webhook-resend-asked = had a message sent again
deed-webhook-delivery-set-aside = set a message aside
deed-submission-received = received submission
deed-submission-corrected = edited a submission
deed-submission-refused-correction = refused a correction
deed-snapshot-made = made snapshot
deed-backup-made = made a backup of everything
deed-backup-restored = restored from a backup
deed-submission-files-added = added files to a submission
deed-submission-refused-reused-instance-id = refused a submission with a used identifier
deed-exercise-saved = saved exercise
deed-round-saved = saved round
deed-operation-created = created operation
deed-operation-changed = changed operation
