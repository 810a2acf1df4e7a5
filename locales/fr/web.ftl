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
deed-backup-made = a fait une sauvegarde de tout
deed-backup-restored = a restauré une sauvegarde
deed-submission-files-added = fichiers ajoutés à une soumission
deed-submission-refused-reused-instance-id = soumission refusée : identifiant déjà utilisé
deed-exercise-saved = a enregistré un exercice
deed-round-saved = a enregistré un cycle
deed-operation-created = a créé une opération
deed-operation-changed = a modifié une opération
