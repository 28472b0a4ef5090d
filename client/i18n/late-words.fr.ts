import type { en } from './late-words.en.ts'

export const fr = {
  notices: {
    removed_one: '{{count}} élément supprimé',
    removed_other: '{{count}} éléments supprimés',
    parked_one: 'La note est au parking.',
    parked_other: '{{count}} notes sont au parking.',
    reacted: '{{name}}\u00A0: {{sign}} «\u00A0{{note}}\u00A0»',
    arrowsTo_one: 'flèche vers {{things}}',
    arrowsTo_other: 'flèches vers {{things}}',
    kept_one: 'Une note écrite par quelqu’un d’autre reste en place.',
    kept_other: '{{count}} notes écrites par d’autres restent en place.',
    undoneInstead: '{{why}} Une de vos modifications antérieures a été annulée à la place.',
    redoneInstead: '{{why}} Une autre de vos modifications a été rétablie à la place.',
    unsaved_one: 'Une de vos notes n’est plus sur le tableau.',
    unsaved_other: '{{count}} de vos notes ne sont plus sur le tableau.',
    putBackNotes_one: 'La remettre comme nouvelle note',
    putBackNotes_other: 'Les remettre comme nouvelles notes',
    unsent:
      'Vos dernières modifications ne sont plus que sur cette page : le tableau ne reçoit plus rien d’ici.',
    copyUnsent: 'Les copier',
    unsentCopied: 'C’est copié. Collez-les là où vous voulez les garder.',
    unsavedDrafts_one: 'Une de vos notes privées n’a pas été enregistrée.',
    unsavedDrafts_other: '{{count}} de vos notes privées n’ont pas été enregistrées.',
    putBackDrafts_one: 'L’ajouter à vos notes privées',
    putBackDrafts_other: 'Les ajouter à vos notes privées',
    typedAtReveal:
      'Le texte que vous étiez en train d’écrire reste dans vos notes privées. Personne d’autre ne le voit.',
    lettersLeft_one: 'Une note contient au plus {{most}} caractères : un caractère a été laissé de côté.',
    lettersLeft_other:
      'Une note contient au plus {{most}} caractères : {{count}} caractères ont été laissés de côté.',
    pasteLeft_one: 'On peut coller au plus {{most}} notes à la fois : une note a été laissée de côté.',
    pasteLeft_other:
      'On peut coller au plus {{most}} notes à la fois : {{count}} notes ont été laissées de côté.',
    notCut:
      'Plus de {{most}} notes ne pourraient pas toutes être recollées : rien n’a été coupé. Coupez-les en plusieurs fois.',
    deskFull_one:
      'Vous avez {{most}} notes privées, et il n’y a plus de place : une note n’a pas été ajoutée. Supprimez-en d’abord quelques-unes.',
    deskFull_other:
      'Vous avez {{most}} notes privées, et il n’y a plus de place : {{count}} notes n’ont pas été ajoutées. Supprimez-en d’abord quelques-unes.',
    repaired:
      'Une partie de ce tableau a été endommagée sur le disque du serveur (constaté le {{at, datetime(dateStyle: long)}}). Il a été ouvert dans son dernier état intact : des modifications peuvent manquer. La partie endommagée est conservée à part, et la personne qui administre le serveur peut restaurer une sauvegarde.',
    expires:
      'Personne n’a modifié ce tableau depuis longtemps. Il sera supprimé le {{at, datetime(dateStyle: long)}}, sauf si quelqu’un y change quelque chose. Vous pouvez l’exporter.',
    deletedByOther: 'Quelqu’un d’autre a supprimé cette note entre-temps.',
    goneNowAt: 'Supprimé par quelqu’un d’autre. Vous êtes maintenant sur : {{next}}',
    clusterGone: 'Le groupe que vous nommiez n’existe plus : quelqu’un d’autre l’a dissous ou fusionné.',
    titleAsNote: 'Garder son titre dans une note',
    wordsUnsaved: 'Votre dernière phrase n’est pas sur le tableau.',
    left: 'Vous ne suivez plus {{name}}.',
    unlockFirst: 'Élément verrouillé : déverrouillez-le d’abord.',
    leftUnnamed: 'La personne que vous suiviez n’est plus là.',
    photosComing_one: 'Envoi de votre image…',
    photosComing_other: 'Envoi de {{count}} images…',
    photosKept_one:
      'Votre image est gardée dans ce navigateur ; elle sera ajoutée dès que le serveur pourra la recevoir.',
    photosKept_other:
      '{{count}} images sont gardées dans ce navigateur ; elles seront ajoutées dès que le serveur pourra les recevoir.',
    photosFull_one:
      'Ce navigateur n’a plus de place pour des images en attente. Une image n’est que sur cette page : laissez-la ouverte jusqu’à ce que l’image soit ajoutée.',
    photosFull_other:
      'Ce navigateur n’a plus de place pour des images en attente. {{count}} images ne sont que sur cette page : laissez-la ouverte jusqu’à ce qu’elles soient ajoutées.',
    photosUnkept_one:
      'Ce navigateur ne peut pas garder d’images. La vôtre n’est que sur cette page : laissez-la ouverte jusqu’à ce que l’image soit ajoutée.',
    photosUnkept_other:
      'Ce navigateur ne peut pas garder d’images. {{count}} images ne sont que sur cette page : laissez-la ouverte jusqu’à ce qu’elles soient ajoutées.',
    photosLeaveOut_one: 'Ne pas l’ajouter',
    photosLeaveOut_other: 'Ne pas les ajouter',
    photosRefused_one: '« {{name}} » n’a pas été ajoutée.',
    photosRefused_other: '{{count}} images n’ont pas été ajoutées.',
    photoAtReveal:
      'Votre image est arrivée après la révélation. Elle reste dans vos notes privées ; personne d’autre ne la voit.',
    photoOff: 'Image retirée.',
    merged: 'Ces notes n’en font plus qu’une.',
    photosLeft_one: 'Une image n’a pas pu être copiée depuis l’autre tableau ; sa note est ici.',
    photosLeft_other:
      '{{count}} images n’ont pas pu être copiées depuis l’autre tableau ; leurs notes sont ici.',
    nearlyFull:
      'Ce tableau est presque plein. Un animateur peut retirer des notes, ou ouvrir un nouveau tableau.',
    tryAgain: 'Réessayer',
  },
  errors: {
    bad_request: 'Le serveur n’a pas compris cette demande. Rien n’a changé.',
    secret_needed:
      'Pour ouvrir un tableau, il faut le code secret de ce serveur. Saisissez-le sur la page d’accueil.',
    secret_wrong:
      'Ce n’est pas le code secret de ce serveur. Vérifiez-le, ou demandez-le aux personnes qui gèrent le serveur.',
    boards_full: 'Ce serveur a autant de tableaux qu’il peut en avoir. Demandez aux personnes qui le gèrent.',
    own_boards_full:
      'Vous avez autant de tableaux qu’une personne peut en avoir sur ce serveur. Supprimez-en un d’abord.',
    sign_in_needed: 'Seules les personnes connectées peuvent ouvrir des tableaux sur ce serveur.',
    too_large: 'C’est trop volumineux pour le serveur. Rien n’a changé.',
    board_full: 'Ce tableau est plein. Un animateur peut retirer des notes.',
    desk_full: 'Vos notes privées sont au complet. Supprimez-en d’abord.',
    text_full: 'Ce texte a atteint sa longueur maximale. Retirez-en d’abord quelques mots.',
    malformed:
      'Le serveur n’a pas pu lire votre dernière modification. Elle a été annulée ; rien d’autre n’est perdu.',
    foreign_author:
      'Votre dernière modification portait la signature d’une autre personne. Elle a été annulée.',
    unknown_place:
      'Votre dernière modification ne convenait pas au tableau. Elle a été annulée ; rien d’autre n’est perdu.',
    outside_board: 'Ce serait hors du tableau : rien n’a été changé. Restez plus près des autres notes.',
    note_size:
      'Une note va de la moitié au triple de sa taille, et quarante flèches au plus en partent : rien n’a été changé.',
    arrows_full:
      'Ce tableau a autant de flèches qu’il peut en avoir\u00A0: celle-ci n’a pas été tracée. Retirez-en d’autres d’abord.',
    areas_full:
      'Ce tableau a autant de zones qu’il peut en avoir\u00A0: celle-ci n’a pas été tracée. Retirez-en d’autres d’abord.',
    not_your_note: 'Seuls son auteur et l’animateur peuvent supprimer cette note.',
    unknown_command: 'Le serveur ne connaît pas cette commande. Rechargez la page.',
    asking_over:
      'Cette question n’est plus posée : votre réponse n’a pas été comptée. Vos mots restent ici, pour vous.',
    unknown_round: 'Ce vote n’existe plus.',
    round_closed: 'Le vote est clos ; votre vote n’a pas été compté.',
    round_open: 'Un vote est déjà ouvert. Clôturez-le d’abord.',
    too_many_rounds:
      'Ce tableau a atteint son nombre maximal de votes. Rien n’en est perdu ; pour d’autres votes, ouvrez un nouveau tableau.',
    round_too_soon: 'Beaucoup de votes ont été ouverts en peu de temps. Réessayez dans quelques secondes.',
    agreement_is_secret: 'Un vote d’accord est toujours secret : il n’a pas été ouvert.',
    too_many_reasons:
      'Il y a autant d’explications que possible : votre réponse n’a pas été comptée avec la vôtre.',
    unknown_option: 'Le vote ne porte pas sur cet élément.',
    parked_option: 'Ce qui est au parking ne se vote pas.',
    over_budget: 'Vous avez placé tous vos points. Reprenez-en un pour le déplacer.',
    turn_passed: 'Le tour a continué entre-temps.',
    last_sentence: 'Il reste toujours une phrase : celle-ci n’a pas été mise de côté.',
    names_needed: 'Donnez trois ou quatre noms différents.',
    not_your_turn: 'Ce n’est pas votre tour.',
    photo_of_another_card:
      'Cette photo est d’abord arrivée avec une autre carte : elle reste dans la salle, sauf si cette carte l’autorise.',
    unknown_question: 'Cette question n’existe plus.',
    unknown_pair: 'Une de ces notes n’existe plus : rien n’a été compté.',
    wrong_audience:
      'Cette étape montre les mots autrement que votre champ ne le disait : personne n’a vu les vôtres. Choisissez ce qu’ils deviennent.',
    too_many_questions:
      'Il y a déjà autant de questions qu’un tableau peut en avoir. Posez celle-ci de vive voix, ou un animateur peut en retirer.',
    too_many_pairs:
      'Le tableau compte déjà autant de paires qu’il peut en avoir. Un animateur peut les oublier.',
    over_cap: 'Vous ne pouvez pas placer plus de points sur cet élément.',
    no_dot: 'Vous n’avez pas de point ici.',
    not_your_reason: 'Ce navigateur n’a pas écrit ces mots : rien n’a changé.',
    too_many_hands: 'C’est plus de mains que ces personnes ne peuvent en lever.',
    newer_version:
      'Une version plus récente de Boussole a écrit ce tableau. Ici, on peut le lire et l’exporter, mais pas le modifier.',
    writing_private:
      'Chacun écrit en privé pour l’instant. Utilisez vos notes privées : elles seront montrées avec les autres.',
    board_locked: 'Le tableau est verrouillé. Demandez à l’animateur de le déverrouiller.',
    locked: 'Cet élément est verrouillé. Demandez à l’animateur de le déverrouiller.',
    not_yours_to_move: 'Sur ce tableau, chacun ne déplace que ses propres notes.',
    not_yours_to_write: 'Sur ce tableau, chacun ne modifie que ses propres notes.',
    clusters_fixed: 'Sur ce tableau, seul l’animateur forme et modifie les groupes.',
    other_table: 'C’est la place d’une autre table. Travaillez à la vôtre.',
    no_table: 'Vous n’êtes à aucune table pour cette étape.',
    enough_handed: 'Votre table transmet déjà tout ce qu’elle peut. Retirez d’abord quelque chose.',
    consent_open: 'La question est encore ouverte.',
    reason_missing: 'Une autre phrase est en attente de décision : dites pourquoi celle-ci prend sa place.',
    words_changed: 'Les mots ont changé entre-temps. Relisez-les et appuyez de nouveau.',
    consent_lacking: 'Le groupe n’a pas consenti à ces mots.',
    override_needless: 'Le groupe a consenti depuis : adoptez par consentement.',
    nothing_to_keep: 'Ces mots sont déjà gardés, ou il n’y en a pas.',
    no_words: 'Ce texte ne contient rien à lire. Écrivez un mot.',
    share_used: 'Vous avez utilisé votre part des places. Celles qui restent sont pour les autres.',
    unknown_item: 'Cet élément n’est plus sur le tableau.',
    agenda_moved: 'Un autre animateur vient d’avancer. Voici l’étape en cours.',
    agenda_edited: 'Un autre animateur vient de modifier le déroulé. Refaites votre modification.',
    adoption_imported: 'Cette adoption a été importée d’un fichier : confirmez d’abord que c’est la vôtre.',
    page_edited: 'Quelqu’un d’autre a modifié les textes de cette page entre-temps.',
    agenda_running: 'Cette étape est en cours ou déjà passée : sa nature et sa place ne changent plus.',
    no_agenda: 'Ce tableau n’a pas de déroulé.',
    not_begun: 'L’atelier n’a pas commencé : il ne peut pas se terminer.',
    purpose_missing: 'Aucune raison d’être n’est encore adoptée.',
    principles_full: 'Sept principes au plus.',
    principles_too_few: 'Quatre principes au moins.',
    principle_one_sided: 'Il manque un côté à un principe gardé.',
    unknown_step: 'Cette étape ne figure pas au déroulé.',
    bad_template: 'Ce déroulé ne peut pas être joué.',
    too_late: 'Trop tard pour annuler. Revenez plutôt à l’étape précédente.',
    rehearsal: 'Ceci est une répétition avec des fantômes : rien n’en sort.',
    not_taking_part: 'Vous animez cet atelier sans y participer : votre réponse n’a pas été comptée.',
    secret_open: 'Une question secrète est ouverte : cela reste ainsi jusqu’à sa clôture.',
    step_closed: 'Pas à cette étape. Demandez à l’animateur.',
    step_over: 'L’étape de cette note est terminée : seul l’animateur la modifie.',
    workshop_over: 'L’atelier est terminé. L’animateur peut ouvrir le tableau.',
    no_amendment: 'Aucun amendement n’est ouvert : la phrase reste telle quelle.',
    authors_only: 'Seul son auteur ou l’animateur peut modifier cela.',
    too_many_tokens: 'Ce tableau a déjà autant de jetons d’accès que possible. Retirez-en un d’abord.',
    too_many_devices: 'Vous avez atteint le nombre maximal d’appareils. Déconnectez-en d’abord un autre.',
    old_client: 'Cette page est plus ancienne que le serveur. Rechargez-la.',
    damaged:
      'Cet élément a été endommagé sur le disque du serveur et ne peut plus servir. Rien d’autre n’a changé. La personne qui administre le serveur peut restaurer une sauvegarde.',
    export_failed: 'L’export a échoué. Le tableau est intact : réessayez.',
    too_many_exports: 'Plusieurs fichiers sont déjà en préparation. Réessayez quand l’un d’eux sera prêt.',
    export_gave_way:
      'Trop de fichiers ont été demandés à la fois, et le vôtre a été abandonné. Le tableau est intact : réessayez dans une minute.',
    export_too_large:
      'Ce tableau est trop grand pour que le serveur prépare ce fichier. CSV, Markdown et JSON en demandent moins.',
    import_invalid: 'Ce fichier n’est pas un tableau exporté de Boussole. Rien n’a été créé.',
    import_newer:
      'Ce tableau vient d’une version plus récente de Boussole. Mettez ce serveur à jour, puis importez-le. Rien n’a été créé.',
    template_invalid: 'Ce modèle contient des erreurs. Rien n’en a été fait.',
    template_share_used:
      'Votre réseau a enregistré ici autant de modèles qu’il le peut en un jour. Gardez celui-ci en fichier, ou revenez demain.',
    too_many_templates:
      'Ce serveur ne peut pas garder plus de modèles. Supprimez-en un, puis enregistrez de nouveau celui-ci.',
    import_damaged: 'Le tableau de ce fichier est endommagé. Rien n’a été créé.',
    photo_too_large: 'Cette image est trop lourde pour le serveur. Choisissez-en une plus légère.',
    photo_too_many_pixels:
      'Cette image a plus de pixels que le serveur n’en accepte. Choisissez-en une plus petite.',
    photo_unreadable: 'Cette image ne peut pas être lue. Choisissez un fichier JPEG, PNG, WebP ou GIF.',
    photo_is_drawing:
      'Un dessin SVG ne peut pas être ajouté. Enregistrez-le en PNG, puis ajoutez cette image.',
    photo_quota: 'Ce tableau n’a plus de place pour des images. Supprimez d’abord quelques notes avec image.',
    photo_unknown:
      'Le serveur n’a plus cette image : la note n’a pas été modifiée. Ajoutez de nouveau l’image.',
  },
} satisfies typeof en
