import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  title: 'No purpose is adopted yet',
  why: 'This step says how to reach the purpose. You can go on without one. Your reason stands in the log and in the report.',
  reason: 'Why you go on',
  goOn: 'Go on without a purpose',
}

export const fr = {
  title: 'Aucune raison d’être n’est encore adoptée',
  why: 'Cette étape dit comment atteindre la raison d’être. Vous pouvez continuer sans elle. Votre motif figurera au journal et dans le compte rendu.',
  reason: 'Pourquoi vous continuez',
  goOn: 'Continuer sans raison d’être',
} satisfies typeof en

export const purposeWords = wordsOf({ en, fr })
