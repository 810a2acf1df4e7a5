# Ce que le serveur dit aux personnes, en français. Mêmes codes et mêmes variables que en/server.ftl.

## Soumissions envoyées par les téléphones (OpenRosa)

submission-received = Reçu et enregistré durablement ({ $instance }).
submission-files-outstanding = Reçu et enregistré durablement ({ $instance }). Fichiers encore attendus : { $count }.
submission-already-held = Cette soumission avait déjà été reçue ({ $instance }). Rien n’a été enregistré deux fois.
submission-too-large = La soumission compte { $found } octets, et ce serveur en accepte au plus { $limit }.
    .remedy = Réduisez la taille des photos dans les paramètres d’ODK Collect et renvoyez.
submission-part-missing = La partie « xml_submission_file », qui porte les réponses, manque.
    .remedy = Renvoyez le formulaire. Si cela se répète, mettez ODK Collect à jour.
submission-multipart-broken = Le transfert a été coupé ou abîmé ; rien n’a été enregistré.
    .remedy = Renvoyez le formulaire quand le réseau sera meilleur ; les réponses sont toujours sur le téléphone.
submission-not-utf8 = Les réponses ne sont pas du texte UTF-8 à partir de l’octet { $byte }.
    .remedy = Renvoyez le formulaire. Si cela se répète, prévenez votre responsable de l’information.
submission-xml-broken = Les réponses sont illisibles à la ligne { $line }, colonne { $column } : { $detail }.
    .remedy = Renvoyez le formulaire. Si cela se répète, prévenez votre responsable de l’information.
submission-xml-truncated = Les réponses s’arrêtent à la ligne { $line }, colonne { $column }, à l’intérieur de « { $element } ».
    .remedy = Renvoyez le formulaire quand le réseau sera meilleur ; les réponses sont toujours sur le téléphone.
submission-xml-empty = Les réponses sont vides : le XML ne contient aucun élément.
    .remedy = Renvoyez le formulaire. Si cela se répète, mettez ODK Collect à jour.
submission-xml-forbidden = Les réponses contiennent { $what ->
        [doctype] une déclaration de type de document (DOCTYPE)
        [entity] une référence d’entité
       *[other] { $what }
    } à la ligne { $line }, colonne { $column }. Une soumission n’en a jamais besoin : elle est refusée par sécurité.
    .remedy = N’envoyez que des formulaires remplis avec ODK Collect, KoboCollect ou Inzira.
submission-xml-limit = Les réponses dépassent { $limit } { $unit ->
        [bytes] octets
        [depth] niveaux d’imbrication
        [nodes] éléments
        [text] octets de texte dans une réponse
        [attributes] attributs sur un élément
        [attribute_text] octets dans un attribut
        [name] octets dans un nom
       *[other] { $unit }
    } (ligne { $line }, colonne { $column }) ; elles sont refusées par sécurité.
    .remedy = Divisez le formulaire en plusieurs, ou demandez à l’administrateur du serveur de relever la limite.
submission-form-id-missing = Les réponses ne disent pas à quel formulaire elles appartiennent : « { $element } » n’a pas d’« id ».
    .remedy = Téléchargez de nouveau le formulaire depuis ce serveur et remplissez-le à nouveau.
submission-instance-id-invalid = L’instanceID dépasse { $limit } caractères ou contient des caractères de contrôle.
    .remedy = N’envoyez que des formulaires remplis avec ODK Collect, KoboCollect ou Inzira.
submission-instance-id-missing = La soumission n’a pas d’instanceID ; { $instance } a été formé à partir de son contenu.
submission-instance-id-reused = Une autre soumission, avec d’autres réponses, porte déjà l’instanceID { $instance }. Rien n’a été modifié.
    .remedy = Remplissez un nouveau formulaire au lieu de le copier. Pour corriger un envoi, modifiez le formulaire envoyé sur le téléphone.
submission-edit-of-unknown = Ceci corrige { $instance }, que ce serveur ne détient pas.
    .remedy = Envoyez d’abord l’original, ou remplissez un nouveau formulaire.
submission-file-missing = Les réponses citent le fichier « { $file } », mais il n’est pas arrivé.
    .remedy = Renvoyez le formulaire depuis le téléphone qui détient le fichier.
submission-file-unexpected = Le fichier « { $file } » est arrivé, mais les réponses ne le citent pas. Il n’a pas été enregistré.
    .remedy = Renvoyez le formulaire. Si cela se répète, prévenez votre responsable de l’information.
submission-file-differs = Le fichier « { $file } » est revenu avec un autre contenu. Le premier est conservé.
    .remedy = Pour remplacer une photo, modifiez le formulaire envoyé sur le téléphone et renvoyez-le.
submission-too-many-files = Plus de { $limit } fichiers sont arrivés dans une seule requête.
    .remedy = Renvoyez le formulaire avec moins de photos, ou en plusieurs parties.
submission-corrected = La correction est enregistrée : { $instance }.
submission-original-unknown = Ceci corrige un formulaire ({ $instance }) que ce serveur n’a pas reçu. Rien n’a été changé.
    .remedy = Envoyez le premier formulaire, puis de nouveau la correction. Si vous ne l’avez plus, prévenez votre responsable de l’information.
submission-original-superseded = Le formulaire que ceci corrige ({ $instance }) a entre-temps été corrigé par quelqu’un d’autre. Rien n’a été changé.
    .remedy = Prenez la version la plus récente, ou dites à votre responsable de l’information ce qu’il faut corriger.

form-unknown = Il n’y a pas de formulaire « { $form } » ici.
    .remedy = Actualisez la liste des formulaires sur le téléphone et vérifiez que le bon projet est choisi.
form-version-unknown = Le formulaire « { $form } » n’a pas de version « { $version } » ici.
    .remedy = Téléchargez de nouveau le formulaire. Les réponses déjà saisies restent sur le téléphone : demandez à votre responsable de l’information de publier cette version.
form-closed = Le formulaire « { $form } » n’accepte plus de soumissions.
    .remedy = Demandez à votre responsable de l’information quel formulaire utiliser. Les réponses restent sur le téléphone.
form-file-unknown = Le formulaire « { $form } » n’a pas de fichier « { $file } ».
    .remedy = Actualisez la liste des formulaires sur le téléphone et téléchargez de nouveau le formulaire.

device-token-unknown = Ce serveur ne connaît pas ce téléphone.
    .remedy = Scannez un nouveau code de configuration auprès de votre responsable de l’information.
