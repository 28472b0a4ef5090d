import { memo, useMemo, useState } from 'react'
import type { NamedBallot, RoundTarget } from '#shared/workshop/round.ts'
import { withAnonymousNumbers } from '#shared/workshop/anonymous-numbers.ts'
import { useWords } from '../../i18n/use-words.ts'
import { usePersonName } from '../../panels/ui/person-name.ts'
import { Avatar } from '../../panels/ui/avatar.tsx'
import { LongList } from '../../panels/ui/long-list.tsx'
import { Statement } from '../../panels/ui/statement.tsx'
import { useOptionLabel } from './use-option-label.ts'
import { voteWords } from './words.ts'

interface VotersProps {
  readonly ballots: readonly NamedBallot[]
  readonly target: RoundTarget
}

/** The ballots of a named round. People without a name have a number. */
export function Voters({ ballots, target }: VotersProps) {
  const t = useWords(voteWords)
  const [isOpen, setIsOpen] = useState(false)
  const numbered = useMemo(() => withAnonymousNumbers(ballots), [ballots])
  return (
    <details className="results__names" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{t('names')}</summary>
      {isOpen && (
        <LongList items={numbered} keyOf={voterOf}>
          {(ballot) => <Voter ballot={ballot} target={target} />}
        </LongList>
      )}
    </details>
  )
}

const voterOf = ({ participant }: NamedBallot) => participant

const Voter = memo(function Voter({ ballot, target }: { ballot: NamedBallot; target: RoundTarget }) {
  const nameOf = usePersonName()
  const { name, colour, number, dots } = ballot
  return (
    <div className="results__voter">
      <Avatar name={name} colour={colour} number={number} size="small" />
      <div>
        <strong>{nameOf({ name, colour }, number)}</strong>
        <ul>
          {Object.entries(dots).map(([option, count]) => (
            <VotersOption key={option} target={target} option={option} count={count} />
          ))}
        </ul>
      </div>
    </div>
  )
})

function VotersOption({ target, option, count }: { target: RoundTarget; option: string; count: number }) {
  const label = useOptionLabel(target, option)
  return (
    <li>
      <Statement text={label} /> <span className="tabular">({count})</span>
    </li>
  )
}
