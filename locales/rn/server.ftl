# Ivyo serveri ibwira abantu, mu Kirundi. Kode n'impinduragaciro ni nk'izo muri en/server.ftl.
#
# TO BE CHECKED BY A NATIVE SPEAKER: every text in this file is a best effort by people who do not speak Kirundi as a first
# language. Nobody has confirmed one of them yet. Where a text is wrong, correct it here; take this notice away only when all are
# checked, and say in the commit by whom.

## Ivyarungitswe n'amatelefone (OpenRosa)

submission-received = Vyashitse kandi vyabitswe neza ({ $instance }).
submission-files-outstanding = Vyashitse kandi vyabitswe neza ({ $instance }). Amadosiye agisigaye: { $count }.
submission-already-held = Ivyo wari wamaze kubirungika ({ $instance }). Nta na kimwe cabitswe kabiri.
submission-too-large = Ivyo warungitse bifise ama octets { $found }, iyi serveri yemera { $limit } gusa.
    .remedy = Gabanya ubunini bw'amafoto muri ODK Collect, usubire urungike.
submission-part-missing = Igice 'xml_submission_file' kirimwo inyishu kirabuze.
    .remedy = Subira urungike ifishi. Bisubiye kuba, vugurura ODK Collect.
submission-multipart-broken = Ukurungika kwahagaze canke kwononekaye; nta na kimwe cabitswe.
    .remedy = Subira urungike ifishi umuhora umeze neza; inyishu ziracari muri telefone.
submission-not-utf8 = Inyishu ntizisomeka nka UTF-8 guhera kuri octet { $byte }.
    .remedy = Subira urungike ifishi. Bisubiye kuba, bibwire uwujejwe amakuru.
submission-xml-broken = Inyishu ntizisomeka ku murongo { $line }, inkingi { $column }: { $detail }.
    .remedy = Subira urungike ifishi. Bisubiye kuba, bibwire uwujejwe amakuru.
submission-xml-truncated = Inyishu zihagararira ku murongo { $line }, inkingi { $column }, muri '{ $element }'.
    .remedy = Subira urungike ifishi umuhora umeze neza; inyishu ziracari muri telefone.
submission-xml-empty = Nta nyishu zirimwo: XML iragaragara.
    .remedy = Subira urungike ifishi. Bisubiye kuba, vugurura ODK Collect.
submission-xml-forbidden = Inyishu zirimwo { $what ->
        [doctype] itangazo ry’ubwoko bw’urwandiko (DOCTYPE)
        [entity] icerekezo ca entity
       *[other] { $what }
    } ku murongo { $line }, inkingi { $column }. Ivyo ntibikenewe na gato, vyanswe kubera umutekano.
    .remedy = Rungika gusa amafishi yujujwe muri ODK Collect, KoboCollect canke Inzira.
submission-xml-limit = Inyishu zirengeje { $limit } { $unit ->
        [bytes] octets
        [depth] ingero zitondekanye
        [nodes] ibice
        [text] octets z’amajambo mu nyishu imwe
        [attributes] attributs ku gice kimwe
        [attribute_text] octets muri attribut imwe
        [name] octets mw’izina rimwe
       *[other] { $unit }
    } (umurongo { $line }, inkingi { $column }); zanswe kubera umutekano.
    .remedy = Gabura ifishi mwo nyinshi, canke usabe umuyobozi wa serveri yongereze urugero.
submission-form-id-missing = Inyishu ntizivuga ifishi zijanye: '{ $element }' ntifise 'id'.
    .remedy = Subira ukure ifishi kuri iyi serveri, uyuzuze bushasha.
submission-instance-id-invalid = instanceID irarengeje indome { $limit } canke irimwo indome zitemewe.
    .remedy = Rungika gusa amafishi yujujwe muri ODK Collect, KoboCollect canke Inzira.
submission-instance-id-missing = Ivyarungitswe ntibifise instanceID; { $instance } yakuwe mu birimwo.
submission-instance-id-reused = Hari ibindi vyarungitswe bifise izindi nyishu bisanganywe instanceID { $instance }. Nta cahindutse.
    .remedy = Uzuza ifishi nshasha aho kuyikopa. Ushaka gukosora ivyo warungitse, hindura iyo warungitse muri telefone.
submission-edit-of-unknown = Ibi bikosora { $instance }, iyi serveri idafise.
    .remedy = Banza urungike iya mbere, canke wuzuze ifishi nshasha.
submission-file-missing = Inyishu zivuga idosiye '{ $file }', ariko ntiyashitse.
    .remedy = Subira urungike ifishi uvuye kuri telefone ifise iyo dosiye.
submission-file-unexpected = Idosiye '{ $file }' yashitse, ariko inyishu ntiziyivuga. Ntiyabitswe.
    .remedy = Subira urungike ifishi. Bisubiye kuba, bibwire uwujejwe amakuru.
submission-file-differs = Idosiye '{ $file }' yagarutse irimwo ibindi. Iya mbere ni yo igumaho.
    .remedy = Ushaka gusubiriza ifoto, hindura ifishi warungitse muri telefone, usubire uyirungike.
submission-too-many-files = Haje amadosiye arenga { $limit } icarimwe.
    .remedy = Subira urungike urupapuro n'amafoto make, canke mu bice vyinshi.
submission-corrected = Ugukosora kwabitswe: { $instance }.
submission-original-unknown = Ibi bikosora urupapuro ({ $instance }) iyi seriveri itigeze ironka. Nta na kimwe cahinduwe.
    .remedy = Banza urungike urupapuro rwa mbere, maze usubire urungike ugukosora. Niwaba utakirufise, bibwire ujejwe amakuru.
submission-original-superseded = Urupapuro ibi bikosora ({ $instance }) rwakosowe n'uwundi muntu hagati aho. Nta na kimwe cahinduwe.
    .remedy = Fata urupapuro rushasha kuruta izindi, canke ubwire ujejwe amakuru ibikwiye gukosorwa.

form-unknown = Nta fishi '{ $form }' iri hano.
    .remedy = Vugurura urutonde rw'amafishi muri telefone, uraba ko wahisemwo umugambi ukwiye.
form-version-unknown = Ifishi '{ $form }' ntifise integuro '{ $version }' hano.
    .remedy = Subira ukure ifishi. Inyishu wamaze kwandika ziguma muri telefone: saba uwujejwe amakuru atangaze iyo nteguro.
form-closed = Ifishi '{ $form }' ntikirakira ivyarungitswe.
    .remedy = Baza uwujejwe amakuru ifishi yo gukoresha. Inyishu ziguma muri telefone.
form-file-unknown = Ifishi '{ $form }' ntifise idosiye '{ $file }'.
    .remedy = Vugurura urutonde rw'amafishi muri telefone, usubire ukure ifishi.

device-token-unknown = Iyi serveri ntizi iyi telefone.
    .remedy = Skana kode nshasha y'ugutunganya uyihawe n'uwujejwe amakuru.
device-token-revoked = Uburenganzira bw'iyi telefone bwarahagaritswe.
    .remedy = Saba uwujejwe amakuru kode nshasha. Inyishu ziguma muri telefone.
