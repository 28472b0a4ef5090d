import { useStore } from '@nanostores/react'
import { Minus, Plus } from 'lucide-react'
import { useWords } from '../../i18n/use-words.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import type { Round } from '#shared/workshop/round.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { returnFocus } from '../../panels/host/return-focus.ts'
import { useOutcome } from '../../panels/host/outcome.ts'
import { IconButton } from '../../panels/ui/button.tsx'
import { isOnBoard, shortened } from './option-label.ts'
import { useOptionLabels } from './use-option-labels.ts'
import { voteWords } from './words.ts'

/** The open round as a list of buttons: the same vote as on the canvas, by key, screen reader or thumb. */
export function Ballot({ round }: { round: Round }) {
  const t = useWords(voteWords)
  const { model } = useBoard()
  const { voting } = model
  const labelOf = useOptionLabels(round.target, round.options)
  const own = useStore(voting.dots)[round.id] ?? {}
  const mayCast = useMay(VoteOperation.castDot)
  const report = useOutcome()
  const left = voting.remaining(round)

  return (
    <section className="ballot" ref={returnFocus}>
      <p className="ballot__promise">{round.isSecret ? t('secretHint') : t('openKindHint')}</p>
      {!mayCast && <p>{t('viewer')}</p>}
      <ul className="ballot__list">
        {round.options.map((option) => {
          const label = labelOf(option)
          const dots = own[option] ?? 0
          return (
            <li key={option} className="ballot__item" data-own={dots > 0 || undefined}>
              <span className="ballot__label">{label}</span>
              {mayCast && (
                <span className="ballot__dots">
                  <IconButton
                    label={t('take', { option: shortened(label) })}
                    icon={<Minus />}
                    isBare
                    // It stays focusable, so that taking the last dot back does not move the focus out of
                    // the list.
                    aria-disabled={dots === 0}
                    onClick={() => dots > 0 && report(voting.take(round.id, option))}
                  />
                  <output className="ballot__own tabular" aria-label={t('own', { count: dots })}>
                    {dots}
                  </output>
                  {isOnBoard(model.scene, option) && (
                    <IconButton
                      label={t('place', { option: shortened(label) })}
                      icon={<Plus />}
                      isBare
                      aria-disabled={left === 0 || dots >= round.cap}
                      onClick={() => report(voting.place(round.id, option))}
                    />
                  )}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
