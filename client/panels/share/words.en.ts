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
  off: 'Turned off. Replace it with a new link to let people in again.',
  code: 'Join code',
  codeAt: 'at {{address}}',
  qr: 'QR code of the participant link',
  room: 'Show QR code full screen',
  roomHeading: 'Join the board',
  roomHint: 'Scan, or open {{address}} and enter the code',
  roomClose: 'Close (Esc)',
}
