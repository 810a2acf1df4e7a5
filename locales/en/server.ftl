# What the server says to people, in English: the language every other falls back to.
#
# A code such as `record.unknown` is written here as `record-unknown`. A message says where and what; `.remedy` says what now.
# Adding one: this file, the same id with the same variables in fr/ and rn/, and a constant in crates/messages/src/codes.rs.

## Submissions from phones (OpenRosa)

submission-received = Received and safely stored ({ $instance }).
submission-files-outstanding = Received and safely stored ({ $instance }). Files still to come: { $count }.
submission-already-held = This submission was received before ({ $instance }). Nothing was stored twice.
submission-too-large = The submission has { $found } bytes, and this server takes at most { $limit }.
    .remedy = Make the photos smaller in the settings of ODK Collect and send again.
submission-part-missing = The part 'xml_submission_file' with the answers is missing.
    .remedy = Send the form again. If it happens again, update ODK Collect.
submission-multipart-broken = The transfer broke off or is damaged, so nothing was stored.
    .remedy = Send the form again when the network is better; the answers are still on the phone.
submission-not-utf8 = The answers are not UTF-8 text from byte { $byte } on.
    .remedy = Send the form again. If it happens again, tell your information officer.
submission-xml-broken = The answers cannot be read at line { $line }, column { $column }: { $detail }.
    .remedy = Send the form again. If it happens again, tell your information officer.
submission-xml-truncated = The answers break off at line { $line }, column { $column }, inside '{ $element }'.
    .remedy = Send the form again when the network is better; the answers are still on the phone.
submission-xml-empty = The answers are empty: there is no element in the XML.
    .remedy = Send the form again. If it happens again, update ODK Collect.
submission-xml-forbidden = The answers hold { $what ->
        [doctype] a document type declaration (DOCTYPE)
        [entity] an entity reference
       *[other] { $what }
    } at line { $line }, column { $column }. A submission never needs one, so it is refused for safety.
    .remedy = Send only forms filled with ODK Collect, KoboCollect or Inzira.
submission-xml-limit = The answers have more than { $limit } { $unit ->
        [bytes] bytes
        [depth] levels of nesting
        [nodes] elements
        [text] bytes of text in one answer
        [attributes] attributes on one element
        [attribute_text] bytes in one attribute
        [name] bytes in one name
       *[other] { $unit }
    } (line { $line }, column { $column }), so they are refused for safety.
    .remedy = Split the form into smaller ones, or ask the server's administrator to raise the limit.
submission-form-id-missing = The answers do not say which form they belong to: '{ $element }' has no 'id'.
    .remedy = Get the form from this server again and fill it anew.
submission-instance-id-invalid = The instanceID is longer than { $limit } characters or holds control characters.
    .remedy = Send only forms filled with ODK Collect, KoboCollect or Inzira.
submission-instance-id-missing = The submission has no instanceID, so { $instance } was made from its content.
submission-instance-id-reused = Another submission with other answers already has the instanceID { $instance }. Nothing was changed.
    .remedy = Fill the form anew instead of copying it. To correct what was sent, edit the sent form on the phone.
submission-edit-of-unknown = This is a correction of { $instance }, which this server does not hold.
    .remedy = Send the original first, or fill the form anew.
submission-file-missing = The answers name the file '{ $file }', but it did not come.
    .remedy = Send the form again from the phone that holds the file.
submission-file-unexpected = The file '{ $file }' came, but the answers do not name it. It was not stored.
    .remedy = Send the form again. If it happens again, tell your information officer.
submission-file-differs = The file '{ $file }' came again with other content. The first one stays.
    .remedy = To replace a photo, edit the sent form on the phone and send it again.
submission-too-many-files = More than { $limit } files came in one request.
    .remedy = Send the form again with fewer photos, or in several parts.
submission-corrected = The correction was saved: { $instance }.
submission-original-unknown = This corrects a form ({ $instance }) that this server has not received. Nothing was changed.
    .remedy = Send the first form, then the correction again. If you no longer have it, tell your information officer.
submission-original-superseded = The form this corrects ({ $instance }) has been corrected by somebody else meanwhile. Nothing was changed.
    .remedy = Get the newest version, or tell your information officer what to correct.

form-unknown = There is no form '{ $form }' here.
    .remedy = Refresh the list of forms on the phone and check that the right project is selected.
form-version-unknown = The form '{ $form }' has no version '{ $version }' here.
    .remedy = Get the form again. Answers already filled stay on the phone: ask your information officer to publish that version.
form-closed = The form '{ $form }' no longer takes submissions.
    .remedy = Ask your information officer which form to use. The answers stay on the phone.
form-file-unknown = The form '{ $form }' has no file '{ $file }'.
    .remedy = Refresh the list of forms on the phone and get the form again.