device-token-revoked = L’accès de ce téléphone a été retiré.
    .remedy = Demandez un nouveau code de configuration à votre responsable de l’information. Les réponses restent sur le téléphone.
openrosa-header-missing = Il manque à la requête l’en-tête « X-OpenRosa-Version: 1.0 ».
    .remedy = Utilisez ODK Collect, KoboCollect ou un autre client OpenRosa 1.0.
# Les portes des téléphones : mots de passe, brouillons, limites
openrosa-log-in-needed = Ce serveur demande le nom d’utilisateur et le mot de passe de ce téléphone.
    .remedy = Saisissez-les dans les paramètres de l’application, sous serveur. Ils figurent sur la feuille remise avec le téléphone.
openrosa-wrong-password = Le nom d’utilisateur et le mot de passe ne vont pas ensemble.
    .remedy = Comparez-les avec la feuille remise avec le téléphone, ou demandez-en une nouvelle au chargé de l’information. Les réponses restent sur le téléphone.
openrosa-basic-needs-https = Un mot de passe n’est pas accepté sur une connexion que d’autres peuvent lire.
    .remedy = Utilisez l’adresse qui commence par https://, ou demandez au chargé de l’information un code pour ce téléphone.
draft-token-unknown = Ce brouillon de formulaire n’est plus à l’essai.
    .remedy = Demandez son nouveau code, ou utilisez le formulaire lui-même s’il a été publié.
draft-tried = Le brouillon fonctionne : votre envoi d’essai est arrivé ({ $instance }). Il ne compte nulle part.
draft-full = { $limit } envois d’essai ont été reçus pour ce brouillon, qui n’en garde pas davantage.
    .remedy = Effacez-les sur la page des formulaires, puis renvoyez.
draft-unknown = Il n’y a pas de brouillon du formulaire « { $form } ».
    .remedy = Rechargez la liste des formulaires.
request-encoded = Le corps de la requête est compressé (« { $encoding } »), ce que ce serveur ne lit pas.
    .remedy = Envoyez-le tel quel, sans Content-Encoding.

## Remplir dans un navigateur

link-unknown = Il n’y a rien à ce lien.
    .remedy = Vérifiez que toute l’adresse a été copiée, ou demandez un nouveau lien à qui vous l’a donné.
link-expired = Le délai de ce lien est passé.
    .remedy = Demandez à qui vous l’a donné de le prolonger. Ce que vous avez rempli reste sur cet appareil et pourra être envoyé ensuite.
link-revoked = Ce lien n’est plus en service.
    .remedy = Demandez un nouveau lien à qui vous l’a donné. Ce que vous avez rempli reste sur cet appareil.
link-used = Ce lien servait à une seule soumission, qui est arrivée.
    .remedy = Rien à faire. Pour en envoyer une autre, demandez un autre lien.
fill-form-encrypted = Le formulaire « { $form } » chiffre ce que l’on remplit, ce qu’un navigateur ne peut pas faire.
    .remedy = Remplissez-le sur un téléphone avec ODK Collect.
fill-personal-list = Le formulaire « { $form } » lit une liste qui parle de personnes, et qu’un lien ne donne pas.
    .remedy = Remplissez-le après connexion, ou sur un téléphone configuré pour cela.
fill-other-form = Ce qui a été envoyé a été rempli avec un autre formulaire, « { $form } ».
    .remedy = Rouvrez le formulaire et envoyez de nouveau.
fill-no-correction = Par un lien, on ne peut pas modifier ce qui est arrivé.
    .remedy = Dites à qui vous a donné le lien ce qu’il faut corriger.
fill-no-submission = Cet enregistrement ne vient pas d’un formulaire et ne peut donc pas y être modifié.
    .remedy = Corrigez le classeur d’où il vient et importez-le de nouveau.

## Contenus d’une soumission qui ne vont pas avec le formulaire

content-wrong-type = « { $question } » contient « { $value } », qui n’est pas { $expected ->
        [integer] un nombre entier
        [decimal] un nombre
        [date] une date (AAAA-MM-JJ)
        [time] une heure
        [moment] une date avec une heure
        [point] une position
        [choices] une liste de choix
        [text] un texte
        [file] le nom d’un fichier
       *[other] { $expected }
    }.
    .remedy = Demandez à l’enquêteur ce qu’il voulait dire et corrigez la réponse. D’ici là, elle est gardée comme texte.
content-unknown-choice = « { $question } » contient « { $value } », qui n’est aucun de ses choix.
    .remedy = Vérifiez quelle version du formulaire a servi, puis corrigez la réponse. D’ici là, elle est gardée comme texte.
content-unknown-question = Les réponses contiennent « { $question } », que cette version du formulaire ne demande pas.
    .remedy = Vérifiez quelle version du formulaire a servi. La réponse est gardée dans la soumission d’origine.
content-answered-twice = « { $question } » a reçu plus d’une réponse ; la première compte. Une autre est « { $value } ».
    .remedy = Demandez à l’enquêteur laquelle est juste et corrigez la réponse.
content-text-in-group = « { $question } » est un groupe, mais les réponses y contiennent directement un texte.
    .remedy = Vérifiez quelle version du formulaire a servi. Le texte est gardé dans la soumission d’origine.
content-more = { $value } autres réponses ne vont pas avec le formulaire et ne sont pas listées.
    .remedy = Vérifiez quelle version du formulaire a servi. Toutes sont gardées dans la soumission d’origine.
content-instance-id-derived = La soumission n’avait pas d’instanceID ; un identifiant a été formé à partir de son contenu.
content-version-unknown = Le formulaire a été rempli avec la version « { $value } », que ce serveur n’a jamais eue ; il a été lu avec la version la plus récente.
    .remedy = Rien à faire. Le même contenu envoyé de nouveau est reconnu.

## Soumissions reprises d’autres systèmes, et webhooks

bring-row-without-id = La ligne « { $row } » n’a pas d’instanceID : rien ne la distingue des autres. Elle a été laissée de côté.
    .remedy = Exportez avec toutes les colonnes et reprenez-la.
bring-not-a-submission = « { $row } » n’est pas une soumission.
bring-column-unknown = Le formulaire n’a pas de question pour la colonne « { $column } » de « { $table } » ({ $rows } lignes ont une valeur). Ses valeurs n’ont pas été reprises.
    .remedy = Publiez une version du formulaire qui pose la question, puis reprenez le fichier.