openrosa-header-missing = Ico wasavye ntigifise umutwe 'X-OpenRosa-Version: 1.0'.
    .remedy = Koresha ODK Collect, KoboCollect canke iyindi porogarama ya OpenRosa 1.0.
# Inzugi za terefone: amajambo y'ibanga, imigambi, imipaka
openrosa-log-in-needed = Iyi seriveri irasaba izina n'ijambo ry'ibanga vy'iyi terefone.
    .remedy = Vyandike mu mitunganirize ya porogaramu, ahagenewe seriveri. Biri ku rupapuro rwajanye n'iyi terefone.
openrosa-wrong-password = Izina n'ijambo ry'ibanga ntibihuye.
    .remedy = Bigereranye n'urupapuro rwajanye n'iyi terefone, canke usabe urushasha uwujejwe amakuru. Inyishu ziguma muri terefone.
openrosa-basic-needs-https = Ijambo ry'ibanga ntiryemerwa mu nzira abandi bashobora gusoma.
    .remedy = Koresha aderesi itangura na https://, canke usabe uwujejwe amakuru kode y'iyi terefone.
draft-token-unknown = Uyu mugambi w'urupapuro ntukigeragezwa.
    .remedy = Saba kode nshasha yawo, canke ukoreshe urupapuro ubwarwo nimba rwaratangajwe.
draft-tried = Umugambi urakora: ivyo warungitse ugerageza vyashitse ({ $instance }). Ntibiharurwa na hamwe.
draft-full = Hararungitswe { $limit } mu kugerageza uyu mugambi, ntushobora kubika ibirenze.
    .remedy = Bifute ku rupapuro rw'amaforomu, hanyuma usubire kurungika.
draft-unknown = Nta mugambi w'urupapuro '{ $form }' uhari.
    .remedy = Subira ufungure urutonde rw'impapuro.
request-encoded = Ibiri mu busabe vyapfunyitswe nka '{ $encoding }', iyi seriveri ntibisoma.
    .remedy = Birungike uko biri, ata Content-Encoding.

## Kwuzuza muri navigateur

link-unknown = Nta kintu kiri kuri iyi linki.
    .remedy = Raba ko aderesi yose yakoporowe, canke usabe uwayiguhaye iyindi.
link-expired = Igihe c'iyi linki caraheze.
    .remedy = Saba uwayiguhaye ko ayongerera igihe. Ivyo wujuje biguma kuri iki gikoresho, bizorungikwa mu nyuma.
link-revoked = Iyi linki ntigikoreshwa.
    .remedy = Saba uwayiguhaye iyindi. Ivyo wujuje biguma kuri iki gikoresho.
link-used = Iyi linki yari iy'ukurungika rimwe gusa, kandi vyarashitse.
    .remedy = Nta co ukora. Kugira urungike ibindi, saba iyindi linki.
fill-form-encrypted = Ifishi '{ $form }' ihisha ivyuzuzwamwo, navigateur ntishobora kubikora.
    .remedy = Yuzurize muri telefone na ODK Collect.
fill-personal-list = Ifishi '{ $form }' isoma urutonde ruvuga abantu, rutagitangwa biciye kuri linki.
    .remedy = Yuzurize umaze kwinjira, canke muri telefone yateguriwe ivyo.
fill-other-form = Ivyarungitswe vyujujwe n'iyindi fishi, '{ $form }'.
    .remedy = Subira wugurure ifishi, usubire urungike.
fill-no-correction = Biciye kuri linki, ivyashitse ntibihindurwa.
    .remedy = Bwira uwaguhaye linki ibikwiye gukosorwa.
fill-no-submission = Ibi ntibivuye mu fishi, ntibishobora rero kuhakosorerwa.
    .remedy = Kosora dosiye vyavuyemwo, usubire uyinjize.

## Ibiri mu nyishu bidahuye n'ifishi

content-wrong-type = '{ $question }' irimwo '{ $value }', kandi si { $expected ->
        [integer] igitigiri cuzuye
        [decimal] igitigiri
        [date] igenekerezo (umwaka-ukwezi-umusi)
        [time] isaha
        [moment] igenekerezo n’isaha
        [point] ikibanza kw’ikarata
        [choices] urutonde rw’ivyahiswemwo
        [text] amajambo
        [file] izina ry’idosiye
       *[other] { $expected }
    }.
    .remedy = Baza uwabajije ico yashaka kuvuga, ukosore inyishu. Hagati aho ibitswe nk'amajambo.
content-unknown-choice = '{ $question }' irimwo '{ $value }', itari mu vyo guhitamwo.
    .remedy = Raba integuro y'ifishi yakoreshejwe, hanyuma ukosore inyishu. Hagati aho ibitswe nk'amajambo.
content-unknown-question = Inyishu zirimwo '{ $question }', iyi nteguro y'ifishi itabaza.
    .remedy = Raba integuro y'ifishi yakoreshejwe. Inyishu ibitswe mu vyarungitswe mbere.
content-answered-twice = '{ $question }' yishuwe incuro zirenga imwe; inyishu ya mbere ni yo iharurwa. Iyindi ni '{ $value }'.
    .remedy = Baza uwabajije inyishu y'ukuri, ukosore.
content-text-in-group = '{ $question }' ni umugwi w'ibibazo, ariko inyishu zirimwo amajambo atari mu kibazo na kimwe.
    .remedy = Raba integuro y'ifishi yakoreshejwe. Ayo majambo abitswe mu vyarungitswe mbere.
content-more = Izindi nyishu { $value } ntizihuye n'ifishi kandi ntizanditswe ku rutonde.
    .remedy = Raba integuro y'ifishi yakoreshejwe. Zose zibitswe mu vyarungitswe mbere.
content-instance-id-derived = Ivyarungitswe ntivyari bifise instanceID; imwe yakuwe mu birimwo.
content-version-unknown = Ryujujwe n'ifishi ya verisiyo '{ $value }' iyi seriveri itigeze igira; ryasomwe na verisiyo nshasha kuruta izindi.
    .remedy = Nta co gukora. Ibirimwo nk'ivyo bisubiye kurungikwa biramenyekana.

## Ivyazanywe bivuye mu bindi bikoresho, na webhooks

bring-row-without-id = Umurongo '{ $row }' nta instanceID ufise, ntushobora gutandukanywa n'iyindi. Warekewe.
    .remedy = Sohora dosiye n'inkingi zose, uyizane kandi.
bring-not-a-submission = '{ $row }' si ifishi yarungitswe.
bring-column-unknown = Ifishi nta kibazo ifise c'inkingi '{ $column }' ya '{ $table }' (imirongo { $rows } irayifise). Ivyanditswe muri yo ntivyazanywe.
    .remedy = Tangaza ifishi ifise ico kibazo, uzane kandi iyo dosiye.
bring-answer-unknown = Ifishi nta kibazo ifise ca '{ $column }' (amafishi { $rows } aracishuye). Izo nyishu ntizazanywe.
    .remedy = Tangaza ifishi ifise ico kibazo, uzane kandi.
