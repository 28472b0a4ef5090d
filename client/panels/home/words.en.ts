import type { Role } from '#shared/workshop/role.ts'

export const en = {
  tagline: 'Work out why you exist, together.',
  promise: 'Write, group, vote. No account, nothing to install.',
  createHeading: 'New board',
  boardTitle: 'Title of the board',
  boardTitleHint: 'Our purpose, spring workshop',
  boardLanguage: 'Language of the board',
  create: 'Create the board',
  creating: 'Creating the board',
  import: 'Import a board',
  importHint: 'A JSON file exported from Boussole',
  importing: 'Importing the board',
  secretExplained:
    'On this server, opening a board needs a secret. Ask the people who run the server. This browser will keep it.',
  secret: 'Secret of this server',
  secretSubmit: 'Continue',
  signInExplained: 'On this server, people who are signed in open boards. Joining a board needs no account.',
  joinHeading: 'Join with a code',
  recentHeading: 'Boards opened in this browser',
  recentEmpty: 'The boards you open will be listed here, in this browser only.',
  forget: 'Remove “{{title}}” from this list',
  forgetHeading: 'Remove this board from the list',
  forgetAsk:
    'This browser will forget “{{title}}”: its links, your access and the local copy. The board stays on the server, but you need one of its links to come back.',
  forgetConfirm: 'Remove from the list',
  openedAs: {
    facilitator: 'You facilitate',
    participant: 'You take part',
    viewer: 'View only',
  } satisfies Record<Role, string>,
}
