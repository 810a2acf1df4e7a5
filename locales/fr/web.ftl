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
of-m = sur { $m }
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
  } aux deux cycles
change-first = Il n’y a pas de cycle précédent.
change-no-same = Aucun lieu n’a été évalué aux deux cycles.
change-not-both = Non comparable : sans chiffre à l’un des deux cycles
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
unit-sites = Lieux
unit-percent = Pour cent
sex-female = Femmes
sex-male = Hommes
pyramid-title = Par sexe et âge
pyramid-label = Pyramide de la population par sexe et âge. Le tableau en dessous contient les mêmes chiffres.
pyramid-empty = Le sexe et l’âge n’ont pas été recueillis ici, ou ne sont pas publiés afin de protéger les personnes.
boundaries-of = Limites de { $year }
crosswalk = Table de ce que sont devenus les lieux
crosswalk-official = officielle
crosswalk-approximate = approximative
carried-by-official = Reporté par la table officielle : { $label }.
carried-by-approximate = Approximatif : reporté par une table non officielle : { $label }.
carried-error = Certitude
carried-own = évalué dans ces limites
carried-exact = exact
carried-between = estimé ; entre { $least } et { $most }
carried-at-least = estimé ; au moins { $least } ; { $n ->
    [one] un lieu n’est pas connu
   *[other] { $n } lieux ne sont pas connus
}
carried-remainder = Non placés : { $place }
carried-perhaps = peut-être en { $places } ; les parts ne sont pas connues
carried-nowhere = aucune table ne dit ce qu’il est devenu
carried-all = Tous ensemble
other-series-note = Choisissez un lieu dans le tableau ou sur la carte. Chaque cycle est reporté pour lui-même.
other-series-totals = Totaux dans ces limites
other-series-range = Du moins au plus possible
other-series-open = Pas de barre là où des lieux ne sont pas connus : personne ne sait combien il y a de personnes au plus
other-series-left = Non placés, peut-être ici
series-same-rounds = Les anciens lieux dont il est fait n’ont pas été comptés aux mêmes cycles ; il n’y a donc pas de ligne qui soit une tendance.
series-title = Au fil des cycles
series-label = { $value } à chaque cycle, avec la couverture de chacun. Le tableau en dessous contient les mêmes chiffres.
series-note = Totaux de chaque cycle tels qu’évalués. À comparer avec leur couverture, en dessous.
series-refused = Les totaux ne sont pas reliés par une ligne : tous les cycles n’ont pas évalué les mêmes lieux ou compté la même chose.
series-why = { $n ->
    [one] Le pas qui n’est pas une tendance, et pourquoi
   *[other] Les { $n } pas qui ne sont pas une tendance, et pourquoi
  }
series-totals = Totaux tels qu’évalués
series-same = { $places ->
    [one] Le même lieu
   *[other] Les mêmes { $places } lieux
  }, cycles { $first } à { $last }
series-left-out = ({ $n } laissés de côté : un cycle ne les a pas évalués)
series-same-none = Aucun lieu n’a été évalué à tous les cycles : aucune ligne ne montre une tendance.
series-same-withheld = La ligne des mêmes lieux est retenue : elle révélerait de petits nombres.
change-panel-title = Du cycle { $round } à celui-ci
change-csv = Toutes les zones (CSV)
change-nothing = Rien n’a été évalué ici à aucun des deux cycles.
change-is-trend = Les mêmes lieux ont été évalués aux deux cycles : le changement est une tendance.
change-no-trend = Les lieux évalués ne sont pas les mêmes. Seul le changement dans les mêmes lieux est une tendance ; le reste est un changement de couverture.
change-hidden-withheld = Les parts de ce changement sont retenues : elles révéleraient de petits nombres de personnes.
change-hidden-not_as_published = Les lieux ne donnent pas le chiffre publié, car l’indicateur a changé depuis. Le changement n’a pas de parts.
change-step-same = Mêmes lieux
change-step-newly = Nouvellement évalués
change-step-gone = Plus évalués
change-part = Part
change-part-places = Lieux
change-newly-closed = (fermés auparavant)
change-newly-inaccessible = (inaccessibles auparavant)
change-newly-not_reached = (pas visités auparavant)
change-newly-no_answer = (sans réponse auparavant)
change-newly-not_said = (pas mentionnés auparavant)
change-gone-closed = (fermés)
change-gone-inaccessible = (inaccessibles)
change-gone-not_reached = (pas encore visités)
change-gone-no_answer = (sans réponse)
change-gone-not_said = (plus mentionnés)
change-unrecognised = { $n ->
    [one] Une fiche ne dit pas entièrement son lieu et compte comme un lieu à part.
   *[other] { $n } fiches ne disent pas entièrement leur lieu et comptent comme des lieux à part.
  }
change-followed = { $n ->
    [one] Une fiche compte pour le lieu que la liste des sites, telle qu’elle est aujourd’hui, connaît sous un autre nom.
   *[other] { $n } fiches comptent pour les lieux que la liste des sites, telle qu’elle est aujourd’hui, connaît sous d’autres noms.
  }
account-title = Ce qui explique le changement dans les mêmes lieux
account-reason = Raison
account-no-reason = sans raison donnée
account-residual = Non expliqué
account-silent = N’ont pas dit qui est arrivé : { $came } lieux ; qui est parti : { $went } lieux. Ce qu’ils contiennent est dans ce qui n’est pas expliqué.
account-none-not_collected = Cet exercice ne demande pas qui est arrivé ou parti, ni pourquoi.
account-none-rounds_between = Il y a des cycles entre ces deux : les raisons sont dites d’un cycle au suivant.
account-none-records_changed = Les fiches de ce cycle sont en cours de correction ; les raisons suivront à sa clôture.
account-none-withheld = Les raisons sont retenues : elles révéleraient de petits nombres de personnes.
account-none-not_as_published = Il n’y a pas de raisons, car le changement n’a pas de parts.
account-none-no_same = Aucun lieu n’a été évalué aux deux cycles.
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
explain-latest = Seul le dernier enregistrement de même { $of } compte, selon { $by }.
explain-superseded = { $n ->
    [one] Un enregistrement remplacé par un plus récent
   *[other] { $n } enregistrements remplacés par de plus récents
  }
not-reported = Non précisé
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

## Connexion
log-in = Se connecter
log-out = Se déconnecter
log-in-lead = Pour le personnel. Les chiffres publiés se consultent sans connexion.
log-in-forgot = Mot de passe perdu ? Un administrateur peut vous en donner un nouveau.
email = Adresse e-mail
password = Mot de passe
password-title = Changer le mot de passe
password-must = Ce mot de passe ne servait qu’à la première connexion. Choisissez le vôtre pour continuer.
password-old = Mot de passe actuel
password-new = Nouveau mot de passe
password-again = Nouveau mot de passe, encore une fois
password-rule = Au moins { $n } caractères. Quelques mots sans rapport se retiennent mieux que des signes.
password-differs = Les deux ne sont pas identiques.
busy = Un instant…
save = Enregistrer
cancel = Annuler
copy = Copier
copied = Copié
print = Imprimer
more = Afficher la suite
search = Chercher
never = jamais
created = Créé
version = Version
state = État
reason = Motif
actions = Actions

## Personnel
nav = Pages
nav-records = Revue
nav-forms = Formulaires
nav-devices = Appareils
nav-imports = Importations
nav-places = Lieux
nav-users = Utilisateurs
nav-audit = Journal d’audit
nav-dashboard = Tableau de bord
menu-work = Travail
offline-staff = Vous êtes hors ligne : l’affichage peut être ancien et rien ne peut être envoyé.
work-title = Vos opérations
work-none = Vous n’avez encore de rôle dans aucune opération. Un administrateur peut vous en donner un.
role-viewer = Lecteur
role-reviewer = Réviseur
role-manager = Gestionnaire
role-administrator = Administrateur
role-none = aucun rôle
role-all = tout
role-of = Rôle de { $user } dans { $operation }

## Revue
record = Enregistrement
records-lead = Ce que les téléphones et les fichiers ont envoyé, à vérifier avant d’entrer dans un chiffre.
records-search = Lieu ou localité
records-done = Tout a été revu.
records-done-why = Les nouveaux enregistrements apparaissent ici à leur arrivée.
records-none = Aucun enregistrement ne correspond.
records-none-why = Modifiez les filtres ci-dessus.
records-choose = Choisissez un enregistrement pour voir ses réponses. Au clavier :
n-records = { $n ->
    [one] { $n } enregistrement
   *[other] { $n } enregistrements
  }
record-mark = Cocher { $title }
mark-all = Tout cocher
marked-n = { $n } cochés
state-to_review = À revoir
state-received = Nouveau
state-edited = Modifié
state-has_issues = À préciser
state-approved = Approuvé
state-rejected = Rejeté
state-all = Tous
approve = Approuver
reject = Rejeter
decide-title-reject = { $n ->
    [one] Rejeter cet enregistrement ?
   *[other] Rejeter { $n } enregistrements ?
  }