bring-entry-without-submission = Igice gisubirwamwo ni ic'ifishi ('{ $row }') itariho. Carekewe.
    .remedy = Sohora amafishi yose, uzane kandi iyo dosiye.
bring-no-table = Nta rutonde rw'amafishi ruri hano: nta dosiye CSV ifise inkingi KEY idafise PARENT_KEY.
    .remedy = Fata dosiye 'submissions.csv.zip' itangwa na ODK Central.
bring-file-unreadable = '{ $file }' ntishobora gusomwa: { $detail }.
    .remedy = Kosora iyo dosiye canke uyisohore kandi.
bring-file-missing = Inyishu ziravuga dosiye '{ $file }', mugabo ntiyabonetse: { $detail }. Inyishu zinjiye zitayifise.
    .remedy = Zana kandi igihe iyo dosiye iriho; niyo yonyene izokwongerwako.
bring-file-not-named = Hari amadosiye { $count } ata fishi n'imwe iyavuga. Ntiyazanywe.
bring-form-other = Ni iy'ifishi '{ $found }', si iya '{ $wanted }'.
    .remedy = Kura --form, canke uvuge iyindi fishi.
bring-changed-at-source = Aho yavuye havuga ikindi kitari ico caje mbere, mugabo ntihavuga ko yakosowe. Icabanje kirahaguma.
    .remedy = Gereranya vyompi; niba impinduka ari yo, kosora hano.
bring-corrected-here = Yakosowe aho yavuye, kandi no hano yarakosowe kuva izanywe. Ibiri hano birahaguma.
    .remedy = Gereranya vyompi; niba aho yavuye ari ho hari ukuri, kosora hano.
bring-source-silent = Aho biva ntihishura: { $detail }.
    .remedy = Raba aderesi n'urubuga. Bizosubira kugeragezwa ubutaha.
bring-source-refused = Aho biva haranse, inomero { $status }: { $detail }.
    .remedy = Raba urufunguzo canke ijambobanga n'ivyo ryemerera gusoma.
bring-source-unreadable = Inyishu y'aho biva ntishobora gusomwa: { $detail }.
    .remedy = Raba aderesi, umugambi n'ifishi.
bring-address-unusable = Iyo aderesi ntishobora gukoreshwa: { $detail }.
    .remedy = Tanga aderesi itangura na https:// (canke http:// mu rubuga rwanyu), ata zina n'ijambobanga biri muri yo.
source-unknown = Nta soko nk'iyo iri hano.
webhook-unknown = Nta webhook canke irungikwa nk'iryo riri hano.
webhook-no-event = Hitamwo n'imiburiburi ikintu kimwe.
## Amafishi ahishwa kuri terefone

content-encrypted = Inyishu zahishijwe kuri terefone: uwufise urufunguzo rwo mu mpisho gusa ni we ashobora kuzisoma.
    .remedy = Zipfundurire kuri uru rupapuro, canke uvune ivyarungitswe maze ukoreshe 'inzira decrypt'. Ibiharuro ntibiziharura.
content-not-encrypted = Ifishi isaba guhisha inyishu, ariko izi zaje zisomeka.
    .remedy = Saba uwubaza asubire gufata ifishi: terefone ishobora kuba igifise iyo ha mbere.
content-encrypted-unasked = Inyishu zaje zihishijwe, naho iyi verisiyo y’ifishi itabisaba.
    .remedy = Baza uwahinduye ifishi kuri terefone; ata rufunguzo rwiwe ntawushobora gusoma inyishu.
content-manifest-broken = Ivyazananye n’inyishu zihishijwe ntivyokoreshwa: { $detail }.
    .remedy = Subira urungike ifishi. Ivyaje vyose birabitswe.
form-public-key = Urufunguzo rw’ifishi ntirwokoreshwa: { $detail }.
    .remedy = Shira urufunguzo rwo ku mugaragaro mu rupapuro 'settings', inkingi 'public_key'; 'inzira keys make' iraruhingura.
form-key-needs-instance-id = Ifishi ihishwa ikenera instanceID: ata yo ntawushobora gupfundura ivyarungitswe.
    .remedy = Kura 'omit_instanceID' mu rupapuro 'settings' maze usubire gutangaza ifishi.

## Ivyo abantu basaba

request-not-found = Nta kintu kiri kuri iyi aderesi.
    .remedy = Raba neza aderesi, canke usubire inyuma uhitemwo kandi.
request-not-allowed = Konti yawe ntiyemerewe gukora ibi.
    .remedy = Saba umuyobozi w'igikorwa canyu uburenganzira ukeneye.
request-log-in-needed = Nturinjira, canke igihe cawe carangiye.
    .remedy = Injira, usubire ugerageze.
request-invalid-input = '{ $field }' ntishobora gukoreshwa: { $detail }.
    .remedy = Kosora, usubire urungike.
request-unreadable = Ico wasavye ntigisomeka: { $detail }.
    .remedy = Kosora, usubire urungike.
request-too-large = Ico wasavye kirengeje ama octets { $limit }.
    .remedy = Rungika bikeyi icarimwe.
request-header-missing = Ico wasavye ntigifise umutwe '{ $header }'.
    .remedy = Subira wugurure urupapuro. Porogarama itegerezwa kurungika uwo mutwe ku cahinduwe cose.
request-too-slow = Inyishu yatevye cane, irahagarikwa.
    .remedy = Saba bikeyi icarimwe, canke usubire ugerageze mukanya.
request-too-many = Hano havuye ibisabwa vyinshi cane.
    .remedy = Rindira amasegonda { $seconds }, usubire ugerageze.
request-conflict = Hari uwundi yahinduye ibi hagati aho.
    .remedy = Subira wugurure urupapuro, urabe icahindutse, uhitemwo kandi.
request-taken = { $what } '{ $value }' isanzwe ihari.
    .remedy = Hitamwo iyindi.
server-failed = Hari ikitagenze neza kuri serveri (inomero { $reference }). Nta cahindutse.
    .remedy = Subira ugerageze. Bisubiye kuba, shikiriza iyo nomero umuyobozi.
server-storage-full = Disike ya serveri yuzuye; nta na kimwe cabitswe.
    .remedy = Guma ufise inyishu muri telefone, ubibwire umuyobozi.
server-storage-not-writable = Disike ya serveri ntishobora kwandikwako, rero nta cabitswe. Impapuro za bose n'intonde z'amafomu birashobora gusomwa; inyishu z'abantu ntizishobora gusomwa, kuko uwuzisomye wese yandikwa.
    .remedy = Gumiza inyishu kuri terefone, ubimenyeshe umuyobozi.
server-database-unreachable = Ububiko bwa serveri ntibwishura ubu, rero nta cabitswe.
    .remedy = Subira ugerageze mu nusu y'umunota. Niyaba bikomeye, ubimenyeshe umuyobozi.

## Amakonti

account-wrong-password = Imeyili canke ijambobanga si vyo.
    .remedy = Subira ugerageze, canke usabe umuyobozi irindi jambobanga rikoreshwa rimwe.
account-too-many-attempts = Wagerageje kwinjira incuro nyinshi cane.
    .remedy = Rindira iminota { $minutes }, usubire ugerageze.
