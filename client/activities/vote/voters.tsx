import type { NamedBallot } from '#shared/workshop/round.ts'
import { withAnonymousNumbers } from '#shared/workshop/anonymous-numbers.ts'
import { useWords } from '../../i18n/use-words.ts'
import { usePersonName } from '../../panels/ui/person-name.ts'
import { Avatar } from '../../panels/ui/avatar.tsx'
import { voteWords } from './words.ts'

interface VotersProps {
  readonly ballots: readonly NamedBallot[]
  readonly labelOf: (option: string) => string
}

/** The ballots of an open round with names. People without a name have a number. */
export function Voters({ ballots, labelOf }: VotersProps) {
  const t = useWords(voteWords)
  const nameOf = usePersonName()
  return (
    <details className="results__names">
      <summary>{t('names')}</summary>
      <ul>
        {withAnonymousNumbers(ballots).map(({ participant, name, colour, number, dots }) => (
          <li key={participant}>
            <Avatar name={name} colour={colour} number={number} size="small" />
            <p>
              <strong>{nameOf({ name, colour }, number)}</strong>{' '}
              {Object.entries(dots)
                .map(([option, count]) => `${labelOf(option)} (${count})`)
                .join(', ')}
            </p>
          </li>
        ))}
      </ul>
    </details>
  )
}
