import { useStore } from '@nanostores/react'
import { Presentation } from 'lucide-react'
import { wordsOfNotes } from '#shared/board/id.ts'
import { inLine } from '#shared/text/in-line.ts'
import { useWords } from '../../i18n/use-words.ts'
import { usePersonName } from '../ui/person-name.ts'
import { Button } from '../ui/button.tsx'
import { useBoard } from '../host/board-context.tsx'
import { nameOfGroup } from '../host/group-label.ts'
import { returnFocus } from '../host/return-focus.ts'
import { useOutcome } from '../host/outcome.ts'
import { useSceneFact } from '../host/use-scene.ts'
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

/** For facilitators: the note or group that projectors show now, with a button to end it. */
export function SpotlightLine() {
  const t = useWords(boardWords)
  const { model } = useBoard()
  const report = useOutcome()
  const id = useStore(model.spotlight) ?? ''
  const what = useSceneFact(model.scene, ({ notes, clusters }) => {
    if (id === wordsOfNotes) return t('selection.words')
    const cluster = clusters.get(id)
    return cluster ? nameOfGroup(cluster, t) : notes.get(id)?.text
  })
  if (what === undefined) return null
  return (
    <div className="follow-line spotlight-line" ref={returnFocus}>
      <Presentation aria-hidden="true" />
      <output title={inLine(what)}>
        {t('selection.shown', { what: what.trim() || t('common.emptyNote') })}
      </output>
      <Button tone="quiet" onClick={() => report(model.commands.showToRoom(null))}>
        {t('selection.endShow')}
      </Button>
    </div>
  )
}
