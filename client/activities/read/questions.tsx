import { inBrief, inLine } from '#shared/board/beginning.ts'
import { useStore } from '@nanostores/react'
import { Trash2 } from 'lucide-react'
import { useId, useState, type FormEvent } from 'react'
import { questionLimits, questionsIn, type Question } from '#shared/activities/read/questions.ts'
import { ReadOperation } from '#shared/activities/read/rights.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { useActivityState, useRunCommand } from '../../panels/host/use-activity.ts'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { Button } from '../../panels/ui/button.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { readWords } from './words.ts'

/** Questions to understand, about the selected note or about none, and their answers. Nobody is named. */
export function Questions() {
  const t = useWords(readWords)
  const { model } = useBoard()
  const run = useRunCommand()
  const questions = questionsIn(useActivityState('read'))
  const mayAsk = useMay(ReadOperation.ask)
  const selection = useStore(model.ui.selection)
  const [only] = selection
  const note = selection.size === 1 && only !== undefined && model.scene.notes.has(only) ? only : null
  return (
    <section className="read-task__part" aria-labelledby="read-questions">
      <h3 id="read-questions">{t('questions')}</h3>
      {mayAsk && (
        <>
          <p className="read-task__hint">{t('questionsHint')}</p>
          {note !== null && <About note={note} />}
          <Line
            label={t('question')}
            button={t('ask')}
            onSend={(text, done) => run({ kind: 'read.ask', note, text }, done)}
          />
        </>
      )}
      <ul>
        {questions.toReversed().map((question) => (
          <Asked key={question.id} question={question} mayAnswer={mayAsk} />
        ))}
      </ul>
    </section>
  )
}

function Asked({ question, mayAnswer }: { readonly question: Question; readonly mayAnswer: boolean }) {
  const t = useWords(readWords)
  const run = useRunCommand()
  const language = useContentLanguage()
  const maySettle = useMay(ReadOperation.settle)
  const { id, note, text, answers, isSettled } = question
  return (
    <li className="read-task__question">
      {note !== null && <About note={note} />}
      <p lang={language} dir="auto">
        {inBrief(text)}
      </p>
      {answers.map((answer) => (
        <blockquote key={answer} lang={language} dir="auto">
          {inBrief(answer)}
        </blockquote>
      ))}
      {isSettled && <p className="read-task__hint">{t('isAloud')}</p>}
      {mayAnswer && !isSettled && answers.length < questionLimits.answers && (
        <Line
          label={t('answer')}
          button={t('giveAnswer')}
          onSend={(said, done) => run({ kind: 'read.answer', question: id, text: said }, done)}
        />
      )}
      {maySettle && (
        <Button
          tone="quiet"
          onClick={() => run({ kind: 'read.settle', question: id, isSettled: !isSettled })}
        >
          {isSettled ? t('askAgain') : t('aloud')}
        </Button>
      )}
      {maySettle && isSettled && (
        <Button tone="quiet" icon={<Trash2 />} onClick={() => run({ kind: 'read.remove', question: id })}>
          {t('removeQuestion')}
        </Button>
      )}
    </li>
  )
}

/** Letters of a note that tell which one it is. Not measured. */
const subjectLetters = 60

function About({ note }: { readonly note: string }) {
  const t = useWords(readWords)
  const { model } = useBoard()
  const text = useSceneFact(model.scene, ({ notes }) => notes.get(note)?.text.trim() ?? '')
  if (text === '') return null
  return <p className="read-task__hint">{t('about', { note: inLine(text, subjectLetters) })}</p>
}

interface LineProps {
  readonly label: string
  readonly button: string
  /** `done` empties the field: words that the server did not take stay in it. */
  readonly onSend: (text: string, done: () => void) => void
}

function Line({ label, button, onSend }: LineProps) {
  const id = useId()
  const [words, setWords] = useState('')
  const send = (event: FormEvent) => {
    event.preventDefault()
    const text = words.trim()
    if (text !== '') onSend(text, () => setWords(''))
  }
  return (
    <form className="read-task__line" onSubmit={send}>
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <input
        id={id}
        value={words}
        placeholder={label}
        dir="auto"
        autoComplete="off"
        maxLength={questionLimits.letters}
        onChange={(event) => setWords(event.target.value)}
      />
      <Button type="submit" tone="neutral">
        {button}
      </Button>
    </form>
  )
}
