import { useStore } from '@nanostores/react'
import { useFirstTranslation } from '../../i18n/use-first-translation.ts'
import type { Presence } from '../../model/contract/board-model.ts'
import { Avatar } from '../ui/avatar.tsx'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { useBoard } from '../host/board-context.tsx'

const mostShown = 4

/** Who is here, as overlapping discs; opens the people drawer. */
export function PeopleStrip({ presence }: { presence: Presence }) {
  const { t } = useFirstTranslation()
  const { model, shell } = useBoard()
  const people = useStore(presence.people)
  const count = useStore(presence.count)
  const numbers = useStore(presence.numbers)
  const me = useStore(model.me)
  const drawer = useStore(shell.drawer)
  const isPhone = useMedia(phoneQuery)
  const distinct = [...new Map(people.map((other) => [other.participant, other])).values()].filter(
    (other) => other.participant !== me.id,
  )
  return (
    <button
      type="button"
      className="people-strip"
      aria-label={`${t('people.heading')}, ${t('people.count', { count })}`}
      aria-expanded={drawer === 'people'}
      onClick={() => shell.drawer.set(drawer === 'people' ? null : 'people')}
    >
      {!isPhone &&
        distinct
          .slice(0, mostShown)
          .map((other) => (
            <Avatar
              key={other.participant}
              name={other.name}
              colour={other.colour}
              number={numbers.get(other.participant)}
              size="small"
            />
          ))}
      <Avatar name={me.name} colour={me.colour} number={numbers.get(me.id)} size="small" />
      <span className="people-strip__count tabular" aria-hidden="true">
        {count}
      </span>
    </button>
  )
}