device-token-unknown = This server does not know this phone.
    .remedy = Scan a new settings code from your information officer.
device-token-revoked = This phone's access was ended.
    .remedy = Ask your information officer for a new settings code. The answers stay on the phone.
openrosa-header-missing = The request lacks the header 'X-OpenRosa-Version: 1.0'.
    .remedy = Use ODK Collect, KoboCollect or another OpenRosa 1.0 client.
# The doors of phones: passwords, drafts, limits
openrosa-log-in-needed = This server asks for the user name and the password of this phone.
    .remedy = Enter them in the settings of the app, under server. They stand on the sheet that came with the phone.
openrosa-wrong-password = User name and password do not fit.
    .remedy = Compare them with the sheet that came with the phone, or ask your information officer for a new one. The answers stay on the phone.
openrosa-basic-needs-https = A password is not taken over a connection that others can read.
    .remedy = Use the address that begins with https://, or ask your information officer for a code for this phone.
draft-token-unknown = This draft of a form is not being tried any more.
    .remedy = Ask for its new code, or use the form itself if it has been published.
draft-tried = The draft works: what you sent to try it has arrived ({ $instance }). It counts nowhere.
draft-full = { $limit } submissions have been sent to try this draft, which is as many as it holds.
    .remedy = Clear them on the forms page, then send again.
draft-unknown = There is no draft of the form '{ $form }'.
    .remedy = Reload the list of forms.
request-encoded = The body of the request is packed as '{ $encoding }', which this server does not read.
    .remedy = Send it as it is, without Content-Encoding.

## Filling in a browser

link-unknown = There is nothing at this link.
    .remedy = Check that the whole address was copied, or ask whoever gave it to you for a new one.
link-expired = The time for this link is over.
    .remedy = Ask whoever gave it to you to extend it. What you filled in stays on this device and can be sent then.
link-revoked = This link is no longer in use.
    .remedy = Ask whoever gave it to you for a new one. What you filled in stays on this device.
link-used = This link was for one submission, which has arrived.
    .remedy = Nothing to do. To send another one, ask for another link.
fill-form-encrypted = The form '{ $form }' encrypts what is filled in, which a browser cannot do.
    .remedy = Fill it on a phone with ODK Collect.
fill-personal-list = The form '{ $form }' reads a list that tells of people, which is not given out by link.
    .remedy = Fill it after log-in, or on a phone that was set up for it.
fill-other-form = What was sent was filled with another form, '{ $form }'.
    .remedy = Open the form again and send once more.
fill-no-correction = By a link, what has arrived cannot be changed.
    .remedy = Tell whoever gave you the link what has to be corrected.
fill-no-submission = This record did not come from a form, so it cannot be edited in one.
    .remedy = Correct the workbook it came from and import it again.

## Contents of a submission that do not fit the form

content-wrong-type = '{ $question }' holds '{ $value }', which is not { $expected ->
        [integer] a whole number
        [decimal] a number
        [date] a date (YYYY-MM-DD)
        [time] a time of day
        [moment] a date with a time
        [point] a position
        [choices] a list of choices
        [text] a text
        [file] the name of a file
       *[other] { $expected }
    }.
    .remedy = Ask the enumerator what was meant and correct the answer. It is kept as text until then.
content-unknown-choice = '{ $question }' holds '{ $value }', which is none of its choices.
    .remedy = Check which version of the form was used, then correct the answer. It is kept as text until then.
content-unknown-question = The answers hold '{ $question }', which this version of the form does not ask.
    .remedy = Check which version of the form was used. The answer is kept in the original submission.
content-answered-twice = '{ $question }' was answered more than once; the first answer counts. Another one is '{ $value }'.
    .remedy = Ask the enumerator which one is right and correct the answer.
content-text-in-group = '{ $question }' is a group, but the answers hold a text directly in it.
    .remedy = Check which version of the form was used. The text is kept in the original submission.
content-more = { $value } more answers do not fit the form and are not listed.
    .remedy = Check which version of the form was used. All of them are kept in the original submission.
content-instance-id-derived = The submission had no instanceID; one was made from its content.
content-version-unknown = It was filled in with version '{ $value }' of the form, which this server never had; it was read with the newest version.
    .remedy = Nothing to do. The same content sent again is recognised.

## Submissions brought from other systems, and webhooks

bring-row-without-id = The row '{ $row }' has no instanceID, so it cannot be told from others. It was left out.
    .remedy = Export with all columns and bring it again.
bring-not-a-submission = '{ $row }' is no submission.
bring-column-unknown = The form has no question for the column '{ $column }' of '{ $table }' ({ $rows } rows have a value). Its values were not brought.
    .remedy = Publish a version of the form that has the question and bring the file again.
bring-answer-unknown = The form has no question for '{ $column }' ({ $rows } submissions have an answer). These answers were not brought.
    .remedy = Publish the version of the form that has the question and bring the source again.
