import { useStore } from '@nanostores/react'
import { CalendarPlus, ChevronRight, CircleCheck, CircleDashed, Plus, RotateCcw } from 'lucide-react'
import { use, useRef, useState } from 'react'
import { nextDateIn } from '#shared/activities/close/next-date.ts'
import { askedName } from '#shared/board/activities.ts'
import { inBrief } from '#shared/board/brief.ts'
import { originIn, originName, successorsIn } from '#shared/board/origin.ts'
import { calendarFile } from '#shared/text/calendar.ts'
import { dayInWords } from '#shared/text/long-date.ts'
import type { AskingState } from '#shared/wire/public-asking.ts'
import type { PurposePageState } from '#shared/wire/purpose-page.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import type { Closable } from '../host/feature.ts'
import { actionsAreHere } from '../host/fetch-actions.ts'
import { useActions } from '../host/use-actions.ts'
import { useActivityState } from '../host/use-activity.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { saveFile } from '../ui/save-file.ts'
import { useCopied } from '../ui/use-copied.ts'
import { askCases, hasSettled } from './ask-cases.ts'
import { AskingDialog } from './asking-dialog.tsx'
import { CaseForm, useNotedCases } from './case-form.tsx'
import { AskNeeds, AskStrangers, PlanPulses } from './ask-forms.tsx'
import { dayOf, dueIn, monthsAfter, type Due, useAfter } from './due.ts'
import { usePledges, useTold } from './pledges.ts'
import { afterWords } from './words.ts'
import './after.css'

type Open =
  | { readonly kind: 'pulse' | 'strangers' | 'needs' | 'case' }
  | { readonly kind: 'asking'; readonly id: string }

/** The same over the board. */
export function AfterDialog({ onClose }: Closable) {
  const t = useWords(afterWords)
  return (
    <Dialog title={t('heading')} onClose={onClose} size="wide">
      <AfterDay onLeft={onClose} />
    </Dialog>
  )
}

/** Everything that comes after the day: what is due next, by date, and what exists. For facilitators. */
export function AfterDay({ title, onLeft }: { readonly title?: string; readonly onLeft?: () => void }) {
  const t = useWords(afterWords)
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  const adopted = useStore(model.adoptions).at(-1)?.at ?? model.now()
  const pledges = usePledges(agenda?.template ?? null)
  const workshop = nextDateIn(useActivityState('close'))
  const { askings, page, error, reload } = useAfter()
  const [open, setOpen] = useState<Open | null>(null)
  const today = dayOf(model.now())
  const review = page?.draft.reviewOn ?? null
  const due = dueIn({ pledges, askings: askings ?? [], workshop, review, adopted, today })
  const ahead = due.filter(({ when }) => when !== 'overdue')
  const show = ({ id }: AskingState) => setOpen({ kind: 'asking', id })
  // One accent on a screen: the question that is open now.
  const next = due.find(({ kind, when }) => kind === 'asking' && when === 'today')?.id
  const shown = open?.kind === 'asking' ? askings?.find(({ id }) => id === open.id) : undefined
  const close = () => setOpen(null)
  const form = { today, onClose: close, onDone: () => (close(), reload()) }
  return (
    <section className="after">
      <div className="after__part">
        {title !== undefined && <h1 className="after__title">{title}</h1>}
        <p className="after__lead">
          {t(askings === null && error === '' ? 'loading' : due.length > 0 ? 'lead' : 'nothing')}
        </p>
        <p className="field__error" role="alert">
          {error}
        </p>
        {due.length > 0 && (
          <ul className="after__rows">
            {due.map((each) => (
              <DueRow key={each.id} due={each} isNext={each.id === next} onShow={show} />
            ))}
          </ul>
        )}
        <div className="row">
          {ahead.length > 0 && <Calendar due={ahead} />}
          {(['pulse', 'strangers', 'needs'] as const).map((kind) => (
            <Button key={kind} tone="quiet" icon={<Plus />} onClick={() => setOpen({ kind })}>
              {t(`ask.${kind}`)}
            </Button>
          ))}
        </div>
        {ahead.length > 0 && <p className="field__hint">{t('calendarHint')}</p>}
      </div>
      <Existing
        askings={askings ?? []}
        version={page?.address == null ? null : (page.versions.at(-1) ?? null)}
        adopted={adopted}
        shown={page?.draft.shown ?? []}
        onShow={show}
        onCase={() => setOpen({ kind: 'case' })}
        onAsked={() => onLeft?.()}
      />
      {open?.kind === 'case' && <CaseForm {...form} />}
      {open?.kind === 'pulse' && <PlanPulses adopted={adopted} {...form} />}
      {open?.kind === 'strangers' && <AskStrangers {...form} />}
      {open?.kind === 'needs' && <AskNeeds {...form} />}
      {shown && (
        <AskingDialog
          asking={shown}
          title={titleOf(shown, monthsAfter(adopted, shown.opens))}
          onClose={close}
          onChanged={reload}
        />
      )}
    </section>
  )
}