account-disabled = Iyi konti yarahagaritswe.
    .remedy = Baza umuyobozi.
account-password-too-short = Ijambobanga ntirishitse indome { $minimum }.
    .remedy = Hitamwo irirerire; amajambo menshi akurikirana ntagora kwibuka.
account-password-too-long = Ijambobanga rirengeje indome { $maximum }.
    .remedy = Hitamwo irigufi kuri iryo.
account-password-is-email = Ijambobanga ni imeyili yawe, kandi ni co ca mbere uwo ari we wese yogerageza.
    .remedy = Hitamwo irindi; amajambo menshi akurikirana ntagora kwibuka.
account-password-unchanged = Ijambobanga rishasha ni nk'irya kera.
    .remedy = Hitamwo irindi.
account-password-change-needed = Iryo jambobanga warihawe ngo urikoreshe rimwe gusa.
    .remedy = Banza uhitemwo ijambobanga ryawe.
account-email-taken = Konti ya { $email } isanzwe iriho.
    .remedy = Ha iyo konti uburenganzira aho kugira iyindi.
account-email-invalid = '{ $email }' si imeyili.
    .remedy = Kosora, usubire urungike.
account-unknown = Iyo konti ntiriho.
    .remedy = Vugurura urutonde rw'amakonti, uhitemwo kandi.
account-role-unknown = '{ $role }' si uburenganzira buzwi.
    .remedy = Koresha viewer, reviewer canke manager.
account-last-administrator = Uyo ni we muyobozi wa nyuma asigaye.
    .remedy = Banza ugire uwundi umuyobozi.

## Ivyo abantu barondera

operation-unknown = Nta gikorwa '{ $operation }' kiriho.
    .remedy = Hitamwo kimwe mu rutonde rw'ibikorwa.
exercise-unknown = Igikorwa ntigifise itohoza '{ $exercise }'.
    .remedy = Hitamwo rimwe mu rutonde rw'amatohoza.
round-unknown = Itohoza ntirifise iciciro '{ $round }'.
    .remedy = Hitamwo kimwe mu rutonde rw'ivyiciro.
indicator-unknown = Nta gipimo '{ $indicator }' kiriho.
    .remedy = Hitamwo kimwe mu rutonde rw'ibipimo.
place-unknown = Nta kibanza gifise kode '{ $pcode }' muri iyi nteguro y'imbibe.
    .remedy = Rondera ikibanza ukoresheje izina.
boundaries-none = Igikorwa ntikiragira imbibe.
    .remedy = Injiza imbibe, uzihitemwo igikorwa.
boundaries-no-crosswalk = Nta rutonde rw’ihinduka ruja ku mbibe '{ $to }'.
    .remedy = Injiza rumwe na 'inzira places crosswalk load', canke usabe izindi mbibe.
boundaries-unknown = Nta mbibe « { $code } » ziri kuri iyi seriveri.
    .remedy = Zinjize, canke uhitemwo izindi.
boundaries-level-not-carried = Ivyigwa vyasuzumwe mu zindi mbibe bijanwa ku rugero { $level } gusa, kandi « { $place } » ni ikibanza c’urundi rugero.
    .remedy = Hitamwo ikibanza c’urugero { $level } canke igihugu, canke winjize urutonde rw’uru rugero.
boundaries-places-not-matched = Icigwa ca { $before } n’ica { $after } vyasuzumwe mu mbibe zitandukanye : ntibizwi ibibanza ivyo vyigwa bihuriyeko.
    .remedy = Soma kimwekimwe cose n’ibibanza vyasuzumwe be n’aho gishobora guhushira.
boundaries-not-known-differs = Ibiharuro vy’icigwa ca { $before } n’ica { $after } ntibigizwe n’ibibanza bimwe vya kera : { $places } gifise igiharuro muri kimwe gusa.
    .remedy = Soma kimwekimwe cose n’ibibanza bitazwi igiharuro.
crosswalk-file-missing = Nta dosiye iri muri iki gisabwa.
    .remedy = Hitamwo dosiye ya CSV ; porogarama ziyirungika mu gice « file ».
crosswalk-file-has-problems = { $count ->
        [one] Hari ikintu kimwe kitagenda mu rutonde ; nta na kimwe cabitswe.
       *[other] Hari ibintu { $count } bitagenda mu rutonde ; nta na kimwe cabitswe.
    }
    .remedy = Kosora urutonde uce urwinjiza kandi.
crosswalk-same-version = Urutonde ruva mu mbibe zimwe ruja mu zindi ; zompi ni « { $code } ».
    .remedy = Hitamwo imbibe zibiri zitandukanye.
level-unknown = Imbibe ntizifise urugero '{ $level }'.
    .remedy = Hitamwo urugero ruri mu rutonde rw'igikorwa.
record-unknown = Nta makuru nk'ayo ariho.
    .remedy = Vugurura urutonde rw'amakuru, uhitemwo kandi.
attachment-unknown = Iyo dosiye ntiriho.
    .remedy = Subira wugurure ayo makuru; idosiye ishobora kuba ikiri muri telefone.
device-unknown = Iyo telefone ntiriho.
    .remedy = Vugurura urutonde rw'amatelefone, uhitemwo kandi.
figure-unknown = Nta gitigiri '{ $figure }' kiriho.
    .remedy = Ugurura igitigiri ku rubaho rw'ibitigiri, canke urabe ko inzira yaco yanditse neza.

## Sites

sites-none = Iki gikorwa nta rutonde rw’ibibanza gifise.
    .remedy = Saba umuyobozi asubire gushiramwo ipaki y’umugambi: niyo izana urutonde.
sites-changed-meanwhile = Urutonde rw’ibibanza ruhinduka ningoga kuruta iki cemezo. Nta cahindutse.
    .remedy = Rindira gato maze usubire ugerageze.
site-unknown = Ico kibanza ntikiri ku rutonde.
    .remedy = Subira ufungure urutonde maze uhitemwo.
site-twice = « { $site } » yavuzwe kabiri.
    .remedy = Vuga ikibanza cose rimwe gusa.
site-not-standing = « { $site } » yarugawe, canke yasubiriwe n’ikindi kibanza.
    .remedy = Hitamwo ikibanza cagisubiriye, canke uhebe icemezo cacugaye.
site-only-proposed = « { $site } » iracari ivyiyumviro gusa.
    .remedy = Banza ucemeze, canke ugishire mu kibanza cemejwe.
site-taken = « { $site } » isanzwe ihari.
    .remedy = Subira ugerageze.
site-nothing-to-merge = Nta kibanza coshirwamwo cavuzwe.
    .remedy = Hitamwo n’imiburiburi ikindi kibanza kimwe.
site-too-few-parts = Ikibanza kigaburwamwo n’imiburiburi ibice bibiri.
    .remedy = Wongereko ikindi gice, canke ukosore ikibanza.
site-share-out = Igice ca « { $site } » si hejuru ya 0 kandi munsi canke kingana na 1.
    .remedy = Andika igice cose nk’igice ca 1, nka 0.4.