bring-entry-without-submission = The entry of a repeat belongs to a submission ('{ $row }') that is not there. It was left out.
    .remedy = Export all submissions, without a filter, and bring the file again.
bring-no-table = There is no table of submissions here: no CSV file has a column KEY without PARENT_KEY.
    .remedy = Take the file 'submissions.csv.zip' that ODK Central gives for 'Download, all data'.
bring-file-unreadable = '{ $file }' cannot be read: { $detail }.
    .remedy = Repair or export the file again.
bring-file-missing = The answers name the file '{ $file }', but it could not be had: { $detail }. The answers came in without it.
    .remedy = Bring the source again when the file is there; only the file is added then.
bring-file-not-named = { $count } files are there that no submission names. They were not brought.
bring-form-other = The submission belongs to the form '{ $found }', not to '{ $wanted }'.
    .remedy = Leave --form out, or name the other form.
bring-changed-at-source = It says something else at the source than what came in before, but not that it was corrected. What came in first stays.
    .remedy = Compare the two; if the change is right, correct the record here.
bring-corrected-here = It was corrected at the source, and it has been corrected here too since it was brought. What stands here stays.
    .remedy = Compare the two; if the source is right, correct the record here.
bring-source-silent = The source does not answer: { $detail }.
    .remedy = Check its address and the network. It is tried again at the next time.
bring-source-refused = The source refuses with status { $status }: { $detail }.
    .remedy = Check the token or password and what it may read.
bring-source-unreadable = The source answers something that cannot be read: { $detail }.
    .remedy = Check the address, the project and the form.
bring-address-unusable = The address cannot be used: { $detail }.
    .remedy = Give an address that begins with https:// (or http:// inside your own network), without name and password in it.
source-unknown = There is no such source here.
webhook-unknown = There is no such webhook or delivery here.
webhook-no-event = Choose at least one event.
## Forms that are encrypted on the phone

content-encrypted = The answers were encrypted on the phone: only whoever holds the private key can read them.
    .remedy = Decrypt them on this page, or download the form's submissions and run 'inzira decrypt'. Figures do not count them.
content-not-encrypted = The form asks for encryption, but these answers came readable.
    .remedy = Ask the enumerator to get the form again: the phone may hold a version from before it was encrypted.
content-encrypted-unasked = The answers came encrypted, although this version of the form asks for no encryption.
    .remedy = Ask who changed the form on the phone; without their private key nobody can read the answers.
content-manifest-broken = What came with the encrypted answers cannot be used: { $detail }.
    .remedy = Send the form again from the phone. Everything that came is kept.
form-public-key = The public key of the form cannot be used: { $detail }.
    .remedy = Put the public key into the settings sheet, column 'public_key'; 'inzira keys make' makes a pair.
form-key-needs-instance-id = An encrypted form needs an instanceID: without it nobody can decrypt what was submitted.
    .remedy = Remove 'omit_instanceID' from the settings sheet and publish the form again.

## Requests

request-not-found = There is nothing at this address.
    .remedy = Check the address, or go back and choose again.
request-not-allowed = Your account is not allowed to do this.
    .remedy = Ask the administrator of your operation for the role you need.
request-log-in-needed = You are not logged in, or your session has ended.
    .remedy = Log in and try again.
request-invalid-input = '{ $field }' cannot be used: { $detail }.
    .remedy = Correct it and send again.
request-unreadable = The request cannot be read: { $detail }.
    .remedy = Correct it and send again.
request-too-large = The request is larger than { $limit } bytes.
    .remedy = Send less at once.
request-header-missing = The request lacks the header '{ $header }'.
    .remedy = Reload the page. A program must send the header with every change.
request-too-slow = The answer took too long and was given up.
    .remedy = Ask for less at once, or try again later.
request-too-many = There were too many requests from here.
    .remedy = Wait { $seconds } seconds and try again.
request-conflict = Somebody changed this in the meantime.
    .remedy = Reload the page, look at the change and decide again.
request-taken = There is already { $what } '{ $value }'.
    .remedy = Choose another one.
server-failed = Something went wrong on the server (reference { $reference }). Nothing was changed.
    .remedy = Try again. If it happens again, give the reference to the administrator.
server-storage-full = The server's disk is full, so nothing was stored.
    .remedy = Keep the answers on the phone and tell the administrator.
server-storage-not-writable = The server's disk takes no more writing, so nothing was stored. Public pages and lists of forms can still be read; answers of people cannot, because each look at them is written down.
    .remedy = Keep the answers on the phone and tell the administrator.
server-database-unreachable = The server's database does not answer at the moment, so nothing was stored.
    .remedy = Try again in half a minute. If it lasts, tell the administrator.

## Accounts

account-wrong-password = The e-mail address or the password is wrong.
    .remedy = Try again, or ask the administrator for a new one-time password.