bring-answer-unknown = Le formulaire n’a pas de question pour « { $column } » ({ $rows } soumissions ont une réponse). Ces réponses n’ont pas été reprises.
    .remedy = Publiez la version du formulaire qui pose la question, puis reprenez la source.
bring-entry-without-submission = L’entrée d’une répétition appartient à une soumission (« { $row } ») qui n’est pas là. Elle a été laissée de côté.
    .remedy = Exportez toutes les soumissions, sans filtre, et reprenez le fichier.
bring-no-table = Il n’y a pas de tableau de soumissions ici : aucun fichier CSV n’a de colonne KEY sans PARENT_KEY.
    .remedy = Prenez le fichier « submissions.csv.zip » que donne ODK Central.
bring-file-unreadable = « { $file } » ne peut pas être lu : { $detail }.
    .remedy = Réparez le fichier ou exportez-le de nouveau.
bring-file-missing = Les réponses nomment le fichier « { $file } », mais il n’a pas pu être obtenu : { $detail }. Les réponses sont entrées sans lui.
    .remedy = Reprenez la source quand le fichier y est ; seul le fichier sera ajouté.
bring-file-not-named = { $count } fichiers ne sont nommés par aucune soumission. Ils n’ont pas été repris.
bring-form-other = La soumission appartient au formulaire « { $found } », et non à « { $wanted } ».
    .remedy = Enlevez --form, ou nommez l’autre formulaire.
bring-changed-at-source = La source dit maintenant autre chose que ce qui est entré, sans dire que c’est une correction. Ce qui est entré d’abord reste.
    .remedy = Comparez les deux ; si le changement est juste, corrigez l’enregistrement ici.
bring-corrected-here = La source l’a corrigée, et elle a aussi été corrigée ici depuis sa reprise. Ce qui est ici reste.
    .remedy = Comparez les deux ; si la source a raison, corrigez l’enregistrement ici.
bring-source-silent = La source ne répond pas : { $detail }.
    .remedy = Vérifiez son adresse et le réseau. Un nouvel essai aura lieu la prochaine fois.
bring-source-refused = La source refuse avec le statut { $status } : { $detail }.
    .remedy = Vérifiez le jeton ou le mot de passe et ses droits de lecture.
bring-source-unreadable = La réponse de la source ne peut pas être lue : { $detail }.
    .remedy = Vérifiez l’adresse, le projet et le formulaire.
bring-address-unusable = L’adresse ne peut pas être utilisée : { $detail }.
    .remedy = Donnez une adresse qui commence par https:// (ou http:// dans votre propre réseau), sans nom ni mot de passe.
source-unknown = Il n’y a pas de telle source ici.
webhook-unknown = Il n’y a pas de tel webhook ou de tel envoi ici.
webhook-no-event = Choisissez au moins un événement.
## Formulaires chiffrés sur le téléphone

content-encrypted = Les réponses ont été chiffrées sur le téléphone : seul le détenteur de la clé privée peut les lire.
    .remedy = Déchiffrez-les sur cette page, ou téléchargez les soumissions du formulaire et lancez « inzira decrypt ». Les chiffres ne les comptent pas.
content-not-encrypted = Le formulaire demande le chiffrement, mais ces réponses sont arrivées lisibles.
    .remedy = Demandez à l’enquêteur de reprendre le formulaire : le téléphone a peut-être une version d’avant le chiffrement.
content-encrypted-unasked = Les réponses sont arrivées chiffrées, alors que cette version du formulaire ne le demande pas.
    .remedy = Demandez qui a changé le formulaire sur le téléphone ; sans sa clé privée, personne ne peut lire les réponses.
content-manifest-broken = Ce qui accompagne les réponses chiffrées est inutilisable : { $detail }.
    .remedy = Renvoyez le formulaire depuis le téléphone. Tout ce qui est arrivé est conservé.
form-public-key = La clé publique du formulaire est inutilisable : { $detail }.
    .remedy = Mettez la clé publique dans la feuille « settings », colonne « public_key » ; « inzira keys make » crée une paire.
form-key-needs-instance-id = Un formulaire chiffré a besoin d’un instanceID : sans lui, personne ne peut déchiffrer ce qui est envoyé.
    .remedy = Retirez « omit_instanceID » de la feuille « settings » et publiez le formulaire à nouveau.

## Requêtes

request-not-found = Il n’y a rien à cette adresse.
    .remedy = Vérifiez l’adresse, ou revenez en arrière et choisissez de nouveau.
request-not-allowed = Votre compte n’a pas le droit de faire cela.
    .remedy = Demandez le rôle nécessaire à l’administrateur de votre opération.
request-log-in-needed = Vous n’êtes pas connecté, ou votre session est terminée.
    .remedy = Connectez-vous et réessayez.
request-invalid-input = « { $field } » ne peut pas être utilisé : { $detail }.
    .remedy = Corrigez et renvoyez.
request-unreadable = La requête est illisible : { $detail }.
    .remedy = Corrigez et renvoyez.
request-too-large = La requête dépasse { $limit } octets.
    .remedy = Envoyez moins à la fois.
request-header-missing = Il manque à la requête l’en-tête « { $header } ».
    .remedy = Rechargez la page. Un programme doit envoyer cet en-tête avec chaque modification.
request-too-slow = La réponse a pris trop de temps et a été abandonnée.
    .remedy = Demandez moins à la fois, ou réessayez plus tard.
request-too-many = Il y a eu trop de requêtes depuis ici.
    .remedy = Attendez { $seconds } secondes et réessayez.
request-conflict = Quelqu’un a modifié ceci entre-temps.
    .remedy = Rechargez la page, regardez la modification et décidez de nouveau.
request-taken = Il y a déjà { $what } « { $value } ».
    .remedy = Choisissez-en un autre.
server-failed = Le serveur a rencontré un problème (référence { $reference }). Rien n’a été modifié.
    .remedy = Réessayez. Si cela se répète, donnez la référence à l’administrateur.
server-storage-full = Le disque du serveur est plein ; rien n’a été enregistré.
    .remedy = Gardez les réponses sur le téléphone et prévenez l’administrateur.
server-storage-not-writable = Le disque du serveur n’accepte plus d’écriture : rien n’a été enregistré. Les pages publiques et les listes de formulaires restent lisibles ; les réponses des personnes ne le sont pas, car chaque consultation est consignée.
    .remedy = Gardez les réponses sur le téléphone et prévenez l’administrateur.
