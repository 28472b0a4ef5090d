import { useStore } from '@nanostores/react'
import { X } from 'lucide-react'
import { keptLimits } from '#shared/activities/principles/kept.ts'
import { PrinciplesOperation } from '#shared/activities/principles/activity.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { readPrinciple } from '#shared/board/principle.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { Button } from '../../panels/ui/button.tsx'
import { LongList } from '../../panels/ui/long-list.tsx'
import { scrollByKeys } from '../../panels/ui/focus.ts'
import { SaidPrinciple, SharedPrinciple } from './principle-card.tsx'
import { PrincipleRows } from './together-task.tsx'
import { useOthers, usePrinciplesOf } from './use-principles.ts'
import { principlesWords } from './words.ts'
import '../../panels/ui/calm-box.css'

/** The kept principles, written on together; for the facilitator, which ones. Settled, they are read. */
export function SettleTask({ placed: { path } }: { readonly placed: PlacedStep }) {
  const t = useWords(principlesWords)
  const { model } = useBoard()
  const run = useRunCommand()
  const kept = usePrinciplesOf(path)
  const locked = useStore(model.locked)
  const maySettle = useMay(PrinciplesOperation.settle)
  const settled = kept.filter((id) => locked.has(id))
  const isSettled = settled.length >= keptLimits.least && settled.length <= keptLimits.most
  if (isSettled)
    return (
      <div className="principles">
        <section className="principles__part" aria-label={t('kept')} ref={scrollByKeys}>
          <p className="calm-box">{t('settled')}</p>
          <ol className="principles__settled">
            {settled.map((id) => (
              <li key={id}>
                <SaidPrinciple id={id} hasSigns />
              </li>
            ))}
          </ol>
          {maySettle && (
            <Button tone="neutral" onClick={() => run({ kind: 'principles.settle', isSettled: false })}>
              {t('open')}
            </Button>
          )}
        </section>
      </div>
    )
  return (
    <div className="principles">
      <section className="principles__part" aria-label={t('kept')}>
        <h3>{t('kept')}</h3>
        <p className="quiet">{t('keptCount', { count: kept.length })}</p>
        <Missing count={kept.length} />
        <PrincipleRows items={kept.map((id) => ({ id }))}>
          {({ id }, index) => (
            <SharedPrinciple id={id} number={index + 1}>
              <Lacks id={id} />
              {maySettle && (
                <Button
                  tone="quiet"
                  icon={<X aria-hidden="true" />}
                  aria-label={t('leaveOutNumber', { number: index + 1 })}
                  onClick={() => run({ kind: 'principles.keep', note: id, isKept: false })}
                >
                  {t('leaveOut')}
                </Button>
              )}
            </SharedPrinciple>
          )}
        </PrincipleRows>
      </section>
      {maySettle && <Others path={path} isFull={kept.length >= keptLimits.most} />}
    </div>
  )
}

/** Seen by the whole room: how many are too few, or too many. */
function Missing({ count }: { readonly count: number }) {
  const t = useWords(principlesWords)
  const { least, most } = keptLimits
  if (count >= least && count <= most) return null
  return (
    <p className="principles__lack">
      {count > most ? t('keptMore', { count: count - most }) : t('keptFewer', { count: least - count })}
    </p>
  )
}

/** The parts without which a principle settles less. */
function Lacks({ id }: { readonly id: string }) {
  const t = useWords(principlesWords)
  const { model } = useBoard()
  const text = useSceneFact(model.scene, ({ notes }) => notes.get(id)?.text ?? '')
  const { over, shows, betrays } = readPrinciple(text)
  const lacking = [
    ...(over.trim() === '' ? [t('lacksOver')] : []),
    ...(shows.trim() === '' ? [t('lacksShows')] : []),
    ...(betrays.trim() === '' ? [t('lacksBetrays')] : []),
  ]
  return lacking.map((sentence) => (
    <p key={sentence} className="principles__lack">
      {sentence}
    </p>
  ))
}

/** The principles that the vote left below, with their dots. */
function Others({ path, isFull }: { readonly path: string; readonly isFull: boolean }) {
  const t = useWords(principlesWords)
  const { model } = useBoard()
  const run = useRunCommand()
  const others = useOthers(path)
  const rounds = useStore(model.voting.rounds)
  if (others.length === 0) return null
  const totals = rounds.findLast(
    (round) => round.totals !== null && others.some((id) => round.options.includes(id)),
  )?.totals
  const byDots = others.toSorted((a, b) => (totals?.[b] ?? 0) - (totals?.[a] ?? 0))
  return (
    <section className="principles__part" aria-label={t('others')}>
      <h3>{t('others')}</h3>
      <LongList items={byDots} keyOf={(id) => id}>
        {(id) => (
          <div className="principles__other">
            <div>
              <SaidPrinciple id={id} />
              {totals?.[id] !== undefined && (
                <p className="quiet tabular">{t('points', { count: totals[id] })}</p>
              )}
            </div>
            <Button
              tone="neutral"
              aria-disabled={isFull}
              aria-label={t('keepNamed', {
                name: readPrinciple(model.scene.notes.get(id)?.text ?? '').choice,
              })}
              onClick={() => !isFull && run({ kind: 'principles.keep', note: id, isKept: true })}
            >
              {t('keep')}
            </Button>
          </div>
        )}
      </LongList>
    </section>
  )
}
