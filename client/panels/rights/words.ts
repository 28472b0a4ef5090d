import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  heading: 'Participant rights',
  intro:
    'Each choice applies at once to everyone who joined with the participant link. Facilitators can do everything, but unlock a locked note or group first.',
  board: 'The board',
  open: 'Open',
  openHint: 'Participants can work on it, within the limits below.',
  closed: 'Locked',
  closedHint: 'Participants can look and vote.',
  move: 'Move notes',
  write: 'Write in notes and colour them',
  all: 'All notes',
  own: 'Their own only',
  cluster: 'Make and change groups',
  everyone: 'Participants too',
  facilitators: 'Facilitators only',
  lock: 'Lock',
  unlock: 'Unlock',
  locked: 'Locked for everyone until a facilitator unlocks it.',
  unlocked: 'Unlocked.',
  isLocked: 'Locked',
}

export const fr = {
  heading: 'Droits des participants',
  intro:
    'Chaque choix s’applique aussitôt à toutes les personnes entrées par le lien des participants. Les animateurs peuvent tout faire, mais déverrouillent d’abord une note ou un groupe verrouillé.',
  board: 'Le tableau',
  open: 'Ouvert',
  openHint: 'Les participants y travaillent, dans les limites ci-dessous.',
  closed: 'Verrouillé',
  closedHint: 'Les participants regardent et votent.',
  move: 'Déplacer les notes',
  write: 'Écrire dans les notes et les colorer',
  all: 'Toutes les notes',
  own: 'Les leurs seulement',
  cluster: 'Former et modifier les groupes',
  everyone: 'Les participants aussi',
  facilitators: 'Les animateurs seulement',
  lock: 'Verrouiller',
  unlock: 'Déverrouiller',
  locked: 'Verrouillé pour tous, jusqu’à ce qu’un animateur le déverrouille.',
  unlocked: 'Déverrouillé.',
  isLocked: 'Verrouillé',
} satisfies typeof en

/** The sentences of participants’ rights and of locks. */
export const rightsWords = wordsOf({ en, fr })
