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
  } assessed in both
change-first = There is no earlier round.
change-no-same = No place was assessed in both rounds.
change-not-both = Not comparable: without a number in one of the two rounds
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
unit-sites = Places
unit-percent = Per cent
sex-female = Female
sex-male = Male
pyramid-title = By sex and age
pyramid-label = Population pyramid by sex and age. The table below it has the same figures.
pyramid-empty = Sex and age were not collected here, or are withheld to protect people.
boundaries-of = Boundaries of { $year }
crosswalk = Table of what became of the places
crosswalk-official = official
crosswalk-approximate = approximate
carried-by-official = Carried over by the official table: { $label }.
carried-by-approximate = Approximate: carried over by a table that is not official: { $label }.
carried-error = How sure
carried-own = assessed in these boundaries
carried-exact = exact
carried-between = estimated; between { $least } and { $most }
carried-at-least = estimated; at least { $least }; { $n ->
    [one] one place is not known
   *[other] { $n } places are not known
}
carried-remainder = Not placed: { $place }
carried-perhaps = perhaps in { $places }; nobody knows the shares
carried-nowhere = no table says what became of it
carried-all = All of them
other-series-note = Choose a place in the table or on the map. Each round is carried over on its own.
other-series-totals = Totals in these boundaries
other-series-range = From the least to the most it can be
other-series-open = No bar where places are not known: how many people are there at most, nobody knows
other-series-left = Not placed, perhaps here
series-same-rounds = The old places it is made of were not counted in the same rounds, so there is no line that is a trend.
series-title = Over the rounds
series-label = { $value } in each round, with the coverage of each. The table below it has the same figures.
series-note = Totals of each round as assessed. Compare rounds together with their coverage, below.
series-refused = The totals are not joined by a line: not every round assessed the same places or counted the same thing.
series-why = { $n ->
    [one] The one step that is no trend, and why
   *[other] The { $n } steps that are no trend, and why
  }
series-totals = Totals as assessed
series-same = The same { $places ->
    [one] place
   *[other] { $places } places
  }, rounds { $first } to { $last }
series-left-out = ({ $n } left out: some round did not assess them)
series-same-none = No place was assessed in every round, so there is no line that is a trend.
series-same-withheld = The line of the same places is withheld: it would give away small counts.
change-panel-title = From round { $round } to this one
change-csv = All areas (CSV)
change-nothing = Nothing was assessed here in either round.
change-is-trend = The same places were assessed in both rounds: the change is a trend.
change-no-trend = Not the same places were assessed. Only the change in the same places is a trend; the rest is a change of coverage.
change-hidden-withheld = The parts of this change are withheld: they would give away small counts of people.
change-hidden-not_as_published = The places do not add up to the published figure, because the indicator has changed since. The change has no parts.
change-step-same = Same places
change-step-newly = Newly assessed
change-step-gone = No longer assessed
change-part = Part
change-part-places = Places
change-newly-closed = (closed before)
change-newly-inaccessible = (not accessible before)
change-newly-not_reached = (not visited before)
change-newly-no_answer = (no answer before)
change-newly-not_said = (not mentioned before)
change-gone-closed = (closed)
change-gone-inaccessible = (not accessible)
change-gone-not_reached = (not visited yet)
change-gone-no_answer = (no answer)
change-gone-not_said = (not mentioned any more)
change-unrecognised = { $n ->
    [one] One record does not say its place fully and counts as a place of its own.
   *[other] { $n } records do not say their place fully and count as places of their own.
  }
change-followed = { $n ->
    [one] One record counts for the place that the list of sites, as it is today, knows under another name.
   *[other] { $n } records count for the places that the list of sites, as it is today, knows under other names.
  }