decide-why-reject = Les enregistrements rejetés n’entrent dans aucun chiffre. Le motif reste dans leur historique.
said-approved = { $n ->
    [one] Approuvé.
   *[other] { $n } enregistrements approuvés.
  }
said-rejected = { $n ->
    [one] Rejeté.
   *[other] { $n } enregistrements rejetés.
  }
key-j = enregistrement suivant
key-k = enregistrement précédent
key-a = approuver
key-r = rejeter
key-x = cocher
from-device = d’un téléphone
from-file = d’un fichier
source-submission = Soumission { $id }, version { $version }
source-row = { $file }, feuille « { $sheet } », ligne { $row }
flags = Alertes
severity-error = Erreur
severity-warning = Avertissement
answers = Réponses
personal = personnel
personal-why = Donnée personnelle : chiffrée, jamais dans un chiffre ni un export.
no-entries = aucune saisie
attachments = Photos et fichiers
history = Historique
back-to-list = À la liste
place-clear = Tout lieu au lieu de { $place }
action-joined_revision = a rejoint une nouvelle révision
action-files_added = des fichiers sont arrivés
action-files_after_closing = des fichiers sont arrivés après la clôture du cycle
action-received = reçu
action-edited = modifié
action-commented = a commenté
action-has_issues = précisions demandées
action-approved = approuvé
action-rejected = rejeté

## Formulaires
form = Formulaire
forms-lead = Les formulaires que les téléphones peuvent charger. Une nouvelle version remplace la précédente ; ce qui a été envoyé avec elle reste.
forms-none = Aucun formulaire n’est encore publié.
forms-none-why = Déposez un XLSForm pour publier sa première version.
form-upload = Déposer un XLSForm
form-refused = { $file } n’a pas été publié
form-published = Publié : { $title }, version { $version }
form-warnings = { $n ->
    [one] Un avertissement. Le formulaire fonctionne ; à corriger dans la prochaine version.
   *[other] { $n } avertissements. Le formulaire fonctionne ; à corriger dans la prochaine version.
  }
form-published-at = Publié
# Drafts and states of forms
draft-upload = Essayer un brouillon
drafts = Brouillons
drafts-lead = Essayés sur un téléphone avant que tous les reçoivent. Ce qui est envoyé pour essayer ne compte nulle part.
draft-code = Code pour un téléphone
draft-code-once = Le code est une clé de ce brouillon et n’est affiché qu’une seule fois ; un nouveau le remplace.
draft-try = Essayer « { $title } »
draft-try-how = Lisez ce code avec ODK Collect : le brouillon y apparaît comme un projet à part. Remplissez-le et envoyez-le ; ce qui arrive se voit sous « Regarder ».
draft-look = Regarder
draft-trials = { $n ->
    [0] rien d’envoyé
    [one] { $shown } envoi
   *[other] { $shown } envois
  }
draft-trials-of = Envoyé pour essayer « { $title } »
draft-trials-none = Rien n’a encore été envoyé.
draft-trials-apart = Ces envois ne deviennent jamais des enregistrements. Ils disparaissent quand le brouillon est remplacé, publié ou abandonné.
draft-trials-more = Les { $shown } derniers sur { $total }.
draft-trials-clear = Tout effacer
draft-trial-files = Fichiers arrivés : { $files }
draft-missing = Fichiers demandés qui manquent ici : { $files }
draft-publish = Publier
draft-publish-title = Publier « { $title } » ?
draft-publish-why = Les téléphones reçoivent cette version à leur prochaine mise à jour. Les envois d’essai disparaissent.
draft-drop = Abandonner
draft-drop-title = Abandonner le brouillon de « { $title } » ?
draft-drop-why = Le brouillon et les envois d’essai disparaissent. Une version publiée reste telle quelle.
form-state-of = État de { $title }
form-why-open = Les téléphones le reçoivent et l’envoient.
form-why-closing = Les téléphones ne le reçoivent plus. Ce qui est déjà rempli est encore accepté.
form-why-closed = Plus rien n’est accepté. Ce qu’un téléphone garde encore reste sur le téléphone.
submissions = Soumissions
problem-sheet = Feuille
problem-row = Ligne
problem-column = Colonne
problem-what = Problème et remède

## Remplir des formulaires dans le navigateur
form-fill = Remplir dans le navigateur
form-links = Liens
record-edit = Modifier dans le formulaire
links-title = Liens vers « { $form } »
links-lead = Qui a un lien peut remplir ce formulaire dans un navigateur, sans se connecter. Ce qui est envoyé attend la revue comme le reste.
links-none = Il n’y a pas encore de lien.
link-name = À qui est destiné le lien
link-example = Croix-Rouge, Muyinga
link-kind = Combien de fois
link-kind-many = sans limite
link-kind-single = une fois
link-kind-many-why = Pour autant de soumissions que l’on veut.
link-kind-single-why = Pour une seule soumission.
link-until = Jusqu’à la fin du
link-no-end = sans fin
link-came = { $n } reçues
link-create = Créer le lien
link-once = Cette adresse est une clé et n’est montrée qu’une fois. Copiez-la ou imprimez-la maintenant.
link-qr = Code contenant l’adresse du formulaire
link-how = Scannez le code, ou ouvrez cette adresse dans un navigateur :
link-open = ouvert
link-expired = expiré
link-revoked = retiré
link-used = utilisé
link-extend = Prolonger
link-revoke = Retirer
link-revoke-title = Retirer « { $name } » ?
link-revoke-why = Plus personne ne pourra obtenir le formulaire ni envoyer avec ce lien. Ce qui est arrivé reste. C’est définitif.
fill-online = Réseau
fill-offline = Pas de réseau
fill-home = Formulaires sur cet appareil
fill-home-lead = Ils s’ouvrent sans réseau. Ce qui est rempli attend ici de pouvoir être envoyé.
fill-home-none = Aucun formulaire n’est encore gardé sur cet appareil.
fill-home-none-why = Ouvrez une fois le lien reçu pendant qu’il y a du réseau.
fill-n-drafts = { $n ->
    [one] 1 commencé
   *[other] { $n } commencés
  }
fill-n-waiting = { $n ->
    [one] 1 pas encore envoyé
   *[other] { $n } pas encore envoyés
  }
fill-begin = Commencer
fill-until = jusqu’au { $day }
fill-used = Ce lien servait à une seule soumission, et vous l’avez remplie.
fill-ready = Ce formulaire est gardé sur cet appareil et s’ouvre sans réseau.
fill-getting-ready = Préparation pour ouvrir sans réseau…
fill-not-ready = Cet appareil n’a pas assez de place pour ouvrir le formulaire sans réseau. Avec réseau, tout fonctionne ; ce qui est rempli est gardé.
fill-insecure = L’adresse ne commence pas par https : ce navigateur n’ouvre le formulaire qu’avec du réseau. Ce qui est rempli est gardé.
fill-send = Envoyer
fill-close = Enregistrer et fermer
fill-saved-at = Enregistré sur cet appareil, { $at }
fill-not-saved = Impossible d’enregistrer sur cet appareil ({ $detail }). Libérez de la place et ne fermez pas cette page.
fill-not-kept = Ce navigateur ne laisse rien garder sur cet appareil ({ $detail }). Quittez la navigation privée, ou prenez un autre navigateur.
fill-open-elsewhere = Ce formulaire est en train d’être rempli dans un autre onglet. Continuez là-bas, ou fermez d’abord cet onglet.
fill-finished-already = Ceci a déjà été terminé, dans un autre onglet. C’est dans la liste de ce qui attend l’envoi.
fill-engine-missing = Ce qui sert à remplir les formulaires n’a pas pu être chargé. Rouvrez cette page quand il y a du réseau. ({ $detail })
fill-unreadable = Le formulaire ne peut pas être rempli dans un navigateur : { $detail }. Dites-le à qui vous l’a donné ; ODK Collect sur un téléphone peut l’ouvrir.
fill-finished = Terminé. C’est gardé sur cet appareil jusqu’à ce que le serveur l’ait reçu.
fill-queue = Pas encore envoyé
fill-send-now = Envoyer maintenant
fill-drafts = Commencé
fill-sent = Arrivé
fill-state-waiting = en attente
fill-state-sending = envoi en cours
fill-state-refused = refusé
fill-state-sent = arrivé
fill-waits-network = Sera envoyé dès qu’il y aura du réseau.
fill-waits-server = Le serveur ne répond pas ; un nouvel essai se fera tout seul.
fill-waits-login = Sera envoyé dès que vous vous serez reconnecté.
fill-untitled = Rempli le { $at }
fill-changed-at = modifié le { $at }
fill-files = { $n ->
    [one] 1 fichier
   *[other] { $n } fichiers
  }