server-database-unreachable = La base de données du serveur ne répond pas pour le moment : rien n’a été enregistré.
    .remedy = Réessayez dans une demi-minute. Si cela dure, prévenez l’administrateur.

## Comptes

account-wrong-password = L’adresse électronique ou le mot de passe est faux.
    .remedy = Réessayez, ou demandez à l’administrateur un nouveau mot de passe à usage unique.
account-too-many-attempts = Il y a eu trop de tentatives de connexion.
    .remedy = Attendez { $minutes } minutes et réessayez.
account-disabled = Ce compte est désactivé.
    .remedy = Adressez-vous à l’administrateur.
account-password-too-short = Le mot de passe compte moins de { $minimum } caractères.
    .remedy = Choisissez-en un plus long ; plusieurs mots à la suite se retiennent facilement.
account-password-too-long = Le mot de passe compte plus de { $maximum } caractères.
    .remedy = Choisissez-en un plus court.
account-password-is-email = Le mot de passe est l’adresse électronique, la première chose que n’importe qui essaierait.
    .remedy = Choisissez-en un autre ; plusieurs mots à la suite se retiennent facilement.
account-password-unchanged = Le nouveau mot de passe est le même que l’ancien.
    .remedy = Choisissez-en un autre.
account-password-change-needed = Ce mot de passe vous a été donné pour un seul usage.
    .remedy = Choisissez d’abord votre propre mot de passe.
account-email-taken = Il existe déjà un compte pour { $email }.
    .remedy = Donnez un rôle à ce compte au lieu d’en créer un autre.
account-email-invalid = « { $email } » n’est pas une adresse électronique.
    .remedy = Corrigez et renvoyez.
account-unknown = Ce compte n’existe pas.
    .remedy = Rechargez la liste des comptes et choisissez de nouveau.
account-role-unknown = « { $role } » n’est pas un rôle.
    .remedy = Utilisez viewer, reviewer ou manager.
account-last-administrator = C’est le dernier administrateur.
    .remedy = Nommez d’abord un autre administrateur.

## Ce que l’on demande

operation-unknown = Il n’y a pas d’opération « { $operation } ».
    .remedy = Choisissez-en une dans la liste des opérations.
exercise-unknown = L’opération n’a pas d’exercice « { $exercise } ».
    .remedy = Choisissez-en un dans la liste des exercices.
round-unknown = L’exercice n’a pas de cycle « { $round } ».
    .remedy = Choisissez-en un dans la liste des cycles.
indicator-unknown = Il n’y a pas d’indicateur « { $indicator } ».
    .remedy = Choisissez-en un dans la liste des indicateurs.
place-unknown = Aucun lieu n’a le code « { $pcode } » dans cette version des limites administratives.
    .remedy = Cherchez le lieu par son nom.
boundaries-none = L'opération n'a pas encore de limites administratives.
    .remedy = Importez des limites et choisissez-les pour l'opération.
boundaries-no-crosswalk = Aucune table de passage ne mène aux limites « { $to } ».
    .remedy = Chargez-en une avec « inzira places crosswalk load », ou demandez d’autres limites ou une autre table.
boundaries-unknown = Il n’y a pas de limites « { $code } » sur ce serveur.
    .remedy = Importez-les, ou choisissez-en d’autres.
boundaries-level-not-carried = Les cycles évalués dans d’autres limites sont reportés au niveau { $level } seulement, et « { $place } » est d’un autre niveau.
    .remedy = Choisissez un lieu du niveau { $level } ou le pays, ou chargez une table de passage pour ce niveau.
boundaries-places-not-matched = Les cycles { $before } et { $after } ont été évalués dans des limites différentes : on ne sait pas lesquels de leurs lieux sont les mêmes.
    .remedy = Lisez chacun avec sa couverture et avec sa marge.
boundaries-not-known-differs = Les nombres des cycles { $before } et { $after } ne sont pas faits des mêmes anciens lieux : { $places } n’a de nombre que dans l’un des deux.
    .remedy = Lisez chacun avec les lieux dont le nombre n’est pas connu.
crosswalk-file-missing = La demande ne contient pas de fichier.
    .remedy = Choisissez un fichier CSV ; les programmes l’envoient dans la partie « file ».
crosswalk-file-has-problems = { $count ->
        [one] Une chose ne va pas dans la table ; rien n’a été gardé.
       *[other] { $count } choses ne vont pas dans la table ; rien n’a été gardé.
    }
    .remedy = Corrigez la table et chargez-la de nouveau.
crosswalk-same-version = Une table de passage mène d’une version des limites à une autre ; les deux sont « { $code } ».
    .remedy = Choisissez deux versions différentes.
level-unknown = Les limites administratives n’ont pas de niveau « { $level } ».
    .remedy = Choisissez un niveau que l’opération indique.
record-unknown = Cet enregistrement n’existe pas.
    .remedy = Rechargez la liste des enregistrements et choisissez de nouveau.
attachment-unknown = Ce fichier n’existe pas.
    .remedy = Ouvrez de nouveau l’enregistrement ; le fichier est peut-être encore sur le téléphone.
device-unknown = Ce téléphone n’existe pas.
    .remedy = Rechargez la liste des téléphones et choisissez de nouveau.
figure-unknown = Il n’y a pas de chiffre « { $figure } ».
    .remedy = Ouvrez le chiffre depuis le tableau de bord, ou vérifiez l’orthographe de son chemin.

## Sites

sites-none = Cette opération ne tient pas de liste de sites.
    .remedy = Demandez à un administrateur d’installer de nouveau le paquet du programme : il apporte la liste.
sites-changed-meanwhile = La liste des sites change plus vite que cette décision n’a pu être prise. Rien n’a été changé.
    .remedy = Attendez un moment et réessayez.
site-unknown = Ce site n’est pas dans la liste.
    .remedy = Rechargez la liste et choisissez de nouveau.
site-twice = « { $site } » est nommé deux fois.
    .remedy = Nommez chaque site une seule fois.
site-not-standing = « { $site } » est fermé, ou un autre site l’a remplacé.
    .remedy = Choisissez le site qui le remplace, ou annulez la décision qui l’a fermé.
site-only-proposed = « { $site } » n’est que proposé.
    .remedy = Acceptez-le d’abord, ou fusionnez-le dans un site accepté.
site-taken = Il y a déjà une entrée « { $site } ».
    .remedy = Réessayez.
site-nothing-to-merge = Aucun site à reprendre n’est nommé.
    .remedy = Choisissez au moins un autre site.