account-title = What explains the change in the same places
account-reason = Reason
account-no-reason = no reason given
account-residual = Not explained
account-silent = Did not say who came: { $came } places; who left: { $went } places. What they hold is among what is not explained.
account-none-not_collected = This exercise does not ask who came and who left, and why.
account-none-rounds_between = There are rounds between these two: reasons are told from one round to the next.
account-none-records_changed = The records of this round are being corrected; the reasons follow when it is closed again.
account-none-withheld = The reasons are withheld: they would give away small counts of people.
account-none-not_as_published = There are no reasons, because the change has no parts.
account-none-no_same = No place was assessed in both rounds.
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
explain-latest = Only the latest record of the same { $of } counts, by { $by }.
explain-superseded = { $n ->
    [one] One record that a later one replaces
   *[other] { $n } records that later ones replace
  }
not-reported = Not said
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
action-joined_revision = joined a new revision
action-files_added = files came
action-files_after_closing = files came after the round was closed
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

## Sites

nav-sites = Sites
sites-lead = The master list of places: each keeps its id for ever, whatever becomes of its name.
sites-view-list = List and map
sites-view-duplicates = Possible duplicates
sites-view-areas = Area problems
sites-view-decisions = Decisions
sites-map = Map of the sites
sites-search = Search names and other names
sites-all = All
sites-total = { $n } sites
sites-no-match = Nothing matches.
sites-empty = There is no site yet.
sites-empty-why = Add one, bring a file, or let a form tell of them.
sites-import = Bring a file
sites-import-what = A CSV file with the columns label, aliases (with ; between them), kind, pcode and geometry, or latitude and longitude. A file with a wrong row is refused whole.
sites-import-reason = Why these sites are brought or changed
sites-kind-none = not said
site-add = Add a site
site-propose = Propose a site
site-edit = Correct
site-name = Name
site-aliases = Other names
site-aliases-each = Other names, one a line
site-kind = Kind
site-kind-displacement-site = Displacement site
site-kind-collective-centre = Collective centre
site-kind-host-community = Host community
site-kind-other = Other
site-area = Area
site-area-none = no area said
site-area-version = in the boundaries { $version }
site-area-from = valid from { $day }
site-position = Position
site-position-none = not known
site-latitude = Latitude
site-longitude = Longitude
site-id = Id
site-status = Status
site-status-proposed = Proposed
site-status-active = Active
site-status-inaccessible = Inaccessible
site-status-closed = Closed
site-since = since { $day }
site-since-when = Since when (today, if left empty)
site-move-proposed-active = Accept
site-move-proposed-closed = Decline
site-move-active-inaccessible = Mark as inaccessible
site-move-active-closed = Close
site-move-inaccessible-active = Mark as accessible
site-move-inaccessible-closed = Close
site-move-closed-active = Open again
site-move-closed-inaccessible = Open again as inaccessible
site-closing = Phones no longer offer a closed site. What was collected there stays.
site-reason-optional = Reason (not needed)
site-merge = Merge
site-merge-what = { $name } stays, under its own id, and takes in the sites you choose. Their names become other names of it.
site-merge-find = Find a site to take in
site-take-out = Take { $name } out
site-split = Split
site-split-what = { $name } closes, and new sites come in its place. The shares say how much of it goes to each.
site-part = Part { $n }
site-part-more = Another part
site-part-out = Take this part out
site-share = Share in percent
site-shares-sum = Together { $sum }
site-look = See what it would do
site-can-be-undone = This can be undone, as long as nothing later depends on it.
site-gains-names = New other names: { $names }
site-new = new
site-successors = Came in its place
site-predecessors = It came in the place of
site-stands-for = What stands for it today
site-history = History
site-as-of = As it stood at the end of
site-then = { $name } · { $status } · { $area }
site-then-none = It was not in the list yet.
site-undoes = undoes decision { $id }
site-property-label = name
site-property-aliases = other names
site-property-kind = kind
site-property-status = status
site-property-status-reason = reason
site-property-status-since = since when
site-property-pcode = area
site-property-pcode-version = boundaries
site-property-geometry = position
site-property-predecessors = predecessors
site-property-successors = successors
site-m = { $m } m
site-km = { $km } km
site-finding = What is found
site-finding-inside = It lies in its area.
site-finding-outside = It lies outside its area
site-finding-near-border = It lies just outside its area, which may be the drawing of the border
site-finding-area-unknown = The boundaries do not have the area that was said.
site-finding-no-area = Nobody said an area
site-finding-no-position = Nobody said where it is.
site-finding-no-outline = Its area has no outline to compare with.
site-finding-short-outside = outside
site-finding-short-near-border = near the border
site-finding-short-area-unknown = area unknown
site-finding-short-no-area = no area
site-finding-short-no-position = no position
site-finding-short-no-outline = no outline
site-lies-in = It lies in { $place }.
site-lies-nowhere = It lies in no area of these boundaries.
site-said = Said to lie in { $area }
site-believe-position = The position is right: correct the area
site-area-by-position = Area corrected by the position
site-areas-what = Sites whose position is not in their area. Up to { $m } metres may be the drawing of the border.
site-areas-none = Every site lies where it is said to.
site-within = Closer than
site-duplicates-what = Sites near each other with the same name, a letter or two different, or a name in common. Numbers in names must agree.
site-duplicates-none = No two sites look like one.
site-duplicates-total = { $n } pairs to look at
site-because-same-name = same name
site-because-shared-alias = a name in common
site-because-similar-name = similar name
site-apart = { $far } apart
site-on-map = On the map
site-keep-this = One place: keep this one
site-keep-apart = They are two
site-keep-apart-what = { $one } and { $other } are two places. They are not proposed again, unless this is undone.
site-kept-apart = Kept apart: { $n }
site-decisions-none = Nothing was decided yet.
site-decision-n = no. { $id }
site-decision-create = New site
site-decision-edit = Corrected
site-decision-status = Status changed
site-decision-merge = Merged
site-decision-split = Split
site-decision-not-duplicate = Kept apart
site-decision-import = Brought as a file
site-decision-file = { $name }: { $created } new, { $updated } changed
site-decision-more = and { $n } more
site-undo = Undo
site-undone = undone
site-undo-what = Every site that it changed says again what it said before. Sites that it made are deleted.
site-row-area-unknown = the boundaries have no such area
site-row-position-invalid = this is no position
site-row-status-unknown = there is no such status
site-row-status-by-file = a file does not change how a site stands
site-row-name-invalid = the name is too long, or holds characters that nobody sees
site-row-aliases-invalid = too many other names, or one that is too long or cannot be read
site-row-kind-invalid = a kind of site is one short word
site-row-status-reason-missing = a site that stands so needs a reason
site-row-status-reason-invalid = the reason is too long or cannot be read

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
entity-from-sites = a decision about sites
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
crosswalks = What became of places
crosswalks-lead = Tables that lead from one boundary version to another. Figures can be read in either. An official table is used in place of ours, a later one in place of an earlier; all stay readable.
crosswalks-none = No table is loaded yet. Figures are read in the boundaries they were assessed in.
crosswalk-name = Table
crosswalk-leads = Leads from, to
crosswalk-loaded = Loaded
crosswalk-ours = ours, approximate
crosswalk-preferred = used first
crosswalk-links = { $n ->
    [one] 1 link
   *[other] { $n } links
  }