fill-go-on = Continuer
fill-delete = Supprimer
fill-delete-title = Supprimer ce que vous avez commencé ?
fill-delete-why = Cela n’a été envoyé à personne et ne pourra pas être retrouvé.
fill-discard = Abandonner
fill-discard-title = Abandonner ce qui a été refusé ?
fill-discard-why = Le serveur ne l’a pas. Enregistrez-le d’abord comme fichier si quelqu’un peut en avoir besoin ; on ne pourra pas le retrouver.
fill-download = Enregistrer comme fichier
fill-new-version = Une nouvelle version de cette application est prête.
fill-new-version-take = L’utiliser maintenant
deed-link-created = a créé un lien
deed-link-revoked = a retiré un lien
deed-link-expiry-set = a changé la fin d’un lien
deed-submission-refused-closed-link = soumission refusée : lien fermé
## Formulaires chiffrés

reason-readable = Les motifs restent lisibles : n’y nommez personne.
encrypted = Chiffré
encrypt = Chiffrer
encrypt-title = Chiffrer « { $title } »
encrypt-why = Les téléphones chiffreront chaque réponse et chaque fichier avant l’envoi. Ce serveur les conserve sans pouvoir les lire : ils n’entrent dans aucun chiffre, contrôle ou export. Seul le détenteur de la clé privée peut les lire.
encrypt-how = Où la clé privée doit-elle être ?
encrypt-passphrase = Sous une phrase secrète, sur ce serveur
encrypt-passphrase-why = La clé est créée sur cet ordinateur et verrouillée avec votre phrase avant l’envoi. La phrase n’est conservée nulle part.
encrypt-file = Dans un fichier que vous gardez
encrypt-file-why = La clé est créée sur cet ordinateur et enregistrée dans un fichier. Elle n’est jamais envoyée.
encrypt-own = J’ai une paire de clés
encrypt-own-why = Collez la clé publique, par exemple celle de « inzira keys make ».
encrypt-new-passphrase = Phrase secrète (au moins { $n } caractères)
encrypt-again = La même phrase encore une fois
encrypt-differs = Les deux ne sont pas identiques.
encrypt-hint = Indice pour s’en souvenir (facultatif ; les autres réviseurs le voient)
encrypt-make = Créer la clé
encrypt-save = Enregistrer la clé privée
encrypt-save-why = Gardez le fichier ailleurs que sur ce serveur, avec une copie.
encrypt-public-key = Clé publique (base64 ou PEM)
encrypt-lost = Si la clé ou sa phrase est perdue, personne ne pourra plus jamais lire les réponses, ni nous ni personne.
encrypt-confirm = Chiffrer le formulaire
encrypt-done = Publié comme version { $version }.
encrypt-done-then = Les téléphones la reçoivent en actualisant leurs formulaires. Ce qui a déjà été envoyé ne change pas. Les prochains classeurs de ce formulaire restent chiffrés avec cette clé.
form-download = Télécharger les soumissions
decrypt-title = Déchiffrer ici
decrypt-why = Les réponses ont été chiffrées sur le téléphone. Ouvrez-les avec la clé privée ; ni la clé ni les réponses ne quittent cette page.
decrypt-how = Où est la clé privée ?
decrypt-with-file = Fichier de clé
decrypt-with-passphrase = Phrase secrète
decrypt-file = Clé privée (.pem)
decrypt-passphrase = Phrase secrète
decrypt-hint = Indice : { $hint }
decrypt-no-passphrase = Aucune clé sous phrase secrète n’a été laissée sur ce serveur pour ce formulaire. Utilisez le fichier de clé.
decrypt-open = Déchiffrer
decrypt-close = Fermer les réponses
decrypt-only-here = Lisible sur cette page seulement, tant que vous y restez. Rien n’a été envoyé ni conservé.
decrypt-signature-absent = La soumission n’a pas de signature : on ne peut pas dire si elle a été changée en route.
decrypt-signature-incomplete = Tout n’est pas arrivé : on ne peut pas encore dire si elle a été changée en route.
decrypt-signature-differs = La signature ne correspond pas : la soumission a été changée en route, ou ses fichiers ont été échangés.
decrypt-finding-missing = Le fichier { $name } n’est pas arrivé. Demandez au téléphone de renvoyer.
decrypt-finding-unexpected = Le fichier { $name } n’appartient pas à cette soumission.
decrypt-finding-damaged = Le fichier { $name } est endommagé et n’est pas montré.
decrypt-problem-wrong-passphrase = La phrase n’ouvre aucune clé de ce formulaire. Vérifiez majuscules et espaces.
decrypt-problem-not-a-manifest = Ce qui accompagne les réponses est endommagé. Demandez de renvoyer le formulaire depuis le téléphone.
decrypt-problem-bad-file-name = La soumission nomme un fichier { $name }, refusé par sécurité.
decrypt-problem-needs-https = Ce navigateur ne chiffre et ne déchiffre que sur des pages https. Demandez https à l’administrateur, ou utilisez « inzira decrypt » et « inzira keys make ».
decrypt-problem-not-a-private-key = Ce fichier n’est pas une clé privée (PEM avec « BEGIN PRIVATE KEY »).
decrypt-problem-protected-private-key = Ce fichier de clé a sa propre phrase secrète. Écrivez-le d’abord sans elle : openssl pkey -in CLE.pem -out OUVERTE.pem
decrypt-problem-other-key = Les réponses ont été chiffrées pour une autre clé.
decrypt-problem-answers-missing = Le fichier des réponses ({ $name }) n’est pas encore arrivé. Demandez au téléphone de renvoyer.
decrypt-problem-answers-damaged = Le fichier des réponses ({ $name }) est endommagé. Demandez au téléphone de renvoyer.

## Appareils
device = Appareil
devices-lead = Chaque téléphone ou tablette a sa propre clé, afin qu’un appareil perdu puisse être exclu.
devices-none = Pas encore d’appareil.
devices-none-why = Ajoutez-en un pour obtenir le code que son application lira.
device-name = Nom de l’appareil
device-example = Tablette Gitega 01
device-create = Ajouter l’appareil
device-seen = Vu la dernière fois
device-active = actif
device-revoked = exclu le { $day }
device-revoke = Exclure
device-revoke-title = Exclure « { $name } » ?
device-revoke-why = Il ne pourra plus charger de formulaires ni envoyer. Ce qu’il a envoyé reste. C’est définitif ; il lui faudrait une nouvelle clé.
device-once = Ce code est une clé et n’est affiché qu’une seule fois. Imprimez-le ou lisez-le maintenant.
device-qr = Code contenant les réglages de l’application
device-step-1 = Sur le téléphone, ouvrez ODK Collect.
device-step-2 = Choisissez « Configurer avec un code QR ».
device-step-3 = Tenez le téléphone au-dessus de ce code.
device-url = Ou saisissez cette adresse de serveur à la main, sans nom d’utilisateur :
# Several devices, passwords, the printed sheet
device-url-login = Ou saisissez ceci dans les paramètres de l’application, sous serveur :
device-user-name = Nom d’utilisateur
device-password = Mot de passe
device-sign-in = Comment il s’identifie
device-sign-in-key = Par son adresse
device-sign-in-password = Par nom et mot de passe
device-why-key = L’adresse est la clé. Convient quand le serveur est joint en https.
device-why-password = Pour les serveurs sans https, par exemple dans le réseau d’un bureau : personne qui écoute ne peut utiliser le mot de passe.
devices-several = En ajouter plusieurs
devices-names = Noms, un par ligne
devices-names-example =
    Tablette Gitega 01
    Tablette Gitega 02
devices-count = { $n ->
    [one] Un nom
   *[other] { $n } noms
  }
devices-too-many = Plus de { $most } à la fois : faites-en deux listes.
devices-make-sheet = Créer les clés et la feuille
sheet-heading = { $n ->
    [one] Feuille pour un appareil
   *[other] Feuille pour { $n } appareils
  }
sheet-once = Ces codes sont des clés et ne sont affichés qu’une seule fois. Imprimez-les maintenant ; découpez-les et remettez chacun à sa personne.
sheet-done = Terminé
sheet-leave = Les codes ne sont affichés qu’une seule fois. Quitter sans imprimer ?
sheet-what = Ouvrez ODK Collect, choisissez « Configurer avec un code QR » et tenez le téléphone au-dessus de ce code.
sheet-keep = Ce papier est une clé : ne le photographiez pas. Signalez tout de suite un téléphone perdu.

## Sites