site-too-few-parts = Un site se divise en deux parts au moins.
    .remedy = Ajoutez une part, ou corrigez plutôt le site.
site-share-out = La part de « { $site } » n’est pas au-dessus de 0 et au plus 1.
    .remedy = Écrivez chaque part comme une fraction de 1, par exemple 0.4.
site-shares-add-up = Les parts donnent { $sum }.
    .remedy = Corrigez-les pour qu’elles donnent exactement 1.
site-area-unknown = Les limites de cette opération n’ont pas de zone « { $pcode } ».
    .remedy = Choisissez une zone dans la liste.
site-has-successors = D’autres sites ont remplacé « { $site } ».
    .remedy = Annulez la fusion ou la division pour le rouvrir.
site-no-such-move = « { $site } » ne peut pas passer de « { $from } » à « { $to } ».
    .remedy = Rechargez le site : son état a peut-être changé.
site-decision-unknown = Cette décision sur les sites n’existe pas.
    .remedy = Rechargez la page et choisissez de nouveau.
site-already-undone = Cette décision a déjà été annulée.
    .remedy = Rechargez la page.
site-changed-since = « { $site } » a été changé depuis, par un autre programme ou dans son registre. Rien n’a été annulé.
    .remedy = Rétablissez ce qui a changé, ou corrigez les sites à la main.
site-later-decision = Une décision plus récente sur « { $site } » l’empêche : n° { $decision } du { $day } ({ $kind ->
        [create] créé
        [edit] corrigé
        [status] état
        [merge] fusionné
        [split] divisé
        [import] un fichier
       *[other] autre
    }). Rien n’a été annulé.
    .remedy = Annulez d’abord celle-là.
site-file-has-problems = { $count } lignes du fichier ne peuvent pas être utilisées, la ligne { $row } d’abord. Rien n’a été changé.
    .remedy = Corrigez les lignes que l’aperçu nomme, puis choisissez de nouveau le fichier.

## Registres

register-unknown = Le registre « { $register } » n’existe pas.
    .remedy = Rechargez la liste des registres et choisissez à nouveau.
register-name-invalid = « { $name } » ne peut pas être le nom d’un registre ou d’une propriété.
    .remedy = Commencez par une lettre ; n’utilisez que lettres, chiffres, - et _ ; « name » et « label » sont pris.
register-changed-meanwhile = Le registre a changé depuis que vous avez regardé ce que ferait le fichier. Rien n’a été modifié.
    .remedy = Choisissez à nouveau le fichier et regardez ses changements.
register-file-missing = La requête ne contient pas de fichier « file ».
    .remedy = Choisissez un fichier CSV et envoyez à nouveau.
register-file-encoding = La ligne { $row } du fichier n’est pas écrite en UTF-8. Rien n’a été modifié.
    .remedy = Enregistrez-le comme « CSV UTF-8 » dans le tableur et choisissez-le à nouveau.
register-file-unreadable = Le fichier ne peut pas être lu comme CSV : { $detail }
    .remedy = Enregistrez-le comme « CSV UTF-8 » dans le tableur et choisissez-le à nouveau.
register-file-empty = Le fichier n’a aucune ligne sous son en-tête.
    .remedy = Vérifiez que c’est le bon fichier.
register-file-too-long = Le fichier a plus de { $limit } lignes.
    .remedy = Divisez-le en plusieurs fichiers.
register-file-column-twice = La colonne « { $column } » se trouve deux fois dans le fichier.
    .remedy = Renommez ou supprimez l’une des deux.
register-file-column-missing = Le fichier n’a pas de colonne « { $column } ».
    .remedy = Ajoutez la colonne, ou choisissez une autre façon de distinguer les lignes.
entity-unknown = Cette entrée n’existe pas dans ce registre.
    .remedy = Rechargez le registre et choisissez à nouveau.
entity-not-waiting = Ce changement n’attend plus.
    .remedy = Rechargez la page : il a peut-être déjà été effectué.
entity-changed-meanwhile = L’entrée est passée à la version { $version } depuis que vous l’avez regardée. Rien n’a été modifié.
    .remedy = Regardez la nouvelle version et décidez à nouveau.
entity-no-conflict = L’entrée n’est plus en conflit.
    .remedy = Rechargez la page : quelqu’un d’autre l’a peut-être résolu.

## Formulaires

form-workbook-missing = La requête ne contient pas de fichier « workbook ».
    .remedy = Choisissez un XLSForm (.xlsx, .xls, .csv ou .md) et renvoyez.
form-has-problems = Le formulaire n’a pas été publié. Problèmes trouvés : { $count }.
    .remedy = Corrigez ce qui est listé et publiez de nouveau. Rien n’a été modifié.
form-files-missing = Le formulaire a besoin de fichiers que ce serveur n'a pas : { $files }.
    .remedy = Nommez les listes de lieux admin1.csv, admin2.csv, etc. ; elles sont tirées des limites administratives de l'opération.
form-version-exists = Le formulaire « { $form } » a déjà une version « { $version } » au contenu différent.
    .remedy = Donnez une nouvelle version au formulaire dans sa feuille « settings » et publiez de nouveau.

## Revue

review-reason-needed = La raison manque.
    .remedy = Écrivez pourquoi, pour que l’enquêteur et les lecteurs futurs comprennent.
review-reason-too-long = La raison dépasse { $limit } caractères.
    .remedy = Raccourcissez-la.
review-already-so = L’enregistrement est déjà { $state ->
        [received] en attente de revue
        [edited] modifié, à revoir
        [has_issues] en attente de précisions
        [approved] approuvé
        [rejected] rejeté
       *[other] { $state }
    }. Rien n’a été modifié.
    .remedy = Rechargez la page pour voir qui a décidé et pourquoi.
review-nothing-chosen = Aucun enregistrement n’a été choisi.
    .remedy = Choisissez au moins un enregistrement.
edit-refused = { $count ->
        [one] Une modification est impossible
       *[other] { $count } modifications sont impossibles
    }. Rien n’a été changé.
    .remedy = Corrigez ce qui est indiqué et enregistrez de nouveau.
edit-encrypted = Les réponses de cet enregistrement ont été chiffrées sur le téléphone ; le serveur ne peut pas les lire.
    .remedy = Demandez une correction par téléphone, ou approuvez ou rejetez l’enregistrement tel quel.
edit-question-unknown = Le formulaire n’a pas de question « { $question } ».
    .remedy = Rechargez l’enregistrement ; le formulaire a peut-être changé.