site-shares-add-up = Ibice vyose hamwe ni { $sum }.
    .remedy = Bikosore bigire 1 neza.
site-area-unknown = Imbibe z’iki gikorwa ntizifise « { $pcode } ».
    .remedy = Hitamwo ahantu ku rutonde.
site-has-successors = Ibindi bibanza vyasubiriye « { $site } ».
    .remedy = Hebera uguhuza canke ukugabura kugira usubire ucugurure.
site-no-such-move = « { $site } » ntishobora kuva kuri « { $from } » ija kuri « { $to } ».
    .remedy = Subira ufungure ikibanza: uko kimeze kwoshobora kuba kwarahindutse.
site-decision-unknown = Ico cemezo ku bibanza ntikiriho.
    .remedy = Subira ufungure urupapuro maze uhitemwo.
site-already-undone = Ico cemezo carahebwe.
    .remedy = Subira ufungure urupapuro.
site-changed-since = « { $site } » yarahinduwe inyuma, n’iyindi porogarame canke mu gitabu cayo. Nta cahebwe.
    .remedy = Subizaho ivyahinduwe, canke ukosore ibibanza n’iminwe.
site-later-decision = Icemezo co hanyuma kuri « { $site } » kirabuza: nomero { $decision } co ku wa { $day } ({ $kind ->
        [create] cagizwe
        [edit] cakosowe
        [status] uko kimeze
        [merge] cahujwe
        [split] cagabuwe
        [import] idosiye
       *[other] ikindi
    }). Nta cahebwe.
    .remedy = Banza uhebe ico.
site-file-has-problems = Imirongo { $count } y’idosiye ntishobora gukoreshwa, ubwa mbere umurongo wa { $row }. Nta cahindutse.
    .remedy = Kosora imirongo iyerekana ivuga, maze usubire uhitemwo idosiye.

## Ibitabu vyo kwandikamwo

register-unknown = Igitabu '{ $register }' ntikiriho.
    .remedy = Subira wugurure urutonde rw'ibitabu uhitemwo kandi.
register-name-invalid = '{ $name }' ntirishobora kuba izina ry'igitabu canke ry'ikiranga.
    .remedy = Tangura n'urudome; koresha indome, ibitigiri, - na _ gusa; 'name' na 'label' birakoreshwa.
register-changed-meanwhile = Igitabu carahindutse kuva urabye ivyo idosiye yohindura. Nta cahinduwe.
    .remedy = Subira uhitemwo idosiye, urabe kandi ivyo ihindura.
register-file-missing = Ibisabwa ntibirimwo idosiye 'file'.
    .remedy = Hitamwo idosiye ya CSV usubire urungike.
register-file-encoding = Umurongo wa { $row } w'idosiye ntiwanditse muri UTF-8. Nta cahinduwe.
    .remedy = Yibike nka "CSV UTF-8" usubire uyihitemwo.
register-file-unreadable = Idosiye ntishobora gusomwa nka CSV: { $detail }
    .remedy = Yibike nka "CSV UTF-8" usubire uyihitemwo.
register-file-empty = Idosiye nta murongo ifise munsi y'imitwe.
    .remedy = Raba neza ko ari yo dosiye wahisemwo.
register-file-too-long = Idosiye ifise imirongo irenga { $limit }.
    .remedy = Yigaburemwo amadosiye menshi.
register-file-column-twice = Inkingi '{ $column }' iri kabiri mu dosiye.
    .remedy = Hindura izina canke ukureho imwe muri zo.
register-file-column-missing = Idosiye ntifise inkingi '{ $column }'.
    .remedy = Ongeramwo iyo nkingi, canke uhitemwo ubundi buryo bwo gutandukanya imirongo.
entity-unknown = Ico canditswe ntikiri muri iki gitabu.
    .remedy = Subira wugurure igitabu uhitemwo kandi.
entity-not-waiting = Iri hinduka ntirikirindiriye.
    .remedy = Subira wugurure urupapuro: rishobora kuba ryamaze gukorwa.
entity-changed-meanwhile = Ico canditswe cashitse ku gisohoye { $version } kuva ukirabye. Nta cahinduwe.
    .remedy = Raba igisohoye gishasha usubire ufate ingingo.
entity-no-conflict = Ico canditswe ntikikirimwo ibidahuza.
    .remedy = Subira wugurure urupapuro: uwundi ashobora kuba yabitoreye umuti.

## Amafishi

form-workbook-missing = Ico wasavye ntikirimwo idosiye 'workbook'.
    .remedy = Hitamwo XLSForm (.xlsx, .xls, .csv canke .md), usubire urungike.
form-has-problems = Ifishi ntiyatangajwe. Ingorane zabonetse: { $count }.
    .remedy = Kosora ivyanditswe ku rutonde, usubire utangaze. Nta cahindutse.
form-files-missing = Urupapuro rukeneye amadosiye iyi seriveri idafise: { $files }.
    .remedy = Ita urutonde rw'ibibanza admin1.csv, admin2.csv n'ibindi; zikorwa zivuye ku mbibe z'igikorwa.
form-version-exists = Ifishi '{ $form }' isanganywe integuro '{ $version }' irimwo ibindi.
    .remedy = Ha ifishi integuro nshasha ku rupapuro 'settings', usubire utangaze.

## Isuzuma

review-reason-needed = Imvo irabuze.
    .remedy = Andika igituma, kugira uwabajije n'abazosoma mu nyuma batahure.
review-reason-too-long = Imvo irengeje indome { $limit }.
    .remedy = Yigabanye.
review-already-so = Ayo makuru asanzwe ari { $state ->
        [received] arindiriye isuzuma
        [edited] ryakosowe
        [has_issues] irimwo ibibazo
        [approved] yemejwe
        [rejected] yanswe
       *[other] { $state }
    }. Nta cahindutse.
    .remedy = Subira wugurure urupapuro urabe uwabihisemwo n'igituma.
review-nothing-chosen = Nta makuru wahisemwo.
    .remedy = Hitamwo n'imiburiburi amakuru amwe.
edit-refused = { $count ->
        [one] Hari kimwe co guhindura kidashoboka
       *[other] Ivyo guhindura bidashoboka: { $count }
    }. Nta na kimwe cahindutse.
    .remedy = Kosora ivyanditswe ku rutonde, usubire ubike.
edit-encrypted = Inyishu z'ico candikwa zarugawe kuri telefone; seriveri ntishobora kuzisoma.
    .remedy = Saba ko bikosorwa kuri telefone, canke wemeze canke wanke uko biri.
edit-question-unknown = Ifishi nta kibazo '{ $question }' ifise.
    .remedy = Ongera wugurure icandikwa; ifishi yoba yarahindutse.
edit-computed = '{ $question }' irarurwa, canke yuzuzwa n'igikoresho.
    .remedy = Hindura inyishu iharurirwako, canke usabe ko bikosorwa kuri telefone.
edit-not-a-value = '{ $question }' ni dosiye canke umugwi wose usubirwamwo; ntihindurirwa ngaha.
    .remedy = Saba ko bikosorwa kuri telefone.