nav-sites = Sites
sites-lead = La liste de référence des lieux : chacun garde son identifiant pour toujours, quoi que devienne son nom.
sites-view-list = Liste et carte
sites-view-duplicates = Doublons possibles
sites-view-areas = Problèmes de zone
sites-view-decisions = Décisions
sites-map = Carte des sites
sites-search = Chercher dans les noms et autres noms
sites-all = Tous
sites-total = { $n } sites
sites-no-match = Rien ne correspond.
sites-empty = Il n’y a pas encore de site.
sites-empty-why = Ajoutez-en un, apportez un fichier, ou laissez une fiche en signaler.
sites-import = Apporter un fichier
sites-import-what = Un fichier CSV avec les colonnes label, aliases (séparés par ;), kind, pcode et geometry, ou latitude et longitude. Un fichier dont une ligne est fausse est refusé en entier.
sites-import-reason = Pourquoi ces sites sont apportés ou modifiés
sites-kind-none = non précisé
site-add = Ajouter un site
site-propose = Proposer un site
site-edit = Corriger
site-name = Nom
site-aliases = Autres noms
site-aliases-each = Autres noms, un par ligne
site-kind = Type
site-kind-displacement-site = Site de déplacement
site-kind-collective-centre = Centre collectif
site-kind-host-community = Communauté hôte
site-kind-other = Autre
site-area = Zone
site-area-none = zone non précisée
site-area-version = dans les limites { $version }
site-area-from = valables dès le { $day }
site-position = Position
site-position-none = pas connue
site-latitude = Latitude
site-longitude = Longitude
site-id = Identifiant
site-status = État
site-status-proposed = Proposé
site-status-active = Actif
site-status-inaccessible = Inaccessible
site-status-closed = Fermé
site-since = depuis le { $day }
site-since-when = Depuis quand (aujourd’hui, si laissé vide)
site-move-proposed-active = Accepter
site-move-proposed-closed = Refuser
site-move-active-inaccessible = Marquer inaccessible
site-move-active-closed = Fermer
site-move-inaccessible-active = Marquer accessible
site-move-inaccessible-closed = Fermer
site-move-closed-active = Rouvrir
site-move-closed-inaccessible = Rouvrir comme inaccessible
site-closing = Les téléphones ne proposent plus un site fermé. Ce qui y a été collecté reste.
site-reason-optional = Raison (facultative)
site-merge = Fusionner
site-merge-what = { $name } reste, sous son identifiant, et reprend les sites que vous choisissez. Leurs noms deviennent d’autres noms de celui-ci.
site-merge-find = Chercher un site à reprendre
site-take-out = Retirer { $name }
site-split = Diviser
site-split-what = { $name } ferme et de nouveaux sites le remplacent. Les parts disent combien va à chacun.
site-part = Part { $n }
site-part-more = Une autre part
site-part-out = Retirer cette part
site-share = Part en pour cent
site-shares-sum = Ensemble { $sum }
site-look = Voir ce que cela ferait
site-can-be-undone = Cela peut être annulé, tant que rien de plus récent n’en dépend.
site-gains-names = Nouveaux autres noms : { $names }
site-new = nouveau
site-successors = L’ont remplacé
site-predecessors = Il remplace
site-stands-for = Ce qui le représente aujourd’hui
site-history = Historique
site-as-of = Tel qu’il était à la fin du
site-then = { $name } · { $status } · { $area }
site-then-none = Il n’était pas encore dans la liste.
site-undoes = annule la décision { $id }
site-property-label = nom
site-property-aliases = autres noms
site-property-kind = type
site-property-status = état
site-property-status-reason = raison
site-property-status-since = depuis quand
site-property-pcode = zone
site-property-pcode-version = limites
site-property-geometry = position
site-property-predecessors = prédécesseurs
site-property-successors = successeurs
site-m = { $m } m
site-km = { $km } km
site-finding = Ce qui est constaté
site-finding-inside = Il se trouve dans sa zone.
site-finding-outside = Il se trouve hors de sa zone
site-finding-near-border = Il se trouve juste hors de sa zone, ce qui peut venir du tracé de la limite
site-finding-area-unknown = Les limites n’ont pas la zone indiquée.
site-finding-no-area = Aucune zone n’est indiquée
site-finding-no-position = Personne n’a dit où il est.
site-finding-no-outline = Sa zone n’a pas de contour à comparer.
site-finding-short-outside = dehors
site-finding-short-near-border = près de la limite
site-finding-short-area-unknown = zone inconnue
site-finding-short-no-area = sans zone
site-finding-short-no-position = sans position
site-finding-short-no-outline = sans contour
site-lies-in = Il se trouve dans { $place }.
site-lies-nowhere = Il n’est dans aucune zone de ces limites.
site-said = Indiqué dans { $area }
site-believe-position = La position est juste : corriger la zone
site-area-by-position = Zone corrigée d’après la position
site-areas-what = Sites dont la position n’est pas dans leur zone. Jusqu’à { $m } mètres peuvent venir du tracé.
site-areas-none = Chaque site est là où on le dit.
site-within = À moins de
site-duplicates-what = Sites proches avec le même nom, à une ou deux lettres près, ou un nom en commun. Les numéros doivent être les mêmes.
site-duplicates-none = Aucun site n’a l’air d’en être un autre.
site-duplicates-total = { $n } paires à regarder
site-because-same-name = même nom
site-because-shared-alias = un nom en commun
site-because-similar-name = nom semblable
site-apart = à { $far }
site-on-map = Sur la carte
site-keep-this = Un seul lieu : garder celui-ci
site-keep-apart = Ils sont deux
site-keep-apart-what = { $one } et { $other } sont deux lieux. Ils ne sont plus proposés, sauf si cela est annulé.
site-kept-apart = Gardés séparés : { $n }
site-decisions-none = Rien n’a encore été décidé.
site-decision-n = n° { $id }
site-decision-create = Nouveau site
site-decision-edit = Corrigé
site-decision-status = État changé
site-decision-merge = Fusionné
site-decision-split = Divisé
site-decision-not-duplicate = Gardés séparés
site-decision-import = Apporté par un fichier
site-decision-file = { $name } : { $created } nouveaux, { $updated } modifiés
site-decision-more = et { $n } de plus
site-undo = Annuler
site-undone = annulé
site-undo-what = Chaque site qu’elle a changé redit ce qu’il disait avant. Les sites qu’elle a créés sont supprimés.
site-row-area-unknown = les limites n’ont pas cette zone
site-row-position-invalid = ce n’est pas une position
site-row-status-unknown = cet état n’existe pas
site-row-status-by-file = un fichier ne change pas l’état d’un site
site-row-name-invalid = le nom est trop long, ou contient des caractères que personne ne voit
site-row-aliases-invalid = trop d’autres noms, ou un nom trop long ou illisible
site-row-kind-invalid = un type de site est un seul mot court
site-row-status-reason-missing = un site dans cet état a besoin d’une raison
site-row-status-reason-invalid = la raison est trop longue ou illisible

## Registres
nav-registers = Registres
registers-lead = Listes de ce qui demeure : sites, ménages, points d’eau. Les formulaires les remplissent et s’en servent ; les téléphones les emportent.
registers-none = Il n’y a pas encore de registre.
registers-none-why = Publier un formulaire avec une feuille « entities » en crée un ; un gestionnaire peut aussi en créer un ici.
register = Registre
register-new = Nom d’un nouveau registre
register-create = Créer le registre
register-entries = Entrées
register-conflicts = Conflits
register-waiting = En attente
register-changed = Dernier changement
register-written-by = Rempli par
register-read-by = Utilisé par
register-no-form = aucun formulaire
register-approval = Nouvelles entrées seulement après approbation de leur enregistrement
register-personal = concerne des personnes
register-withheld = non montré
register-search = Chercher des entrées
register-conflicts-only = Seulement les conflits
register-deleted-only = Entrées supprimées
register-empty = Aucune entrée ici.
register-empty-why = Envoyez un formulaire qui remplit ce registre, ou téléversez un fichier.
register-no-match = Rien ne correspond.
register-label = Libellé
register-back = Tous les registres
register-download = Télécharger le CSV
register-upload = Téléverser un CSV
register-problems = Des envois demandaient { $n } changements de registres qui n’ont pas pu être faits
entity-history = Historique
entity-version = Version { $version }
entity-from-submission = d’un envoi
entity-from-bulk = d’un fichier
entity-from-api = par un programme
entity-from-resolution = un conflit résolu
entity-from-sites = une décision sur des sites
entity-offline = fait sans réseau
entity-conflict-soft = Conflit léger : d’autres ont changé autre chose
entity-conflict-hard = Conflit : d’autres ont dit autre chose
entity-conflict-why = Cette entrée a été changée deux fois à partir de la version { $version }. Choisissez ce qui est juste ; chaque version reste dans l’historique.
entity-resolved = Résolu par { $by } : { $reason }
entity-resolve = Résoudre le conflit
entity-keep = Comme maintenant
entity-other = L’autre a dit
entity-property = Propriété
entity-nothing = (vide)
entity-reason = Pourquoi ?
entity-submission = Ouvrir son enregistrement
waiting-for-approval = attend l’approbation de son enregistrement
waiting-for-branch = attend un changement antérieur fait sans réseau
waiting-carry-out = Effectuer quand même
waiting-carry-out-why = Seulement si le téléphone avec le changement antérieur est perdu : il sera complété s’il arrive quand même.
bulk-key = Distinguer les entrées par
bulk-key-id = l’identifiant (colonne __id, name ou uuid)
bulk-key-label = le libellé
bulk-empty-clears = Les cellules vides vident la propriété
bulk-add-columns = Les nouvelles colonnes deviennent des propriétés
bulk-file = Fichier CSV
bulk-look = Montrer ce qui changerait
bulk-apply = Effectuer { $n } changements
bulk-create = Nouvelles
bulk-update = Changées
bulk-unchanged = Inchangées
bulk-refused = Écartées
bulk-row = Ligne
bulk-left-out = Colonnes écartées : { $columns }
bulk-added = Colonnes qui deviennent des propriétés : { $columns }
bulk-first = Les { $n } premières sont montrées.
bulk-done = Fait : { $created } nouvelles, { $updated } changées.
bulk-reason-label-missing = pas de libellé
bulk-reason-id-invalid = pas un identifiant
bulk-reason-key-missing = la colonne qui distingue les entrées est vide
bulk-reason-key-ambiguous = plusieurs entrées ont cette valeur
bulk-reason-twice = une ligne précédente concerne la même entrée
bulk-reason-deleted = l’entrée a été supprimée
bulk-reason-stale = l’entrée a changé depuis le téléchargement du fichier
bulk-reason-control-character = un caractère qui ne peut pas être conservé
trouble-list-unknown = Ce registre n’existe pas.
trouble-not-permitted = Le formulaire ne dit pas que ses envois peuvent faire cela.
trouble-id-missing = L’identifiant manque.
trouble-id-invalid = L’identifiant n’est pas un UUID.
trouble-label-missing = Le libellé manque.
trouble-exists = L’entrée existe déjà.
trouble-deleted = L’entrée a été supprimée.
trouble-not-found = L’entrée à mettre à jour n’existe pas.
trouble-base-version-missing = La mise à jour ne dit pas de quelle version elle est partie.
trouble-version-invalid = La version n’est pas un nombre.
trouble-version-unknown = La version de départ n’a jamais existé.
trouble-branch-invalid = La branche de travail hors ligne est illisible.

