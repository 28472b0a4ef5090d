import { LocateFixed } from 'lucide-react'
import { useStore } from '@nanostores/react'
import { useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { readOwnIdeas } from '../../model/memory/own-ideas.ts'
import { useBoard } from '../host/board-context.tsx'
import { useSceneFact } from '../host/use-scene.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import { IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { fatesOf, type Fate } from './fate.ts'
import { showNote } from './show-note.ts'
import { lineageWords } from './words.ts'
import './lineage.css'

/** What became of this person's ideas, as far as this browser knows. */
export function IdeasDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(lineageWords)
  const { model, shell } = useBoard()
  const language = useContentLanguage()
  const [ideas] = useState(() => readOwnIdeas(model.id, model.me.get().id))
  const rounds = useStore(model.voting.rounds)
  // As one text, so that the list is drawn again only when it changes.
  const read = useSceneFact(model.scene, (scene) => JSON.stringify(fatesOf(ideas, scene, rounds)))
  const fates = JSON.parse(read) as readonly Fate[]
  return (
    <Dialog title={t('ideas')} onClose={onClose} isText>
      <p className="field__hint">{t('private')}</p>
      {fates.length === 0 && <p>{t('noIdeas')}</p>}
      <ul className="lineage">
        {fates.map((fate, index) => (
          <li key={index} className="lineage__note">
            <div>
              <p lang={language} dir="auto">
                {fate.text}
              </p>
              <Facts fate={fate} />
            </div>
            {fate.note !== null && (
              <IconButton
                label={t('show')}
                icon={<LocateFixed />}
                side="left"
                onClick={() => {
                  onClose()
                  showNote(model, shell, fate.note ?? '')
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

/** Letters of a note or group that tell which one it is. Not measured. */
const nameLetters = 60

function Facts({ fate: { note, isMerged, isParked, cluster, heirs, vote } }: { readonly fate: Fate }) {
  const t = useWords(lineageWords)
  const { scene } = useBoard().model
  const place = () => {
    if (note === null) return t('left')
    if (isMerged) return t('merged', { note: shortened(scene.notes.get(note)?.text ?? '') })
    if (isParked) return t('parked')
    if (cluster === null) return t('onBoard')
    return t('inGroup', {
      group: shortened(scene.clusters.get(cluster)?.title || t('common.untitledCluster')),
    })
  }
  const facts = [
    place(),
    ...(heirs.length > 0 ? [t('heirs', { count: heirs.length })] : []),
    ...(vote ? [t('votes', { count: vote.total })] : []),
    ...(vote?.goesOn ? [t('goesOn')] : []),
  ]
  return <p className="lineage__facts">{facts.join(' · ')}</p>
}

function shortened(text: string): string {
  const line = text.trim().replaceAll(/\s+/gu, ' ')
  return line.length > nameLetters ? `${line.slice(0, nameLetters).trimEnd()}…` : line
}
