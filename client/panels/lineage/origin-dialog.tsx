import { useStore } from '@nanostores/react'
import { Suspense, useEffect, useState } from 'react'
import {
  adoptedId,
  ahead,
  behind,
  lineageOf,
  voicesOf,
  type Lineage,
  lineageTree,
  type LineageBranch,
} from '#shared/statements/lineage.ts'
import {
  lineageDrawing,
  type LineageDrawing,
  lineageLetters,
  type LineageBox,
} from '#shared/statements/lineage-drawing.ts'
import { phrasesOf, type Phrase } from '#shared/statements/lineage-phrases.ts'
import { statementOf } from '#shared/statements/story.ts'
import { useWords } from '../../i18n/use-words.ts'
import { nextTask } from '../../model/basics/next-task.ts'
import { Blocks } from '../blocks/blocks.tsx'
import { EvidenceBeside } from '../blocks/evidence-beside.tsx'
import { useBoard } from '../host/board-context.tsx'
import { Card } from '../host/card.tsx'
import { useStatements } from '../host/use-statements.ts'
import { useStory, useStoryBoard } from '../host/story.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { scrollByKeys } from '../ui/focus.ts'
import { timeField } from '../ui/time-of-day.ts'
import { LineageList, Sentence, versionHead } from './lineage-list.tsx'
import { useLineageBoard } from '../host/use-origin.ts'
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

interface FilePartsProps {
  readonly of: string
  readonly onClose: () => void
}

/** The rest of the file of a thing: its story; of a sentence also its evidence, its versions and the remarks on it. */
function FileParts({ of, onClose }: FilePartsProps) {
  const t = useWords(lineageWords)
  const { model } = useBoard()
  const adopted = useStore(model.adoptions).at(-1)?.version
  const id = of === adoptedId ? (adopted ?? of) : of
  const story = useStory(id)
  const board = useStoryBoard()
  const statements = useStatements()
  const versions = useStore(statements.versions)
  const comments = useStore(statements.comments)
  const sentence = statementOf(id, board)
  const own = versions.filter(({ statement }) => statement === sentence?.id)
  const remarks = comments.filter(({ statement }) => statement === sentence?.id)
  const text = own.find((version) => version.id === id)?.text ?? statements.wordsOf(sentence?.id ?? '')
  return (
    <>
      {story.length > 0 && (
        <ul className="lineage-story tabular" aria-label={t('happened')}>
          {story.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
      {sentence && <EvidenceBeside sentence={{ id: sentence.id, text }} />}
      {own.length > 0 && (
        <section className="lineage-list">
          <h3>{t('versions')}</h3>
          <ul className="lineage">
            {own.toReversed().map(({ id: version, number, text: words, at }) => (
              <li key={version}>
                <Card
                  id={version}
                  text={words}
                  isSentence
                  head={`${t('versionOf', { version: number })} · ${timeField(at)}`}
                  onFile={onClose}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      {remarks.length > 0 && (
        <Blocks
          blocks={[
            {
              kind: 'quotes',
              heading: t('remarks'),
              quotes: remarks.map((remark) => ({
                text: remark.text,
                name: null,
                about: t('on', { words: remark.quote }),
                answers: [],
                remark: remark.isDone ? t('done') : '',
              })),
            },
          ]}
        />
      )}
    </>
  )
}

interface LineageChartProps {
  readonly drawing: LineageDrawing
  /** The thing whose lineage it is. */
  readonly root: string
  /** Null: everything. */
  readonly chosen: ReadonlySet<string> | null
}

/** From left to right: notes, groups, proposals, versions, the adopted sentence. The list beside it says the same. */
function LineageChart({ drawing, root, chosen }: LineageChartProps) {
  const t = useWords(lineageWords)
  const { width, height, heads, boxes, lines } = drawing
  const keys = new Set(
    boxes.flatMap(({ key, ids }) => (!chosen || ids.some((id) => chosen.has(id)) ? [key] : [])),
  )
  const isOff = (...ends: readonly string[]) => (ends.every((end) => keys.has(end)) ? undefined : '')
  return (
    <section className="lineage-chart" ref={scrollByKeys} aria-label={t('drawing')}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        style={{ width: `min(100%, ${width}px)`, minWidth: `${Math.round(width * 0.7)}px` }}
        role="img"
        aria-label={t('drawingOf', { count: boxes.length })}
      >
        {lines.map(({ from, to, points: [start, out, inwards, end] }) => (
          <path
            key={`${from} ${to}`}
            className="lineage-chart__way"
            data-off={isOff(from, to)}
            d={`M${start.x} ${start.y}C${out.x} ${out.y} ${inwards.x} ${inwards.y} ${end.x} ${end.y}`}
          />
        ))}
        {heads.map(({ column, x, count }) => (
          <text key={column} className="lineage-chart__head" x={x} y={20}>
            {t(`column.${column}`, { count })}
          </text>
        ))}
        {boxes.map((box) => (
          <Box key={box.key} box={box} isRoot={box.ids.includes(root)} isOff={isOff(box.key)} />
        ))}
      </svg>
    </section>
  )
}

interface BoxProps {
  readonly box: LineageBox
  readonly isRoot: boolean
  readonly isOff: '' | undefined
}

function Box({ box, isRoot, isOff }: BoxProps) {
  const t = useWords(lineageWords)
  const language = useContentLanguage()
  const { column, x, y, width, height, lines, numbers, isFolded, ids } = box
  const letters = column === 'adopted' ? lineageLetters.adopted : lineageLetters.box
  const lineHeight = letters * 1.3
  const first = y + 8 + letters + (numbers ? lineageLetters.head * 1.4 : 0)
  return (
    <g className="lineage-chart__box" data-column={column} data-root={isRoot || undefined} data-off={isOff}>
      <rect x={x} y={y} width={width} height={height} rx={6} data-folded={isFolded || undefined} />
      {numbers && (
        <text className="lineage-chart__label" x={x + 12} y={y + 8 + lineageLetters.head}>
          {versionHead(numbers, t)}
        </text>
      )}
      {isFolded ? (
        <text className="lineage-chart__label" x={x + 12} y={first}>
          {t(`folded.${column}`, { count: ids.length })}
        </text>
      ) : (
        lines.map((line, index) => (
          <text
            key={index}
            lang={language}
            x={x + 12}
            y={first + index * lineHeight}
            style={{ fontSize: `${letters}px` }}
          >
            {line}
          </text>
        ))
      )}
    </g>
  )
}