crosswalk-read = Figures by this table
crosswalk-load = Load a table
crosswalk-load-why = A CSV file with the columns from_pcode and to_pcode, and share (0 to 1) and basis where they are known. Leave a share empty where nobody knows it. You see what it would do before it is kept. What is kept is not changed again; a better table is loaded beside it.
crosswalk-load-who = The administrator loads tables.
crosswalk-from = From the boundaries
crosswalk-to = To the boundaries
crosswalk-code = Short name
crosswalk-code-why = Letters, digits, - _ and .
crosswalk-label = What people read
crosswalk-source = Where it comes from
crosswalk-source-why = Law, authority, day
crosswalk-is-official = The authority that drew the boundaries published it
crosswalk-file = CSV file
crosswalk-look = Look at it first
crosswalk-two-versions = Two boundary versions are needed. Import the other one first.
crosswalk-seen = What { $file } would do
crosswalk-old-places = Old places with a link
crosswalk-new-places = New places that a link leads to
crosswalk-whole = Old places in one new place as a whole
crosswalk-assumed-whole = Old places with one link, not said to be all
crosswalk-divided = Old places divided in known shares
crosswalk-not-known = Old places with shares nobody knows
crosswalk-old-missing = Without a link: { $places }
crosswalk-new-missing = No link leads to: { $places }
crosswalk-people = People of the last round
crosswalk-people-none = No round was assessed in the boundaries it leads from, so there is nobody to carry over yet.
crosswalk-exact = in a place the table states
crosswalk-estimated = in a place by estimate
crosswalk-without-place = in no place
crosswalk-places-not-known = { $n ->
    [one] Of 1 old place nothing is known; whoever is there is in none of these numbers.
   *[other] Of { $n } old places nothing is known; whoever is there is in none of these numbers.
  }
