import { useStore } from '@nanostores/react'
import { Users } from 'lucide-react'
import { useCommonWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { drawer } from '../host/entries.tsx'
import { toggleDrawer } from '../host/shell.ts'
import { useIsLed } from '../host/use-agenda.ts'
import { Avatar } from '../ui/avatar.tsx'
import { narrowQuery, useMedia } from '../ui/use-media.ts'

const maxShown = 4

/** The other people on the board as overlapping discs, and the number of all. It opens the drawer of people. */
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
  const isLed = useIsLed()
  const others = [...new Map(people.map((other) => [other.participant, other])).values()]
    .filter((other) => other.participant !== me.id)
    .slice(0, isNarrow ? 0 : maxShown)
  if (isLed) return null
  return (
    <button
      type="button"
      className="people-strip"
      aria-label={`${t('people.heading')}, ${t('people.count', { count })}`}
      aria-expanded={drawer === peopleDrawer}
      onClick={() => toggleDrawer(shell, peopleDrawer)}
    >
      {others.length === 0 && <Users aria-hidden="true" />}
      {others.map((other) => (
        <Avatar
          key={other.participant}
          name={other.name}
          colour={other.colour}
          number={numbers.get(other.participant)}
          size="small"
        />
      ))}
      <span className="people-strip__count tabular" aria-hidden="true">
        {count}
      </span>
    </button>
  )
}

export const peopleDrawer = drawer('people', async () => (await import('./people-drawer.tsx')).PeopleDrawer)
