import { useStore } from '@nanostores/react'
import { ImagePlus, X } from 'lucide-react'
import { Suspense, useId, useLayoutEffect, useRef } from 'react'
import type { FormQuestion } from '#shared/activities/form/activity.ts'
import { fill } from '#shared/agenda/fill.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { isWritten, photoBlank, type Draft } from '#shared/board/draft.ts'
import { noteTextLimit } from '#shared/board/limits.ts'
import type { Audience } from '#shared/workshop/audience.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { AudienceBadge, useDraftAudience } from '../../panels/host/audience.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { photoFilesOf } from '../../tools/input/pasted-rows.ts'
import { autoGrow } from '../../panels/ui/auto-grow.ts'
import { Button } from '../../panels/ui/button.tsx'
import { choosePhotos } from '../../panels/ui/choose-photos.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { lazy } from '../../panels/ui/lazy.ts'
import { formWords } from './words.ts'

const Thumbnail = lazy(async () => ({
  default: (await import('../../panels/host/thumbnail.tsx')).Thumbnail,
}))

interface QuestionProps {
  readonly question: FormQuestion
  readonly placed: PlacedStep
  /** Two when two devices without a connection have begun one each: both stay. */
  readonly answers: readonly Draft[]
  readonly number: number
  readonly total: number
  readonly mayChange: boolean
}

/** One question with its answer, and what becomes of the answer. */
export function Question({ question, placed, answers, number, total, mayChange }: QuestionProps) {
  const t = useWords(formWords)
  const { model } = useBoard()
  const label = useId()
  const field = useId()
  const agenda = useStore(model.agenda)
  const { text, language } = fill(question.words, currentLanguage(), agenda?.answers ?? {})
  const shown = answers.length > 0 ? answers : [undefined]
  return (
    <fieldset className="form-question stack" aria-labelledby={label}>
      <p className="quiet">{t('question', { number, total })}</p>
      <label
        id={label}
        htmlFor={field}
        className="form-question__words"
        lang={language === currentLanguage() ? undefined : language}
      >
        {text}
      </label>
      {shown.map((answer, index) => (
        // The field stays when its first letter makes an answer.
        <Answer
          key={index}
          question={question}
          placed={placed}
          answer={answer}
          number={number}
          {...(index === 0 ? { id: field } : { labelledBy: label })}
          mayChange={mayChange && answer?.taken === undefined}
        />
      ))}
    </fieldset>
  )
}

interface AnswerProps {
  readonly question: FormQuestion
  readonly placed: PlacedStep
  readonly answer: Draft | undefined
  readonly number: number
  /** The first one has the label; others name it. */
  readonly id?: string
  readonly labelledBy?: string
  readonly mayChange: boolean
}

function Answer({ question, placed, answer, number, id: fieldId, labelledBy, mayChange }: AnswerProps) {
  const t = useWords(formWords)
  const { model } = useBoard()
  const { desk } = model
  const field = useRef<HTMLTextAreaElement>(null)
  const badge = useId()
  const language = useContentLanguage()
  const { audience, allowed, onChange } = useDraftAudience(answer, placed, question.id)
  useLayoutEffect(() => autoGrow(field.current))
  const begin = (text = '') =>
    desk.answer({ text, kind: question.kind, origin: { step: placed.path, field: question.id }, audience })
  /** Kept from then on, also before the first letter. */
  const choose = (chosen: Audience) => {
    const id = answer?.id ?? begin()
    if (id === undefined) onChange(chosen)
    else desk.setAudience(id, chosen)
  }
  const write = (text: string) => {
    if (answer) desk.write(answer.id, text)
    else begin(text)
  }
  const put = (file: File) => {
    const id = answer?.id ?? begin()
    if (id !== undefined) model.photos.put(id, file)
  }
  const addPhoto = () => choosePhotos(([file]) => file && put(file), { isOne: true })
  return (
    <div className="form-answer stack">
      <textarea
        ref={field}
        rows={4}
        dir="auto"
        lang={language}
        id={fieldId}
        aria-labelledby={labelledBy}
        aria-describedby={badge}
        placeholder={t('placeholder')}
        maxLength={noteTextLimit}
        value={answer?.text ?? ''}
        readOnly={!mayChange}
        onChange={({ target }) => write(target.value)}
        onPaste={(event) => {
          const [photo] = question.hasPhoto && mayChange ? photoFilesOf(event.clipboardData) : []
          if (!photo) return
          event.preventDefault()
          put(photo)
        }}
      />
      {answer?.photo && (
        <Suspense fallback={null}>
          <Thumbnail of={answer.id} photo={answer.photo} />
        </Suspense>
      )}
      {question.hasPhoto && mayChange && (
        <div className="form-answer__photo">
          <Button icon={<ImagePlus />} onClick={addPhoto}>
            {t(answer?.photo ? 'otherPhoto' : 'addPhoto')}
          </Button>
          {answer?.photo && (
            <Button tone="quiet" icon={<X />} onClick={() => desk.setPhoto(answer.id, null)}>
              {t('removePhoto')}
            </Button>
          )}
        </div>
      )}
      {answer?.photo && mayChange && (
        <label className="form-answer__choice">
          <input
            type="checkbox"
            checked={answer.blanks?.[photoBlank] !== undefined}
            onChange={({ target }) => desk.writeBlank(answer.id, photoBlank, target.checked ? '1' : '')}
          />
          {t('photoInReport')}
        </label>
      )}
      {answer?.taken === undefined ? (
        <AudienceBadge
          id={badge}
          audience={audience}
          label={t('audience', { number })}
          {...(mayChange && { allowed, onChange: choose })}
        />
      ) : (
        <p className="quiet">{t('taken')}</p>
      )}
      {answer && isWritten(answer) && question.kind === 'object' && question.field === undefined && (
        <p className="quiet">{t('object')}</p>
      )}
    </div>
  )
}