crosswalk-problems = { $n ->
    [one] One thing is wrong with the table. Nothing can be kept before it is put right.
   *[other] { $n } things are wrong with the table. Nothing can be kept before they are put right.
  }
crosswalk-problems-first = The first { $n } are shown.
crosswalk-code-taken = There is a table of that short name. Choose another one: what was kept is not changed.
crosswalk-keep = Keep this table
crosswalk-kept = Kept: { $code }
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
deed-round-checked = had the checks of a round run again
deed-attachment-measured = read the audit log of a submission for its checks
deed-round-moved = moved a round on
deed-round-revision-begun = began a correction of a closed round
deed-round-places-set = set the expected places of a round
deed-round-places-marked = marked expected places
deed-round-places-assigned = gave places to a team
deed-team-saved = saved a team
deed-team-removed = dissolved a team
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
deed-site-created = told of a site
deed-site-edited = corrected a site
deed-site-status-set = set how a site stands
deed-site-merged = merged sites
deed-site-split = split a site
deed-site-kept-apart = kept two sites apart
deed-site-imported = brought sites as a file
deed-site-decision-undone = undid a decision about sites
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
deed-figures-kept = kept the figures of a closed round
deed-backup-made = made a backup of everything
deed-backup-restored = restored from a backup
deed-submission-files-added = added files to a submission
deed-submission-refused-reused-instance-id = refused a submission with a used identifier
deed-submission-refused-changed-file = refused a file that came again with other content
deed-exercise-saved = saved exercise
deed-round-saved = saved round
deed-operation-created = created operation
deed-operation-changed = changed operation

## Rounds

