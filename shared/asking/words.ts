import type { Language } from '../board/document.ts'
import { frenchSpaces } from '../text/french-spaces.ts'

export const en = {
  withheld: '{{label}} – fewer people answered than it takes to keep their answers secret, so none is shown.',
  nobody: '{{label}} – nobody answered.',
  one: '1 answer',
  many: '{{count}} answers',
  left: 'and {{count}} more',
  outcome: '{{label}} – fewer than five answered, so only the outcome is told: {{won}}',
  tie: 'a tie',
}

export const fr = {
  withheld:
    '{{label}} – trop peu de personnes ont répondu pour que leurs réponses restent secrètes : aucune n’est montrée.',
  nobody: '{{label}} – personne n’a répondu.',
  one: '1 réponse',
  many: '{{count}} réponses',
  left: 'et {{count}} de plus',
  outcome: '{{label}} – moins de cinq réponses : seule l’issue est dite : {{won}}',
  tie: 'égalité',
} satisfies typeof en

const catalogues: Readonly<Record<Language, typeof en>> = { en, fr }

/** The sentences of every result of questions. */
export function resultWord(
  language: Language,
  key: keyof typeof en,
  values: { readonly count?: number; readonly label?: string; readonly won?: string } = {},
): string {
  const sentence = catalogues[language][key]
  const said = language === 'fr' ? frenchSpaces(sentence) : sentence
  // A function: words of people may have signs that mean something in a replacement.
  return said
    .replace('{{count}}', () => String(values.count ?? 0))
    .replace('{{label}}', () => values.label ?? '')
    .replace('{{won}}', () => values.won ?? '')
}
