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
