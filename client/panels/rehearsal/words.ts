import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  banner: 'Rehearsal with ghosts. Nothing of it can be exported.',
  bannerOthers: 'This is a rehearsal with ghosts. Nothing of it can be exported.',
  pause: 'Pause the ghosts',
  play: 'Let the ghosts go on',
  controls: 'Lead the rehearsal',
  begin: 'Begin for real',
  beginning: 'Opening the workshop…',
  ghost: 'Ghost {{name}}',
  ghosts: 'Ghosts',
  fewer: 'one ghost less',
  more: 'one ghost more',
  try: 'Try it with ghosts',
  tryAbout:
    'A copy of this board opens, with its notes, groups and agenda. Ghosts play the workshop there with you: they write, group and vote as people do.',
  trySafe: 'This board stays as it is. Nobody is invited to the copy, and nothing of it can be exported.',
  open: 'Open the rehearsal',
  away: 'The ghosts could not come: {{why}}',
}

export const fr = {
  banner: 'Répétition avec des fantômes. Rien n’en sort.',
  bannerOthers: 'Ceci est une répétition avec des fantômes. Rien n’en sort.',
  pause: 'Arrêter les fantômes',
  play: 'Laisser jouer les fantômes',
  controls: 'Conduire la répétition',
  begin: 'Commencer pour de vrai',
  beginning: 'Ouverture de l’atelier…',
  ghost: 'Fantôme {{name}}',
  ghosts: 'Fantômes',
  fewer: 'un fantôme de moins',
  more: 'un fantôme de plus',
  try: 'Essayer avec des fantômes',
  tryAbout:
    'Une copie de ce tableau s’ouvre, avec ses notes, ses groupes et son déroulé. Des fantômes y jouent l’atelier avec vous : ils écrivent, regroupent et votent comme des participants.',
  trySafe: 'Ce tableau reste tel quel. Personne n’est invité à la copie, et rien n’en sort.',
  open: 'Ouvrir la répétition',
  away: 'Les fantômes n’ont pas pu venir : {{why}}',
} satisfies Record<keyof typeof en, string>

/** The sentences of rehearsals. */
export const rehearsalWords = wordsOf({ en, fr })
