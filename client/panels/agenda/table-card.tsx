import { useStore } from '@nanostores/react'
import { LifeBuoy, Minus, Pause, Play, Plus, Check, CornerRightUp } from 'lucide-react'
import { useCallback, useId } from 'react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import type { StepTables, Seat } from '#shared/board/tables.ts'
import { inBrief } from '#shared/board/brief.ts'
import { handUpLimit, type PlacedStep } from '#shared/agenda/steps.ts'
import type { Step } from '#shared/agenda/template.ts'
import { cutTo } from '#shared/text/letters.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { useOutcome } from '../host/outcome.ts'
import { Button, IconButton } from '../ui/button.tsx'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useSceneList } from '../host/use-scene.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import { itemsOfTable, type TableItem } from '../host/written.ts'
import { Clock } from './clock.tsx'
import { tableWords } from './table-words.ts'
import './tables.css'

/** The table at which this person sits: who is there, its clock, and a call for help. */
export function TableCard({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(tableWords)
  const { model } = useBoard()
  const now = useStore(model.tables)
  const own = model.ownTable()
  if (!now) return null
  const table = own === null ? undefined : now.tables[own - 1]
  if (own === null || !table) return <p className="quiet">{t('waits')}</p>
  return (
    <section className="table-card" aria-label={t('table', { number: own })}>
      <div className="table-card__who">
        <h3 className="table-card__title">{t('own', { number: own })}</h3>
        <Company people={table.people} />
      </div>
      <TableClock agenda={agenda} now={now} own={own} />
      <Help now={now} isAsking={table.asks !== undefined} />
    </section>
  )
}

/** The others at the table: those who are here by name, if they gave one. */
function Company({ people }: { readonly people: readonly string[] }) {
  const t = useWords(tableWords)
  const { model } = useBoard()
  const here = useStore(model.presence.people)
  const me = useStore(model.me)
  const others = people.filter((id) => id !== me.id)
  const nameOf = new Map(here.map(({ participant, name }) => [participant, name]))
  const names = others.flatMap((id) => nameOf.get(id) || [])
  const unnamed = others.length - names.length
  const all = unnamed > 0 ? [...names, t('others', { count: unnamed })] : names
  const list = new Intl.ListFormat(currentLanguage(), { type: 'conjunction' })
  return <p className="quiet">{all.length === 0 ? t('alone') : t('with', { names: list.format(all) })}</p>
}

/** The table's own clock; before anybody has changed it, the clock of the step. */
function TableClock({
  agenda,
  now,
  own,
}: {
  readonly agenda: Agenda
  readonly now: StepTables
  readonly own: number
}) {
  const t = useWords(tableWords)
  const { model } = useBoard()
  const report = useOutcome()
  const clock = now.tables[own - 1]?.clock ?? agenda.clock
  if (clock.full === null) return null
  const isPaused = clock.endsAt === null
  const from = now.move
  const add = (seconds: number) => report(model.run({ kind: 'table.time', from, seconds }))
  return (
    <fieldset className="table-card__clock apart" aria-label={t('clock')}>
      <IconButton label={t('less')} icon={<Minus />} onClick={() => add(-60)} />
      <IconButton
        label={t(isPaused ? 'resume' : 'pause')}
        icon={isPaused ? <Play /> : <Pause />}
        onClick={() => report(model.run({ kind: 'table.pause', from, isPaused: !isPaused }))}
      />
      <Clock agenda={{ clock }} />
      <IconButton label={t('more')} icon={<Plus />} side="left" onClick={() => add(60)} />
    </fieldset>
  )
}

function Help({ now, isAsking }: { readonly now: StepTables; readonly isAsking: boolean }) {
  const t = useWords(tableWords)
  const { model } = useBoard()
  const report = useOutcome()
  return (
    <div className="table-card__help">
      <Button
        icon={<LifeBuoy />}
        aria-pressed={isAsking}
        // As in the list of what is handed up.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => report(model.run({ kind: 'table.help', from: now.move, asks: !isAsking }))}
      >
        {t('help')}
      </Button>
      <output className="quiet">{isAsking && t('helpAsked')}</output>
    </div>
  )
}

/** What this person's table hands up, in a step that asks for it. */
export function TableHandUp({ placed: { step, phase } }: { readonly placed: PlacedStep }) {
  const { model } = useBoard()
  const now = useStore(model.tables)
  const own = model.ownTable()
  const most = handUpLimit(step)
  if (!now || own === null || most === null) return null
  const handed = now.tables[own - 1]?.handed ?? []
  return <HandUp step={step} seat={{ phase: phase.id, own }} move={now.move} handed={handed} most={most} />
}

interface Props {
  readonly step: Step
  readonly seat: Seat
  readonly move: number
  readonly handed: readonly string[]
  readonly most: number
}

/** Letters of a note that name its button. */
const nameLength = 60

/** Everything at the table; a press hands it up, another one takes it back. */
function HandUp({ step, seat: { phase, own }, move, handed, most }: Props) {
  const t = useWords(tableWords)
  const heading = useId()
  const { model } = useBoard()
  const report = useOutcome()
  const language = useContentLanguage()
  const read = useCallback(
    (scene: BoardModel['scene']) => itemsOfTable(scene, step, { phase, own }),
    [step, phase, own],
  )
  const items = useSceneList(model.scene, read, isSame)
  const chosen = new Set(handed)
  const count = items.filter(({ id }) => chosen.has(id)).length
  return (
    <section className="hand-up" aria-labelledby={heading}>
      <h3 id={heading} className="tabular">
        {t('handHeading', { count, most })}
      </h3>
      <p>{t(items.length === 0 ? 'handNothing' : 'handHint')}</p>
      <ul>
        {items.map(({ id, words }) => (
          <li key={id}>
            <button
              type="button"
              className="hand-up__item"
              aria-pressed={chosen.has(id)}
              aria-label={t('hand', { words: cutTo(words, nameLength) })}
              // A field keeps the focus: a phone's keyboard that closes would move the button away from the finger.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() =>
                report(model.run({ kind: 'table.hand', from: move, id, isHanded: !chosen.has(id) }))
              }
            >
              {chosen.has(id) ? <Check aria-hidden="true" /> : <CornerRightUp aria-hidden="true" />}
              <span dir="auto" lang={language}>
                {inBrief(words)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function isSame(a: TableItem, b: TableItem): boolean {
  return a.id === b.id && a.words === b.words
}