edit-entry-unknown = '{ $question }': harimwo { $entries } gusa.
    .remedy = Ongera wugurure icandikwa, usubire uhitemwo.
edit-from-differs = Muri '{ $question }' harimwo ikindi kitari ico uguhindura kuvuga.
    .remedy = Ongera wugurure icandikwa, urabe ikirimwo, usubire uhindure.
edit-nothing-changes = '{ $question }' isanzwe ifise ico.
    .remedy = Tanga ikindi, canke ureke ico kibazo.
edit-wrong-type = '{ $question }' ishaka ikintu co mu bwoko { $wanted }.
    .remedy = Tanga ico mu bwo bwoko, canke imvo kitariho.
edit-impossible = '{ $question }' ntishobora kugira ico.
    .remedy = Tanga igishoboka, canke imvo kitariho.
edit-too-long = Amajambo ya '{ $question }' arengeje indome { $limit }.
    .remedy = Yagabanye.
edit-choice-unknown = '{ $question }' ntifise ihitamwo '{ $choice }'.
    .remedy = Hitamwo mu vyo ifishi itanga.
edit-withheld = Ibiri muri '{ $question }' ntuvyerekwa.
    .remedy = Baza uwubifitiye uruhusha.
edit-lapsed = Haje integuro nshasha y'ivyarungitswe, ibihinduwe ntibijanye nayo: { $questions }.
    .remedy = Gereranya ibishasha n'ivyabaye, usubire uhindure aho bikenewe.
edit-calculated-stands = Hari ibihinduwe; ivyo telefone yabiharuyemwo bigumye uko vyari: { $questions }.
    .remedy = Raba ko bikijanye; bitabaye uko, saba ko bikosorwa kuri telefone.
review-changed-meanwhile = Hari uwahinduye icandikwa kuva wacugurura. Nta na kimwe cahindutse.
    .remedy = Raba ivyahindutse, usubire ufate ingingo canke uhindure.
review-version-needed = Ntivyavuzwe integuro y'icandikwa yarabwe.
    .remedy = Rungika inomero yayo muri 'version', nk'uko yasomwe.
review-preview-outdated = Hari ivyandikwa vyahindutse kuva ku mboneko. Nta na kimwe cahindutse.
    .remedy = Subira urabe imboneko, maze uyishire mu ngiro.
review-too-many = Hahiswemwo ivyandikwa { $found }; icarimwe ni { $limit }.
    .remedy = Gabanya ivyo uhitamwo, ubikore mu bice.
review-comment-needed = Iciyumviro nta kirimwo.
    .remedy = Andika ivyo abandi bakwiye kumenya.

## Ivyigwa

round-settled = Icigwa { $round } { $stage ->
        [published] caratangajwe
       *[closed] carugawe
    }; ivyandikwa vyaco ntibigihinduka. Nta na kimwe cahindutse.
    .remedy = Kugira gikosorwe, tanguza isubirwamwo rishasha ry'icigwa uvuge igituma; usubire ugerageze. Ivyo cavuga bigumaho bisomeka.
round-already-so = Icigwa kiri muri iyi ntambwe ({ $stage }) kare.
    .remedy = Subira ufungure urupapuro urabe aho kigeze.
round-no-such-move = Icigwa ntikiva kuri { $from } ngo kije kuri { $to }.
    .remedy = Gishire imbere intambwe ku yindi: gutegura, gukoranya, gusuzuma, kwugara, gutangaza.
round-stays-closed = Icigwa ni { $stage }; ntigisubira inyuma.
    .remedy = Kugira gikosorwe, tanguza isubirwamwo rishasha uvuge igituma.
round-has-records = Icigwa gifise ivyandikwa { $records } kare; ntikiri umugambi.
    .remedy = Kireke kibandanye gukoranya, canke ugishire mu gusuzuma.
round-records-wait = Ivyandikwa { $records } vy'icigwa birindiriye gusuzumwa; nticugawe.
    .remedy = Vyemeze canke ubiyanke, canke wandike igituma bisigara hanze, uce ucugara.
round-figures-not-ready = Ibiharuro vy'icigwa biracaharurwa.
    .remedy = Rindira akanya usubire ugerageze.
round-not-closed = Icigwa kiri mu ntambwe { $stage }; ivyandikwa vyaco birashobora guhindurwa uko kiri.
    .remedy = Isubirwamwo rishasha ni iry'icigwa cugawe canke catangajwe.
round-revision-unknown = Icigwa nta subirwamwo '{ $revision }' gifise.
    .remedy = Hitamwo rimwe mu rutonde rwaco.
round-late = Cashitse icigwa { $round } kigeze mu gusuzumwa.
    .remedy = Giravye imbere y'uko icigwa cugarwa.
round-too-late = Ni ic'icigwa { $round }, cari cugawe gishitse. Kibitswe hanze y'icigwa.
    .remedy = Nimba gikwiye guharurwa, tanguza isubirwamwo rishasha ry'icigwa: kiraryinjiramwo ubwaco.
round-none-collects = Nta cigwa cariko kirakoranya gishitse. Kibitswe hanze y'ivyigwa vyose.
    .remedy = Shira icigwa gikwiye mu gukoranya, usabe ibindi hanyuma.
round-corrects-closed = Gikosora { $instance } yo mu cigwa { $round }, cari cugawe gishitse. Ico gikosora cagumye uko cari.
    .remedy = Nimba ikosorwa rikwiye guharurwa, tanguza isubirwamwo rishasha ry'icigwa: riraryinjiramwo ubwaryo. Hanyuma wemeze iki, wanke ico gikosora.
round-other-form = Cujujwe hakoreshejwe verisiyo { $given } y'urupapuro; icigwa { $round } gikoranywa na verisiyo { $wanted }.
    .remedy = Raba ko inyishu zacyo zivuga bimwe. Telefone iraronka iyindi verisiyo niyasubira gusaba impapuro.
import-rounds-settled = Imirongo { $rows } y'idosiye ni mishasha kandi ni iy'ivyigwa vyugawe canke vyatangajwe: { $rounds }. Nta na kimwe cabitswe.
    .remedy = Tanguza isubirwamwo rishasha rya kimwekimwe muri ivyo vyigwa uvuge igituma, usubire winjize idosiye nyene, hanyuma uvyugare. Nimba iyo mirongo atari iyaho, kosora icigwa cayo mu dosiye.
round-no-list-before = Icigwa ca mbere yaco nta rutonde rw'ibibanza birindiriwe gifise.
    .remedy = Fata ibibanza mu mbibe, canke uzane idosiye.
round-list-unreadable = Idosiye ntiyasomeka nka CSV: { $detail }
    .remedy = Yibike nka CSV muri UTF-8 usubire ugerageze.
round-list-no-pcode = Idosiye nta nkingi '{ $column }' ifise.
    .remedy = Ha iryo zina inkingi irimwo p-code ku murongo wa mbere.
round-list-too-long = Urutonde rurengeje ibibanza { $limit }.
    .remedy = Shiramwo gusa ibibanza vy'iki cigwa.
