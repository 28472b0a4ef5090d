import { useStore } from '@nanostores/react'
import { AgendaState } from '#shared/agenda/agenda.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { useSceneFact } from '../host/use-scene.ts'
import { agendaWords } from './words.ts'
import './reached.css'

/** What the group has made so far, in counts; votes that closed before `since`. */
export function Reached({ since = Number.POSITIVE_INFINITY }: { readonly since?: number }) {
  const t = useWords(agendaWords)
  const { model } = useBoard()
  const isOver = useStore(model.agenda)?.now.state === AgendaState.ended
  const notes = useSceneFact(model.scene, (scene) => scene.notes.size)
  const groups = useSceneFact(model.scene, (scene) => scene.clusters.size)
  const last = useStore(model.voting.rounds).findLast(
    ({ state, closedAt }) => state === 'closed' && (closedAt ?? 0) <= since,
  )
  const parts = [
    ...(notes > 0 ? [t('notes', { count: notes })] : []),
    ...(groups > 0 ? [t('groups', { count: groups })] : []),
    ...(last && last.voted > 0 ? [t('ballots', { count: last.voted })] : []),
  ]
  if (parts.length === 0) return null
  return (
    <p className="reached">
      <span className="reached__label">{t(isOver ? 'inAll' : 'reached')}</span> {parts.join(' · ')}
    </p>
  )
}
