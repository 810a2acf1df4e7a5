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
submissions = Soumissions
problem-sheet = Feuille
problem-row = Ligne
problem-column = Colonne
problem-what = Problème et remède

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

## Lieux
places-lead = Versions datées des limites administratives. Une réforme ajoute une version et ne réécrit rien.
versions = Versions des limites
versions-none = Aucune limite n’est encore chargée.
valid = Validité
levels = Niveaux
geometry-official = officiel
geometry-approximate = approximatif
geometry-none = sans contours
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
deed-record-commented = a commenté un enregistrement
deed-record-has-issues = a demandé des précisions sur un enregistrement
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
deed-entity-conflict-resolved = a résolu le conflit d’une entrée
deed-crosswalk-imported = a importé une table de passage
deed-record-approved = a approuvé un enregistrement
deed-record-rejected = a rejeté un enregistrement
deed-record-reopened = a rouvert un enregistrement
deed-record-personal-data-read = a lu des données personnelles
deed-attachment-read = a regardé un fichier
deed-submission-received = soumission reçue
deed-submission-corrected = soumission corrigée
deed-submission-refused-correction = correction refusée
deed-snapshot-made = instantané créé
deed-backup-made = a fait une sauvegarde de tout
deed-backup-restored = a restauré une sauvegarde
deed-submission-files-added = fichiers ajoutés à une soumission
deed-submission-refused-reused-instance-id = soumission refusée : identifiant déjà utilisé
deed-exercise-saved = a enregistré un exercice
deed-round-saved = a enregistré un cycle
deed-operation-created = a créé une opération
deed-operation-changed = a modifié une opération
