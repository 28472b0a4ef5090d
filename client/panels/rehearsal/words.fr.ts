import type { en } from './words.en.ts'

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
