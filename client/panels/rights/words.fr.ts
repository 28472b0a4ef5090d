import type { en } from './words.en.ts'

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
