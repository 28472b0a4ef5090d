import type { FirstCatalogue } from './catalogue.ts'

/** Les phrases françaises qui sont là avant qu’un tableau soit peint. Espaces ordinaires, comme dans fr.ts. */
export const frFirst: FirstCatalogue = {
  product: {
    name: 'Boussole',
  },
  common: {
    undo: 'Annuler',
    loading: 'Un instant',
    untitledBoard: 'Tableau sans titre',
    untitledCluster: 'Groupe sans titre',
    emptyNote: 'Note vide',
    someone: 'Quelqu’un',
  },
  language: { label: 'Langue', en: 'English', fr: 'Français' },
  theme: { label: 'Apparence', system: 'Automatique', light: 'Claire', dark: 'Sombre' },
  join: {
    heading: 'Rejoindre le tableau',
    invitation: {
      facilitator: 'Vous entrez pour animer.',
      participant: 'Vous entrez pour participer.',
      viewer: 'Vous entrez pour suivre ; ce lien ne permet aucune modification.',
      unknown: 'On vous invite à rejoindre un tableau.',
    },
    name: 'Votre prénom',
    nameHint: 'Laissez vide pour rester sans nom',
    colour: 'Votre couleur',
    colourHint: 'Si vous ne choisissez pas, elle vous est attribuée',
    colourNumber: 'Couleur {{number}}, {{name}}',
    enter: 'Entrer dans le tableau',
    entering: 'Entrée en cours',
    alreadyHere: 'Ce navigateur est déjà venu sur ce tableau.',
    goOnAs: 'Reprendre comme {{name}}',
    goOnNameless: 'Reprendre comme avant',
    asAnother: 'Entrer comme une autre personne',
    home: 'Retour à l’accueil',
    waiting: 'Vous entrerez dès qu’il répondra de nouveau ; laissez cette page ouverte.',
    cannotEnter:
      'Le disque du serveur n’accepte aucune modification en ce moment : personne ne peut entrer. Le tableau est intact. Vous entrerez dès qu’il y aura de la place ; laissez cette page ouverte.',
    lookOn: 'Regarder en attendant',
    lookingOn:
      'Le disque du serveur n’accepte aucune modification en ce moment : vous regardez seulement. Le tableau est intact, et vous entrerez automatiquement dès qu’il y aura de la place.',
  },
  colours: {
    c0: 'bleu',
    c1: 'orange',
    c2: 'vert',
    c3: 'magenta',
    c4: 'bleu ciel',
    c5: 'brun',
    c6: 'violet',
    c7: 'olive',
    c8: 'sarcelle',
    c9: 'rouge',
    c10: 'ardoise',
    c11: 'prune',
  },
  problem: {
    linkHeading: 'Ce lien n’ouvre plus le tableau',
    linkText:
      'Il a été renouvelé ou désactivé. Le tableau est intact : demandez un nouveau lien à l’animateur.',
    sessionHeading: 'Ce navigateur n’a pas la clé du tableau',
    sessionText: 'Rouvrez le lien reçu, ou saisissez le code d’accès.',
    brokenHeading: 'Cette page a rencontré un problème',
    brokenText:
      'Ce qui était enregistré est à l’abri sur le serveur. Recharger la page suffit le plus souvent.',
    reload: 'Recharger la page',
    enterCode: 'Saisir un code d’accès',
  },
  saving: {
    joining: 'Connexion',
    saved: 'Enregistré',
    saving: 'Enregistrement',
    offline: 'Hors ligne',
    unkept: 'Non enregistré',
    readOnly: 'Lecture seule pour l’instant',
    damaged: 'Endommagé',
    revoked: 'Fermé',
    gone: 'Supprimé',
    outdated: 'Ancienne version',
    outdatedUnkept: 'Non enregistré',
  },
  savingText: {
    joining: 'Le tableau arrive.',
    saved: 'Tout ce que vous avez fait est sur le disque du serveur.',
    saving: 'Vos dernières modifications sont en route vers le disque du serveur.',
    offline:
      'Pas de connexion. Continuez d’écrire : votre travail est gardé dans ce navigateur et rejoindra le tableau au retour de la connexion.',
    unkept:
      'Rien ne peut être enregistré en ce moment, et ce navigateur ne garde rien. Laissez cette page ouverte : ce que vous écrivez sera enregistré dès que possible.',
    readOnly:
      'Le disque du serveur n’accepte aucune modification en ce moment. Rien de ce qui est enregistré n’est perdu ; ce que vous écrivez est gardé dans ce navigateur, et sera enregistré dès que possible.',
    damaged:
      'Le disque du serveur a endommagé ce tableau, qui ne s’ouvre plus. Ce que vous voyez ici et ce que vous écrivez est gardé dans ce navigateur. Prévenez la personne qui administre le serveur : une sauvegarde peut rétablir le tableau.',
    gone: 'Ce tableau a été supprimé par un animateur, pour tout le monde.',
    revoked:
      'Vous n’êtes plus dans le tableau ici : le lien a été désactivé, ou vous avez déconnecté cet appareil depuis un autre. Le tableau est intact.',
    outdated:
      'Le serveur a une version plus récente. Rechargez la page pour continuer ; ce que vous avez écrit est gardé.',
    outdatedUnkept:
      'Le serveur a une version plus récente, et ce navigateur ne garde rien. Copiez ce que vous venez d’écrire, puis rechargez la page.',
  },
  savingViewer: {
    offline:
      'Pas de connexion. Vous voyez le tableau tel qu’il était ; il reprendra au retour de la connexion.',
    readOnly: 'Le disque du serveur n’accepte aucune modification en ce moment. Le tableau est intact.',
    damaged:
      'Le disque du serveur a endommagé ce tableau, qui ne s’ouvre plus. Prévenez la personne qui administre le serveur : une sauvegarde peut le rétablir.',
    outdated: 'Le serveur a une version plus récente. Rechargez la page pour continuer.',
  },
  board: {
    title: 'Titre du tableau',
    rename: 'Modifier le titre',
    share: 'Partager',
    canvas: 'Tableau',
    come: '{{come}} sur {{of}} Mo',
    canvasHint:
      'Tab va de note en note, Entrée écrit, N crée une note. Lors d’un vote, + place un point sur la note sélectionnée et - le reprend. Échap deux fois, puis Tab, quitte le tableau.',
    items: 'Notes et groupes',
    clusterTitle: 'Titre du groupe',
    clusterItem_one: 'Groupe « {{title}} », {{count}} note',
    clusterItem_other: 'Groupe « {{title}} », {{count}} notes',
    lockedItem: '{{item}}, sous verrou',
    votableItem: '{{item}}, peut recevoir un point',
    votedItem: '{{item}}, vos points : {{count}}',
    viewerBadge: 'Vous suivez',
    emptyWriter:
      'Le tableau est vide. Double-cliquez n’importe où, ou tapez N, pour écrire la première note.',
    emptyFinger: 'Le tableau est vide. Touchez deux fois n’importe où pour écrire la première note.',
    emptyTouch: 'Le tableau est vide. Écrivez la première note dans le champ ci-dessous.',
    emptyViewer: 'Le tableau est vide. Les premières notes apparaîtront ici.',
    gathered: 'L’animateur a amené tout le monde ici.',
    skipToBoard: 'Aller au tableau',
  },
  menu: {
    label: 'Menu',
    rounds: 'Votes',
  },
  selection: {
    count_one: 'Sélection : {{count}}',
    count_other: 'Sélection : {{count}}',
  },
  people: {
    heading: 'Personnes',
    count_one: '{{count}} personne ici',
    count_other: '{{count}} personnes ici',
    nameless: 'Sans prénom, {{colour}}',
    namelessNumber: 'Sans prénom, {{colour}} {{number}}',
    numberAlone: 'Sans prénom, {{number}}',
  },
  writing: {
    begin: 'Écrire en privé',
    revealed_one: '{{count}} note révélée.',
    revealed_other: '{{count}} notes révélées.',
    emptyBoard: 'Le tableau est vide. Écrivez vos notes en privé ; elles paraîtront ici à la révélation.',
    emptyBoardOthers:
      'Le tableau est vide. Les participants écrivent en privé ; leurs notes paraîtront ici à la révélation.',
  },
  vote: {
    results: 'Résultats',
    rank: 'Rang {{rank}}',
    closed: 'Le vote est clos.',
  },
  photo: {
    item: 'Image : {{alt}}',
    bareItem: 'Image sans description',
    captionedItem: '{{caption}}, image : {{alt}}',
    captionedBareItem: '{{caption}}, avec une image',
  },
  phone: {
    show: 'Montrer sur le tableau',
    editing: 'La note',
  },
  notices: {
    removed_one: '{{count}} élément supprimé',
    removed_other: '{{count}} éléments supprimés',
    kept_one: 'Une note écrite par quelqu’un d’autre reste en place.',
    kept_other: '{{count}} notes écrites par d’autres restent en place.',
    undoneInstead: '{{why}} Une de vos modifications antérieures a été annulée à la place.',
    redoneInstead: '{{why}} Une autre de vos modifications a été rétablie à la place.',
    unsaved_one: 'Une de vos notes n’est plus sur le tableau.',
    unsaved_other: '{{count}} de vos notes ne sont plus sur le tableau.',
    putBackNotes_one: 'La remettre comme nouvelle note',
    putBackNotes_other: 'Les remettre comme nouvelles notes',
    unsent:
      'Ce que vous avez écrit en dernier n’est plus que sur cette page : le tableau ne reçoit plus rien d’ici.',
    copyUnsent: 'Le copier',
    unsentCopied: 'C’est copié. Collez-le là où vous voulez le garder.',
    unsavedDrafts_one: 'Une de vos notes privées n’a pas été enregistrée.',
    unsavedDrafts_other: '{{count}} de vos notes privées n’ont pas été enregistrées.',
    putBackDrafts_one: 'La mettre parmi vos notes privées',
    putBackDrafts_other: 'Les mettre parmi vos notes privées',
    typedAtReveal:
      'Ce que vous étiez en train d’écrire reste parmi vos notes privées. Personne d’autre ne le voit.',
    lettersLeft_one: 'Une note contient au plus {{most}} caractères : un de plus a été laissé de côté.',
    lettersLeft_other:
      'Une note contient au plus {{most}} caractères : {{count}} de plus ont été laissés de côté.',
    pasteLeft_one: 'Au plus {{most}} notes sont collées à la fois : une de plus a été laissée de côté.',
    pasteLeft_other:
      'Au plus {{most}} notes sont collées à la fois : {{count}} de plus ont été laissées de côté.',
    notCut:
      'Plus de {{most}} notes ne reviendraient pas toutes en les collant : rien n’a été coupé. Coupez-les en plusieurs fois.',
    deskFull_one:
      'Vous avez {{most}} notes privées, et il n’y a pas de place pour davantage : une n’a pas été ajoutée. Supprimez-en d’abord quelques-unes.',
    deskFull_other:
      'Vous avez {{most}} notes privées, et il n’y a pas de place pour davantage : {{count}} n’ont pas été ajoutées. Supprimez-en d’abord quelques-unes.',
    repaired:
      'Une partie de ce tableau était abîmée sur le disque du serveur (constaté le {{at, datetime(dateStyle: long)}}). Il a été ouvert dans son dernier état intact : des modifications peuvent manquer. La partie abîmée est gardée à part, et la personne qui gère le serveur peut restaurer une sauvegarde.',
    deletedByOther: 'Quelqu’un d’autre a supprimé cette note entre-temps.',
    clusterGone: 'Le groupe que vous nommiez n’existe plus : quelqu’un d’autre l’a dissous ou fusionné.',
    titleAsNote: 'Garder son titre dans une note',
    wordsUnsaved: 'Votre dernière phrase n’est pas sur le tableau.',
    left: 'Vous ne suivez plus {{name}}.',
    unlockFirst: 'C’est sous verrou, et reste tel quel. Retirez d’abord le verrou.',
    leftUnnamed: 'La personne que vous suiviez n’est plus là.',
    photosComing_one: 'Votre image est en route.',
    photosComing_other: '{{count}} images sont en route.',
    photosKept_one:
      'Votre image est gardée dans ce navigateur, et ajoutée dès que le serveur peut la prendre.',
    photosKept_other:
      '{{count}} images sont gardées dans ce navigateur, et ajoutées dès que le serveur peut les prendre.',
    photosFull_one:
      'Ce navigateur ne garde pas davantage d’images en attente. Une de plus n’est que sur cette page : laissez-la ouverte jusqu’à ce que l’image soit ajoutée.',
    photosFull_other:
      'Ce navigateur ne garde pas davantage d’images en attente. {{count}} de plus ne sont que sur cette page : laissez-la ouverte jusqu’à ce qu’elles soient ajoutées.',
    photosUnkept_one:
      'Ce navigateur ne garde pas d’images. La vôtre n’est que sur cette page : laissez-la ouverte jusqu’à ce que l’image soit ajoutée.',
    photosUnkept_other:
      'Ce navigateur ne garde pas d’images. {{count}} ne sont que sur cette page : laissez-la ouverte jusqu’à ce qu’elles soient ajoutées.',
    photosLeaveOut_one: 'Ne pas l’ajouter',
    photosLeaveOut_other: 'Ne pas les ajouter',
    photosRefused_one: '« {{name}} » n’a pas été ajoutée.',
    photosRefused_other: '{{count}} images n’ont pas été ajoutées.',
    photoAtReveal:
      'Votre image est arrivée après la révélation. Elle reste parmi vos notes privées ; personne d’autre ne la voit.',
    photoOff: 'L’image est retirée.',
    photosLeft_one: 'Une image n’a pas pu être apportée de l’autre tableau ; sa note est ici.',
    photosLeft_other:
      '{{count}} images n’ont pas pu être apportées de l’autre tableau ; leurs notes sont ici.',
    tryAgain: 'Réessayer',
  },
  rights: {
    lockedForMe: 'Le tableau est verrouillé : vous pouvez regarder et voter.',
    lockedForOthers: 'Le tableau est verrouillé : les participants peuvent regarder et voter.',
  },
  errors: {
    bad_request: 'Le serveur n’a pas compris cette demande. Rien n’a changé.',
    unauthorised: 'Ce navigateur n’a pas la clé du tableau. Rouvrez le lien reçu.',
    forbidden: 'Votre lien ne permet pas cela. Rien n’a changé.',
    not_found: 'Ce que vous cherchez n’est plus là. Rien d’autre n’a changé.',
    link_invalid: 'Ce lien ou ce code n’ouvre plus de tableau. Demandez-en un nouveau à l’animateur.',
    too_many_requests: 'Trop d’essais en peu de temps. Attendez une minute, puis réessayez.',
    too_large: 'C’est trop volumineux pour le serveur. Rien n’a changé.',
    malformed:
      'Le serveur n’a pas pu lire la dernière modification. Elle a été annulée ; rien d’autre n’est perdu.',
    foreign_author: 'La dernière modification portait la signature d’une autre personne. Elle a été annulée.',
    unknown_place:
      'La dernière modification ne convenait pas au tableau. Elle a été annulée ; rien d’autre n’est perdu.',
    not_your_note: 'Seuls son auteur et l’animateur peuvent supprimer cette note.',
    read_only: 'Vous pouvez regarder ce tableau, mais pas le modifier.',
    unknown_command: 'Le serveur ne connaît pas cette commande. Rechargez la page.',
    unknown_round: 'Ce vote n’est plus là.',
    round_closed: 'Le vote est clos ; votre point n’a pas été compté.',
    round_open: 'Un vote est déjà ouvert. Clôturez-le d’abord.',
    too_many_rounds:
      'Ce tableau a connu autant de votes qu’il peut en avoir. Rien n’en est perdu ; pour d’autres votes, continuez sur un nouveau tableau.',
    round_too_soon: 'Beaucoup de votes ont été ouverts en peu de temps. Réessayez dans quelques secondes.',
    unknown_option: 'Cet élément n’est pas soumis au vote.',
    over_budget: 'Vous avez placé tous vos points. Reprenez-en un pour le déplacer.',
    over_cap: 'Cet élément ne peut pas recevoir plus de points.',
    no_dot: 'Vous n’avez pas de point ici.',
    newer_version:
      'Ce tableau a été écrit par une version de Boussole plus récente que celle de ce serveur. On peut le lire et l’exporter, pas le modifier.',
    writing_private:
      'Chacun écrit en privé pour l’instant. Écrivez parmi vos notes privées : ce sera montré avec les autres.',
    board_locked: 'Le tableau est verrouillé. Demandez à l’animateur de le déverrouiller.',
    locked: 'Cet élément est verrouillé et reste tel quel. Demandez à l’animateur de le déverrouiller.',
    not_yours_to_move: 'Sur ce tableau, chacun ne déplace que ses propres notes.',
    not_yours_to_write: 'Sur ce tableau, chacun ne modifie que ses propres notes.',
    clusters_fixed: 'Sur ce tableau, seul l’animateur forme et modifie les groupes.',
    too_many_devices: 'Vous êtes déjà sur autant d’appareils que possible. Déconnectez d’abord les autres.',
    old_client: 'Cette page est plus ancienne que le serveur. Rechargez-la.',
    store_unavailable:
      'Le serveur ne peut pas écrire en ce moment. Rien de ce qui est enregistré n’est perdu ; réessayez dans un instant.',
    damaged:
      'Le disque du serveur a endommagé cet élément, qui ne peut plus servir. Rien d’autre n’a changé. La personne qui administre le serveur peut restaurer une sauvegarde.',
    export_failed: 'L’export n’a pas abouti. Le tableau est intact : réessayez.',
    export_gave_way:
      'Trop de fichiers ont été demandés à la fois, et le vôtre a laissé la place à d’autres. Le tableau est intact : réessayez dans une minute.',
    export_too_large:
      'Le serveur n’a pas assez de mémoire ou de temps pour ce fichier d’un tableau si grand. CSV, Markdown et JSON en demandent moins.',
    import_invalid: 'Ce fichier n’est pas un tableau exporté de Boussole. Rien n’a été créé.',
    photo_too_large: 'Cette image est trop lourde pour le serveur. Choisissez-en une plus légère.',
    photo_too_many_pixels:
      'Cette image a plus de pixels que le serveur n’en accepte. Choisissez-en une plus petite.',
    photo_unreadable: 'Cette image ne peut pas être lue. JPEG, PNG, WebP et GIF le peuvent.',
    photo_is_drawing:
      'Un dessin SVG ne peut pas être ajouté. Enregistrez-le en PNG, puis ajoutez cette image.',
    photo_quota: 'Ce tableau n’a plus de place pour des images. Supprimez d’abord quelques notes à photo.',
    photo_unknown:
      'Le serveur n’a plus cette image : la note n’a pas été modifiée. Ajoutez l’image de nouveau.',
    internal: 'Le serveur a rencontré un problème. Ce qui était enregistré est à l’abri ; réessayez.',
    network: 'Le serveur ne répond pas. Rien n’est perdu ; réessayez dans un instant.',
  },
}
