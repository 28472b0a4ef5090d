import { CircleQuestionMark } from 'lucide-react'
import { isOpenQuestion, questionsBlock, questionsIn } from '#shared/activities/read/questions.ts'
import { inBrief } from '#shared/board/brief.ts'
import { useReader, useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useActivityState } from '../../panels/host/use-activity.ts'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { readWords } from './words.ts'
import './questions-in-room.css'

/** More would leave no room for the texts that people ask about. Not measured. */
const mostShown = 2

/** For the whole room: the questions that wait for an answer, oldest first. Nobody is named. */
export function QuestionsInRoom() {
  const t = useWords(readWords)
  const reader = useReader()
  const language = useContentLanguage()
  const { scene } = useBoard().model
  const open = questionsIn(useActivityState('read')).filter(isOpenQuestion)
  const shown = open.slice(0, mostShown)
  const textOf = (note: string) => scene.notes.get(note)?.text ?? ''
  // Drawn again when somebody changes a text that is asked about.
  useSceneFact(scene, () => shown.map(({ note }) => textOf(note ?? '')).join('\n'))
  if (shown.length === 0) return null
  const others = open.length - shown.length
  return (
    <section className="read-room" aria-label={t('questions')}>
      <ul>
        {questionsBlock(shown, textOf, reader).quotes.map(({ id, text, about }) => (
          <li key={id}>
            <CircleQuestionMark aria-hidden="true" />
            <p dir="auto" lang={language}>
              {inBrief(text)}
              {about !== '' && <span className="read-room__about"> {inBrief(about)}</span>}
            </p>
          </li>
        ))}
      </ul>
      {others > 0 && <p className="read-room__about">{t('waiting', { count: others })}</p>}
    </section>
  )
}
