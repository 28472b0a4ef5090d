import { useStore } from '@nanostores/react'
import { Check, LifeBuoy, Shuffle } from 'lucide-react'
import { Suspense, useCallback } from 'react'
import { handUpLimit, type PlacedStep } from '#shared/agenda/steps.ts'
import type { StepTables } from '#shared/board/tables.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { viewOfStep } from '../host/areas-of-step.ts'
import { useBoard } from '../host/board-context.tsx'
import { lookAt, uncoverBoard } from '../host/look-at.ts'
import { useOutcome } from '../host/outcome.ts'
import { isAtTable } from '../host/written.ts'
import { useSceneList } from '../host/use-scene.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { LongList } from '../ui/long-list.tsx'
import { Clock } from './clock.tsx'
import { sceneOfStep } from './scene-of.ts'
import { useHere } from './use-agenda-view.tsx'
import { tableWords } from './table-words.ts'
import './tables.css'

/** For facilitators: every table with its people, what it has written and its clock. A press shows the table. */
export function TablesDesk({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(tableWords)
  const { features, model } = useBoard()
  const report = useOutcome()
  const now = useStore(model.tables)
  const counts = useNotesAt(now, placed.phase.id)
  const AtTable = sceneOfStep(features, placed)?.AtTable
  if (!now) return <Together placed={placed} />
  const most = handUpLimit(placed.step)
  const rows = now.tables.map((table, index) => ({ ...table, number: index + 1, notes: counts[index] ?? 0 }))
  const drawAgain = () =>
    report(model.run({ kind: 'tables.draw', from: now.move }), () =>
      model.notices.show({ tone: 'calm', text: t('drawnAgain') }),
    )
  return (
    <section className="tables-desk" aria-label={t('tables')}>
      <LongList items={rows} keyOf={({ number }) => String(number)}>
        {({ number, people, notes, handed = [], asks, clock }) => (
          <div className="tables-desk__table row" data-asks={asks !== undefined || undefined}>
            <TableButton number={number}>
              <strong>{t('table', { number })}</strong>
              <span className="tables-desk__facts tabular">
                {[
                  t('people', { count: people.length }),
                  t('notes', { count: notes }),
                  ...(most === null ? [] : [t('handedUp', { count: handed.length, most })]),
                ].join(' · ')}
              </span>
              {asks !== undefined && (
                <span className="tables-desk__asks">
                  <LifeBuoy aria-hidden="true" />
                  {t('asks')}
                </span>
              )}
            </TableButton>
            {clock && <Clock agenda={{ clock }} />}
            {asks !== undefined && (
              <IconButton
                label={t('helped', { number })}
                icon={<Check />}
                onClick={() =>
                  report(model.run({ kind: 'table.help', from: now.move, asks: false, table: number }))
                }
              />
            )}
            {AtTable && (
              <Suspense fallback={null}>
                <AtTable placed={placed} table={number} />
              </Suspense>
            )}
          </div>
        )}
      </LongList>
      <Button icon={<Shuffle />} onClick={drawAgain}>
        {t('drawAgain')}
      </Button>
    </section>
  )
}

/** A small group has stayed together. Once more people are here, the facilitator may draw tables. */
function Together({ placed: { step } }: { readonly placed: PlacedStep }) {
  const t = useWords(tableWords)
  const { model } = useBoard()
  const report = useOutcome()
  const move = useStore(model.agenda)?.now.move ?? 0
  const { above = Infinity } = step.tables ?? {}
  if (useHere() <= above) return null
  return (
    <section className="tables-desk" aria-label={t('tables')}>
      <p>{t('together', { above })}</p>
      <Button icon={<Shuffle />} onClick={() => report(model.run({ kind: 'tables.draw', from: move }))}>
        {t('draw')}
      </Button>
    </section>
  )
}

function TableButton({ number, children }: { readonly number: number; readonly children: React.ReactNode }) {
  const t = useWords(tableWords)
  const { model, shell } = useBoard()
  const show = () => {
    const rect = viewOfStep(model.agenda.get(), model.scene.areas, number)
    if (!rect) return
    uncoverBoard(shell)
    lookAt(model.camera, rect)
  }
  return (
    <button type="button" className="tables-desk__show bare" title={t('show', { number })} onClick={show}>
      {children}
    </button>
  )
}

/** The number of notes in the areas of each table. */
function useNotesAt(now: StepTables | null, phase: string): readonly number[] {
  const { model } = useBoard()
  const count = now?.tables.length ?? 0
  const read = useCallback(
    ({ notes }: BoardModel['scene']) => {
      const areas = [...notes.values()].map(({ area }) => area)
      return Array.from(
        { length: count },
        (_, index) => areas.filter((area) => isAtTable(area, { phase, own: index + 1 })).length,
      )
    },
    [count, phase],
  )
  return useSceneList(model.scene, read, Object.is)
}
