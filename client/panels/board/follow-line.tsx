import { useStore } from '@nanostores/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { usePersonName } from '../ui/person-name.ts'
import { Button } from '../ui/button.tsx'
import { useBoard } from '../host/board-context.tsx'

/** Names the person whose view this screen follows, with a button to stop. */
export function FollowLine() {
  const { model } = useBoard()
  const following = useStore(model.ui.following)
  return following === null ? null : <Following participant={following} />
}

function Following({ participant }: { participant: string }) {
  const { t } = useTranslation()
  const { model } = useBoard()
  const nameOf = usePersonName()
  const people = useStore(model.presence.people)
  const number = useStore(model.presence.numbers).get(participant)
  const person = people.find((other) => other.participant === participant)
  return (
    <div className="follow-line" data-colour={person?.colour}>
      <output>{t('board.followed', { name: person ? nameOf(person, number) : t('common.someone') })}</output>
      <Button tone="quiet" onClick={() => model.ui.following.set(null)}>
        {t('board.stopFollowing')}
      </Button>
    </div>
  )
}
