import { inBrief } from '#shared/board/beginning.ts'
import { LocateFixed } from 'lucide-react'
import type { LineageBranch } from '#shared/statements/lineage-tree.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { IconButton } from '../ui/button.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { showNote } from './show-note.ts'
import { versionHead } from './thing-name.ts'
import { lineageWords } from './words.ts'

interface LineageListProps {
  readonly title: string
  readonly branches: readonly LineageBranch[]
  readonly onClose: () => void
}

/** The same as the drawing in words: under each thing, what it grew from. */
export function LineageList({ title, branches, onClose }: LineageListProps) {
  return (
    <section className="lineage-list">
      <h3>{title}</h3>
      <Branches branches={branches} onClose={onClose} />
    </section>
  )
}

/** Many notes of one group wait behind their count. */
const mostOpen = 4

type FurtherProps = Omit<LineageListProps, 'title'> & Pick<LineageBranch, 'thing'>

function Further({ thing, branches, onClose }: FurtherProps) {
  const t = useWords(lineageWords)
  if (branches.length === 0) return null
  if (thing.column !== 'group' || branches.length <= mostOpen)
    return <Branches branches={branches} onClose={onClose} />
  return (
    <details>
      <summary>{t('column.note', { count: branches.length })}</summary>
      <Branches branches={branches} onClose={onClose} />
    </details>
  )
}

function Branches({ branches, onClose }: Omit<LineageListProps, 'title'>) {
  const t = useWords(lineageWords)
  const { model, shell } = useBoard()
  const language = useContentLanguage()
  return (
    <ul className="lineage">
      {branches.map(({ thing, branches: further, isAgain }) => {
        const note = model.scene.notes.get(thing.id)
        return (
          <li key={thing.id}>
            <div className="lineage__note" data-tint={note?.tint} data-paper={note ? '' : undefined}>
              <div>
                <p className="lineage__facts">
                  {thing.numbers ? versionHead(thing.numbers, t) : t(`kind.${thing.column}`)}
                  {isAgain && ` · ${t('again')}`}
                </p>
                <p lang={language} dir="auto">
                  {inBrief(thing.text.trim()) || t('common.untitledCluster')}
                </p>
                {note?.signature !== undefined && (
                  <p className="lineage__facts">{t('signed', { name: note.signature })}</p>
                )}
              </div>
              {note && (
                <IconButton
                  label={t('show')}
                  icon={<LocateFixed />}
                  side="left"
                  onClick={() => {
                    onClose()
                    showNote(model, shell, note.id)
                  }}
                />
              )}
            </div>
            <Further thing={thing} branches={further} onClose={onClose} />
          </li>
        )
      })}
    </ul>
  )
}
