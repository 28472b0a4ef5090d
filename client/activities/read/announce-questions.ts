import { questionsBlock, questionsIn, type Question } from '#shared/activities/read/questions.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import type { Announcer } from '../../panels/host/feature.ts'
import { readWords } from './words.ts'

/** Says each question that people ask while they read, and each answer in writing. Several at once are counted. */
export const announceQuestions: Announcer = ({ model }, say) => {
  const { t } = readWords
  return model.activity('read').listen((state, before) => {
    const [now, former] = [questionsIn(state), questionsIn(before)]
    const fresh = now.filter(({ id }) => former.every((question) => question.id !== id))
    if (fresh.length > 1) return say(t('heardCount', { count: fresh.length }))
    const [asked] = fresh
    if (asked) return say(t('heardQuestion', { question: told(asked) }))
    const answer = now.flatMap(({ id, answers }) =>
      answers.slice(former.find((question) => question.id === id)?.answers.length ?? 0),
    )[0]
    if (answer !== undefined) say(t('heardAnswer', { answer }))
  })

  /** The question, and the first words of the text that it is about. */
  function told(question: Question): string {
    const textOf = (note: string) => model.scene.notes.get(note)?.text ?? ''
    const { quotes } = questionsBlock([question], textOf, { language: currentLanguage() })
    return quotes.map(({ text, about }) => (about === '' ? text : `${text} ${about}`)).join('')
  }
}