## Importations
imports-lead = Classeurs et fichiers lus, avec le compte de chaque ligne.
imports-none = Rien n’a encore été importé.
imports-none-why = Les fichiers s’importent sur le serveur avec cette commande :
import-by = { $mapping } · { $by } · { $at }
import-read = Lignes
import-stored = Enregistrées
import-unchanged = Déjà présentes
import-refused = Refusées
import-problems = { $n ->
    [one] Une remarque sur une ligne
   *[other] { $n } remarques sur des lignes
  }

## Sources et webhooks
nav-sources = Sources
nav-webhooks = Webhooks
sources-lead = D’autres systèmes dont les soumissions sont reprises ici, avec les mêmes identifiants. Les reprendre encore ne change rien.
sources-none = Aucune source n’est encore suivie.
sources-none-why = Ajoutez un projet de KoboToolbox ou d’ODK Central pour qu’il soit lu régulièrement. Les fichiers et dossiers sont repris en ligne de commande sur le serveur :
told-by-source = Selon la source ({ $source }) : arrivée là-bas { $at }, envoyée par { $submitter }
told-unknown = non indiqué
source-add = Ajouter une source
source-kind = Système
source-kind-kobo = KoboToolbox
source-kind-central = ODK Central
source-name = Nom
source-url = Adresse du serveur
source-project-kobo = Asset (dans l’adresse de la page du projet : a…)
source-project-central = Numéro du projet
source-form = Formulaire ici
source-no-form = Aucun formulaire n’est encore publié ici. Publiez d’abord le même formulaire.
source-login = Adresse e-mail de connexion
source-token = Jeton d’API
source-password = Mot de passe (ou jeton, sans adresse)
source-every = Fréquence
source-every-0 = Sur demande seulement
source-every-15 = Toutes les 15 minutes
source-every-60 = Toutes les heures
source-every-360 = Toutes les 6 heures
source-every-1440 = Chaque jour
source-review = Reprendre aussi les décisions (approuvé, rejeté, à clarifier) là où personne n’a décidé ici
source-secret-why = Le jeton n’est envoyé qu’à ce serveur et n’est plus jamais montré.
source-keep = Garder et lire maintenant
source-from = De
source-into = Formulaire ici
source-last = Dernière lecture
source-next = Prochaine
source-running = lecture en cours
source-paused = en pause
source-due = en attente
source-trouble = avec des problèmes
source-fine = à jour
source-part-new = Nouvelles
source-part-corrected = Corrigées
source-part-held = Déjà ici
source-part-refused = Non reprises
source-incomplete = Elle n’a pas été lue jusqu’au bout. Ce qui est entré reste ; la prochaine lecture continue.
source-troubles = Problèmes et remarques : { $n }
source-not-brought = non reprise
source-note = remarque
source-run = Lire maintenant
source-pause = Mettre en pause
source-resume = Reprendre
source-remove = Retirer
source-remove-title = Retirer « { $name } » ?
source-remove-why = Elle n’est plus lue et son jeton est oublié. Ce qui en est venu reste.
webhooks-lead = D’autres systèmes qui sont avertis quand quelque chose se passe ici.
webhooks-none = Aucun autre système n’est encore averti.
webhooks-none-why = Ajoutez une adresse. Ce qui est envoyé est signé, renvoyé jusqu’à une réponse, et listé ici.
webhook-add = Ajouter un webhook
webhook-change = Modifier
webhook-url = Adresse
webhook-events = Ce dont il est averti
webhook-event = Ce qui s’est passé
webhook-event-submission-received = Une soumission est arrivée
webhook-event-submission-corrected = Une soumission a été corrigée
webhook-event-record-decided = Un enregistrement a été décidé
webhook-answers = Avec les réponses qui ne sont pas personnelles
webhook-answers-why = Sans cela, seuls des identifiants, l’état, l’heure et un lien sont envoyés. Les réponses aux questions marquées personnelles ne sont jamais envoyées.
webhook-tells = Contenu
webhook-tells-ids = Identifiants, sans réponses
webhook-tells-answers = Avec les réponses qui ne sont pas personnelles
webhook-active = actif
webhook-gave-up = en pause : pas de réponse
webhook-gave-up-why = Il ne répond pas depuis trois jours. Rien n’est perdu : reprenez quand il fonctionne, et tout est envoyé dans l’ordre.
webhook-rotate = Nouveau secret
webhook-rotate-title = Nouveau secret pour « { $name } » ?
webhook-rotate-why = L’ancien ne signe plus rien désormais. Donnez aussitôt le nouveau au destinataire.
webhook-remove-title = Retirer « { $name } » ?
webhook-remove-why = Il n’est plus averti de rien, et ce qui l’attend encore est abandonné.
webhook-once = Ce secret n’est montré qu’une fois. Donnez-le au destinataire, qui vérifie les signatures avec lui.
webhook-log = Ce qui a été envoyé
webhook-log-none = Rien encore.
webhook-answer = Dernière réponse
webhook-attempts = Essais : { $n }
webhook-again-at = prochain : { $at }
webhook-resend = Renvoyer
webhook-set-aside = Mettre de côté
delivery-waiting = En attente
delivery-delivered = Envoyé
delivery-set_aside = Mis de côté

## Lieux
places-lead = Versions datées des limites administratives. Une réforme ajoute une version et ne réécrit rien.
versions = Versions des limites
versions-none = Aucune limite n’est encore chargée.
valid = Validité
levels = Niveaux
geometry-official = officiel
geometry-approximate = approximatif
geometry-none = sans contours
crosswalks = Ce que sont devenus les lieux
crosswalks-lead = Des tables qui mènent d’une version des limites à une autre. Les chiffres se lisent dans les deux. Une table officielle passe avant la nôtre, une table plus récente avant une plus ancienne ; toutes restent lisibles.
crosswalks-none = Aucune table n’est encore chargée. Les chiffres se lisent dans les limites où ils ont été évalués.
crosswalk-name = Table
crosswalk-leads = Mène de, à
crosswalk-loaded = Chargée
crosswalk-ours = la nôtre, approximative
crosswalk-preferred = utilisée d’abord
crosswalk-links = { $n ->
    [one] 1 lien
   *[other] { $n } liens
  }
crosswalk-read = Chiffres selon cette table
crosswalk-load = Charger une table
crosswalk-load-why = Un fichier CSV avec les colonnes from_pcode et to_pcode, et share (0 à 1) et basis là où on les connaît. Laissez vide une part que personne ne connaît. Vous voyez ce qu’elle ferait avant qu’elle soit gardée. Ce qui est gardé ne change plus ; une meilleure table se charge à côté.
crosswalk-load-who = L’administrateur charge les tables.
crosswalk-from = Des limites
crosswalk-to = Aux limites
crosswalk-code = Nom court
crosswalk-code-why = Lettres, chiffres, - _ et .
crosswalk-label = Ce que les gens lisent
crosswalk-source = D’où elle vient
crosswalk-source-why = Loi, autorité, date
crosswalk-is-official = L’autorité qui a tracé les limites l’a publiée
crosswalk-file = Fichier CSV
crosswalk-look = Regarder d’abord
crosswalk-two-versions = Il faut deux versions des limites. Importez d’abord l’autre.
crosswalk-seen = Ce que ferait { $file }
crosswalk-old-places = Anciens lieux avec un lien
crosswalk-new-places = Nouveaux lieux où mène un lien
crosswalk-whole = Anciens lieux entiers dans un nouveau
crosswalk-assumed-whole = Anciens lieux à un seul lien, sans qu’il soit dit que c’est tout
crosswalk-divided = Anciens lieux partagés en parts connues
crosswalk-not-known = Anciens lieux aux parts inconnues
crosswalk-old-missing = Sans lien : { $places }
crosswalk-new-missing = Aucun lien ne mène à : { $places }
crosswalk-people = Personnes du dernier cycle
crosswalk-people-none = Aucun cycle n’a été évalué dans les limites d’où elle part ; il n’y a donc encore personne à reporter.
crosswalk-exact = dans un lieu que la table dit
crosswalk-estimated = dans un lieu par estimation
crosswalk-without-place = dans aucun lieu
crosswalk-places-not-known = { $n ->
    [one] D’un ancien lieu on ne sait rien ; ceux qui y sont ne figurent dans aucun de ces nombres.
   *[other] De { $n } anciens lieux on ne sait rien ; ceux qui y sont ne figurent dans aucun de ces nombres.
  }