account-too-many-attempts = There were too many attempts to log in.
    .remedy = Wait { $minutes } minutes and try again.
account-disabled = This account is disabled.
    .remedy = Ask the administrator.
account-password-too-short = The password is shorter than { $minimum } characters.
    .remedy = Choose a longer one; several words in a row are easy to remember.
account-password-too-long = The password is longer than { $maximum } characters.
    .remedy = Choose a shorter one.
account-password-is-email = The password is the e-mail address, the first thing anybody would try.
    .remedy = Choose another one; several words in a row are easy to remember.
account-password-unchanged = The new password is the same as the old one.
    .remedy = Choose another one.
account-password-change-needed = The password was given to you for one use.
    .remedy = Choose a password of your own first.
account-email-taken = There is already an account for { $email }.
    .remedy = Give that account a role instead of making another.
account-email-invalid = '{ $email }' is not an e-mail address.
    .remedy = Correct it and send again.
account-unknown = There is no such account.
    .remedy = Reload the list of accounts and choose again.
account-role-unknown = '{ $role }' is not a role.
    .remedy = Use viewer, reviewer or manager.
account-last-administrator = This is the last administrator.
    .remedy = Make somebody else an administrator first.

## What people ask for

operation-unknown = There is no operation '{ $operation }'.
    .remedy = Choose one from the list of operations.
exercise-unknown = The operation has no exercise '{ $exercise }'.
    .remedy = Choose one from the list of exercises.
round-unknown = The exercise has no round '{ $round }'.
    .remedy = Choose one from the list of rounds.
indicator-unknown = There is no indicator '{ $indicator }'.
    .remedy = Choose one from the list of indicators.
place-unknown = There is no place with the code '{ $pcode }' in this version of the boundaries.
    .remedy = Look the place up by its name.
boundaries-none = The operation has no boundaries yet.
    .remedy = Import boundaries and choose them for the operation.
boundaries-no-crosswalk = No crosswalk leads to the boundaries '{ $to }'.
    .remedy = Load one with 'inzira places crosswalk load', or ask for other boundaries or another crosswalk.
boundaries-unknown = There are no boundaries '{ $code }' on this server.
    .remedy = Import them, or choose others.
boundaries-level-not-carried = Rounds that were assessed in other boundaries are carried to level { $level } only, and '{ $place }' is of another.
    .remedy = Choose a place of level { $level } or the country, or load a crosswalk for that level.
boundaries-places-not-matched = Rounds { $before } and { $after } were assessed in different boundaries: which of their places are the same is not known.
    .remedy = Read each with its coverage and with how far it could be off.
boundaries-not-known-differs = The numbers of rounds { $before } and { $after } are not made of the same old places: { $places } has a number in one of them only.
    .remedy = Read each with the places whose number is not known.
crosswalk-file-missing = There is no file in the request.
    .remedy = Choose a CSV file; programs send it as the part 'file'.
crosswalk-file-has-problems = { $count ->
        [one] One thing is wrong with the table; nothing was kept.
       *[other] { $count } things are wrong with the table; nothing was kept.
    }
    .remedy = Correct the table and load it again.
crosswalk-same-version = A crosswalk leads from one boundary version to another; both are '{ $code }'.
    .remedy = Choose two different versions.
level-unknown = The boundaries have no level '{ $level }'.
    .remedy = Choose a level that the operation lists.
record-unknown = There is no such record.
    .remedy = Reload the list of records and choose again.
attachment-unknown = There is no such file.
    .remedy = Open the record again; the file may still be on the phone.
device-unknown = There is no such phone.
    .remedy = Reload the list of phones and choose again.
figure-unknown = There is no figure '{ $figure }'.
    .remedy = Open the figure from the dashboard, or check the spelling of its path.

## Sites

sites-none = This operation keeps no list of sites.
    .remedy = Ask an administrator to install the programme's pack again: it brings the list.
sites-changed-meanwhile = The list of sites changes faster than this could be decided. Nothing was changed.
    .remedy = Wait a moment and try again.
site-unknown = There is no such site in this list.
    .remedy = Reload the list and choose again.
site-twice = '{ $site }' is named twice.
    .remedy = Name each site once.
site-not-standing = '{ $site }' is closed, or another site came in its place.
    .remedy = Choose the site that stands for it now, or undo the decision that closed it.
site-only-proposed = '{ $site }' is only proposed.
    .remedy = Accept it first, or merge it into a site that was accepted.
site-taken = There is an entry '{ $site }' already.
    .remedy = Try again.
site-nothing-to-merge = No site is named that should be taken in.
    .remedy = Choose at least one other site.
site-too-few-parts = A site is split into two parts at least.
    .remedy = Add another part, or correct the site instead.