nav-events = Events
events-lead = Displacement between rounds, in numbered updates. Of each place the latest approved update counts; updates are never added up, and never added to a round.
events-no-exercise = The operation has no form for events. Install a pack that has one.
events-none = No event yet.
events-not-public = The form does not make these numbers public: the dashboard does not show them.
event-open = Open an event, or write an update
event-open-how = One form for each update and commune. To close an event, write an update that says so.
event-began = Since { $day }
event-displaced = Still displaced
event-latest-only = latest approved update of each place
event-update = Update
event-day = Day
event-source = Source
event-record = Record
event-state-unconfirmed = not approved yet
event-state-open = open
event-state-closed = closed
event-state-contradictory = contradictory
event-state-absorbed = counted by round { $round }
event-contradictory = Two approved updates have the same number, or a later number has an earlier day. Reject one of them; until then nothing of this place is shown to others.
event-beyond = { $beyond } beyond what round { $round } counted
event-partly = Round { $round } has counted a part of this place since, and not all of it, or is not closed. Some of these people may be in its number; the event stays open.
event-partly-beside = some of them perhaps in the number of round { $round }, which counted a part of the place
events-title = Events since the last count
event = Event
events-beside-why = Reported between rounds and shown beside the stock, never inside it: a round that counts these places will count these people too.
events-none-open = No event is open here.
event-update-of = No. { $update }, { $day }
events-absorbed = Counted by a round since: { $events }
event-absorbed-line = { $event } ({ $what }), { $place }: { $people } on { $day }, counted by round { $round }
events-on-map = Event since the last count
sum-title = Add up
sum-why = Pick numbers to add. Numbers in which the same people may be counted twice are not added, and the reason is given.
sum-what = Number
sum-round = round { $round }
sum-add = Add
sum-picked = Numbers to add
sum-none = Nothing picked yet.
sum-remove = Take out: { $name }
sum-remove-short = Take out
sum-refused = These numbers are not added.
sum-not-known = Not known, and not in the sum: { $places }
sum-series-stock = people present
sum-series-flow = movements
sum-series-event = displaced by events
sum-series-registration = registered
nav-rounds = Rounds
rounds-lead = Each round with its places, its teams and how far it is. A closed round does not change; a correction is a new revision.
rounds-no-exercise = The operation has no exercise yet. Install a pack first.
rounds-none = No round yet.
round-plan = Plan a round
round-number = Number
round-from = First day
round-to = Last day
round-form-version = Form version
round-assessed-of = { $assessed } of { $expected } places assessed
round-revision-n = Revision { $revision }
round-revisions = Revisions
round-revision-shown = readers see this one
round-revisions-read = What each revision says
round-revisions-none = No figures were computed yet.
round-revisions-changed = Only what differs
round-revisions-change = First to last
round-revisions-same = All revisions say the same.
round-records = { $all } records, { $waiting } of them wait for review.
round-outside = { $records } came too late; they join the next revision.
round-checks = Checks
round-check = Check all records again
round-check-lead = Every check is run over every record, beside the others of the round. Decisions stay as they are.
round-check-busy = Looking over { $records } records …
round-check-done = { $records } records looked at: { $raised } flags raised, { $gone } flags gone.
round-check-closed = A closed round keeps its flags.
round-gone = Places of the round before without a record here: { $places }
round-gone-lead = Each had a record in the round before. A place that could not be reached needs a record that says so; a name that is written otherwise counts as another place.
round-revise-why = Why the round is corrected
round-left-out-why = Why records that wait stay out, if it is closed with some
round-revise = Begin a new revision
stage-planned = planned
stage-collecting = collecting
stage-review = in review
stage-closed = closed
stage-published = published
move-planned = Back to planning
move-collecting = Collect
move-review = Move to review
move-closed = Close
move-published = Publish
coverage-title = Coverage
coverage-unlisted = The round has no list of its own: every place of its level is expected.
coverage-expected = Expected
coverage-assessed = Assessed
coverage-received = Received, waits for review
coverage-not_yet = Not yet
coverage-inaccessible = Inaccessible
coverage-closed = Closed
coverage-elsewhere = Records in places not on the list: { $elsewhere }; without a known place: { $without }.
coverage-map = Map of the places by how far they are. The table beside it says the same.
coverage-show = Show
coverage-all = All places
coverage-choose = Choose
coverage-place = Place
coverage-state = How far
coverage-records = Records
coverage-counts = { $approved } approved, { $waiting } waiting
coverage-chosen = { $places } places chosen
coverage-reason = Why they are not assessed
mark-inaccessible = Mark as inaccessible
mark-closed = Mark as closed
mark-none = To be assessed after all
places-list = The list of expected places
places-from-boundaries = From the boundaries
places-from-previous = From the round before
places-from-csv = From a CSV file (columns pcode and team)
places-from-sites = From the list of sites
places-sites-help = Sites of an area, of a status or a kind, or by name. A record counts for a site under any of its names.
places-sites-visited = Those that can be visited
places-sites-add = Keep the places that are on the list
places-sites-look = See what the list would be
places-without-area = { $n ->
    [one] One site is left out, because no known area is said of it: { $names }.
   *[other] { $n } sites are left out, because no known area is said of them: { $names }.
  }
places-not-standing = { $n ->
    [one] One site of the list is closed, merged or split: { $names }.
   *[other] { $n } sites of the list are closed, merged or split: { $names }.
  }