edit-computed = « { $question } » est calculée, ou remplie par l’appareil.
    .remedy = Modifiez les réponses dont elle est calculée, ou demandez une correction par téléphone.
edit-not-a-value = « { $question } » est un fichier ou un groupe répété entier, qui ne se modifie pas ici.
    .remedy = Demandez une correction par téléphone.
edit-entry-unknown = « { $question } » : il n’y a que { $entries } entrées.
    .remedy = Rechargez l’enregistrement et choisissez de nouveau.
edit-from-differs = Une autre valeur se trouve dans « { $question } » que ne le dit la modification.
    .remedy = Rechargez l’enregistrement, regardez la valeur et modifiez-la de nouveau.
edit-nothing-changes = « { $question } » a déjà cette valeur.
    .remedy = Donnez une autre valeur, ou laissez la question de côté.
edit-wrong-type = « { $question } » demande une valeur de type { $wanted }.
    .remedy = Donnez une valeur de ce type, ou la raison de son absence.
edit-impossible = « { $question } » ne peut pas contenir cette valeur.
    .remedy = Donnez une valeur possible, ou la raison de son absence.
edit-too-long = Le texte pour « { $question } » dépasse { $limit } caractères.
    .remedy = Raccourcissez-le.
edit-choice-unknown = « { $question } » n’a pas de choix « { $choice } ».
    .remedy = Choisissez parmi ceux du formulaire.
edit-withheld = Ce qui se trouve dans « { $question } » ne vous est pas montré.
    .remedy = Demandez à quelqu’un qui peut le voir.
edit-lapsed = Une version plus récente de la soumission est arrivée, à laquelle des modifications ne s’appliquent plus : { $questions }.
    .remedy = Comparez les nouvelles valeurs à l’historique et modifiez de nouveau si nécessaire.
edit-calculated-stands = Des valeurs ont été modifiées ; ce que le téléphone en a calculé est resté tel quel : { $questions }.
    .remedy = Voyez si cela convient encore ; sinon, demandez une correction par téléphone.
review-changed-meanwhile = Quelqu’un a changé l’enregistrement depuis que vous l’avez ouvert. Rien n’a été changé.
    .remedy = Regardez ce qui a changé, puis décidez ou modifiez de nouveau.
review-version-needed = Il n’est pas dit quelle version de l’enregistrement a été regardée.
    .remedy = Envoyez son numéro comme « version », tel qu’il a été lu avec l’enregistrement.
review-preview-outdated = Des enregistrements ont changé depuis l’aperçu. Rien n’a été changé.
    .remedy = Regardez de nouveau l’aperçu, puis appliquez-le.
review-too-many = { $found } enregistrements sont choisis ; le maximum est de { $limit } à la fois.
    .remedy = Restreignez le filtre et procédez par parties.
review-comment-needed = Le commentaire est vide.
    .remedy = Écrivez ce que les autres doivent savoir.

## Cycles

round-settled = Le cycle { $round } est { $stage ->
        [published] publié
       *[closed] clos
    } : ses enregistrements ne changent plus. Rien n'a été modifié.
    .remedy = Pour le corriger, commencez une nouvelle révision du cycle en disant pourquoi, puis recommencez. Ce qu'il disait jusqu'ici reste lisible.
round-already-so = Le cycle est déjà à cette étape ({ $stage }).
    .remedy = Rechargez la page pour voir où il en est.
round-no-such-move = Un cycle ne passe pas de { $from } à { $to }.
    .remedy = Faites-le avancer étape par étape : planifié, collecte, revue, clos, publié.
round-stays-closed = Le cycle est { $stage } ; il ne revient pas en arrière.
    .remedy = Pour le corriger, commencez une nouvelle révision en disant pourquoi.
round-has-records = Le cycle a déjà { $records } enregistrements : ce n'est plus un plan.
    .remedy = Laissez-le en collecte, ou passez-le en revue.
round-records-wait = { $records } enregistrements du cycle attendent la revue ; il n'a pas été clos.
    .remedy = Approuvez-les ou rejetez-les, ou écrivez pourquoi ils restent dehors, puis fermez-le.
round-figures-not-ready = Les chiffres du cycle sont encore en cours de calcul.
    .remedy = Attendez un instant et recommencez.
round-not-closed = Le cycle est à l'étape { $stage } ; ses enregistrements peuvent être modifiés tels quels.
    .remedy = Une nouvelle révision sert à un cycle clos ou publié.
round-revision-unknown = Le cycle n'a pas de révision « { $revision } ».
    .remedy = Choisissez-en une dans sa liste de révisions.
round-late = Arrivé quand le cycle { $round } était déjà en revue.
    .remedy = Examinez-le avant la clôture du cycle.
round-too-late = Il relève du cycle { $round }, clos à son arrivée. Il est gardé hors du cycle.
    .remedy = S'il doit compter, commencez une nouvelle révision du cycle : il la rejoint de lui-même.
round-none-collects = Aucun cycle n'était en collecte à son arrivée. Il est gardé hors de tout cycle.
    .remedy = Passez le bon cycle en collecte, et ne demandez les envois suivants qu'ensuite.
round-corrects-closed = Il corrige { $instance } du cycle { $round }, clos à son arrivée. Ce qu'il corrige est resté tel quel.
    .remedy = Si la correction doit compter, commencez une nouvelle révision du cycle : elle la rejoint d'elle-même. Approuvez-la ensuite et rejetez ce qu'elle corrige.
round-other-form = Rempli avec la version { $given } du formulaire ; le cycle { $round } est collecté avec la version { $wanted }.
    .remedy = Vérifiez si ses réponses veulent dire la même chose. Le téléphone recevra l'autre version la prochaine fois qu'il demandera les formulaires.
import-rounds-settled = { $rows } lignes du fichier sont nouvelles et relèvent de cycles clos ou publiés : { $rounds }. Rien n'a été enregistré.
    .remedy = Commencez une nouvelle révision de chacun de ces cycles en disant pourquoi, importez à nouveau le même fichier, puis clôturez-les. Si ces lignes n'y ont pas leur place, corrigez leur cycle dans le fichier.
round-no-list-before = Le cycle précédent n'a pas de liste de lieux attendus.
    .remedy = Prenez les lieux des limites administratives, ou apportez un fichier.
round-list-unreadable = Le fichier n'a pas pu être lu comme CSV : { $detail }
    .remedy = Enregistrez-le en CSV, en UTF-8, et recommencez.