/** The title of a question, for facilitators. */
function titleOf({ kind, who }: AskingState, months: number): string {
  const { t } = afterWords
  if (kind !== 'pulse') return t(kind, { who: inBrief(who) })
  return months === 0 ? t('pulseSoon') : t('pulse', { count: months })
}

interface DueRowProps {
  readonly due: Due
  readonly isNext: boolean
  readonly onShow: (asking: AskingState) => void
}

function DueRow({ due, isNext, onShow }: DueRowProps) {
  const t = useWords(afterWords)
  const { day, when } = due
  const words = dayInWords(currentLanguage(), day)
  return (
    <li className="after__row" data-when={when} data-next={isNext || undefined}>
      <span className="after__day">{when === 'today' ? t('today') : words}</span>
      <span className="after__what">
        <span className="after__name" dir="auto">
          {nameOf(due)}
        </span>
        <span className="after__more">{moreOf(due)}</span>
      </span>
      {due.kind === 'asking' && (
        <Button tone={isNext ? 'accent' : 'plain'} onClick={() => onShow(due.asking)}>
          {t(when === 'today' ? `take.${due.asking.kind}` : 'look')}
        </Button>
      )}
      {due.kind === 'pledge' && when === 'overdue' && (
        <Reminder text={t('reminder', { text: due.pledge.text, day: words })} />
      )}
    </li>
  )
}

function nameOf(due: Due): string {
  switch (due.kind) {
    case 'pledge':
      return inBrief(due.pledge.text)
    case 'asking':
      return titleOf(due.asking, due.months)
    case 'workshop':
    case 'review':
      return afterWords.t(due.kind)
  }
}

function moreOf(due: Due): string {
  const { t } = afterWords
  switch (due.kind) {
    case 'pledge': {
      const late = due.when === 'overdue' ? t('overdue', { when: agoInWords(due.day) }) : ''
      return [due.pledge.owner, late].filter((part) => part !== '').join(', ')
    }
    case 'asking': {
      const { closes } = due.asking
      return t(due.when === 'today' ? 'openUntil' : 'opensOn', {
        day: dayInWords(currentLanguage(), dayOf(closes)),
      })
    }
    case 'review':
      return t('reviewOf')
    case 'workshop':
      return ''
  }
}

/** "four months ago". */
function agoInWords(day: string): string {
  const days = Math.round((Date.now() - Date.parse(day)) / 86_400_000)
  const [count, unit] = days < 60 ? ([days, 'day'] as const) : ([Math.round(days / 30.4), 'month'] as const)
  return new Intl.RelativeTimeFormat(currentLanguage()).format(-count, unit)
}

/** Copies a line that the facilitator sends on. */
function Reminder({ text }: { readonly text: string }) {
  const t = useWords(afterWords)
  const field = useRef<HTMLTextAreaElement>(null)
  const { isCopied, copy } = useCopied(field, text)
  return (
    <>
      <textarea
        ref={field}
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        readOnly
        value={text}
      />
      <Button onClick={() => void copy()}>{isCopied ? t('common.copied') : t('remind')}</Button>
    </>
  )
}

/** A calendar file with all of this, and its links. */
function Calendar({ due }: { readonly due: readonly Due[] }) {
  const t = useWords(afterWords)
  const { model } = useBoard()
  const save = () => {
    const board = model.meta.get().title
    const joined = (between: string, ...parts: readonly string[]) =>
      parts.filter((part) => part !== '').join(between)
    const days = due.map((each) => ({
      id: `${each.id}@${model.id}`,
      date: each.day,
      title: each.kind === 'pledge' ? nameOf(each) : joined(' · ', nameOf(each), board),
      about: joined('\n', moreOf(each), each.kind === 'asking' ? each.asking.address : '', board),
    }))
    const file = new Blob([calendarFile(days, model.now())], { type: 'text/calendar;charset=utf-8' })
    saveFile(file, `${t('fileName')}.ics`)
  }
  return (
    <Button icon={<CalendarPlus aria-hidden="true" />} onClick={save}>
      {t('calendar')}
    </Button>
  )
}

interface ExistingProps {
  readonly askings: readonly AskingState[]
  /** The published version of the purpose page; null: none. */
  readonly version: Pick<PurposePageState['versions'][number], 'number' | 'at'> | null
  /** The last adoption. */
  readonly adopted: number
  /** Ids of things on the page. */
  readonly shown: readonly string[]
  readonly onShow: (asking: AskingState) => void
  readonly onCase: () => void
  /** Everybody is at another step. */
  readonly onAsked: () => void
}

