import { inBrief } from '#shared/board/brief.ts'
import { fieldOf, type TestedSentence } from '#shared/activities/test/test-state.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { testWords } from './words.ts'

export interface AnswersProps {
  readonly path: StepPath
  readonly sentence: TestedSentence
}

/** The comments of people on a sentence, as the board shows them. */
export function Answers({ path, sentence }: AnswersProps) {
  const t = useWords(testWords)
  const { model } = useBoard()
  const language = useContentLanguage()
  const read = useSceneFact(model.scene, ({ notes }) =>
    JSON.stringify(
      [...notes.values()]
        .filter((note) => note.step === path && note.field === fieldOf(sentence))
        .map(({ text, signature }) => ({ text, signature })),
    ),
  )
  const answers = JSON.parse(read) as readonly { readonly text: string; readonly signature?: string }[]
  if (answers.length === 0) return <p className="test-task__hint">{t('noWords')}</p>
  return (
    <>
      <p className="test-task__hint tabular">{t('answers', { count: answers.length })}</p>
      <ul className="test-answers">
        {answers.map(({ text, signature }, index) => (
          <li key={index} lang={language} dir="auto">
            {inBrief(text)}
            {signature !== undefined && <footer>{signature}</footer>}
          </li>
        ))}
      </ul>
    </>
  )
}
