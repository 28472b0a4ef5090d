import { useStore } from '@nanostores/react'
import { useEffect, useEffectEvent, useState, type FormEvent } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { PollMethod, roundLimits, type Hands, type Round } from '#shared/workshop/round.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useOutcome } from '../../panels/host/outcome.ts'
import { Button } from '../../panels/ui/button.tsx'
import { Dialog } from '../../panels/ui/dialog.tsx'
import { LongList } from '../../panels/ui/long-list.tsx'
import { Differences, Statement } from '../../panels/ui/statement.tsx'
import { Stepper } from '../../panels/ui/stepper.tsx'
import { FrozenWords, noFrozenWords, onOneLine, useOptionLabel, useDifferences } from './option-words.tsx'
import { OptionSearchField, useOptionSearch } from './option-search.tsx'
import { questionFor } from './round-words.ts'
import { voteWords } from './words.ts'
import './hands-dialog.css'

export interface HandsDialogProps {
  readonly round: string
  readonly onClose: () => void
}

/** A facilitator enters the raised hands of people who have no device. */
export function HandsDialog({ round: id, onClose }: HandsDialogProps) {
  const { model } = useBoard()
  const open = useStore(model.voting.open)
  const isOver = open?.id !== id
  const leave = useEffectEvent(onClose)
  useEffect(() => {
    if (isOver) leave()
  }, [isOver])
  return open && !isOver ? <HandsForm round={open} onClose={onClose} /> : null
}

const none: Hands = { voters: 0, counts: {} }
const itself = (option: string) => option

function HandsForm({ round, onClose }: { readonly round: Round; readonly onClose: () => void }) {
  const t = useWords(voteWords)
  const { model } = useBoard()
  const { voting } = model
  const report = useOutcome()
  const [hands, setHands] = useState(() => voting.hands.get()[round.id] ?? none)
  const [isSending, setIsSending] = useState(false)
  const { target, options, cap, budget } = round
  const search = useOptionSearch(target, options)
  const differences = useDifferences(round, options)
  const raised = Object.values(hands.counts).reduce((sum, count) => sum + count, 0)
  const isTooMuch = raised > hands.voters * budget
  const arePoints = round.method === PollMethod.score
  const words = { minus: t('common.minus'), plus: t('common.plus') }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isTooMuch) return
    setIsSending(true)
    const outcome = voting.raiseHands(round.id, hands)
    report(outcome, onClose)
    void outcome.finally(() => setIsSending(false))
  }
  const setVoters = (voters: number) =>
    setHands(({ counts }) => ({
      voters,
      // Fewer people cannot have raised more hands.
      counts: Object.fromEntries(
        Object.entries(counts).map(([option, count]) => [option, Math.min(count, voters * cap)]),
      ),
    }))

  return (
    <Dialog
      title={t('handsHeading')}
      onClose={onClose}
      isForm
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button tone="accent" type="submit" form="hands" isBusy={isSending} disabled={isTooMuch}>
            {t('handsSave')}
          </Button>
        </>
      }
    >
      <form id="hands" className="hands" onSubmit={submit}>
        <p className="hands__question">{questionFor(model, round)}</p>
        <p className="field__hint">{arePoints ? t('handsPointsHint') : t('handsHint')}</p>
        <Stepper
          label={t('handsVoters')}
          value={hands.voters}
          min={0}
          max={roundLimits.hands}
          words={words}
          onChange={setVoters}
        />
        <OptionSearchField search={search} total={options.length} />
        <FrozenWords value={round.texts ?? noFrozenWords}>
          <Differences value={differences}>
            <LongList
              items={search.found}
              keyOf={itself}
              label={arePoints ? t('handsPoints') : t('handsItems')}
            >
              {(option) => (
                <HandsRow
                  option={option}
                  target={target}
                  arePoints={arePoints}
                  value={hands.counts[option] ?? 0}
                  max={hands.voters * cap}
                  onChange={(count) =>
                    setHands((last) => ({ ...last, counts: { ...last.counts, [option]: count } }))
                  }
                />
              )}
            </LongList>
          </Differences>
        </FrozenWords>
        <p className="card__error" role="alert">
          {isTooMuch &&
            t(arePoints ? 'handsPointsTooMany' : 'handsTooMany', { count: hands.voters * budget, raised })}
        </p>
      </form>
    </Dialog>
  )
}

interface HandsRowProps {
  readonly option: string
  readonly target: Round['target']
  readonly arePoints: boolean
  readonly value: number
  readonly max: number
  readonly onChange: (count: number) => void
}

function HandsRow({ option, target, arePoints, value, max, onChange }: HandsRowProps) {
  const t = useWords(voteWords)
  const label = useOptionLabel(target, option)
  return (
    <div className="hands__row">
      <Statement text={label} />
      <Stepper
        label={t(arePoints ? 'handsPointsFor' : 'handsFor', { option: onOneLine(label) })}
        value={value}
        min={0}
        max={max}
        words={{ minus: t('common.minus'), plus: t('common.plus') }}
        onChange={onChange}
      />
    </div>
  )
}
