import type { en } from './words.en.ts'

export const fr = {
  banner: 'Répétition avec {{count}} fantômes. Rien n’en sort.',
  bannerOthers: 'Ceci est une répétition avec des fantômes. Rien n’en sort.',
  pause: 'Arrêter les fantômes',
  play: 'Laisser jouer les fantômes',
  begin: 'Commencer pour de vrai',
  beginning: 'Ouverture de l’atelier…',
  ghost: 'Fantôme {{name}}',
  away: 'Les fantômes n’ont pas pu venir : {{why}}',
} satisfies Record<keyof typeof en, string>
