import type { en } from './purpose-words.en.ts'

export const fr = {
  title: 'Aucune raison d’être n’est encore adoptée',
  why: 'Cette étape dit comment atteindre la raison d’être. Vous pouvez continuer sans elle. Votre motif figurera au journal et dans le compte rendu.',
  reason: 'Pourquoi vous continuez',
  goOn: 'Continuer sans raison d’être',
} satisfies typeof en
