import { useStore } from '@nanostores/react'
import { Vote, X } from 'lucide-react'
import { useState } from 'react'
import { VoteOperation } from '#shared/activities/vote/activity.ts'
import { PollMethod } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import type { Closable } from '../../panels/host/feature.ts'
import { returnFocus } from '../../panels/host/return-focus.ts'
import { Button, IconButton } from '../../panels/ui/button.tsx'
import { Ballot } from './ballot.tsx'
import { handsDialog, openRoundDialog } from './entries.ts'
import { Results } from './results.tsx'
import { roundName } from './round-words.ts'
import { voteWords } from './words.ts'
import './votes-drawer.css'

/** The drawer of votes: the ballot of an open round, else the results of the last one, and earlier rounds. */
export function VotesDrawer({ onClose }: Closable) {
  const t = useWords(voteWords)
  const { model, shell } = useBoard()
  const rounds = useStore(model.voting.rounds)
  const open = useStore(model.voting.open)
  const closing = useStore(model.voting.closing)
  const mayOpen = useMay(VoteOperation.openRound)
  const mayRaise = useMay(VoteOperation.raiseHands)
  const [chosen, setChosen] = useState<string | null>(null)
  const closed = rounds.filter((round) => round.state === 'closed').toReversed()
  const shown = rounds.find((round) => round.id === chosen) ?? open ?? closed[0]

  return (
    <aside className="drawer" ref={returnFocus} aria-label={t('heading')}>
      <header className="drawer__head apart">
        <h2 className="drawer__title">{t('heading')}</h2>
        <IconButton label={t('common.close')} icon={<X />} side="left" onClick={onClose} />
      </header>
      <div className="drawer__body">
        {rounds.length > 1 && (
          <label className="round-choice">
            <span>{t('rounds')}</span>
            <select value={shown?.id} onChange={(event) => setChosen(event.target.value)}>
              {rounds.toReversed().map((round) => (
                <option key={round.id} value={round.id}>
                  {roundName(round)}
                </option>
              ))}
            </select>
          </label>
        )}
        {shown?.state === 'open' &&
          (closing.has(shown.id) ? (
            <output className="votes-closing">{t('closing')}</output>
          ) : (
            <Ballot round={shown} />
          ))}
        {shown?.state === 'closed' && <Results key={shown.id} round={shown} rounds={closed} />}
        {!shown && (
          <div className="drawer__empty">
            <Vote aria-hidden="true" />
            <h3>{t('emptyHeading')}</h3>
            <p>{mayOpen ? t('emptyFacilitator') : t('emptyParticipant')}</p>
          </div>
        )}
      </div>
      {mayRaise &&
        open !== undefined &&
        open.method !== PollMethod.agreement &&
        !closing.has(open.id) &&
        shown === open && (
          <footer className="drawer__foot">
            <Button title={t('handsHint')} onClick={() => shell.open(handsDialog, { round: open.id })}>
              {t('handsOpen')}
            </Button>
          </footer>
        )}
      {mayOpen && open === undefined && (
        <footer className="drawer__foot">
          {shown?.state === 'closed' && (
            <Button
              title={t('againHint')}
              onClick={() => shell.open(openRoundDialog, { again: { ...shown, previous: shown.id } })}
            >
              {t('again')}
            </Button>
          )}
          <Button tone="accent" onClick={() => shell.open(openRoundDialog)}>
            {t('open')}
          </Button>
        </footer>
      )}
    </aside>
  )
}

/** In a crowd, in place of the list of notes: the open vote of a board without an agenda. */
export function BallotInColumn() {
  const t = useWords(voteWords)
  const { voting } = useBoard().model
  const open = useStore(voting.open)
  const closing = useStore(voting.closing)
  if (!open) return null
  return closing.has(open.id) ? (
    <output className="votes-closing">{t('closing')}</output>
  ) : (
    <Ballot round={open} />
  )
}
