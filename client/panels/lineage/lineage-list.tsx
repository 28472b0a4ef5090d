import { LocateFixed } from 'lucide-react'
import { useState } from 'react'
import {
  type LineageBranch,
  behind,
  voicesOf,
  type Lineage,
  type LineageThing,
} from '#shared/statements/lineage.ts'
import { asShown } from '#shared/board/brief.ts'
import { inLine } from '#shared/text/in-line.ts'
import type { Phrase } from '#shared/statements/lineage-phrases.ts'
import { capital } from '#shared/text/letters.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { Card } from '../host/card.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { Shell } from '../host/feature.ts'
import { lookAt, uncoverBoard } from '../host/look-at.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import { lineageWords } from './words.ts'

interface LineageListProps {
  readonly title: string
  readonly branches: readonly LineageBranch[]
  readonly onClose: () => void
}

/** The same as the drawing in words: under each thing, what it grew from. */
export function LineageList({ title, branches, onClose }: LineageListProps) {
  return (
    <section className="lineage-list" aria-label={title}>
      <h3>{title}</h3>
      <Branches branches={branches} onClose={onClose} />
    </section>
  )
}

/** Many notes of one group wait behind their count. */
const mostOpen = 4

/** So many things are drawn at once; more wait behind their count. Not measured. */
const mostDrawn = 100

type FurtherProps = Pick<LineageBranch, 'thing' | 'branches' | 'unnamed'> & {
  /** Its list is one of many. */
  readonly isFolded: boolean
  readonly onClose: () => void
}

function Further({ thing, branches, unnamed, isFolded, onClose }: FurtherProps) {
  const t = useWords(lineageWords)
  const [isOpen, setOpen] = useState(false)
  const isLong = thing.column === 'group' && branches.length > mostOpen
  const rest = unnamed > 0 && <p className="quiet">{t(`folded.${thing.column}`, { count: unnamed })}</p>
  const [first] = branches
  if (first === undefined) return rest
  if (!isFolded && !isLong)
    return (
      <>
        <Branches branches={branches} onClose={onClose} />
        {rest}
      </>
    )
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t(`column.${first.thing.column}`, { count: branches.length })}</summary>
      {isOpen && <Branches branches={branches} onClose={onClose} />}
      {rest}
    </details>
  )
}

function Branches({ branches, onClose }: Omit<LineageListProps, 'title'>) {
  const t = useWords(lineageWords)
  const [drawn, setDrawn] = useState(mostDrawn)
  const shown = branches.slice(0, drawn)
  const last = branches[drawn]
  const isFolded = branches.reduce((sum, { below }) => sum + 1 + below, 0) > mostDrawn
  return (
    <>
      <List branches={shown} isFolded={isFolded} onClose={onClose} />
      {last && (
        <Button tone="quiet" onClick={() => setDrawn(drawn + mostDrawn)}>
          {t(`folded.${last.thing.column}`, { count: branches.length - drawn })}
        </Button>
      )}
    </>
  )
}

type ListProps = Omit<LineageListProps, 'title'> & Pick<FurtherProps, 'isFolded'>

function List({ branches, isFolded, onClose }: ListProps) {
  const t = useWords(lineageWords)
  const { model } = useBoard()
  return (
    <ul className="lineage">
      {branches.map(({ thing, branches: further, unnamed, isAgain }) => {
        const note = model.scene.notes.get(thing.id)
        return (
          <li key={thing.id}>
            <Card
              id={thing.id}
              text={thing.text}
              note={note}
              isSentence={thing.column === 'version' || thing.column === 'adopted'}
              head={`${thing.numbers ? versionHead(thing.numbers, t) : t(`kind.${thing.column}`)}${isAgain ? ` · ${t('again')}` : ''}`}
              facts={note?.signature === undefined ? [] : [t('signed', { name: note.signature })]}
              onFile={onClose}
            >
              {note && <ShowOnBoard id={note.id} onClose={onClose} />}
            </Card>
            <Further
              thing={thing}
              branches={further}
              unnamed={unnamed}
              isFolded={isFolded}
              onClose={onClose}
            />
          </li>
        )
      })}
    </ul>
  )
}

/** Room around the note, board units. Not measured. */
const around = 200

/** A button that leads to a note on the board. */
export function ShowOnBoard({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useWords(lineageWords)
  const { model, shell } = useBoard()
  const show = () => {
    onClose()
    showNote(model, shell, id)
  }
  return <IconButton label={t('show')} icon={<LocateFixed />} side="left" onClick={show} />
}

/** Selects the note and brings it into view. */
function showNote({ scene, ui, camera }: BoardModel, shell: Shell, id: string): void {
  const rect = scene.notes.get(id)?.rect
  if (!rect) return
  uncoverBoard(shell)
  ui.selection.set(new Set([id]))
  const { x, y, width, height } = rect
  lookAt(camera, { x: x - around, y: y - around, width: width + 2 * around, height: height + 2 * around })
}

interface SentenceProps {
  readonly phrases: readonly Phrase[]
  readonly pressed: Phrase | null
  readonly lineage: Lineage
  readonly onPress: (phrase: Phrase | null) => void
}

/** The sentence, each phrase a button that says with what it came in. */
export function Sentence({ phrases, pressed, lineage, onPress }: SentenceProps) {
  const t = useWords(lineageWords)
  const language = useContentLanguage()
  const origin = pressed && lineage.get(pressed.origin)
  return (
    <section className="lineage-sentence" aria-label={t('phrases')}>
      <p lang={language} dir="auto">
        {phrases.map((phrase, index) => (
          <span key={phrase.start}>
            {phrase.start > (phrases[index - 1]?.end ?? phrase.start) && ' '}
            <button
              type="button"
              aria-pressed={phrase.start === pressed?.start}
              onClick={() => onPress(phrase.start === pressed?.start ? null : phrase)}
            >
              {asShown(phrase.text)}
            </button>
          </span>
        ))}
      </p>
      <output className="quiet">
        {pressed && origin
          ? [
              t(`cameWith.${origin.column}`, {
                phrase: pressed.text,
                name: nameOf(origin, t),
              }),
              ...[voicesOf(lineage, behind(lineage, [origin.id]))].flatMap((count) =>
                count > 0 ? [t('voices', { count })] : [],
              ),
            ].join(' ')
          : t('pressPhrase')}
      </output>
    </section>
  )
}

/** A thing in a few words: a version by its numbers, all others by their own words. */
function nameOf({ numbers, text }: LineageThing, t: (typeof lineageWords)['t']): string {
  return numbers ? versionName(numbers, t) : inLine(text)
}

/** A version where a line begins with its name. */
export function versionHead(numbers: readonly [number, number], t: (typeof lineageWords)['t']): string {
  return capital(versionName(numbers, t))
}

function versionName([statement, version]: readonly [number, number], t: (typeof lineageWords)['t']): string {
  return version === 0 ? t('statement', { statement }) : t('version', { statement, version })
}