crosswalk-problems = { $n ->
    [one] Une chose ne va pas dans la table. Rien ne peut être gardé avant qu’elle soit corrigée.
   *[other] { $n } choses ne vont pas dans la table. Rien ne peut être gardé avant qu’elles soient corrigées.
  }
crosswalk-problems-first = Les { $n } premières sont montrées.
crosswalk-code-taken = Une table porte déjà ce nom court. Choisissez-en un autre : ce qui est gardé ne change plus.
crosswalk-keep = Garder cette table
crosswalk-kept = Gardée : { $code }
match-title = Rapprocher un nom
match-lead = Propose des lieux pour un nom tel qu’écrit. Une personne choisit.
match-name = Nom
score = Ressemblance
locate-title = Situer un point
locate-lead = Dans quels lieux se trouve une position, en degrés décimaux.
locate-outside = Le point est hors des limites.
latitude = Latitude
longitude = Longitude

## Administration
user = Utilisateur
users-lead = Qui peut se connecter, et ce que chacun peut faire dans chaque opération.
users-none = Il n’y a pas d’utilisateur.
user-name = Nom
user-create = Ajouter l’utilisateur
user-disable = Désactiver
user-disabled = désactivé
user-disable-title = Désactiver { $name } ?
user-disable-why = La personne est déconnectée et ne peut plus se connecter. Ce qu’elle a fait reste dans l’historique.
user-made = { $name } peut se connecter
user-password-once = Mot de passe à usage unique, affiché seulement maintenant. Transmettez-le par une voie sûre :
user-password-then = À la première connexion, il doit être remplacé.
audit-lead = Tout ce qui a été modifié, par qui et quand. Les entrées sont enchaînées : aucune ne peut être altérée ou retirée sans que cela se voie.
audit-none = Rien n’a encore été modifié.
when = Quand
who = Qui
what = Quoi
subject = Objet
detail = Détails

## Revue, importations, lieux et audit : mots du serveur
omitted = { $n ->
    [one] 1 sans réponse laissé de côté
   *[other] { $n } sans réponse laissés de côté
  }
summary-idp_individuals = PDI
summary-idp_households = ménages
severity-note = Remarque
form-state-open = En usage
form-state-closing = En fin d’usage
form-state-closed = Fermé
version-in-use = en usage
total-same = concorde
total-differs = diffère
import-unread = Feuilles non lues : { $sheets }
import-first = Les { $n } premiers sont affichés.
decide-title-approve = { $n ->
    [one] Approuver malgré tout ?
   *[other] Approuver { $n } enregistrements malgré tout ?
  }
decide-why-approve = Une décision antérieure est renversée. Dites pourquoi, pour ceux qui lisent la première.
match-exact = le nom même
match-alternative-name = autre graphie connue
match-folded = identique aux accents et majuscules près
match-kind-left-out = identique aux mots comme « Province » près
match-word-order = mêmes mots dans un autre ordre
match-abbreviation = abrégé
match-similar = graphie proche
action-reopened = rouvert
user-new-password = Nouveau mot de passe
deed-round-checked = a fait contrôler à nouveau un cycle
deed-attachment-measured = a lu le journal d’une soumission pour ses contrôles
deed-round-moved = a fait avancer un cycle
deed-round-revision-begun = a commencé la correction d'un cycle clos
deed-round-places-set = a fixé les lieux attendus d'un cycle
deed-round-places-marked = a marqué des lieux attendus
deed-round-places-assigned = a confié des lieux à une équipe
deed-team-saved = a enregistré une équipe
deed-team-removed = a dissous une équipe
deed-session-begun = s’est connecté
deed-session-ended = s’est déconnecté
deed-session-refused = connexion refusée
deed-user-created = a ajouté un utilisateur
deed-user-disabled = a désactivé un utilisateur
deed-user-roles-set = a fixé les rôles
deed-user-administrator-made = a nommé administrateur
deed-user-administrator-unmade = n’est plus administrateur
deed-user-password-changed = a changé le mot de passe
deed-user-password-refused = changement de mot de passe refusé
deed-device-created = a ajouté un appareil
deed-device-revoked = a exclu un appareil
deed-form-published = a publié un formulaire
deed-form-opened = a rouvert un formulaire
deed-form-closed = a fermé un formulaire
deed-form-draft-saved = a enregistré un brouillon de formulaire
deed-form-draft-file-saved = a ajouté un fichier à un brouillon
deed-form-draft-dropped = a abandonné un brouillon
deed-form-closing = a mis un formulaire en fin d’usage
deed-form-draft-token-made = a créé un code pour un brouillon
deed-form-trials-read = a regardé les envois d’essai d’un brouillon
deed-form-trials-cleared = a effacé les envois d’essai d’un brouillon
deed-record-commented = a commenté un enregistrement
deed-record-has-issues = a demandé des précisions sur un enregistrement
deed-keys-resealed = a scellé les données avec la clé la plus récente
deed-keys-in-use = a commencé à utiliser une clé
deed-records-listed = a listé des enregistrements
deed-submissions-listed = a listé des envois
deed-record-comments-read = a lu les commentaires d’un enregistrement
deed-record-read = a lu un enregistrement
deed-form-key-kept = a enregistré la clé d’un formulaire
deed-form-key-read = a lu les clés d’un formulaire
deed-submission-read = a lu une soumission
deed-submissions-read = a lu les réponses d’un formulaire
deed-submissions-exported = a exporté les réponses d’un formulaire
deed-import-done = a importé un fichier
deed-places-imported = a importé des lieux
deed-register-created = a créé un registre
deed-register-property-added = a ajouté une propriété à un registre
deed-register-marked-personal = un registre a été marqué comme concernant des personnes
deed-register-approval-set = a réglé l’approbation d’un registre
deed-register-changed-in-bulk = a changé de nombreuses entrées d’un registre
deed-register-read = a lu un registre
deed-register-personal-data-read = a lu des données personnelles d’un registre
deed-register-sent-to-phone = un téléphone a reçu un registre
deed-entity-created = une entrée a été créée
deed-entity-updated = une entrée a été changée
deed-entity-deleted = a supprimé une entrée
deed-entity-restored = a rétabli une entrée
deed-entity-forced = a effectué un changement en attente
deed-entity-problem = un changement de registre n’a pas pu être fait
deed-site-created = a signalé un site
deed-site-edited = a corrigé un site
deed-site-status-set = a changé l’état d’un site
deed-site-merged = a fusionné des sites
deed-site-split = a divisé un site
deed-site-kept-apart = a gardé deux sites séparés
deed-site-imported = a apporté des sites par un fichier
deed-site-decision-undone = a annulé une décision sur des sites
deed-entity-conflict-resolved = a résolu le conflit d’une entrée
deed-crosswalk-imported = a importé une table de passage
deed-record-approved = a approuvé un enregistrement
deed-record-rejected = a rejeté un enregistrement
deed-record-reopened = a rouvert un enregistrement
deed-record-personal-data-read = a lu des données personnelles
deed-attachment-read = a regardé un fichier
deed-submissions-brought = a repris des soumissions d’ailleurs
deed-source-added = a ajouté une source
deed-source-changed = a modifié une source
deed-source-removed = a retiré une source
deed-source-run-asked = a fait lire une source
deed-webhook-added = a ajouté un webhook
deed-webhook-changed = a modifié un webhook
deed-webhook-secret-rotated = a donné un nouveau secret à un webhook
deed-webhook-removed = a retiré un webhook
deed-webhook-paused = a mis en pause un webhook qui ne répond pas
deed-webhook-resend-asked = a fait renvoyer un message
deed-webhook-delivery-set-aside = a mis un message de côté
deed-submission-received = soumission reçue
deed-submission-corrected = soumission corrigée
deed-submission-refused-correction = correction refusée
deed-snapshot-made = instantané créé
deed-figures-kept = chiffres d’un cycle clos conservés
deed-backup-made = a fait une sauvegarde de tout
deed-backup-restored = a restauré une sauvegarde
deed-submission-files-added = fichiers ajoutés à une soumission
deed-submission-refused-reused-instance-id = soumission refusée : identifiant déjà utilisé
deed-submission-refused-changed-file = fichier refusé : déjà reçu avec un autre contenu
deed-exercise-saved = a enregistré un exercice
deed-round-saved = a enregistré un cycle
deed-operation-created = a créé une opération
deed-operation-changed = a modifié une opération

