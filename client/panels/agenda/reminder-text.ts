import type { Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { datesOf } from '#shared/agenda/own-pace.ts'
import type { Step, WordsLanguage } from '#shared/agenda/template.ts'
import { dateWords } from './date-words.ts'

/** A reminder goes to people whose language nobody knows: each sentence in both. */
const sentences = {
  en: {
    ask: (title: string) => `“${title}”: please prepare, each on your own, whenever it suits you.`,
    until: (date: string) => `You can until ${date}.`,
    how: 'You may stop and come back, on a phone too. Only you see your answers; you share what you tick.',
  },
  fr: {
    ask: (title: string) =>
      `«\u00A0${title}\u00A0»\u00A0: préparez-vous, chacun de son côté, quand cela vous convient.`,
    until: (date: string) => `C’est possible jusqu’au ${date}.`,
    how: 'Vous pouvez vous arrêter et revenir, sur un téléphone aussi. Personne d’autre que vous ne voit vos réponses\u00A0; vous ne partagez que ce que vous cochez.',
  },
} as const

export interface ReminderFacts {
  readonly title: string
  /** The language of the board stands first. */
  readonly language: WordsLanguage
  readonly agenda: Pick<Agenda, 'template' | 'answers'>
  readonly step: Pick<Step, 'opens' | 'closes'>
  readonly link: string
}

export function reminderText({ title, language, agenda, step, link }: ReminderFacts): string {
  const { closes } = datesOf(step)
  const others = language === 'fr' ? (['fr', 'en'] as const) : (['en', 'fr'] as const)
  const paragraphs = others.map((each) => {
    const { ask, until, how } = sentences[each]
    const name = title.trim() || fill(agenda.template.title, each, agenda.answers).text
    return [ask(name), ...(closes === null ? [] : [until(dateWords(closes, each))]), how].join(' ')
  })
  return [...paragraphs, link].join('\n\n')
}