/** Lists the things that exist, and those that do not yet. */
function Existing({ askings, version, adopted, shown: onPage, onShow, onCase, onAsked }: ExistingProps) {
  const t = useWords(afterWords)
  const { features, model } = useBoard()
  use(actionsAreHere(features))
  const agenda = useStore(model.agenda)
  const asked = useActivityState(askedName)
  const actions = useActions()
  const runOf = (id: string) => actions.find((action) => action.id === id)?.run
  const boards = useActivityState(originName)
  const held = successorsIn(boards).at(-1)
  const origin = originIn(boards)
  const cases = useNotedCases()
  const told = useTold()
  const isWelcoming = version !== null && told.ids.some((id) => onPage.includes(id))
  const closed = askings.filter((asking) => asking.closed !== null)
  const strangers = closed.findLast(({ kind }) => kind === 'strangers')
  const rest = closed.filter((asking) => asking !== strangers)
  const open = askings.find((asking) => asking.kind === 'strangers' && asking.closed === null)
  const shown = strangers ?? open
  const rows = [
    {
      id: 'page',
      title: t('page'),
      more:
        version === null
          ? t('pageNone')
          : t(version.at < adopted ? 'pageOlder' : 'pageVersion', { number: version.number }),
      isThere: version !== null,
      run: runOf('purpose-page'),
    },
    {
      id: 'welcome',
      title: t('welcome'),
      more: t(isWelcoming ? 'welcomeShown' : 'welcomeNone'),
      isThere: isWelcoming,
      run: runOf('purpose-page'),
    },
    ...(told.principles === 0
      ? []
      : [
          {
            id: 'stories',
            title: t('stories'),
            more: t('storiesOf', { count: told.shown, of: told.principles }),
            isThere: told.shown > 0,
            run: runOf('purpose-page'),
          },
        ]),
    {
      id: 'cases',
      title: t('cases'),
      more: cases === 0 ? t('noCases') : t('casesNoted', { count: cases }),
      isThere: cases > 0,
      run: runOf('purpose-page'),
    },
    {
      id: 'strangers',
      title: t('recognised'),
      more: strangers
        ? resultOf(strangers)
        : open
          ? t('openUntil', { day: dayInWords(currentLanguage(), dayOf(open.closes)) })
          : t('notAsked'),
      isThere: strangers !== undefined,
      run: shown && (() => onShow(shown)),
    },
    ...rest.map((asking) => ({
      id: asking.id,
      title:
        asking.kind === 'pulse'
          ? t('pulseTaken', { day: dayInWords(currentLanguage(), dayOf(asking.closed ?? asking.closes)) })
          : asking.kind === 'needs'
            ? t('needsAsked', { who: inBrief(asking.who) })
            : t('recognised'),
      more: resultOf(asking),
      isThere: true,
      run: () => onShow(asking),
    })),
    {
      id: 'second',
      title: t('second'),
      more: held
        ? t('secondHeld', { title: held.title, day: dayInWords(currentLanguage(), dayOf(held.at)) })
        : t('secondNone'),
      isThere: held !== undefined,
      run: runOf('second'),
    },
    ...(origin
      ? [
          {
            id: 'origin',
            title: t('origin', { title: origin.title }),
            more: t('originMore', { digest: origin.hashes.sentence.slice(0, 8) }),
            isThere: true,
            run: undefined,
          },
        ]
      : []),
    {
      id: 'evidence',
      title: t('evidence'),
      more: t('evidenceHint'),
      isThere: true,
      run: runOf('evidence'),
    },
    { id: 'report', title: t('report'), more: t('reportHint'), isThere: true, run: runOf('export') },
  ]
  return (
    <div className="after__part">
      <h2 className="after__heading">{t('exists')}</h2>
      <ul className="after__rows">
        {rows.map(({ id, title, more, isThere, run }) => (
          <li key={id}>
            <button type="button" className="after__exists bare" disabled={!run} onClick={run}>
              {isThere ? <CircleCheck aria-hidden="true" /> : <CircleDashed aria-hidden="true" />}
              <span className="after__what">
                <span dir="auto">{title}</span>
                <span className="after__more">{more}</span>
              </span>
              {run && <ChevronRight aria-hidden="true" />}
            </button>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button icon={<Plus />} onClick={onCase}>
          {t('addCase')}
        </Button>
        {agenda && (cases > 0 || hasSettled(agenda.template, asked)) && (
          <Button tone="quiet" icon={<RotateCcw />} onClick={() => void askCases(model).then(onAsked)}>
            {t('askCases')}
          </Button>
        )}
      </div>
    </div>
  )
}

function resultOf({ kind, answers, found }: AskingState): string {
  const { t } = afterWords
  if (answers === null) return t('few')
  if (found === null) return t('answers', { count: answers })
  return t(kind === 'pulse' ? 'carry' : 'part', { found, of: answers })
}
