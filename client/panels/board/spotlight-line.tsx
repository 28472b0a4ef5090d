import { wordsOfNotes } from '#shared/board/id.ts'
import { inLine } from '#shared/text/in-line.ts'
import { useStore } from '@nanostores/react'
import { Presentation } from 'lucide-react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { useOutcome } from '../host/outcome.ts'
import { returnFocus } from '../host/return-focus.ts'
import { useSceneFact } from '../host/use-scene.ts'
import { Button } from '../ui/button.tsx'
import { boardWords } from './words.ts'

/** For facilitators: the note or group that projectors show now, with a button to end it. */
export function SpotlightLine() {
  const t = useWords(boardWords)
  const { model } = useBoard()
  const report = useOutcome()
  const id = useStore(model.spotlight) ?? ''
  const what = useSceneFact(model.scene, ({ notes, clusters }) => {
    if (id === wordsOfNotes) return t('selection.words')
    const cluster = clusters.get(id)
    return cluster ? cluster.title || t('common.untitledCluster') : notes.get(id)?.text
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
