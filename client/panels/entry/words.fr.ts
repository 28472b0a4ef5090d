import type { en } from './words.en.ts'

export const fr = {
  left: 'Des mots de vous que personne n’a vus',
  leftHint: 'Vous les aviez commencés sur ce tableau. Ils ne sont que dans ce navigateur.',
  leftText: 'Votre texte {{number}}',
  copyText: 'Copier votre texte {{number}}',
} satisfies typeof en
