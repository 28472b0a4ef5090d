import { Suspense, useEffect, useState } from 'react'
import { adoptedId, ahead, behind, lineageOf, voicesOf, type Lineage } from '#shared/statements/lineage.ts'
import { lineageDrawing, type LineageDrawing } from '#shared/statements/lineage-drawing.ts'
import { lineageTree, type LineageBranch } from '#shared/statements/lineage-tree.ts'
import { phrasesOf, type Phrase } from '#shared/statements/lineage-phrases.ts'
import { useWords } from '../../i18n/use-words.ts'
import { nextTask } from '../../model/basics/next-task.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { FileParts } from './file-parts.tsx'
import { LineageChart } from './lineage-chart.tsx'
import { LineageList } from './lineage-list.tsx'
import { Sentence } from './sentence.tsx'
import { useLineageBoard } from '../host/use-lineage.ts'
import { lineageWords } from './words.ts'
import './lineage.css'

export interface OriginDialogProps {
  /** A note or a version; without one, the adopted sentence. */
  readonly of?: string
  readonly onClose: () => void
}

/** The origin of a note or a sentence, and its fate. Nobody is named who has not signed. */
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
  readonly tree: LineageBranch | undefined
  /** Of a lineage with more than two columns. */
  readonly drawing: LineageDrawing | undefined
}

/** Null until it is known. Others may have tied thousands of notes together: each part is read in a task of its own. */
function useLineage(of: string): KnownLineage | null {
  const board = useLineageBoard()
  const language = useContentLanguage()
  const [known, setKnown] = useState<KnownLineage | null>(null)
  useEffect(() => {
    if (!board) return undefined
    let isOver = false
    const read = async () => {
      const lineage = lineageOf(board)
      const shown = new Set([...behind(lineage, [of]), ...ahead(lineage, [of])])
      await nextTask()
      const grafts = new Map(board.versions.map((version) => [version.id, version.grafts ?? []]))
      const isSentence = ['version', 'adopted'].includes(lineage.get(of)?.column ?? '')
      const phrases = isSentence ? phrasesOf(lineage, of, (id) => grafts.get(id) ?? [], language ?? 'en') : []
      await nextTask()
      const tree = lineageTree(lineage, of)
      const columns = new Set([...shown].map((id) => lineage.get(id)?.column))
      const size = columns.size > 2 ? 'wide' : 'medium'
      await nextTask()
      const drawing = size === 'wide' ? lineageDrawing(lineage, shown) : undefined
      if (!isOver) setKnown({ lineage, phrases, shown, size, tree, drawing })
    }
    void read()
    return () => {
      isOver = true
    }
  }, [board, of, language])
  return known
}

interface OriginProps extends KnownLineage {
  readonly of: string
  readonly onClose: () => void
}

function Origin({ of, lineage, phrases, shown, tree, drawing, onClose }: OriginProps) {
  const t = useWords(lineageWords)
  const [pressed, setPressed] = useState<Phrase | null>(null)
  const back = behind(lineage, [of])
  const gone = new Set([...back].flatMap((id) => lineage.get(id)?.gone ?? []))
  const voices = voicesOf(lineage, back)
  const isNote = phrases.length === 0
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
      <Suspense fallback={null}>
        <FileParts of={of} onClose={onClose} />
      </Suspense>
      {drawing && <LineageChart drawing={drawing} root={of} chosen={chosen} />}
      {tree && tree.branches.length > 0 && (
        <LineageList title={t('asList')} branches={tree.branches} onClose={onClose} />
      )}
      {became.length > 0 && (
        <LineageList
          title={t('became')}
          branches={became.map((thing) => ({ thing, branches: [], isAgain: false, unnamed: 0, below: 0 }))}
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