site-share-out = The share of '{ $site }' is not above 0 and at most 1.
    .remedy = Write each share as a part of 1, such as 0.4.
site-shares-add-up = The shares add up to { $sum }.
    .remedy = Correct them so that they add up to 1 exactly.
site-area-unknown = The boundaries of this operation have no area '{ $pcode }'.
    .remedy = Choose an area from the list.
site-has-successors = Other sites came in the place of '{ $site }'.
    .remedy = Undo the merge or split to open it again.
site-no-such-move = '{ $site }' cannot go from '{ $from }' to '{ $to }'.
    .remedy = Reload the site: its status may have changed.
site-decision-unknown = There is no such decision about sites.
    .remedy = Reload the page and choose again.
site-already-undone = This decision was undone already.
    .remedy = Reload the page.
site-changed-since = '{ $site }' was changed since, by another program or in its register. Nothing was undone.
    .remedy = Put back what was changed, or correct the sites by hand.
site-later-decision = A later decision about '{ $site }' stands in the way: no. { $decision } of { $day } ({ $kind ->
        [create] made
        [edit] corrected
        [status] status
        [merge] merged
        [split] split
        [import] a file
       *[other] another
    }). Nothing was undone.
    .remedy = Undo that one first.
site-file-has-problems = { $count } rows of the file cannot be used, row { $row } first. Nothing was changed.
    .remedy = Correct the rows that the preview names, and choose the file again.

## Registers

register-unknown = There is no register '{ $register }'.
    .remedy = Reload the list of registers and choose again.
register-name-invalid = '{ $name }' cannot be the name of a register or property.
    .remedy = Begin with a letter; use letters, digits, - and _ only; 'name' and 'label' are taken.
register-changed-meanwhile = The register has changed since you looked at what the file would do. Nothing was changed.
    .remedy = Choose the file again and look at its changes anew.
register-file-missing = The request has no file 'file'.
    .remedy = Choose a CSV file and send again.
register-file-encoding = Row { $row } of the file is not written in UTF-8. Nothing was changed.
    .remedy = Save it as "CSV UTF-8" in the spreadsheet and choose it again.
register-file-unreadable = The file cannot be read as CSV: { $detail }
    .remedy = Save it as "CSV UTF-8" in the spreadsheet and choose it again.
register-file-empty = The file has no row below its header.
    .remedy = Check that the right file was chosen.
register-file-too-long = The file has more than { $limit } rows.
    .remedy = Divide it into several files.
register-file-column-twice = The column '{ $column }' is in the file twice.
    .remedy = Rename or remove one of the two.
register-file-column-missing = The file has no column '{ $column }'.
    .remedy = Add the column, or choose another way to tell the rows apart.
entity-unknown = There is no such entry in this register.
    .remedy = Reload the register and choose again.
entity-not-waiting = This change no longer waits.
    .remedy = Reload the page: it may have been carried out already.
entity-changed-meanwhile = The entry has become version { $version } since you looked at it. Nothing was changed.
    .remedy = Look at the new version and decide again.
entity-no-conflict = The entry is no longer in conflict.
    .remedy = Reload the page: somebody else may have resolved it.

## Forms

form-workbook-missing = The request has no file 'workbook'.
    .remedy = Choose an XLSForm (.xlsx, .xls, .csv or .md) and send again.
form-has-problems = The form was not published. Problems found: { $count }.
    .remedy = Correct what is listed and publish again. Nothing was changed.
form-files-missing = The form needs files that this server does not have: { $files }.
    .remedy = Name lists of places admin1.csv, admin2.csv and so on; they are made from the operation's boundaries.
form-version-exists = The form '{ $form }' already has a version '{ $version }' with other content.
    .remedy = Give the form a new version on its settings sheet and publish again.

## Review

review-reason-needed = The reason is missing.
    .remedy = Write why, so that the enumerator and later readers understand.
review-reason-too-long = The reason is longer than { $limit } characters.
    .remedy = Shorten it.
review-already-so = The record is already { $state ->
        [received] waiting for review
        [edited] edited and waiting for review
        [has_issues] waiting for an answer
        [approved] approved
        [rejected] rejected
       *[other] { $state }
    }. Nothing was changed.
    .remedy = Reload the page to see who decided and why.
review-nothing-chosen = No record was chosen.
    .remedy = Choose at least one record.
edit-refused = { $count ->
        [one] One edit cannot be made
       *[other] { $count } edits cannot be made
    }. Nothing was changed.
    .remedy = Correct what is listed and save again.
edit-encrypted = The answers of this record were encrypted on the phone; the server cannot read them.
    .remedy = Ask for a correction by phone, or approve or reject the record as it is.
edit-question-unknown = The form has no question '{ $question }'.
    .remedy = Reload the record; the form may have changed.
edit-computed = '{ $question }' is calculated, or filled in by the device.
    .remedy = Edit the answers it is calculated from, or ask for a correction by phone.