round-list-has-problems = Imirongo { $count } y'idosiye ntishobora gukoreshwa; uwa mbere ni umurongo { $row }. Nta na kimwe cahindutse.
    .remedy = Raba imbere y'uko ubika, ukosore imirongo, uzane idosiye kandi.
round-list-empty = Urutonde nta kibanza rufise. Nta na kimwe cahindutse.
    .remedy = Zana urutonde rufise n'imiburiburi ikibanza kimwe.
round-sites-not-told = Amakuru ya '{ $exercise }' ntavuga ikibanza yerekeye: urutonde rw'ibibanza ntirwoshobora kurangura. Nta na kimwe cahindutse.
    .remedy = Fata uturere nk'ibibanza birindiriwe, uvuye mu mbibe canke mw'idosiye.
round-places-changed = Hari uwahinduye ibibanza vy'icigwa inyuma y'aho ubirabiye. Nta na kimwe cahindutse.
    .remedy = Subira urabe urutonde, maze uruhe icigwa.
round-place-unknown = Umurongo { $row }: '{ $value }' si p-code yo mu mbibe z'igikorwa.
round-place-other-level = Umurongo { $row }: '{ $value }' si iyo ku rugero iki gikorwa gisuzuma.
round-place-twice = Umurongo { $row }: '{ $value }' iri mu rutonde kare.
round-place-not-listed = Ikibanza { $pcode } ntikiri mu rutonde rw'iki cigwa. Nta na kimwe cahindutse.
    .remedy = Banza ukishire mu rutonde, canke uhitemwo ibirimwo.
round-team-unknown = Umurongo { $row }: nta mugwi '{ $value }' uhari.
team-unknown = Uwo mugwi ntuhari.
    .remedy = Subira ufungure urutonde rw'imigwi; hari uwushobora kuba yawukuyeho.

## Ibitigiri

figure-missing = Nta nyishu
figure-not-assessed = Ntihasuzumwe
figure-not-accessible = Ntihashikirika
figure-not-applicable = Ntibijanye
figure-withheld = Ntigitangazwa mu gukingira abantu
figure-coverage = Hasuzumwe ibibanza { $assessed } kuri { $expected }.
figure-coverage-unknown = Igitigiri c'ibibanza vyari vyitezwe ntikizwi; hasuzumwe { $assessed }.
figure-demonstration = Amakuru y'akarorero, si ay'ukuri.
figure-approximate-boundary = Urubibe ni urugereranyo, si urwemewe na Leta.
figure-recipe = Ubu buryo ni ubwa Inzira; OIM canke ubushikiranganji ntibirabwemeza.
figure-none-yet = Nta gitigiri kiraboneka kuri ibi.
    .remedy = Hitamwo ikindi ciciro canke ikindi kibanza, canke ugaruke inyuma y'iciciro gikurikira.

## Ibitigiri: ivyo bagabura, bagereranya be n'ivyo bateranya

estimate-nothing-to-go-by = { $total } ntishobora kugaburwa: nta gice kirengeye zero.
    .remedy = Tanga n'imiburiburi igice kimwe kirengeye zero, canke igitigiri ntukigabure.
estimate-bad-share = Igice ca { $part } ni '{ $share }', ico si igice.
    .remedy = Andika igitigiri kingana na 0 canke kirengeye.
estimate-totals-differ = Imirongo iteranye ni { $rows }, inkingi ziteranye ni { $columns }.
    .remedy = Kosora ibiteranyo: vyompi bitegerezwa guharura abantu bamwe.
estimate-other-shape = Akarorero ntigafise imirongo { $rows } n'inkingi { $columns } nk'uko imbonerahamwe imeze.
    .remedy = Tanga akazu kamwe k'akarorero ku kazu kose k'imbonerahamwe.
estimate-pattern-cannot-fit = Akarorero karimwo zero aho ibiteranyo vy'imirongo n'inkingi bikeneye abantu.
    .remedy = Kosora ibiteranyo, canke zero zo mu karorero.
estimate-too-many-cells = Imbonerahamwe ifise utuzu { $cells }; hemewe { $limit } gusa.
    .remedy = Yigaburemwo imbonerahamwe nyinshi, nk'imwe kuri buri ntara.
estimate-too-large = Igitigiri canke igiteranyo kirengeye { $limit }.
    .remedy = Rondera igitigiri gifise imibare myinshi kurenza.
estimate-recipe-senseless = Uburyo '{ $recipe }' burimwo igipimo kidafise insobanuro.
    .remedy = Kosora ibipimo, uhe ubwo buryo verisiyo nshasha.
estimate-place-twice = Ikibanza '{ $place }' kiri kabiri ku rutonde.
    .remedy = Gumizaho kimwe.
estimate-household-empty = Urugo rumwe rwo mu karorero ka '{ $place }' ntirurimwo umuntu.
    .remedy = Kosora igitigiri c'abarurimwo, canke urukureko.
estimate-stratum-unknown = Umugwi w'ibibanza '{ $stratum }' nturi ku rutonde.
    .remedy = Wongereko, canke ukosore kode yawo.
estimate-strata-circle = Umugwi w'ibibanza '{ $stratum }' uri muri wo nyene.
    .remedy = Kosora umugwi uri mu wundi.
estimate-bad-weight = Inyishu '{ $answer }' ifise uburemere '{ $weight }', ubwo si uburemere.
    .remedy = Andika igitigiri kirengeye 0.
estimate-answer-twice = Inyishu '{ $answer }' iri kabiri ku rutonde.
    .remedy = Gumizaho imwe.
estimate-reason-twice = Igituma '{ $reason }' kiri kabiri ku rutonde.
    .remedy = Teranya ibitigiri vyompi, canke ukosore kimwe.
estimate-definition-differs = Iviciro biratandukanye kuri { $part ->
        [indicator] ikimenyetso
        [indicator_version] verisiyo y’ikimenyetso
        [unit] ingero
        [kind] ubwoko bw’urukurikirane
        [population_group] umugwi w’abantu
        [boundary_version] verisiyo y’imbibe
        [sample] ibwirizwa ryahisemwo ibibanza
        [recipes] uburyo ibitigiri vyaharuwe
       *[other] { $part }
    }: '{ $before }' imbere, '{ $after }' inyuma.
estimate-definitions-differ = Iciciro ca { $before } n'ica { $after } ntibiharura bimwe, ntibishobora kugereranywa.
    .remedy = Haruza vyompi ikimenyetso kimwe; ibitigiri vy'imbibe za kera bicishe mu rutonde rw'ihinduka ry'imbibe.
estimate-rounds-not-in-order = Iciciro ca { $after } ntigikurikira ica { $before }.
    .remedy = Banza utange iciciro ca kera.
estimate-change-of-shares = Iciciro ca { $before } n'ica { $after } vyerekana ibice vy'ibibanza canke vy'abantu. Ibice ntibiteranywa kandi ntibikurwamwo, nta hinduka ryerekanwa.
    .remedy = Gereranya ibitigiri ivyo bice bivamwo.
