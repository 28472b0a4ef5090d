import { useStore } from '@nanostores/react'
import { useWords } from '../../i18n/use-words.ts'
import { usePersonName } from '../ui/person-name.ts'
import { Button } from '../ui/button.tsx'
import { useBoard } from '../host/board-context.tsx'
import { returnFocus } from '../host/return-focus.ts'
import { boardWords } from './words.ts'

/** Names the person whose view this screen follows, with a button to stop. */
export function FollowLine() {
  const { model } = useBoard()
  const following = useStore(model.ui.following)
  return following === null ? null : <Following participant={following} />
}

function Following({ participant }: { participant: string }) {
  const t = useWords(boardWords)
  const { model } = useBoard()
  const nameOf = usePersonName()
  const people = useStore(model.presence.people)
  const number = useStore(model.presence.numbers).get(participant)
  const person = people.find((other) => other.participant === participant)
  return (
    <div className="follow-line" ref={returnFocus} data-colour={person?.colour}>
      <output>{t('followed', { name: person ? nameOf(person, number) : t('common.someone') })}</output>
      <Button tone="quiet" onClick={() => model.ui.following.set(null)}>
        {t('stopFollowing')}
      </Button>
    </div>
  )
}