edit-not-a-value = '{ $question }' is a file or a whole repeat, which cannot be edited here.
    .remedy = Ask for a correction by phone.
edit-entry-unknown = '{ $question }': there are { $entries } entries only.
    .remedy = Reload the record and choose again.
edit-from-differs = Another value stands in '{ $question }' than the edit says.
    .remedy = Reload the record, look at the value, and edit it again.
edit-nothing-changes = '{ $question }' has that value already.
    .remedy = Give another value, or leave the question out.
edit-wrong-type = '{ $question }' wants a value of type { $wanted }.
    .remedy = Give a value of that type, or a reason why there is none.
edit-impossible = '{ $question }' cannot hold that value.
    .remedy = Give a value that can be, or a reason why there is none.
edit-too-long = The text for '{ $question }' is longer than { $limit } characters.
    .remedy = Shorten it.
edit-choice-unknown = '{ $question }' has no choice '{ $choice }'.
    .remedy = Choose one that the form offers.
edit-withheld = What stands in '{ $question }' is withheld from you.
    .remedy = Ask somebody who may see it.
edit-lapsed = A newer version of the submission came, and edits no longer fit it: { $questions }.
    .remedy = Compare the new values with the history, and edit again where needed.
edit-calculated-stands = Values were edited; what the phone calculated from them stands as it was: { $questions }.
    .remedy = Look whether it still fits; if not, ask for a correction by phone.
review-changed-meanwhile = Somebody has changed the record since you opened it. Nothing was changed.
    .remedy = Look at what changed, and decide or edit again.
review-version-needed = It was not said which version of the record was looked at.
    .remedy = Send its number as 'version', as it was read with the record.
review-preview-outdated = Records have changed since the preview. Nothing was changed.
    .remedy = Look at the preview again, then apply it.
review-too-many = { $found } records are chosen; at once it can be { $limit }.
    .remedy = Narrow the filter, and do it in parts.
review-comment-needed = The comment is empty.
    .remedy = Write what others should know.

## Rounds

round-settled = Round { $round } is { $stage ->
        [published] published
       *[closed] closed
    }, so its records do not change any more. Nothing was changed.
    .remedy = To correct it, begin a new revision of the round and say why; then try again. What it said so far stays readable.
round-already-so = The round is already in this stage ({ $stage }).
    .remedy = Load the page again to see how far it is.
round-no-such-move = A round does not go from { $from } to { $to }.
    .remedy = Move it one stage after the other: planned, collecting, review, closed, published.
round-stays-closed = The round is { $stage }; it does not go back.
    .remedy = To correct it, begin a new revision and say why.
round-has-records = The round has { $records } records already, so it is no plan any more.
    .remedy = Let it go on collecting, or move it to review.
round-records-wait = { $records } records of the round wait for review, so it was not closed.
    .remedy = Approve or reject them, or write why they stay out and close it then.
round-figures-not-ready = The figures of the round are still being computed.
    .remedy = Wait a moment and try again.
round-not-closed = The round is in stage { $stage }; its records can be changed as it is.
    .remedy = A new revision is for a round that is closed or published.
round-revision-unknown = The round has no revision '{ $revision }'.
    .remedy = Choose one from its list of revisions.
round-late = It came when round { $round } was already in review.
    .remedy = Look at it before the round is closed.
round-too-late = It belongs to round { $round }, which was closed when it came. It is kept outside the round.
    .remedy = If it should count, begin a new revision of the round: it joins it by itself.
round-none-collects = No round was collecting when it came. It is kept outside all rounds.
    .remedy = Move the right round to collecting, and ask for the next submissions only then.
round-corrects-closed = It corrects { $instance } of round { $round }, which was closed when it came. What it corrects was left as it was.
    .remedy = If the correction should count, begin a new revision of the round: this joins it by itself. Then approve this one and reject the one it corrects.
round-other-form = It was filled with form version { $given }; round { $round } is collected with { $wanted }.
    .remedy = Look whether its answers mean the same. The phone gets the other version the next time it asks for forms.
import-rounds-settled = { $rows } of the file's rows are new and belong to rounds that are closed or published: { $rounds }. Nothing was stored.
    .remedy = Begin a new revision of each of these rounds and say why, import the same file again, then close them. If the rows do not belong there, correct their round in the file.
round-no-list-before = The round before has no list of expected places.
    .remedy = Take the places from the boundaries, or bring a file.
round-list-unreadable = The file could not be read as CSV: { $detail }
    .remedy = Save it as CSV in UTF-8 and try again.
round-list-no-pcode = The file has no column '{ $column }'.
    .remedy = Give the column with the p-codes this name in the first row.
round-list-too-long = The list has more than { $limit } places.
    .remedy = List only the places of this round.
