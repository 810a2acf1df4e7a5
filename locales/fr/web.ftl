# Messages de l’application web. Chaque clé existe dans chaque langue.

## Partout
brand-line = Suivi des déplacements
skip = Aller au contenu
language = Langue
close = Fermer
again = Réessayer
value = Valeur
place = Lieu
round = Cycle
operation = Opération
exercise = Exercice
level = Niveau
indicator = Indicateur
source = Source
method = Méthode
coverage = Couverture
to-dashboard = Aller au tableau de bord
not-found = Cette page n’existe pas
not-found-remedy = L’adresse est peut-être mal saisie, ou la page a été déplacée.
n-of-m = { $n } sur { $m }
round-n = Cycle { $round }
round-short = C{ $round }
level-other = niveau { $level }

## Problèmes
problem-offline = Vous êtes hors ligne.
problem-offline-remedy = Ce qui est affiché reste. La page sera rechargée dès que le réseau revient.
problem-unreachable = Le serveur ne répond pas.
problem-unreachable-remedy = Réessayez dans un instant. Si cela dure, prévenez la personne qui gère ce serveur.
problem-login = Votre session est terminée.
problem-login-remedy = Connectez-vous de nouveau.
problem-refused = Cela n’a pas été possible.
problem-refused-remedy = Vérifiez votre saisie et réessayez.
problem-server = Le serveur a échoué.
problem-server-remedy = Rien n’a été modifié. Réessayez ; si cela dure, prévenez la personne qui gère ce serveur.

## Tableau de bord
demonstration = Données de démonstration, non réelles.
demonstration-why = Ces chiffres ont été générés pour montrer le fonctionnement du système. Ne pas les citer.
nothing-no_operations = Il n’y a pas encore d’opération
nothing-no_operations-why = Dès qu’une opération publie des chiffres, ils apparaissent ici.
nothing-unknown_operation = Cette opération n’existe pas
nothing-unknown_operation-why = L’adresse est peut-être mal saisie, ou l’opération n’est plus publiée.
nothing-no_rounds = Aucun chiffre n’est encore publié
nothing-no_rounds-why = L’opération existe, mais aucun de ses cycles n’a été publié.
showing-place = Affiché :
show-all = Afficher tout : { $name }
from-records = à partir de { $records ->
    [one] { $records } enregistrement
   *[other] { $records } enregistrements
  }
coverage-of = évalués, par { $level }
change = Évolution, mêmes lieux
change-short = Évolution
change-over = depuis le cycle { $round }, sur { $places ->
    [one] le seul lieu évalué
   *[other] les { $places } lieux évalués
  } aux deux cycles ({ $level })
change-first = Il n’y a pas de cycle précédent.
change-no-same = Aucun lieu n’a été évalué aux deux cycles.
change-not-both = Non comparable : sans chiffre à l’un des deux cycles
change-title = Comment se compose l’évolution
change-how = Seuls les lieux ayant un chiffre aux deux cycles sont comparés. Les lieux ajoutés ou abandonnés sont une évolution de la couverture, non du déplacement, et sont indiqués à part.
change-same = Mêmes lieux ({ $places })
change-only-now = Seulement à ce cycle ({ $places })
change-only-before = Seulement au cycle précédent ({ $places })
change-places = Lieu par lieu
rounds-compared = cycle { $before } et cycle { $now }
map-title = Où
map-label = Carte : { $value } par lieu. Le tableau voisin contient les mêmes chiffres.
map-failed = Ce navigateur ne peut pas dessiner la carte. Le tableau contient les mêmes chiffres.
map-no-geometry = Il n’y a pas de limites pour ce niveau. Le tableau contient tous les chiffres.
map-approximate = Limites approximatives : pour orientation seulement.
map-zoom-in = Agrandir
map-zoom-out = Réduire
map-ctrl = Maintenez Ctrl en faisant défiler pour agrandir la carte
map-two-fingers = Utilisez deux doigts pour déplacer la carte
legend = Légende
class-range = { $from }–{ $to }
missing-missing = sans réponse
missing-not_assessed = non évalué
missing-not_accessible = non accessible
missing-not_applicable = sans objet
missing-withheld = non publié
table-title = Par { $level }
table-caption = { $value } par { $level }
find-place = Chercher un lieu
n-places = { $n ->
    [one] { $n } lieu
   *[other] { $n } lieux
  }
no-place-found = Aucun lieu ne porte ce nom.
rank = Rang
unit-individuals = Individus
unit-households = Ménages
sex-female = Femmes
sex-male = Hommes
pyramid-title = Par sexe et âge
pyramid-label = Pyramide de la population par sexe et âge. Le tableau en dessous contient les mêmes chiffres.
pyramid-empty = Le sexe et l’âge n’ont pas été recueillis ici, ou ne sont pas publiés afin de protéger les personnes.
series-title = Au fil des cycles
series-label = { $value } à chaque cycle, avec la couverture de chacun. Le tableau en dessous contient les mêmes chiffres.
series-note = Totaux de chaque cycle tels qu’évalués. À comparer avec leur couverture, en dessous.
reason-title = Motif du déplacement
as-table = Afficher en tableau
explain-button = Sur quoi repose ce chiffre ?
explain-button-of = Sur quoi repose ce chiffre : { $of }
explain-column = Explication
explain-title = Sur quoi repose ce chiffre
explain-indicator = Indicateur
explain-version = version { $version }
explain-method = Méthode
explain-records = Enregistrements contributifs
explain-snapshot = Instantané (SHA-256)
explain-snapshot-of = { $records ->
    [one] { $records } enregistrement
   *[other] { $records } enregistrements
  } au total, figé le { $at }
explain-path = Chiffre
explain-again = Recalculé à partir de cet instantané, il donne le même nombre.
explain-contributing = Les enregistrements contributifs
explain-source = Source
download-hxl = Données (CSV avec balises HXL)
download-geojson = Données de carte (GeoJSON)
download-geojson-level = Données de carte, { $level } (GeoJSON)
boundaries = Limites
boundaries-note = Les noms et limites indiqués n’impliquent aucune reconnaissance officielle.
valid-from = en vigueur depuis le { $day }
live-connecting = Connexion
live-connecting-why = Ouverture de la ligne par laquelle arrivent les nouveaux chiffres.
live-live = En direct
live-live-why = Les nouveaux chiffres apparaissent ici d’eux-mêmes.
live-reconnecting = Reconnexion
live-reconnecting-why = La ligne est coupée et va être rouverte ; les chiffres sont les derniers reçus.
live-offline = Hors ligne
live-offline-why = Pas de réseau. Les chiffres sont les derniers reçus.
figures-updated = Les chiffres ont été mis à jour. { $name } : { $value }.