round-list-no-pcode = Le fichier n'a pas de colonne « { $column } ».
    .remedy = Donnez ce nom, dans la première ligne, à la colonne des p-codes.
round-list-too-long = La liste a plus de { $limit } lieux.
    .remedy = N'y mettez que les lieux de ce cycle.
round-list-has-problems = { $count } lignes du fichier sont inutilisables ; la première est la ligne { $row }. Rien n'a été modifié.
    .remedy = Regardez l'aperçu, corrigez les lignes, et apportez le fichier à nouveau.
round-list-empty = La liste ne contient aucun lieu. Rien n'a été modifié.
    .remedy = Apportez une liste d'au moins un lieu.
round-sites-not-told = Les enregistrements de « { $exercise } » ne disent pas de quel site ils parlent : une liste de sites ne pourrait jamais être couverte. Rien n'a été modifié.
    .remedy = Prenez des zones comme lieux attendus, depuis les limites ou un fichier.
round-places-changed = Quelqu'un a modifié les lieux du cycle depuis que vous les avez regardés. Rien n'a été modifié.
    .remedy = Regardez la liste à nouveau, puis donnez-la au cycle.
round-place-unknown = Ligne { $row } : « { $value } » n'est pas un p-code des limites de l'opération.
round-place-other-level = Ligne { $row } : « { $value } » n'est pas du niveau couvert par cet exercice.
round-place-twice = Ligne { $row } : « { $value } » figure déjà dans la liste.
round-place-not-listed = Le lieu { $pcode } n'est pas dans la liste de ce cycle. Rien n'a été modifié.
    .remedy = Ajoutez-le d'abord à la liste, ou choisissez des lieux qui y sont.
round-team-unknown = Ligne { $row } : il n'y a pas d'équipe « { $value } ».
team-unknown = Cette équipe n'existe pas.
    .remedy = Rechargez la liste des équipes ; quelqu'un l'a peut-être dissoute.

## Chiffres

figure-missing = Pas de réponse
figure-not-assessed = Non évalué
figure-not-accessible = Inaccessible
figure-not-applicable = Sans objet
figure-withheld = Non publié pour protéger les personnes
figure-coverage = { $assessed } lieux évalués sur { $expected }.
figure-coverage-unknown = Le nombre de lieux attendus n’est pas connu ; { $assessed } ont été évalués.
figure-demonstration = Données de démonstration, non réelles.
figure-approximate-boundary = La limite est approximative, non officielle.
figure-recipe = La méthode est une recette d’Inzira que ni l’OIM ni un ministère n’a confirmée.
figure-none-yet = Il n’y a pas encore de chiffre pour cela.
    .remedy = Choisissez un autre cycle ou un autre lieu, ou revenez après le prochain cycle.

## Nombres : ce qui est réparti, comparé et additionné

estimate-nothing-to-go-by = { $total } ne peut pas être réparti : aucune part n’est supérieure à zéro.
    .remedy = Donnez au moins une part supérieure à zéro, ou laissez le nombre sans répartition.
estimate-bad-share = La part { $part } est « { $share } », ce qui n’est pas une part.
    .remedy = Écrivez un nombre supérieur ou égal à 0.
estimate-totals-differ = Les lignes totalisent { $rows } et les colonnes { $columns }.
    .remedy = Corrigez les totaux : les deux doivent compter les mêmes personnes.
estimate-other-shape = Le modèle n’a pas { $rows } lignes et { $columns } colonnes comme le tableau.
    .remedy = Donnez une case du modèle pour chaque case du tableau.
estimate-pattern-cannot-fit = Le modèle a des zéros là où les totaux des lignes et des colonnes demandent des personnes.
    .remedy = Corrigez les totaux, ou les zéros du modèle.
estimate-too-many-cells = Le tableau a { $cells } cases ; { $limit } au plus peuvent être ajustées.
    .remedy = Divisez-le en plusieurs tableaux, par exemple un par province.
estimate-too-large = Un nombre ou une somme dépasse { $limit }.
    .remedy = Cherchez un nombre qui a trop de chiffres.
estimate-recipe-senseless = La recette « { $recipe } » a un paramètre qui n’a pas de sens.
    .remedy = Corrigez les paramètres et donnez une nouvelle version à la recette.
estimate-place-twice = Le lieu « { $place } » figure deux fois dans la liste.
    .remedy = Gardez l’un des deux.
estimate-household-empty = Un ménage de l’échantillon de « { $place } » ne compte personne.
    .remedy = Corrigez sa taille, ou retirez le ménage.
estimate-stratum-unknown = La strate « { $stratum } » n’est pas dans la liste des strates.
    .remedy = Ajoutez-la, ou corrigez son code.
estimate-strata-circle = La strate « { $stratum } » se contient elle-même.
    .remedy = Corrigez quelle strate contient laquelle.
estimate-bad-weight = La réponse « { $answer } » a le poids « { $weight } », ce qui n’est pas un poids.
    .remedy = Écrivez un nombre supérieur à 0.
estimate-answer-twice = La réponse « { $answer } » figure deux fois dans la liste.
    .remedy = Gardez l’une des deux.
estimate-reason-twice = La raison « { $reason } » figure deux fois dans la liste.
    .remedy = Additionnez les deux, ou corrigez l’une d’elles.
estimate-definition-differs = Les cycles diffèrent par { $part ->
        [indicator] l’indicateur
        [indicator_version] la version de l’indicateur
        [unit] l’unité
        [kind] le type de série
        [population_group] le groupe de population
        [boundary_version] la version des limites
        [sample] la règle de choix des lieux
        [recipes] la méthode de calcul des nombres
       *[other] { $part }
    } : « { $before } » avant, « { $after } » après.
estimate-definitions-differ = Les cycles { $before } et { $after } ne comptent pas la même chose et ne peuvent pas être comparés.
    .remedy = Calculez les deux avec le même indicateur ; reportez les nombres des anciennes limites avec la table de passage.
estimate-rounds-not-in-order = Le cycle { $after } ne vient pas après le cycle { $before }.
    .remedy = Donnez d’abord le cycle le plus ancien.
estimate-change-of-shares = Les cycles { $before } et { $after } donnent des parts de lieux ou de personnes. Les parts ne s’additionnent ni ne se soustraient : aucun changement n’est montré.
    .remedy = Comparez les nombres dont la part est faite.