round-list-has-problems = { $count } rows of the file cannot be used; the first is row { $row }. Nothing was changed.
    .remedy = Look at the preview, correct the rows, and bring the file again.
round-list-empty = The list has no place. Nothing was changed.
    .remedy = Bring a list with at least one place.
round-sites-not-told = Records of '{ $exercise }' do not say which site they tell of, so a list of sites could never be covered. Nothing was changed.
    .remedy = Take areas as expected places, from the boundaries or a file.
round-places-changed = Somebody has changed the places of the round since you looked at them. Nothing was changed.
    .remedy = Look at the list again, then give it to the round.
round-place-unknown = Row { $row }: '{ $value }' is not a p-code of the operation's boundaries.
round-place-other-level = Row { $row }: '{ $value }' is not of the level that this exercise covers.
round-place-twice = Row { $row }: '{ $value }' is on the list already.
round-place-not-listed = The place { $pcode } is not on the list of this round. Nothing was changed.
    .remedy = Add it to the list first, or choose places that are on it.
round-team-unknown = Row { $row }: there is no team '{ $value }'.
team-unknown = There is no such team.
    .remedy = Load the list of teams again; somebody may have dissolved it.

## Figures

figure-missing = No answer
figure-not-assessed = Not assessed
figure-not-accessible = Could not be reached
figure-not-applicable = Does not apply
figure-withheld = Withheld to protect people
figure-coverage = Assessed { $assessed } of { $expected } places.
figure-coverage-unknown = How many places were expected is not known; { $assessed } were assessed.
figure-demonstration = Demonstration data, not real.
figure-approximate-boundary = The boundary is approximate, not official.
figure-recipe = The method is a recipe of Inzira that neither IOM nor a ministry has confirmed.
figure-none-yet = There is no figure for this yet.
    .remedy = Choose another round or place, or come back after the next round.

## Numbers: what is divided, compared and added up

estimate-nothing-to-go-by = { $total } cannot be divided: no share is above zero.
    .remedy = Give at least one share above zero, or leave the number undivided.
estimate-bad-share = Share { $part } is '{ $share }', which is no share.
    .remedy = Write a number of 0 or more.
estimate-totals-differ = The rows add up to { $rows } and the columns to { $columns }.
    .remedy = Correct the totals: both must count the same people.
estimate-other-shape = The pattern does not have { $rows } rows and { $columns } columns, as the table does.
    .remedy = Give one cell of the pattern for each cell of the table.
estimate-pattern-cannot-fit = The pattern has zeros where the totals of rows and columns need people.
    .remedy = Correct the totals, or the zeros of the pattern.
estimate-too-many-cells = The table has { $cells } cells; at most { $limit } can be fitted.
    .remedy = Divide it into several tables, for instance one for each province.
estimate-too-large = A number or a sum is larger than { $limit }.
    .remedy = Look for a number with too many digits.
estimate-recipe-senseless = The recipe '{ $recipe }' has a parameter that makes no sense.
    .remedy = Correct the parameters and give the recipe a new version.
estimate-place-twice = The place '{ $place }' stands in the list twice.
    .remedy = Keep one of the two.
estimate-household-empty = A household sampled in '{ $place }' has nobody in it.
    .remedy = Correct its size, or take the household out.
estimate-stratum-unknown = The stratum '{ $stratum }' is not in the list of strata.
    .remedy = Add it, or correct its code.
estimate-strata-circle = The stratum '{ $stratum }' lies in itself.
    .remedy = Correct which stratum lies in which.
estimate-bad-weight = The answer '{ $answer }' has the weight '{ $weight }', which is no weight.
    .remedy = Write a number above 0.
estimate-answer-twice = The answer '{ $answer }' stands in the list twice.
    .remedy = Keep one of the two.
estimate-reason-twice = The reason '{ $reason }' stands in the list twice.
    .remedy = Add the two up, or correct one of them.
estimate-definition-differs = The rounds differ in { $part ->
        [indicator] the indicator
        [indicator_version] the version of the indicator
        [unit] the unit
        [kind] the kind of series
        [population_group] the population group
        [boundary_version] the boundary version
        [sample] the rule by which places were chosen
        [recipes] what the numbers were worked out with
       *[other] { $part }
    }: '{ $before }' before, '{ $after }' after.
estimate-definitions-differ = Rounds { $before } and { $after } count different things and cannot be compared.
    .remedy = Compute both with the same indicator; carry counts of older boundaries over with the crosswalk.
estimate-rounds-not-in-order = Round { $after } does not come after round { $before }.
    .remedy = Give the earlier round first.
estimate-change-of-shares = Rounds { $before } and { $after } hold shares of places or people. Shares are not added up or subtracted, so no change is shown.
    .remedy = Compare the counts that the share is made of.