## Cycles

nav-events = Événements
events-lead = Déplacements entre les cycles, en mises à jour numérotées. De chaque lieu compte la dernière mise à jour approuvée ; les mises à jour ne s’additionnent jamais, ni entre elles ni avec un cycle.
events-no-exercise = L’opération n’a pas de formulaire pour les événements. Installez un module qui en a un.
events-none = Aucun événement pour le moment.
events-not-public = Le formulaire ne rend pas ces nombres publics : le tableau de bord ne les montre pas.
event-open = Ouvrir un événement ou écrire une mise à jour
event-open-how = Un formulaire par mise à jour et par commune. Pour clore un événement, écrivez une mise à jour qui le dit.
event-began = Depuis le { $day }
event-displaced = Encore déplacés
event-latest-only = dernière mise à jour approuvée de chaque lieu
event-update = Mise à jour
event-day = Jour
event-source = Source
event-record = Enregistrement
event-state-unconfirmed = pas encore approuvé
event-state-open = ouvert
event-state-closed = clos
event-state-contradictory = contradictoire
event-state-absorbed = compté par le cycle { $round }
event-contradictory = Deux mises à jour approuvées ont le même numéro, ou un numéro plus grand a un jour plus ancien. Rejetez l’une d’elles ; jusque-là rien de ce lieu n’est montré à d’autres.
event-beyond = { $beyond } au-delà de ce que le cycle { $round } a compté
event-partly = Le cycle { $round } a compté depuis une partie de ce lieu, mais pas tout, ou n’est pas clos. Une partie de ces personnes peut être dans son nombre ; l’événement reste ouvert.
event-partly-beside = une partie peut-être dans le nombre du cycle { $round }, qui a compté une partie du lieu
events-title = Événements depuis le dernier comptage
event = Événement
events-beside-why = Signalés entre les cycles et montrés à côté du stock, jamais dedans : un cycle qui compte ces lieux comptera aussi ces personnes.
events-none-open = Aucun événement ouvert ici.
event-update-of = Nº { $update }, { $day }
events-absorbed = Comptés depuis par un cycle : { $events }
event-absorbed-line = { $event } ({ $what }), { $place } : { $people } le { $day }, comptés par le cycle { $round }
events-on-map = Événement depuis le dernier comptage
sum-title = Additionner
sum-why = Choisissez des nombres à additionner. Des nombres où les mêmes personnes peuvent être comptées deux fois ne sont pas additionnés, et la raison est donnée.
sum-what = Nombre
sum-round = cycle { $round }
sum-add = Ajouter
sum-picked = Nombres à additionner
sum-none = Rien de choisi pour le moment.
sum-remove = Enlever : { $name }
sum-remove-short = Enlever
sum-refused = Ces nombres ne sont pas additionnés.
sum-not-known = Pas connus, et pas dans la somme : { $places }
sum-series-stock = personnes présentes
sum-series-flow = mouvements
sum-series-event = déplacés par des événements
sum-series-registration = enregistrés
nav-rounds = Cycles
rounds-lead = Chaque cycle avec ses lieux, ses équipes et son avancement. Un cycle clos ne change plus ; une correction est une nouvelle révision.
rounds-no-exercise = L'opération n'a pas encore d'exercice. Installez d'abord un module.
rounds-none = Aucun cycle pour le moment.
round-plan = Planifier un cycle
round-number = Numéro
round-from = Premier jour
round-to = Dernier jour
round-form-version = Version du formulaire
round-assessed-of = { $assessed } lieux évalués sur { $expected }
round-revision-n = Révision { $revision }
round-revisions = Révisions
round-revision-shown = celle que voient les lecteurs
round-revisions-read = Ce que dit chaque révision
round-revisions-none = Aucun chiffre n’a encore été calculé.
round-revisions-changed = Seulement ce qui diffère
round-revisions-change = De la première à la dernière
round-revisions-same = Toutes les révisions disent la même chose.
round-records = { $all } enregistrements, dont { $waiting } attendent la revue.
round-outside = { $records } sont arrivés trop tard ; ils rejoindront la prochaine révision.
round-checks = Contrôles
round-check = Contrôler à nouveau tous les enregistrements
round-check-lead = Chaque contrôle passe sur chaque enregistrement, à côté des autres du cycle. Les décisions restent ce qu’elles sont.
round-check-busy = { $records } enregistrements en cours de contrôle …
round-check-done = { $records } enregistrements contrôlés : { $raised } signalements de plus, { $gone } de moins.
round-check-closed = Un cycle clos garde ses signalements.
round-gone = Lieux du cycle précédent sans enregistrement ici : { $places }
round-gone-lead = Chacun avait un enregistrement au cycle précédent. Un lieu inaccessible doit avoir un enregistrement qui le dit ; un nom écrit autrement compte pour un autre lieu.
round-revise-why = Pourquoi le cycle est corrigé
round-left-out-why = Pourquoi des enregistrements en attente restent dehors, si on le ferme ainsi
round-revise = Commencer une nouvelle révision
stage-planned = planifié
stage-collecting = en collecte
stage-review = en revue
stage-closed = clos
stage-published = publié
move-planned = Revenir à la planification
move-collecting = Collecter
move-review = Passer en revue
move-closed = Clore
move-published = Publier
coverage-title = Couverture
coverage-unlisted = Le cycle n'a pas de liste propre : chaque lieu de son niveau est attendu.
coverage-expected = Attendus
coverage-assessed = Évalué
coverage-received = Reçu, attend la revue
coverage-not_yet = Pas encore
coverage-inaccessible = Inaccessible
coverage-closed = Fermé
coverage-elsewhere = Enregistrements dans des lieux hors liste : { $elsewhere } ; sans lieu connu : { $without }.
coverage-map = Carte des lieux selon leur avancement. Le tableau à côté dit la même chose.
coverage-show = Montrer
coverage-all = Tous les lieux
coverage-choose = Choisir
coverage-place = Lieu
coverage-state = Avancement
coverage-records = Enregistrements
coverage-counts = { $approved } approuvés, { $waiting } en attente
coverage-chosen = { $places } lieux choisis
coverage-reason = Pourquoi ils ne sont pas évalués
mark-inaccessible = Marquer inaccessibles
mark-closed = Marquer fermés
mark-none = À évaluer malgré tout
places-list = La liste des lieux attendus
places-from-boundaries = Depuis les limites
places-from-previous = Depuis le cycle précédent
places-from-csv = Depuis un fichier CSV (colonnes pcode et team)
places-from-sites = Depuis la liste des sites
places-sites-help = Les sites d’une zone, d’un état ou d’un type, ou par leur nom. Une fiche compte pour un site sous chacun de ses noms.
places-sites-visited = Ceux qui peuvent être visités
places-sites-add = Garder les lieux qui sont dans la liste
places-sites-look = Voir ce que serait la liste
places-without-area = { $n ->
    [one] Un site est laissé de côté, car aucune zone connue n’est dite pour lui : { $names }.
   *[other] { $n } sites sont laissés de côté, car aucune zone connue n’est dite pour eux : { $names }.
  }
places-not-standing = { $n ->
    [one] Un site de la liste est fermé, fusionné ou divisé : { $names }.
   *[other] { $n } sites de la liste sont fermés, fusionnés ou divisés : { $names }.
  }
places-site-closed = Fermé dans la liste des sites
places-site-inaccessible = Inaccessible dans la liste des sites
places-site-merged = Fusionné avec { $names }
places-site-split = Divisé en { $names }
places-site-also = Aussi dans la liste sous le nom { $names }
places-preview = { $places } lieux : { $added } nouveaux, { $removed } ne sont plus dans la liste.
places-apply = Utiliser cette liste
team = Équipe
teams = Équipes
team-nobody = personne encore
team-assign = Confier à cette équipe
team-name = Nom de l'équipe
team-add = Ajouter une équipe
team-remove = Dissoudre

## Revue : valeurs modifiées, plusieurs à la fois
give-back = Renvoyer
decide-title-return = Renvoyer cet enregistrement ?
decide-why-return = La personne qui l’a collecté le voit avec votre raison et peut le corriger. Les clients d’ODK Central le voient comme ayant des problèmes.
said-returned = Renvoyé.
said-changed = { $n ->
    [one] Un enregistrement changé.
   *[other] { $n } enregistrements changés.
  }
key-b = renvoyer
key-e = modifier des valeurs
question = Question
filter-check = Contrôle
filter-sender = Envoyé par
filter-severity = Alerte la plus grave
severity-none = Aucune alerte
record-sent-by = Envoyé par { $sender }
record-previous = Le même lieu au cycle { $round } :
record-map = Sur la carte
record-map-point = Le repère est là où la position a été mesurée ; { $place } est entouré.
record-map-none = { $place } est entouré ; aucune position n’a été mesurée.
edit-value = Modifier
edit-value-of = Modifier : { $question }
edit-values = Modifier des valeurs
edit-new-value = Nouvelle valeur
edit-why-none = Valeur, ou raison de son absence
edit-there-is-a-value = valeur
edit-came = Telle qu’arrivée :
edit-history-n = { $n ->
    [one] Modifiée une fois
   *[other] Modifiée { $n } fois
  }
