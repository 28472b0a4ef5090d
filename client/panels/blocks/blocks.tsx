import { useId, type CSSProperties, type ReactNode } from 'react'
import type {
  ActionList,
  Block,
  Figures,
  NoteList,
  Principle,
  Quotes,
  Shares,
  Statement,
  Table,
  Versions,
  Drawing,
} from '#shared/blocks/block.ts'
import { inBrief, inFull } from '#shared/board/brief.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { useSceneFact } from '../host/use-scene.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import { kerned } from '../ui/sentence.tsx'
import { LongList } from '../ui/long-list.tsx'
import { Bars, Facts, Heading } from './bars.tsx'
import { EvidenceStrip } from './evidence-strip.tsx'
import { RankingRows, blocksWords } from './ranking-rows.tsx'
import './blocks.css'

interface BlocksProps {
  readonly blocks: readonly Block[]
  /** For the whole room: large, and nothing to press. */
  readonly isRoom?: boolean
  /** One thin bar of all answers, as a room has it. */
  readonly hasStrips?: boolean
  /** Parts of the activity's own, each under the quote with this id. */
  readonly underQuotes?: ReadonlyMap<string, ReactNode>
  /** Shows the thing of a ranking on the board. */
  readonly onShow?: (id: string) => void
  /** Words beside things of a ranking: what this person gave them. */
  readonly marks?: ReadonlyMap<string, string>
}

/** The result of an activity, in the sizes of a desk, a phone or a room. */
export function Blocks({ blocks, isRoom = false, ...own }: BlocksProps) {
  return (
    <div className="blocks" data-size={isRoom ? 'room' : undefined}>
      {blocks.map((block, index) => (
        // A block is its place: the same result is drawn again with other numbers.
        <BlockView key={index} block={block} isRoom={isRoom} {...own} />
      ))}
    </div>
  )
}

type Own = Omit<BlocksProps, 'blocks'>

function BlockView({
  block,
  isRoom = false,
  hasStrips = isRoom,
  underQuotes,
  onShow,
  marks,
}: Own & { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <h2 className="blocks__heading">{inBrief(block.text)}</h2>
    case 'facts':
      return <Facts facts={block.facts} />
    case 'paragraph':
    case 'prompt':
      return <p dir="auto">{inBrief(block.text)}</p>
    case 'remark':
      return (
        <p className="blocks__soft" dir="auto">
          {inBrief(block.text)}
        </p>
      )
    case 'statement':
      return <StatementView block={block} />
    case 'verdict':
      return (
        <p className="blocks__verdict" data-side={block.side}>
          <strong>{block.amount}</strong> {block.text}
        </p>
      )
    case 'distribution':
      return <Bars block={block} isStrip={hasStrips} hidesFacts={isRoom} />
    case 'shares':
      return <SharesView block={block} />
    case 'quotes':
      return <QuotesView block={block} under={underQuotes} />
    case 'ranking':
      return <RankingRows block={block} isRoom={isRoom} onShow={onShow} marks={marks} />
    case 'figures':
      return <FiguresView block={block} />
    case 'notes':
      return <NotesView block={block} />
    case 'actions':
      return <ActionsView block={block} />
    case 'versions':
      return <VersionsView block={block} />
    case 'principle':
      return <PrincipleView block={block} />
    case 'evidence':
      return <EvidenceStrip block={block} isRoom={isRoom} />
    case 'table':
      return <TableView block={block} />
    case 'drawing':
      return <Drawn block={block} />
  }
}

/** Letters of a sentence that is still large in a narrow column. Not measured. */
const shortSentence = 140

function StatementView({ block: { text, facts } }: { readonly block: Statement }) {
  const language = useContentLanguage()
  return (
    <figure className="blocks__statement">
      <blockquote
        data-long={text.length > shortSentence || undefined}
        lang={language}
        dir="auto"
        {...kerned(text)}
      >
        {inFull(text)}
      </blockquote>
      <Facts facts={facts} />
    </figure>
  )
}

