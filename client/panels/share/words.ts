import { wordsOf } from '../../i18n/words-of.ts'
import type { Role } from '#shared/workshop/role.ts'

export const en = {
  projector: 'Open projector view',
  projectorUnknown:
    'The projector view uses the viewer link. Open the view from here, or replace the link if it is not shown.',
  heading: 'Share the board',
  intro: 'Anyone with a link can join. No account needed.',
  roles: { facilitator: 'Facilitators', participant: 'Participants', viewer: 'Viewers' } satisfies Record<
    Role,
    string
  >,
  allows: {
    facilitator:
      'Full control, links and votes included. Keep it private and safe: it is your way back if this browser forgets the board.',
    participant: 'Write, move, group, vote, export.',
    viewer: 'View and export. Cannot change anything.',
  } satisfies Record<Role, string>,
  linkOf: {
    facilitator: 'Facilitator link',
    participant: 'Participant link',
    viewer: 'Viewer link',
  } satisfies Record<Role, string>,
  copyLink: {
    facilitator: 'Copy the facilitator link',
    participant: 'Copy the participant link',
    viewer: 'Copy the viewer link',
  } satisfies Record<Role, string>,
  renew: 'Replace',
  renewLink: {
    facilitator: 'Replace the facilitator link',
    participant: 'Replace the participant link',
    viewer: 'Replace the viewer link',
  } satisfies Record<Role, string>,
  revoke: 'Turn off',
  revokeLink: {
    facilitator: 'Turn off the facilitator link',
    participant: 'Turn off the participant link',
    viewer: 'Turn off the viewer link',
  } satisfies Record<Role, string>,
  renewAsk:
    'The old link stops working at once, and everyone who joined with it is signed out. Send the new link to those who belong here: people who return with it, in the same browser and under the same name, get their dots and private notes back.',
  revokeAsk:
    'The link stops working at once, and everyone who joined with it is signed out. Their notes stay, and so do their dots in an open vote. You can make a new link later: people who return with it, in the same browser and under the same name, get their dots and private notes back.',
  revokeOwn: 'You stay signed in as a facilitator in this browser; other facilitators are signed out.',
  renewConfirm: 'Replace the link',
  revokeConfirm: 'Turn off the link',
  hidden:
    'The server does not have this link: an earlier version made it. Open the board in the browser that made it, or replace the link.',
  byHost:
    'The people who run this server have replaced this link, for a facilitator who had lost theirs. The former link no longer works. If you know nothing of it, replace the link.',
  embed: 'In a page of your house',
  copyEmbed: 'Copy the code for a page',
  embedHint: 'The viewer link, nothing else. The people who run this server allow it on {{places}}.',
  embedTitle: 'Board: {{title}}',
  off: 'Turned off. Replace it with a new link to let people in again.',
  code: 'Join code',
  codeAt: 'at {{address}}',
  qr: 'QR code of the participant link',
  room: 'Show QR code full screen',
  roomHeading: 'Join the board',
  roomHint: 'Scan, or open {{address}} and enter the code',
  roomClose: 'Close (Esc)',
}

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
  byHost:
    'Les personnes qui gèrent ce serveur ont remplacé ce lien, pour quelqu’un qui avait perdu le sien. L’ancien lien ne fonctionne plus. Si vous n’en savez rien, remplacez le lien.',
  embed: 'Dans une page de la maison',
  copyEmbed: 'Copier le code pour une page',
  embedHint:
    'Le lien des observateurs, rien d’autre. Permis sur {{places}} par les personnes qui gèrent ce serveur.',
  embedTitle: 'Tableau : {{title}}',
  off: 'Désactivé. Remplacez-le par un nouveau lien pour rouvrir l’accès.',
  code: 'Code d’accès',
  codeAt: 'sur {{address}}',
  qr: 'QR code du lien des participants',
  room: 'QR code en plein écran',
  roomHeading: 'Rejoignez le tableau',
  roomHint: 'Scannez, ou ouvrez {{address}} et saisissez le code',
  roomClose: 'Fermer (Échap)',
} satisfies typeof en

/** The sentences of links, of the code and of the projector’s window. */
export const shareWords = wordsOf({ en, fr })
