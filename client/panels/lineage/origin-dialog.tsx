import { useMemo, useState } from 'react'
import { adoptedId, ahead, behind, lineageOf, voicesOf, type Lineage } from '#shared/statements/lineage.ts'
import { lineageTree } from '#shared/statements/lineage-tree.ts'
import { phrasesOf, type Phrase } from '#shared/statements/lineage-phrases.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { LineageChart } from './lineage-chart.tsx'
import { LineageList } from './lineage-list.tsx'
import { Sentence } from './sentence.tsx'
import { useLineageBoard } from './use-lineage.ts'
import { lineageWords } from './words.ts'
import './lineage.css'

export interface OriginDialogProps {
  /** A note or a version; without one, the adopted sentence. */
  readonly of?: string
  readonly onClose: () => void
}

/** What a note or a sentence grew from, and what became of it. Nobody is named who has not signed. */
export function OriginDialog({ of = adoptedId, onClose }: OriginDialogProps) {
  const t = useWords(lineageWords)
  const board = useLineage(of)
  return (
    <Dialog
      title={t(of === adoptedId ? 'purposeOrigin' : 'origin')}
      size={board ? board.size : 'medium'}
      isText
      onClose={onClose}
    >
      {board && <Origin of={of} {...board} onClose={onClose} />}
    </Dialog>
  )
}

interface KnownLineage {
  readonly lineage: Lineage
  readonly phrases: readonly Phrase[]
  /** Things behind it and ahead of it, itself included. */
  readonly shown: ReadonlySet<string>
  readonly size: 'medium' | 'wide'
}

function useLineage(of: string): KnownLineage | null {
  const board = useLineageBoard()
  const language = useContentLanguage()
  return useMemo(() => {
    if (!board) return null
    const lineage = lineageOf(board)
    const shown = new Set([...behind(lineage, [of]), ...ahead(lineage, [of])])
    const grafts = new Map(board.versions.map((version) => [version.id, version.grafts ?? []]))
    const isSentence = ['version', 'adopted'].includes(lineage.get(of)?.column ?? '')
    const phrases = isSentence ? phrasesOf(lineage, of, (id) => grafts.get(id) ?? [], language ?? 'en') : []
    const columns = new Set([...shown].map((id) => lineage.get(id)?.column))
    return { lineage, phrases, shown, size: columns.size > 2 ? 'wide' : 'medium' }
  }, [board, of, language])
}

interface OriginProps extends KnownLineage {
  readonly of: string
  readonly onClose: () => void
}

function Origin({ of, lineage, phrases, shown, size, onClose }: OriginProps) {
  const t = useWords(lineageWords)
  const [pressed, setPressed] = useState<Phrase | null>(null)
  const back = behind(lineage, [of])
  const gone = new Set([...back].flatMap((id) => lineage.get(id)?.gone ?? []))
  const voices = voicesOf(lineage, back)
  const isNote = phrases.length === 0
  const tree = lineageTree(lineage, of)
  const became = [...ahead(lineage, [of])].flatMap((id) => (id === of ? [] : (lineage.get(id) ?? [])))
  const chosen = pressed && pathOf(lineage, pressed.origin, shown)
  return (
    // A grid would make the drawing as low as it can scroll.
    <div className="lineage-origin">
      {!isNote && <Sentence phrases={phrases} pressed={pressed} lineage={lineage} onPress={setPressed} />}
      <p>
        {isNote
          ? t(voices > 1 ? 'grew' : 'grewAlone', { count: voices - 1, voices })
          : t('stands', { count: voices })}
      </p>
      {size === 'wide' && <LineageChart lineage={lineage} shown={shown} root={of} chosen={chosen} />}
      {tree && tree.branches.length > 0 && (
        <LineageList title={t('asList')} branches={tree.branches} onClose={onClose} />
      )}
      {became.length > 0 && (
        <LineageList
          title={t('became')}
          branches={became.map((thing) => ({ thing, branches: [], isAgain: false }))}
          onClose={onClose}
        />
      )}
      {gone.size > 0 && (
        <p className="field__hint">{voices === 2 ? t('gone') : t('gone', { count: gone.size })}</p>
      )}
    </div>
  )
}

/** The way of a phrase: everything behind it, and everything that carried it on. */
function pathOf(lineage: Lineage, origin: string, shown: ReadonlySet<string>): ReadonlySet<string> {
  const path = new Set([...behind(lineage, [origin]), ...ahead(lineage, [origin])])
  return new Set([...path].filter((id) => shown.has(id)))
}