estimate-places-differ = Ibiteranyo ni ivy'ibibanza bitandukanye: { $same } biri mu viciro vyompi, { $new } vyasuzumwe bishasha, { $gone } ntibigisuzumwa. Itandukaniro ryavyo ntiryerekana aho ibintu bija.
    .remedy = Erekana ihinduka ry'ibibanza vyasuzumwe mu viciro vyompi, ibindi ubishire ku ruhande.
estimate-kinds-differ = { $first ->
        [stock] Abantu bahari
        [flow] Ingendo
        [event] Abahunze ivyago
        [registration] Abanditswe
       *[other] { $first }
    } be na { $other ->
        [stock] abantu bahari
        [flow] ingendo
        [event] abahunze ivyago
        [registration] abanditswe
       *[other] { $other }
    } ntibiteranywa: abantu bamwe bashobora kuba muri vyompi.
    .remedy = Vyerekane kimwe ku ruhande rw'ikindi.
estimate-units-differ = Ingo n'abantu ntibiteranywa.
    .remedy = Banza uhindure ingo mu bitigiri vy'abantu, canke uvyerekane kimwe ku ruhande rw'ikindi.
estimate-counted-at-both-ends = Aba bantu baharuwe aho bari, basubira guharurwa aho bavuye.
    .remedy = Teranya gusa abaharuwe aho bari.
estimate-dates-differ = Abahari ku wa { $other } bashobora kuba ari bo bari bahari ku wa { $first }; ibitigiri vy'amatariki atandukanye ntibiteranywa.
    .remedy = Fata itariki imwe.
estimate-part-of-group = I '{ $place }', '{ $attribute }' ni igice ca '{ $group }': giteranywa gusa n'ibitigiri vy'ico gice nyene.
    .remedy = Teranya imigwi gusa; ico gice ucerekane ku ruhande rw'umugwi wacyo.
estimate-counted-twice = '{ $group }' i '{ $place }' yaharuwe kabiri ku wa { $date }.
    .remedy = Gumizaho kimwe.
estimate-whole-and-parts = '{ $group }' i '{ $place }' yaharuwe ku kibanza cose, isubira guharurwa ku bice vyaco.
    .remedy = Gumizaho ikibanza cose canke ibice vyaco.
estimate-row-twice = Iciciro ca { $round } giharura '{ $group }' i '{ $place }' kabiri.
    .remedy = Gumizaho kimwe.
estimate-updates-not-in-order = Amakuru mashasha y'icago '{ $event }' i '{ $place }' aravuguruzanya ku nomero { $update }.
    .remedy = Ha inomero yayo kuri buri makuru mashasha, akurikira uyahe itariki ya nyuma.
places-counts-of-other-version = Ibitigiri ni ivya verisiyo y'imbibe '{ $found }', urutonde rw'ihinduka ruva kuri '{ $expected }'.
    .remedy = Koresha urutonde rw'ihinduka ruva kuri '{ $found }'.
places-not-utf8 = Amajambo ya dosiye si UTF-8.
    .remedy = Yibike nka « CSV UTF-8 ».
places-unreadable-area = Uyu murongo ntushobora gusomwa.
    .remedy = Kosora umurongo, canke wongere usohore dosiye.
places-missing-code = Umurongo urabuze p-code.
    .remedy = Tanga kode zompi, canke ukureho uwo murongo.
places-bad-code = « { $value } » si p-code.
    .remedy = Raba ko inkingi irimwo kode, atari amazina.
places-no-crosswalk-columns = Nta nkingi za p-code ya kera n’iy’ubu ; inkingi ni : { $columns }.
    .remedy = Zite from_pcode na to_pcode.
places-bad-share = « { $value } » si umugabane.
    .remedy = Andika igiharuro kuva kuri 0 gushika kuri 1, canke usige ubusa aho kitazwi.
places-duplicate-link = Ihuriro riva kuri « { $value } » rija kuri « { $to } » risanzwe riri ku murongo wa { $row }.
    .remedy = Gumizaho rimwe.
places-not-in-version = Imbibe « { $version } » nta kibanza « { $value } » zifise.
    .remedy = Kosora kode, canke uhitemwo imbibe nyazo.
places-unlinked = Nta murongo uvuga ico « { $value } » cacitse.
    .remedy = Ongerako amahuriro yaco ; usige umugabane ubusa aho utazwi.
places-other-level = « { $value } » ni c’urugero { $level }, ibindi bibanza vy’iyo nkingi ni ivy’urugero { $expected }.
    .remedy = Gumiza mu rutonde ibibanza vy’urugero rumwe ; winjize urundi rutonde ku rundi rugero.
places-no-links = Nta mahuriro ari muri dosiye.
    .remedy = Raba ko ari yo dosiye washaka.
places-too-many-links = Urutonde rufise amahuriro arenga { $limit }.
    .remedy = Gumizamwo ibibanza vy’urugero rumwe.
places-table-too-large = Urutonde rurengeje bayite { $limit }.
    .remedy = Gumiza inkingi from_pcode, to_pcode, share na basis gusa.
places-shares-do-not-add-up = Ibice vya '{ $place }' ku rutonde rw'ihinduka biteranye ni { $sum }, si 1.
    .remedy = Kosora ibice, ibitazwi ubireke ari ubusa.

## Ugukingira amakuru y'abantu

disclosure-small-cell = Ibitigiri kuva kuri 1 gushika kuri { $largest } ntibitangazwa, kuko bishobora kwerekana abantu.
disclosure-complementary = Hari ibindi bitigiri bitatangajwe, kugira ngo bitoyi ntibishobore guharurwa bivuye ku giteranyo.
disclosure-not-public = Ibi bisangirwa gusa n'abashobora gufasha, biciye mu masezerano.

## Ibibanza iciciro kigendera

sample-no-rules = Ibibanza vya '{ $exercise }' ntibihitwamwo hakurikijwe ibwirizwa muri iki gikorwa.
    .remedy = Shiramwo umurwi w'amabwirizwa ubivuga, nka 'burundi-mobility'; canke uhe iciciro urutonde rw'ibibanza.
sample-rule-unknown = Nta bwirizwa '{ $rule }' rihari.
    .remedy = Hitamwo rimwe mu ari ku rupapuro rw'iciciro.
sample-no-round = '{ $exercise }' nta ciciro nk'ico ifise, nta rutonde rero rwo guhitamwo.
    .remedy = Banza uyegeranye, canke uhitemwo kimwe mu vyiciro vyayo.
sample-changed = Urutonde ntirukiri urwo warabonye: impapuro zarahindutse. Nta na kimwe cahinduwe.
    .remedy = Subira urwihweze, uheze urufate.
sample-empty = Iryo bwirizwa ntirihitamwo ikibanza na kimwe muri ico ciciro. Nta na kimwe cahinduwe.
    .remedy = Banza wemeze impapuro zivuga ibibanza, canke uhitemwo ikindi ciciro canke irindi bwirizwa.
pack-needs = '{ $pack }' itunganya ibikorwa bitashizwemwo.
    .remedy = Banza ushiremwo { $needed }.
pack-set-by-other = '{ $other }' isanzwe ivuga uko '{ $exercise }' ikorwa muri iki gikorwa. Nta na kimwe cahinduwe.
    .remedy = Koresha imwe muri zo zibiri.