edit-lapsed = ne s’applique plus
edit-entries = Modifier une entrée
edit-drop = Laisser telle quelle
edit-reason = Pourquoi ces valeurs sont-elles modifiées ?
edit-save-n = { $n ->
    [one] Enregistrer une valeur
   *[other] Enregistrer { $n } valeurs
  }
edit-was = Quand vous avez commencé
edit-theirs = Maintenant
edit-mine = La vôtre
edit-take-up-again = Reprendre à partir de ce qui s’y trouve maintenant
edit-discard = Abandonner ma saisie
typed-number = Ce n’est pas un tel nombre.
typed-point = Écrivez latitude et longitude, par exemple -3.3822, 29.3644.
meanwhile-title = Quelqu’un a changé cet enregistrement après que vous l’avez ouvert. Rien de vous n’a encore été enregistré.
comment = Commentaire
comment-add = Ajouter le commentaire
action-values_edited = valeurs modifiées
bulk-title = Pour plusieurs enregistrements à la fois
bulk-of-filter = Pour tous les enregistrements que le filtre trouve.
bulk-of-marked = { $n ->
    [one] Pour l’enregistrement coché.
   *[other] Pour les { $n } enregistrements cochés.
  }
bulk-action = Que faire
bulk-do-approve = Approuver
bulk-do-reject = Rejeter
bulk-do-return = Renvoyer
bulk-do-set = Fixer une valeur
bulk-more = Plus
bulk-all = Tous ({ $n })
bulk-open-first = Ouvrez d’abord un des enregistrements : son formulaire dit quelles valeurs il y a.
bulk-reason-maybe = Raison (nécessaire si un enregistrement avait été rejeté)
many-look = Aperçu
many-apply = { $n ->
    [one] Changer un enregistrement
   *[other] Changer { $n } enregistrements
  }
bulk-would = { $n } enregistrements sur { $all } changeraient.
bulk-would-not = { $n } restent tels quels : { $why }.
bulk-show = Lesquels
bulk-why-already_so = ils le sont déjà
bulk-why-reason_needed = une autre décision a été prise, il faut une raison
bulk-why-round_closed = leur cycle est clos
bulk-why-encrypted = ils sont chiffrés
bulk-why-rejected = ils sont rejetés
bulk-why-edit-nothing_changes = ils ont déjà cette valeur
bulk-why-edit-question_unknown = leur formulaire n’a pas cette question
bulk-why-edit-computed = la question est calculée
bulk-why-edit-wrong_type = la valeur est d’un autre type
bulk-why-edit-choice_unknown = leur formulaire n’a pas ce choix
bulk-why-edit-impossible = la question ne peut pas contenir cette valeur
bulk-why-edit-not_a_value = la question est un fichier ou un groupe répété
bulk-why-edit-too_long = le texte est trop long
bulk-why-edit-withheld = la question concerne des personnes
bulk-why-edit-entry_unknown = cette entrée n’existe pas
returned = Renvoyés
returned-lead = Enregistrements que ceux qui les ont collectés devraient revoir, par équipe et par téléphone.
returned-none = Rien n’a été renvoyé.
returned-nobody = De fichiers
returned-print = Imprimer
fill-returned = Renvoyés à vous
fill-correct = Corriger
cleaning-log = Journal de nettoyage
deed-record-values-edited = a modifié des valeurs d’un enregistrement
deed-cleaning-log-read = a lu le journal de nettoyage
edit-leave = Ce que vous avez saisi n’est pas enregistré. Quitter cet enregistrement ?
explain-edited = { $values } valeurs de { $records } d’entre eux modifiées à la revue
record-round-closed = Le cycle { $round } est clos : ses enregistrements ne changent plus. Pour en corriger un, commencez une nouvelle révision du cycle.
record-round-published = Le cycle { $round } est publié : ses enregistrements ne changent plus. Pour en corriger un, commencez une nouvelle révision du cycle.
round-change = Modifier jours, formulaire, note
round-change-n = Modifier le cycle { $round }
round-any-form = aucune en particulier
round-form-version-why = Ce qui est rempli avec une autre version est accepté aussi, et signalé à la revue.
round-note = Note
round-note-why = Source et licence des données, pour ceux qui lisent leurs chiffres.
teams-none = Aucune équipe pour le moment. Une équipe réunit des personnes et des téléphones qui évaluent des lieux ensemble.
team-change = Modifier
team-empty = personne n'en fait encore partie
team-members-person = Personnes
team-members-person-none = Personne d'autre n'a de rôle dans cette opération.
team-members-device = Téléphones
team-members-device-none = Aucun téléphone n'est configuré dans cette opération.
team-remove-title = Dissoudre { $team } ?
team-remove-why = Ses lieux ne seront plus confiés à personne, dans aucun cycle. Ses personnes et téléphones restent tels quels.

## Estimations sur le tableau de bord
grade = Note
grade-A = Note A : plusieurs informateurs de types différents concordent de près, et quelqu'un s'est rendu sur place
grade-B = Note B : plusieurs informateurs concordent
grade-C = Note C : plusieurs informateurs, qui ne concordent pas ou dont les réponses n'ont pas été notées séparément
grade-D = Note D : un seul informateur, ou tous interrogés à distance
grade-none = Sans note : on ne sait pas combien d'informateurs ont été interrogés
grade-not = sans note
grade-weak = note D ou sans note
borrowed-share = { $share } avec une taille de ménage empruntée
change-of-share = Les parts de lieux ne s'additionnent ni ne se soustraient.
explain-recipes = Calculé par
explain-ratio = { $part } sur { $whole }
explain-basis = D'où vient ce nombre
basis-stated = Un seul nombre a été noté, pour { $n } informateurs interrogés.
basis-spread = De { $smallest } à { $largest } ; médiane { $median }, moyenne pondérée { $mean }, MAD relatif { $mad }.
basis-people = { $households } ménages × { $mean } personnes.
basis-sample = Sur place, { $n } ménages ont été interrogés.
basis-implausible = Cette taille est inhabituelle : à faire vérifier.
basis-parts = { $people } répartis comme { $by }.
mean-own_sample = Moyenne des ménages interrogés sur place.
mean-stratum = Empruntée aux lieux voisins ({ $stratum }).
mean-parent_stratum = Empruntée à une zone plus large ({ $stratum }).
mean-stated = Indiquée par { $source }.
lack-informants = Mieux avec plus d'informateurs.
lack-kinds = Mieux avec des informateurs d'autres types.
lack-visit = Mieux avec une visite.
lack-agreement = Mieux si les réponses étaient plus proches.
lack-presence = Mieux si quelqu'un avait été interrogé en face.
informant-kind = Informateur
informant-known = Le sait par
informant-weight = Poids
informant-remote = interrogé à distance

## Les lieux que visite un cycle
sample-title = Lieux à visiter
sample-from = D’après les listes du cycle { $round }, révision { $revision }.
sample-taken = Repris par { $by }, { $at }.
sample-chosen = Choisis
sample-not_known = Pas connus
sample-not_chosen = Pas choisis
sample-none = Aucun.
sample-tied = à égalité
sample-tied-why = Il a le même nombre qu’un lieu de l’autre côté de la limite ; les personnes, puis le nom ont décidé.
sample-beyond = Hors liste
sample-beyond-list = Évalués hors liste
sample-perhaps = peut-être { $name }, qui est sur la liste
sample-without = { $areas } unités sans liste
sample-reason-no_record = aucune fiche n’est venue
sample-reason-waiting = sa fiche attend la revue
sample-reason-not_accessible = inaccessible
sample-reason-not_applicable = personne à lister
sample-reason-not_given = n’a pas donné de liste
sample-no-rule-yet = Aucun lieu n’a encore été choisi pour ce cycle.
sample-choose = Choisir selon une règle
sample-which-rule = Règle
sample-which-round = D’après les listes
sample-newest = du dernier cycle clos
sample-look = Voir ce qu’elle choisit
sample-seen = { $chosen } lieux choisis ; { $unknown } sans nombre, laissés à votre jugement ; { $tied } à égalité à la limite.
sample-open-round = Ce cycle n’est pas clos : ses listes peuvent encore changer.
sample-replaces = Elle remplace la liste ci-dessus.
sample-take = Utiliser cette liste
deed-round-sample-set = a choisi les lieux d’un cycle selon une règle
deed-pack-set = a installé les réglages d’un paquet
chosen-by = Choix des lieux
chosen-by-from = Règle appliquée aux listes du cycle { $round }. Les cycles choisis selon une autre règle ne sont pas comparables.

## Pages du tableau de bord
views = Pages du tableau de bord
view-overview = Vue d’ensemble
view-unknown = Cette page n’existe pas
view-unknown-why = L’opération n’a pas de page de ce nom, ou rien n’est publié de ce qu’elle montre.