estimate-places-differ = Les totaux portent sur des lieux différents : { $same } sont dans les deux cycles, { $new } ont été nouvellement évalués, { $gone } ne le sont plus. Leur différence n’est pas une tendance.
    .remedy = Montrez le changement dans les lieux évalués aux deux cycles, et les autres à côté.
estimate-kinds-differ = { $first ->
        [stock] Les personnes présentes
        [flow] Les mouvements
        [event] Les personnes déplacées par un événement
        [registration] Les personnes enregistrées
       *[other] { $first }
    } et { $other ->
        [stock] les personnes présentes
        [flow] les mouvements
        [event] les personnes déplacées par un événement
        [registration] les personnes enregistrées
       *[other] { $other }
    } ne s’additionnent pas : les mêmes personnes peuvent être dans les deux.
    .remedy = Montrez les deux côte à côte.
estimate-units-differ = Les ménages et les individus ne s’additionnent pas.
    .remedy = Convertissez d’abord les ménages en personnes, ou montrez les deux côte à côte.
estimate-counted-at-both-ends = Ces personnes sont comptées là où elles sont, et encore là d’où elles viennent.
    .remedy = N’additionnez que celles qui sont comptées là où elles sont.
estimate-dates-differ = Les personnes présentes le { $other } peuvent être celles du { $first } ; des nombres de dates différentes ne s’additionnent pas.
    .remedy = Prenez une seule date.
estimate-part-of-group = À « { $place } », « { $attribute } » est une partie de « { $group } » : elle ne s’additionne qu’à des nombres de la même partie.
    .remedy = N’additionnez que les groupes ; montrez cette partie à côté de son groupe.
estimate-counted-twice = « { $group } » à « { $place } » est compté deux fois pour le { $date }.
    .remedy = Gardez l’un des deux.
estimate-whole-and-parts = « { $group } » à « { $place } » est compté pour tout le lieu et encore pour des parties de celui-ci.
    .remedy = Gardez le tout ou les parties.
estimate-row-twice = Le cycle { $round } compte deux fois « { $group } » à « { $place } ».
    .remedy = Gardez l’un des deux.
estimate-updates-not-in-order = Les mises à jour de l’événement « { $event } » à « { $place } » se contredisent à la mise à jour { $update }.
    .remedy = Donnez à chaque mise à jour son propre numéro, et aux suivantes une date postérieure.
places-counts-of-other-version = Les nombres sont de la version des limites « { $found } », et la table de passage part de « { $expected } ».
    .remedy = Utilisez la table de passage qui part de « { $found } ».
places-not-utf8 = Le texte du fichier n’est pas en UTF-8.
    .remedy = Enregistrez-le en « CSV UTF-8 ».
places-unreadable-area = La ligne ne peut pas être lue.
    .remedy = Corrigez la ligne, ou exportez le fichier de nouveau.
places-missing-code = Il manque un p-code dans la ligne.
    .remedy = Donnez les deux codes, ou retirez la ligne.
places-bad-code = « { $value } » n’est pas un p-code.
    .remedy = Vérifiez que la colonne contient des codes et non des noms.
places-no-crosswalk-columns = Pas de colonnes pour l’ancien et le nouveau p-code ; les colonnes sont : { $columns }.
    .remedy = Nommez-les from_pcode et to_pcode.
places-bad-share = « { $value } » n’est pas une part.
    .remedy = Écrivez un nombre de 0 à 1, ou laissez vide ce qui n’est pas connu.
places-duplicate-link = Le lien de « { $value } » à « { $to } » est déjà à la ligne { $row }.
    .remedy = Gardez l’un des deux.
places-not-in-version = Les limites « { $version } » n’ont pas de lieu « { $value } ».
    .remedy = Corrigez le code, ou choisissez la bonne version.
places-unlinked = Aucune ligne ne dit ce qu’est devenu « { $value } ».
    .remedy = Ajoutez ses liens ; laissez la part vide si elle n’est pas connue.
places-other-level = « { $value } » est du niveau { $level }, les autres lieux de cette colonne du niveau { $expected }.
    .remedy = Gardez dans une table des lieux d’un seul niveau ; chargez une autre table pour un autre niveau.
places-no-links = Le fichier ne contient aucun lien.
    .remedy = Vérifiez que c’est le bon fichier.
places-too-many-links = La table a plus de { $limit } liens.
    .remedy = Gardez des lieux d’un seul niveau.
places-table-too-large = La table dépasse { $limit } octets.
    .remedy = Gardez seulement les colonnes from_pcode, to_pcode, share et basis.
places-shares-do-not-add-up = Les parts de « { $place } » dans la table de passage totalisent { $sum } au lieu de 1.
    .remedy = Corrigez les parts, ou laissez vides celles qui ne sont pas connues.

## Contrôle de la divulgation

disclosure-small-cell = Les nombres de 1 à { $largest } ne sont pas publiés, car ils pourraient désigner des personnes.
disclosure-complementary = D’autres nombres ne sont pas publiés, pour que les petits ne puissent pas être retrouvés à partir des totaux.
disclosure-not-public = Ceci n’est partagé qu’avec ceux qui peuvent intervenir, sur accord.

## Les lieux que visite un cycle

sample-no-rules = Les lieux de « { $exercise } » ne sont pas choisis par une règle dans cette opération.
    .remedy = Installer un paquet qui dit comment, par exemple « burundi-mobility » ; ou donner au cycle une liste de lieux.
sample-rule-unknown = Il n'y a pas de règle « { $rule } ».
    .remedy = En choisir une sur la page du cycle.
sample-no-round = « { $exercise } » n'a pas ce cycle ; il n'y a donc pas de liste où choisir.
    .remedy = Le collecter d'abord, ou choisir un de ses cycles.
sample-changed = La liste n'est plus celle que vous avez regardée : des fiches ont changé depuis. Rien n'a été modifié.
    .remedy = La regarder de nouveau, puis la reprendre.
sample-empty = La règle ne choisit aucun lieu de ce cycle. Rien n'a été modifié.
    .remedy = Approuver d'abord les fiches qui listent des lieux, ou choisir un autre cycle ou une autre règle.
pack-needs = Le paquet « { $pack } » règle des exercices qui ne sont pas installés.
    .remedy = Installer d'abord { $needed }.
pack-set-by-other = Le paquet « { $other } » dit déjà comment se fait « { $exercise } » dans cette opération. Rien n'a été modifié.
    .remedy = Utiliser l'un des deux paquets.