places-site-closed = Closed in the list of sites
places-site-inaccessible = Inaccessible in the list of sites
places-site-merged = Merged into { $names }
places-site-split = Split into { $names }
places-site-also = Also on the list as { $names }
places-preview = { $places } places: { $added } new, { $removed } no longer on the list.
places-apply = Use this list
team = Team
teams = Teams
team-nobody = nobody yet
team-assign = Give to this team
team-name = Team's name
team-add = Add a team
team-remove = Dissolve

## Review: values edited, many at once
give-back = Send back
decide-title-return = Send this record back?
decide-why-return = Whoever collected it sees it with your reason, and can correct it. ODK Central's clients see it as having issues.
said-returned = Sent back.
said-changed = { $n ->
    [one] One record changed.
   *[other] { $n } records changed.
  }
key-b = send back
key-e = edit values
question = Question
filter-check = Check
filter-sender = Sent by
filter-severity = Gravest flag
severity-none = No flag
record-sent-by = Sent by { $sender }
record-previous = The same place in round { $round }:
record-map = On the map
record-map-point = The mark is where the position was measured; { $place } is outlined.
record-map-none = { $place } is outlined; no position was measured.
edit-value = Edit
edit-value-of = Edit: { $question }
edit-values = Edit values
edit-new-value = New value
edit-why-none = Value, or why there is none
edit-there-is-a-value = value
edit-came = As it came:
edit-history-n = { $n ->
    [one] Edited once
   *[other] Edited { $n } times
  }
edit-lapsed = no longer applies
edit-entries = Edit an entry
edit-drop = Leave as it is
edit-reason = Why are these values edited?
edit-save-n = { $n ->
    [one] Save one value
   *[other] Save { $n } values
  }
edit-was = When you began
edit-theirs = Now
edit-mine = Yours
edit-take-up-again = Go on from what stands there now
edit-discard = Drop what I typed
typed-number = This is no such number.
typed-point = Write latitude and longitude, such as -3.3822, 29.3644.
meanwhile-title = Somebody changed this record after you opened it. Nothing of yours was saved yet.
comment = Comment
comment-add = Add comment
action-values_edited = edited values
bulk-title = For many records at once
bulk-of-filter = For all records that the filter finds.
bulk-of-marked = { $n ->
    [one] For the record that is marked.
   *[other] For the { $n } records that are marked.
  }
bulk-action = What to do
bulk-do-approve = Approve
bulk-do-reject = Reject
bulk-do-return = Send back
bulk-do-set = Set a value
bulk-more = More
bulk-all = All { $n }
bulk-open-first = Open one of the records first: its form says which values there are.
bulk-reason-maybe = Reason (needed where a record was rejected before)
many-look = Preview
many-apply = { $n ->
    [one] Change one record
   *[other] Change { $n } records
  }
bulk-would = { $n } of { $all } records would change.
bulk-would-not = { $n } stay as they are: { $why }.
bulk-show = Which
bulk-why-already_so = they are so already
bulk-why-reason_needed = they were decided about otherwise, which needs a reason
bulk-why-round_closed = their round is closed
bulk-why-encrypted = they are encrypted
bulk-why-rejected = they are rejected
bulk-why-edit-nothing_changes = they have that value already
bulk-why-edit-question_unknown = their form has no such question
bulk-why-edit-computed = the question is calculated
bulk-why-edit-wrong_type = the value is of another type
bulk-why-edit-choice_unknown = their form has no such choice
bulk-why-edit-impossible = the question cannot hold that value
bulk-why-edit-not_a_value = the question is a file or a repeat
bulk-why-edit-too_long = the text is too long
bulk-why-edit-withheld = the question tells of people
bulk-why-edit-entry_unknown = there is no such entry
returned = Sent back
returned-lead = Records that whoever collected them should look at again, by team and phone.
returned-none = Nothing was sent back.
returned-nobody = From files
returned-print = Print
fill-returned = Sent back to you
fill-correct = Correct
cleaning-log = Cleaning log
deed-record-values-edited = edited values of record
deed-cleaning-log-read = read the cleaning log
edit-leave = What you typed is not saved. Leave this record?
explain-edited = { $values } values of { $records } of them edited by reviewers
record-round-closed = Round { $round } is closed: its records do not change. To correct one, begin a new revision of the round.
record-round-published = Round { $round } is published: its records do not change. To correct one, begin a new revision of the round.
round-change = Change days, form or note
round-change-n = Change round { $round }
round-any-form = none in particular
round-form-version-why = What was filled with another version is taken too, and marked for review.
round-note = Note
round-note-why = Source and licence of the data, for those who read its figures.
teams-none = No team yet. A team is people and phones that assess places together.
team-change = Change
team-empty = nobody belongs to it yet
team-members-person = People
team-members-person-none = Nobody else has a role in this operation.
team-members-device = Phones
team-members-device-none = No phone is set up in this operation.
team-remove-title = Dissolve { $team }?
team-remove-why = Its places are nobody's then, in every round. Its people and phones stay as they are.

