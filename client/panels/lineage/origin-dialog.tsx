import { LocateFixed } from 'lucide-react'
import { useWords } from '../../i18n/use-words.ts'
import { sourcesOf } from '#shared/board/lineage.ts'
import type { Note } from '#shared/board/note.ts'
import { useBoard } from '../host/board-context.tsx'
import { useSceneFact } from '../host/use-scene.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import { IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { showNote } from './show-note.ts'
import { lineageWords } from './words.ts'
import './lineage.css'

/** The notes from which one grew. Nobody is named who has not signed. */
export function OriginDialog({ note, onClose }: { readonly note: string; readonly onClose: () => void }) {
  const t = useWords(lineageWords)
  const { model, shell } = useBoard()
  const language = useContentLanguage()
  const { scene } = model
  // As one text, so that the list is drawn again only when it changes.
  const ids = useSceneFact(scene, ({ notes }) => sourcesOf(notes, note).join(' '))
  const sources = ids === '' ? [] : ids.split(' ')
  const here = sources.flatMap((id) => scene.notes.get(id) ?? [])
  const gone = sources.length - here.length
  return (
    <Dialog title={t('origin')} onClose={onClose} isText>
      <p>{t('grew', { count: sources.length, voices: sources.length + 1 })}</p>
      <ul className="lineage">
        {here.map((source) => (
          <li key={source.id} className="lineage__note" data-tint={source.tint} data-paper="">
            <div>
              <p lang={language} dir="auto">
                {source.text}
              </p>
              <Signature source={source} />
            </div>
            <IconButton
              label={t('show')}
              icon={<LocateFixed />}
              side="left"
              onClick={() => {
                onClose()
                showNote(model, shell, source.id)
              }}
            />
          </li>
        ))}
      </ul>
      {gone > 0 && (
        <p className="field__hint">{sources.length === 1 ? t('gone') : t('gone', { count: gone })}</p>
      )}
    </Dialog>
  )
}

function Signature({ source: { signature } }: { readonly source: Pick<Note, 'signature'> }) {
  const t = useWords(lineageWords)
  return signature === undefined ? null : <p className="lineage__facts">{t('signed', { name: signature })}</p>
}
