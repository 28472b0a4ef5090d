import type { en } from './words.en.ts'

export const fr = {
  projector: 'Vue projecteur',
  projectorUnknown:
    'La vue projecteur utilise le lien des observateurs. Ouvrez-la d’ici, ou remplacez ce lien s’il n’est pas affiché.',
  heading: 'Partager le tableau',
  intro: 'Un lien suffit pour rejoindre le tableau. Aucun compte à créer.',
  roles: { facilitator: 'Animateurs', participant: 'Participants', viewer: 'Observateurs' },
  allows: {
    facilitator:
      'Tout, y compris les liens et les votes. Gardez ce lien pour vous, en lieu sûr : il vous permet de revenir si ce navigateur oublie le tableau.',
    participant: 'Écrire, déplacer, regrouper, voter, exporter.',
    viewer: 'Regarder et exporter, sans rien modifier.',
  },
  linkOf: {
    facilitator: 'Lien des animateurs',
    participant: 'Lien des participants',
    viewer: 'Lien des observateurs',
  },
  copyLink: {
    facilitator: 'Copier le lien des animateurs',
    participant: 'Copier le lien des participants',
    viewer: 'Copier le lien des observateurs',
  },
  renew: 'Remplacer',
  renewLink: {
    facilitator: 'Remplacer le lien des animateurs',
    participant: 'Remplacer le lien des participants',
    viewer: 'Remplacer le lien des observateurs',
  },
  revoke: 'Désactiver',
  revokeLink: {
    facilitator: 'Désactiver le lien des animateurs',
    participant: 'Désactiver le lien des participants',
    viewer: 'Désactiver le lien des observateurs',
  },
  renewAsk:
    'L’ancien lien cesse aussitôt de fonctionner, et toutes les personnes entrées par ce lien sont déconnectées. Envoyez le nouveau à celles qui ont leur place ici : toute personne qui revient par ce lien, dans le même navigateur et sous le même prénom, retrouve ses points et ses notes privées.',
  revokeAsk:
    'Le lien cesse aussitôt de fonctionner, et toutes les personnes entrées par ce lien sont déconnectées. Leurs notes restent, ainsi que leurs points dans un vote ouvert. Vous pourrez créer un nouveau lien plus tard : toute personne qui revient par ce lien, dans le même navigateur et sous le même prénom, retrouve ses points et ses notes privées.',
  revokeOwn: 'Vous continuez d’animer dans ce navigateur ; les autres animateurs sont déconnectés.',
  renewConfirm: 'Remplacer le lien',
  revokeConfirm: 'Désactiver le lien',
  hidden:
    'Le serveur n’a pas ce lien : il vient d’une version antérieure. Ouvrez le tableau dans le navigateur qui l’a créé, ou remplacez le lien.',
  off: 'Désactivé. Remplacez-le par un nouveau lien pour rouvrir l’accès.',
  code: 'Code d’accès',
  codeAt: 'sur {{address}}',
  qr: 'QR code du lien des participants',
  room: 'QR code en plein écran',
  roomHeading: 'Rejoignez le tableau',
  roomHint: 'Scannez, ou ouvrez {{address}} et saisissez le code',
  roomClose: 'Fermer (Échap)',
} satisfies typeof en