## Estimates on the dashboard
grade = Grade
grade-A = Grade A: several informants of several kinds agree closely, and somebody went there
grade-B = Grade B: several informants agree
grade-C = Grade C: several informants, who do not agree or were not written down apart
grade-D = Grade D: one informant alone, or all asked from afar
grade-none = Not graded: it is not known how many informants were asked
grade-not = not graded
grade-weak = grade D or not graded
borrowed-share = { $share } by a borrowed household size
change-of-share = Shares of places are not added up or subtracted.
explain-recipes = Worked out by
explain-ratio = { $part } of { $whole }
explain-basis = How this number came about
basis-stated = One number was written down, of { $n } informants asked.
basis-spread = From { $smallest } to { $largest }; median { $median }, weighted mean { $mean }, relative MAD { $mad }.
basis-people = { $households } households × { $mean } people.
basis-sample = In the place itself { $n } households were asked.
basis-implausible = This size is unusual: have it checked.
basis-parts = { $people } divided as { $by }.
mean-own_sample = Mean of the households asked in the place.
mean-stratum = Borrowed from places around it ({ $stratum }).
mean-parent_stratum = Borrowed from the wider area ({ $stratum }).
mean-stated = Stated by { $source }.
lack-informants = Better with more informants.
lack-kinds = Better with informants of more kinds.
lack-visit = Better with a visit.
lack-agreement = Better if answers lay closer together.
lack-presence = Better if somebody was asked face to face.
informant-kind = Informant
informant-known = Knows it from
informant-weight = Weight
informant-remote = asked from afar

## Which places a round visits
sample-title = Places to visit
sample-from = From the lists of round { $round }, revision { $revision }.
sample-taken = Taken over by { $by }, { $at }.
sample-chosen = Chosen
sample-not_known = Not known
sample-not_chosen = Not chosen
sample-none = None.
sample-tied = equal
sample-tied-why = It has the same number as a place on the other side of the line; people, then the name decided.
sample-beyond = Beyond the list
sample-beyond-list = Assessed beyond the list
sample-perhaps = perhaps { $name }, which is on the list
sample-without = { $areas } areas without a list
sample-reason-no_record = no record came
sample-reason-waiting = its record waits for review
sample-reason-not_accessible = could not be reached
sample-reason-not_applicable = nobody there to list
sample-reason-not_given = did not give a list
sample-no-rule-yet = No places were chosen for this round yet.
sample-choose = Choose by a rule
sample-which-rule = Rule
sample-which-round = From the lists of
sample-newest = the newest closed round
sample-look = See what it chooses
sample-seen = { $chosen } places chosen; { $unknown } without a number, left to you; { $tied } equal at the line.
sample-open-round = That round is not closed: its lists may still change.
sample-replaces = It takes the place of the list above.
sample-take = Use this list
deed-round-sample-set = chose the places of a round by a rule
deed-pack-set = installed the settings of a pack
chosen-by = Places chosen
chosen-by-from = Applied to what round { $round } listed. Rounds chosen by another rule are not comparable.

## Views of the dashboard
views = Pages of the dashboard
view-overview = Overview
view-unknown = There is no such page
view-unknown-why = The operation has no page of this name, or nothing is published of what it shows.
