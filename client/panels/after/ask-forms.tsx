import { X } from 'lucide-react'
import { useEffect, useId, useState, type ReactNode } from 'react'
import { publicLimits } from '#shared/asking/public.ts'
import { dayInWords } from '#shared/text/long-date.ts'
import type { NewAsking } from '#shared/wire/public-asking.ts'
import type { PurposePreview } from '#shared/wire/purpose-page.ts'
import { currentLanguage, errorSentence } from '../../i18n/i18n.ts'
import { useCommonWords, useWords } from '../../i18n/use-words.ts'
import type { Outcome } from '../../model/http/api.ts'
import { previewPurpose, openAsking } from '../../model/http/purpose-api.ts'
import { useBoard } from '../host/board-context.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../host/text-area.tsx'
import { Field } from '../ui/field.tsx'
import { datesOf, daysLater, monthsLater } from './due.ts'
import { afterWords } from './words.ts'

interface FormProps {
  readonly today: string
  readonly onClose: () => void
  /** The links are made. */
  readonly onDone: () => void
}

/** A pulse stays open for two weeks: people come back from holidays. Strangers have longer. */
const pulseDays = 14
const strangerDays = 28

/** The months after which a pulse is taken, unless the facilitator changes the dates. */
const pulseMonths = [3, 6, 12]

/** The dates of the pulses. Each makes a link. */
export function PlanPulses({ adopted, today, ...form }: FormProps & { readonly adopted: number }) {
  const t = useWords(afterWords)
  const [dates, setDates] = useState<readonly string[]>(() => {
    const ahead = pulseMonths.map((months) => monthsLater(adopted, months)).filter((day) => day >= today)
    return ahead.length > 0 ? ahead : [today]
  })
  const days = [...new Set(dates)].filter((day) => day !== '')
  const asked = days.map((day): NewAsking => ({
    subject: { kind: 'pulse' },
    ...datesOf(day, daysLater(day, pulseDays)),
  }))
  return (
    <AskDialog title={t('planTitle')} hint={t('planHint')} go={t('planGo')} asked={asked} {...form}>
      {dates.map((day, index) => (
        <div key={index} className="after__date">
          <Field
            label={t('date', { number: index + 1 })}
            type="date"
            required
            min={today}
            value={day}
            onChange={({ target }) => setDates(dates.with(index, target.value))}
          />
          {dates.length > 1 && (
            <IconButton
              label={t('dropDate', { day: day === '' ? '' : dayInWords(currentLanguage(), day) })}
              icon={<X />}
              side="left"
              onClick={() => setDates(dates.toSpliced(index, 1))}
            />
          )}
        </div>
      ))}
      {dates.length < publicLimits.open && (
        <p>
          <Button onClick={() => setDates([...dates, ''])}>{t('addDate')}</Button>
        </p>
      )}
    </AskDialog>
  )
}

/** Three sentences of comparable teams with their sources, and some lines about one's own. */
export function AskStrangers({ today, ...form }: FormProps) {
  const t = useWords(afterWords)
  const language = useContentLanguage()
  const [team, setTeam] = useState('')
  const [others, setOthers] = useState(() => Array.from({ length: 3 }, () => ({ text: '', source: '' })))
  const [until, setUntil] = useState(daysLater(today, strangerDays))
  const change = (index: number, part: Partial<(typeof others)[number]>) =>
    setOthers(others.map((other, place) => (place === index ? { ...other, ...part } : other)))
  const asked: readonly NewAsking[] = [
    { subject: { kind: 'strangers', team, others }, ...datesOf(today, until === '' ? today : until) },
  ]
  return (
    <AskDialog
      title={t('strangersTitle')}
      hint={t('strangersHint')}
      go={t('strangersGo')}
      asked={asked}
      {...form}
    >
      <TextArea
        label={t('team')}
        hint={t('teamHint')}
        lang={language}
        maxLength={publicLimits.team}
        required
        rows={3}
        value={team}
        onChange={setTeam}
      />
      {others.map(({ text, source }, index) => (
        <fieldset key={index} className="after__other">
          <TextArea
            label={t('other', { number: index + 1 })}
            lang={language}
            maxLength={publicLimits.sentence}
            required
            value={text}
            onChange={(value) => change(index, { text: value })}
          />
          <Field
            label={t('source')}
            hint={index === 0 ? t('sourceHint') : undefined}
            required
            maxLength={publicLimits.source}
            value={source}
            onChange={({ target }) => change(index, { source: target.value })}
          />
        </fieldset>
      ))}
      <Until value={until} today={today} onChange={setUntil} />
    </AskDialog>
  )
}

