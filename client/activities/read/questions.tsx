import { CircleQuestionMark, Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  questionLimits,
  questionsIn,
  type Question,
  questionsBlock,
} from '#shared/activities/read/questions.ts'
import { ReadOperation } from '#shared/activities/read/activity.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { useReader, useWords } from '../../i18n/use-words.ts'
import { Blocks } from '../../panels/blocks/blocks.tsx'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { useActivityState, useRunCommand } from '../../panels/host/use-activity.ts'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { WordsForm } from '../../panels/host/words-form.tsx'
import { Button } from '../../panels/ui/button.tsx'
import { readWords } from './words.ts'

/** Questions about no card, or about one that is gone, and their answers. Nobody is named. */
export function Questions({ path }: { readonly path: StepPath }) {
  const t = useWords(readWords)
  const { scene } = useBoard().model
  const all = questionsIn(useActivityState('read'))
  const gone = useSceneFact(scene, ({ notes }) =>
    all.flatMap(({ note }) => (note !== null && !notes.has(note) ? [note] : [])).join(' '),
  ).split(' ')
  const mayAsk = useMay(ReadOperation.ask)
  return (
    <section className="read-task__part" aria-labelledby="read-questions">
      <h3 id="read-questions">{t('questions')}</h3>
      {mayAsk && (
        <>
          <p className="quiet">{t('questionsHint')}</p>
          <Ask path={path} note={null} />
        </>
      )}
      <ForgetAll list="questions" count={all.length} most={questionLimits.count} />
      <Listed path={path} questions={all.filter(({ note }) => note === null || gone.includes(note))} />
    </section>
  )
}

/** At the foot of a card: how many questions are about it. Of a selected one they themselves, and the field for another. */
export function QuestionsAt({
  path,
  note,
  isSelected,
}: {
  readonly path: StepPath
  readonly note: string
  readonly isSelected: boolean
}) {
  const t = useWords(readWords)
  const questions = questionsIn(useActivityState('read')).filter((question) => question.note === note)
  const mayAsk = useMay(ReadOperation.ask)
  if (!isSelected && questions.length === 0) return null
  return (
    <div className="read-task__at">
      {questions.length > 0 && (
        <p className="read-task__count tabular">
          <CircleQuestionMark aria-hidden="true" />
          {t('count', { count: questions.length })}
        </p>
      )}
      {isSelected && <Listed path={path} questions={questions} />}
      {isSelected && mayAsk && <Ask path={path} note={note} />}
    </div>
  )
}

function Ask({ path, note }: { readonly path: StepPath; readonly note: string | null }) {
  const t = useWords(readWords)
  const run = useRunCommand()
  return (
    <WordsForm
      place={{
        step: path,
        name: note === null ? 'question' : `question:${note}`,
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
  )
}

function Listed({ path, questions }: { readonly path: StepPath; readonly questions: readonly Question[] }) {
  const reader = useReader()
  const mayAsk = useMay(ReadOperation.ask)
  if (questions.length === 0) return null
  return (
    <Blocks
      // They stand at their card: its words are not said again.
      blocks={[questionsBlock(questions.toReversed(), () => '', reader)]}
      underQuotes={
        new Map(
          questions.map((question) => [
            question.id,
            <Asked key={question.id} path={path} question={question} mayAnswer={mayAsk} />,
          ]),
        )
      }
    />
  )
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
      <p className="quiet">{t('listFills', { count, most })}</p>
      <Button tone="quiet" onClick={press} onBlur={() => setAsked(false)}>
        {isAsked ? t('forgetSurely') : t(names[list])}
      </Button>
    </div>
  )
}
