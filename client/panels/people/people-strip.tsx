import { useStore } from '@nanostores/react'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { Avatar } from '../ui/avatar.tsx'
import { narrowQuery, useMedia } from '../ui/use-media.ts'
import { useBoard } from '../host/board-context.tsx'
import { toggleDrawer } from '../host/shell.ts'
import { peopleDrawer } from './people-entry.ts'

const maxShown = 4

/** The people on the board as overlapping discs. It opens the drawer of people. */
export function PeopleStrip() {
  const t = useCommonWords()
  const { model, shell } = useBoard()
  const { presence } = model
  const people = useStore(presence.people)
  const count = useStore(presence.count)
  const numbers = useStore(presence.numbers)
  const me = useStore(model.me)
  const drawer = useStore(shell.drawer)
  const isNarrow = useMedia(narrowQuery)
  const distinct = [...new Map(people.map((other) => [other.participant, other])).values()].filter(
    (other) => other.participant !== me.id,
  )
  return (
    <button
      type="button"
      className="people-strip"
      aria-label={`${t('people.heading')}, ${t('people.count', { count })}`}
      aria-expanded={drawer === peopleDrawer}
      onClick={() => toggleDrawer(shell, peopleDrawer)}
    >
      {!isNarrow &&
        distinct
          .slice(0, maxShown)
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