/** Somebody of the map, who says whether these are their needs. */
export function AskNeeds({ today, ...form }: FormProps) {
  const t = useWords(afterWords)
  const common = useCommonWords()
  const { asking } = useBoard()
  const language = useContentLanguage()
  const id = useId()
  const [map, setMap] = useState<Outcome<PurposePreview> | null>(null)
  const [chosen, setChosen] = useState('')
  const [until, setUntil] = useState(daysLater(today, strangerDays))
  const isReading = map === null
  useEffect(() => {
    if (!isReading) return undefined
    let isLeft = false
    const load = async () => {
      const found = await previewPurpose(asking)
      if (!isLeft) setMap(found)
    }
    void load()
    return () => {
      isLeft = true
    }
  }, [asking, isReading])
  const people = map?.ok ? map.value.people.filter(({ needs }) => needs.length > 0) : []
  const person = people.find((each) => each.id === chosen) ?? people[0]
  const asked: readonly NewAsking[] = person
    ? [{ subject: { kind: 'needs', person: person.id }, ...datesOf(today, until === '' ? today : until) }]
    : []
  return (
    <AskDialog title={t('needsTitle')} hint={t('needsHint')} go={t('strangersGo')} asked={asked} {...form}>
      {isReading && <p>{t('readingMap')}</p>}
      {map?.ok === false && (
        <>
          <p className="field__error" role="alert">
            {errorSentence(map.code)}
          </p>
          <p>
            <Button onClick={() => setMap(null)}>{common('notices.tryAgain')}</Button>
          </p>
        </>
      )}
      {map?.ok && !person && <p>{t('noPeople')}</p>}
      {person && (
        <>
          <div className="field">
            <label htmlFor={id}>{t('person')}</label>
            <select
              id={id}
              value={person.id}
              onChange={({ target }) => setChosen(target.value)}
              lang={language}
            >
              {people.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.who}
                </option>
              ))}
            </select>
          </div>
          <ul className="after__needs" lang={language}>
            {person.needs.map((need) => (
              <li key={need} dir="auto">
                {need}
              </li>
            ))}
          </ul>
          <Until value={until} today={today} onChange={setUntil} />
        </>
      )}
    </AskDialog>
  )
}

interface UntilProps {
  readonly value: string
  readonly today: string
  readonly onChange: (day: string) => void
}

function Until({ value, today, onChange }: UntilProps) {
  const t = useWords(afterWords)
  return (
    <Field
      label={t('until')}
      type="date"
      required
      min={today}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}

interface AskDialogProps {
  readonly title: string
  readonly hint: string
  readonly go: string
  /** A link each. */
  readonly asked: readonly NewAsking[]
  readonly children: ReactNode
  readonly onClose: () => void
  readonly onDone: () => void
}

function AskDialog({ title, hint, go, asked, children, onClose, onDone }: AskDialogProps) {
  const t = useWords(afterWords)
  const { asking } = useBoard()
  const form = useId()
  const [made, setMade] = useState(0)
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState('')
  const send = async () => {
    setIsBusy(true)
    for (const [index, each] of asked.entries()) {
      // A press after a failure makes the rest.
      if (index < made) continue
      const answer = await openAsking(asking, each)
      if (!answer.ok) {
        setIsBusy(false)
        return setError(answer.code === 'bad_request' ? t('wrong') : errorSentence(answer.code))
      }
      setMade(index + 1)
    }
    onDone()
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      isForm
      footer={
        asked.length > 0 && (
          <Button type="submit" form={form} tone="accent" isBusy={isBusy}>
            {go}
          </Button>
        )
      }
    >
      <form
        id={form}
        className="after__dialog"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <p className="field__hint">{hint}</p>
        {children}
        <p className="field__hint">{t('honest')}</p>
        <p className="field__error" role="alert">
          {error}
        </p>
      </form>
    </Dialog>
  )
}