/** Letters of all answers that stand in a line below each bar; longer ones stand once, below all bars. Not measured. */
const shortAnswers = 60

function SharesView({ block: { heads, answers, repeats, rows } }: { readonly block: Shares }) {
  const isLong =
    answers.map(({ label }) => label).join('').length > shortAnswers && rows.some(({ counts }) => counts)
  const countsOf = (counts: readonly number[]) =>
    answers.map(({ label }, place) => `${label} ${counts[place] ?? 0}`.replaceAll(' ', '\u00A0')).join(' · ')
  return (
    <>
      <ul className="blocks__shares" aria-label={heads[0]}>
        {rows.map(({ label, counts, amount }) => (
          <li key={label}>
            <span className="blocks__row">
              <strong dir="auto">{label}</strong>
              {repeats && counts ? (
                <span className="blocks__soft tabular">{countsOf(counts)}</span>
              ) : (
                <span className="blocks__amount tabular">{amount}</span>
              )}
            </span>
            {counts && (
              <span className="blocks__track" aria-hidden="true">
                {answers.map(
                  ({ label: answer, side }, place) =>
                    (counts[place] ?? 0) > 0 && (
                      <span key={answer} data-side={side} style={{ flexGrow: counts[place] }} />
                    ),
                )}
              </span>
            )}
            {counts && !isLong && !repeats && (
              <span className="blocks__soft tabular">{countsOf(counts)}</span>
            )}
          </li>
        ))}
      </ul>
      {isLong && (
        <ol className="blocks__answers">
          {answers.map(({ label, side }) => (
            <li key={label} data-side={side} dir="auto">
              {inBrief(label)}
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

interface QuotesViewProps {
  readonly block: Quotes
  readonly under: BlocksProps['underQuotes']
}

function QuotesView({ block: { heading, quotes, side }, under }: QuotesViewProps) {
  const t = useWords(blocksWords)
  const id = useId()
  const language = useContentLanguage()
  return (
    // No landmark: each of several sentences may have a part of this name.
    <div className="blocks__part" {...(heading !== null && { role: 'group', 'aria-labelledby': id })}>
      {heading !== null && (
        <h2 id={id} className="blocks__heading">
          {inBrief(heading)}
        </h2>
      )}
      <ul className="blocks__quotes" data-side={side}>
        {quotes.map(({ id: quote, text, name, about, answers, remark }, index) => (
          <li key={quote ?? index}>
            <blockquote lang={language} dir="auto">
              {inBrief(text)}
            </blockquote>
            <Facts facts={[about, name ?? ''].filter((fact) => fact !== '').map(inBrief)} />
            {answers.map((answer) => (
              <p key={answer} className="blocks__answer" lang={language} dir="auto">
                <strong>{t('answer')}</strong>
                {inBrief(answer)}
              </p>
            ))}
            {remark !== '' && <p className="blocks__soft">{remark}</p>}
            {quote !== undefined && under?.get(quote)}
          </li>
        ))}
      </ul>
    </div>
  )
}

function FiguresView({ block: { figures } }: { readonly block: Figures }) {
  return (
    <dl className="blocks__figures tabular">
      {figures.map(({ amount, label }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{amount}</dd>
        </div>
      ))}
    </dl>
  )
}

function NotesView({ block: { heading, facts, notes } }: { readonly block: NoteList }) {
  return (
    <div className="blocks__part">
      <Heading text={heading} />
      <Facts facts={facts} />
      <ul className="blocks__notes">
        {notes.map((note) => (
          <li key={note}>
            <NoteWords id={note} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function NoteWords({ id }: { readonly id: string }) {
  const { scene } = useBoard().model
  const language = useContentLanguage()
  const text = useSceneFact(scene, ({ notes }) => notes.get(id)?.text ?? '')
  const signature = useSceneFact(scene, ({ notes }) => notes.get(id)?.signature ?? '')
  return (
    <>
      <span lang={language} dir="auto">
        {inBrief(text)}
      </span>
      <Facts facts={signature === '' ? [] : [signature]} />
    </>
  )
}

function ActionsView({ block: { heads, rows } }: { readonly block: ActionList }) {
  return (
    <ul className="blocks__notes">
      {rows.map(({ note, cells }) => (
        <li key={note}>
          <NoteWords id={note} />
          <Facts facts={cells.map((cell, place) => `${heads[place + 1] ?? ''}: ${cell}`)} />
        </li>
      ))}
    </ul>
  )
}

const tags = { added: 'ins', removed: 'del', same: 'span' } as const

function VersionsView({ block: { versions } }: { readonly block: Versions }) {
  const language = useContentLanguage()
  return (
    <ol className="blocks__versions">
      {versions.map(({ label, facts, parts }) => (
        <li key={label}>
          <Facts facts={[label, ...facts]} />
          <blockquote lang={language} dir="auto">
            {parts.map(({ text, mark }, index) => {
              const Tag = tags[mark ?? 'same']
              return <Tag key={index}>{inBrief(text)}</Tag>
            })}
          </blockquote>
        </li>
      ))}
    </ol>
  )
}

function PrincipleView({ block: { choice, joint, over, signs, facts } }: { readonly block: Principle }) {
  const language = useContentLanguage()
  return (
    <div className="blocks__part" lang={language}>
      <p className="blocks__principle" dir="auto">
        {inBrief(choice)} <span className="blocks__soft">{joint}</span> {inBrief(over)}
      </p>
      {signs.map(({ label, text }) => (
        <p key={label} dir="auto">
          <span className="blocks__soft">{label}</span> {inBrief(text)}
        </p>
      ))}
      <Facts facts={facts} />
    </div>
  )
}

function TableView({ block: { heads, rows, figures, widths } }: { readonly block: Table }) {
  const firstFigure = heads.length - figures
  const columns = heads.map((_, column) =>
    column < firstFigure ? `minmax(0, ${widths?.[column] ?? 1}fr)` : '4.5em',
  )
  return (
    <div className="blocks__table" style={{ '--columns': columns.join(' ') } as CSSProperties}>
      <LongList
        kind="table"
        items={rows}
        keyOf={(cells) => cells.join('\n')}
        head={
          <thead>
            <tr aria-rowindex={1}>
              {heads.map((head, column) => (
                <th key={head} scope="col" data-figure={column >= firstFigure || undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
        }
      >
        {(cells) => (
          <>
            {cells.map((cell, column) => {
              const Cell = column === 0 ? 'th' : 'td'
              return (
                <Cell
                  key={heads[column]}
                  scope={column === 0 ? 'row' : undefined}
                  dir="auto"
                  data-figure={column >= firstFigure || undefined}
                >
                  {inBrief(cell)}
                </Cell>
              )
            })}
          </>
        )}
      </LongList>
    </div>
  )
}

/** A drawing, for eyes alone: the same stands beside it in words. */
function Drawn({ block: { width, height, ellipses, curves, labels, legend } }: { readonly block: Drawing }) {
  return (
    <figure className="blocks__drawing" aria-hidden="true">
      <svg viewBox={`0 0 ${width} ${height}`}>
        {ellipses.map(({ x, y, rx, ry }, index) => (
          <ellipse key={index} cx={x} cy={y} rx={rx} ry={ry} />
        ))}
        {curves.map((points, index) => (
          <path key={index} d={`M${at(points[0])} C${points.slice(1).map(at).join(' ')}`} />
        ))}
        {labels.map(({ x, y, lines, letters, look, isLeft }, index) => (
          <text
            key={index}
            x={x}
            y={y}
            fontSize={letters}
            data-look={look}
            textAnchor={isLeft ? 'start' : 'middle'}
          >
            {lines.map((line, place) => (
              <tspan key={place} x={x} dy={place === 0 ? `${(1 - (lines.length - 1)) * 0.6}em` : '1.2em'}>
                {line}
              </tspan>
            ))}
          </text>
        ))}
      </svg>
      {legend !== '' && <figcaption className="blocks__soft">{legend}</figcaption>}
    </figure>
  )
}

function at({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${x} ${y}`
}