estimate-places-differ = The totals are of different places: { $same } are in both rounds, { $new } were newly assessed, { $gone } are no longer assessed. Their difference is no trend.
    .remedy = Show the change in the places that both rounds assessed, and the others beside it.
estimate-kinds-differ = { $first ->
        [stock] People present
        [flow] Movements
        [event] People displaced by an event
        [registration] Registered people
       *[other] { $first }
    } and { $other ->
        [stock] people present
        [flow] movements
        [event] people displaced by an event
        [registration] registered people
       *[other] { $other }
    } are not added up: the same people may be in both.
    .remedy = Show the two side by side.
estimate-units-differ = Households and individuals are not added up.
    .remedy = Make people of the households first, or show the two side by side.
estimate-counted-at-both-ends = These people are counted where they are, and again where they come from.
    .remedy = Add up only those counted where they are.
estimate-dates-differ = People present on { $other } may be those present on { $first }; numbers of different dates are not added up.
    .remedy = Take one date.
estimate-part-of-group = In '{ $place }', '{ $attribute }' is a part of '{ $group }': it is added to numbers of the same part only.
    .remedy = Add up the groups only; show this part beside its group.
estimate-counted-twice = '{ $group }' in '{ $place }' is counted twice for { $date }.
    .remedy = Keep one of the two.
estimate-whole-and-parts = '{ $group }' in '{ $place }' is counted for the whole place and again for parts of it.
    .remedy = Keep the whole or the parts.
estimate-row-twice = Round { $round } counts '{ $group }' in '{ $place }' twice.
    .remedy = Keep one of the two.
estimate-updates-not-in-order = The updates on the event '{ $event }' in '{ $place }' contradict each other at update { $update }.
    .remedy = Give each update its own number, and later ones a later date.
places-counts-of-other-version = The counts are of the boundary version '{ $found }', and the crosswalk leads from '{ $expected }'.
    .remedy = Use the crosswalk that leads from '{ $found }'.
places-not-utf8 = The text of the file is not UTF-8.
    .remedy = Save it as 'CSV UTF-8'.
places-unreadable-area = The row cannot be read.
    .remedy = Put the row right, or export the file again.
places-missing-code = The row lacks a p-code.
    .remedy = Give both codes, or take the row out.
places-bad-code = '{ $value }' is no p-code.
    .remedy = Check that the column holds codes and not names.
places-no-crosswalk-columns = No columns for the old and the new p-code were found; the columns are: { $columns }.
    .remedy = Name them from_pcode and to_pcode.
places-bad-share = '{ $value }' is no share.
    .remedy = Write a number from 0 to 1, or leave it empty where it is not known.
places-duplicate-link = The link from '{ $value }' to '{ $to }' stands in row { $row } already.
    .remedy = Keep one of them.
places-not-in-version = The boundaries '{ $version }' have no place '{ $value }'.
    .remedy = Correct the code, or choose the right version.
places-unlinked = No row says what became of '{ $value }'.
    .remedy = Add its links; leave the share empty where it is not known.
places-other-level = '{ $value }' is of level { $level }, the other places of this column of level { $expected }.
    .remedy = Keep places of one level in a table; load another table for another level.
places-no-links = There are no links in the file.
    .remedy = Check that this is the file you meant.
places-too-many-links = The table has more than { $limit } links.
    .remedy = Keep places of one level.
places-table-too-large = The table is larger than { $limit } bytes.
    .remedy = Keep only the columns from_pcode, to_pcode, share and basis.
places-shares-do-not-add-up = The shares of '{ $place }' in the crosswalk add up to { $sum }, not to 1.
    .remedy = Correct the shares, or leave empty those that are not known.

## Disclosure control

disclosure-small-cell = Numbers from 1 to { $largest } are withheld, because they could point at people.
disclosure-complementary = More numbers are withheld, so that the small ones cannot be worked out from totals.
disclosure-not-public = This is shared only with those who can respond, by agreement.

## Which places a round visits

sample-no-rules = The places of '{ $exercise }' are not chosen by a rule in this operation.
    .remedy = Install a pack that says how, such as 'burundi-mobility'; or give the round a list of places.
sample-rule-unknown = There is no rule '{ $rule }'.
    .remedy = Choose one of those on the round's page.
sample-no-round = '{ $exercise }' has no such round, so there is no list to choose from.
    .remedy = Collect it first, or choose one of its rounds.
sample-changed = The list is another than the one you looked at: records have changed since. Nothing was changed.
    .remedy = Look at it again, then take it over.
sample-empty = The rule chooses no place from that round. Nothing was changed.
    .remedy = Approve the records that list places first, or choose another round or rule.
pack-needs = The pack '{ $pack }' sets something for exercises that are not installed.
    .remedy = Install { $needed } first.
pack-set-by-other = The pack '{ $other }' says already how '{ $exercise }' is done in this operation. Nothing was changed.
    .remedy = Use one of the two packs.
