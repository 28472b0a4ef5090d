import { inLine } from '#shared/text/in-line.ts'
import { useStore } from '@nanostores/react'
import { Trash2 } from 'lucide-react'
import { useCallback, useState } from 'react'
import { questionLimits, questionsIn, type Question } from '#shared/activities/read/questions.ts'
import { ReadOperation } from '#shared/activities/read/activity.ts'
import { questionsBlock } from '#shared/activities/read/result.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { useReader } from '../../i18n/use-reader.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { Blocks } from '../../panels/blocks/blocks.tsx'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { useActivityState, useRunCommand } from '../../panels/host/use-activity.ts'
import { useSceneFact, useSceneList } from '../../panels/host/use-scene.ts'
import { WordsForm } from '../../panels/host/words-form.tsx'
import { Button } from '../../panels/ui/button.tsx'
import { readWords } from './words.ts'

/** Questions to understand, about the selected note or about none, and their answers. Nobody is named. */
export function Questions({ path }: { readonly path: StepPath }) {
  const t = useWords(readWords)
  const { model } = useBoard()
  const run = useRunCommand()
  const questions = questionsIn(useActivityState('read'))
  const reader = useReader()
  const textOf = useTextsOf(questions)
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
          <WordsForm
            place={{
              step: path,
              name: 'question',
              late: { kind: 'read.late', step: path, note, question: null },
              audience: Audience.open,
            }}
            label={t('question')}
            isLabelHidden
            placeholder={t('question')}
            button={t('ask')}
            maxLength={questionLimits.letters}
            onSend={({ text }, done) => run({ kind: 'read.ask', note, text }, done)}
          />
        </>
      )}
      <ForgetAll list="questions" count={questions.length} most={questionLimits.count} />
      {questions.length > 0 && (
        <Blocks
          blocks={[questionsBlock(questions.toReversed(), textOf, reader)]}
          underQuotes={
            new Map(
              questions.map((question) => [
                question.id,
                <Asked key={question.id} path={path} question={question} mayAnswer={mayAsk} />,
              ]),
            )
          }
        />
      )}
    </section>
  )
}

/** The words of the notes that questions are about; empty for those that are gone. */
function useTextsOf(questions: readonly Question[]): (note: string) => string {
  const { model } = useBoard()
  const ids = questions.flatMap(({ note }) => note ?? []).join(' ')
  const read = useCallback(
    ({ notes }: BoardModel['scene']) =>
      ids.split(' ').map((id) => ({ id, text: notes.get(id)?.text.trim() ?? '' })),
    [ids],
  )
  const found = useSceneList(model.scene, read, (a, b) => a.id === b.id && a.text === b.text)
  return (note) => found.find(({ id }) => id === note)?.text ?? ''
}

interface AskedProps {
  readonly path: StepPath
  readonly question: Question
  readonly mayAnswer: boolean
}

function Asked({ path, question, mayAnswer }: AskedProps) {
  const t = useWords(readWords)
  const run = useRunCommand()
  const maySettle = useMay(ReadOperation.settle)
  const { id, answers, isSettled } = question
  return (
    <div className="read-task__question">
      {mayAnswer && !isSettled && answers.length < questionLimits.answers && (
        <WordsForm
          place={{
            step: path,
            name: `answer:${id}`,
            late: { kind: 'read.late', step: path, note: null, question: id },
            audience: Audience.open,
          }}
          label={t('answer')}
          isLabelHidden
          placeholder={t('answer')}
          button={t('giveAnswer')}
          maxLength={questionLimits.letters}
          onSend={(said, done) => run({ kind: 'read.answer', question: id, text: said.text }, done)}
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
      {maySettle && (
        <Button tone="quiet" icon={<Trash2 />} onClick={() => run({ kind: 'read.remove', question: id })}>
          {t('removeQuestion')}
        </Button>
      )}
    </div>
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

/** Where a list is half full, a facilitator may empty it, with a second press. */
export function ForgetAll({
  list,
  count,
  most,
}: {
  readonly list: 'questions' | 'pairs'
  readonly count: number
  readonly most: number
}) {
  const t = useWords(readWords)
  const run = useRunCommand()
  const [isAsked, setAsked] = useState(false)
  if (!useMay(ReadOperation.settle) || count < most / 2) return null
  const names = { questions: 'forgetQuestions', pairs: 'forgetPairs' } as const
  const press = () => {
    if (isAsked) run({ kind: 'read.forget', list })
    setAsked(!isAsked)
  }
  return (
    <div className="read-task__buttons">
      <p className="read-task__hint">{t('listFills', { count, most })}</p>
      <Button tone="quiet" onClick={press} onBlur={() => setAsked(false)}>
        {isAsked ? t('forgetSurely') : t(names[list])}
      </Button>
    </div>
  )
}
