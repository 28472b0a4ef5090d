import { ArrowLeftRight } from 'lucide-react'
import { useStore } from '@nanostores/react'
import { useId, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { StatementFacts, Statements } from '../../model/contract/statements.ts'
import { EvidenceBeside } from '../../panels/blocks/evidence-beside.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useStatements } from '../../panels/host/use-statements.ts'
import { Button } from '../../panels/ui/button.tsx'
import { Dialog } from '../../panels/ui/dialog.tsx'
import { timeField } from '../../panels/ui/time-of-day.ts'
import { compareWords } from './compare-words.ts'
import './compare-dialog.css'
import { asShown } from '#shared/board/brief.ts'
import type { Language } from '#shared/board/document.ts'
import { isApart, wordDiff, type DiffPiece } from '#shared/statements/word-diff.ts'
import './diff-text.css'

export interface CompareProps {
  /** Ids of a version or a statement; a statement stands for its words when the dialog opens. */
  readonly before?: string
  readonly after?: string
  readonly onClose: () => void
}

/** Any two versions word by word, also of different statements, and words that are not kept yet. */
export function CompareDialog({ before, after, onClose }: CompareProps) {
  const t = useWords(compareWords)
  const { model } = useBoard()
  const statements = useStatements()
  const { language } = useStore(model.meta)
  const [texts] = useState(() => textsOf(statements))
  const ids = [...texts.values()].flat().map(({ id }) => id)
  const [pair, setPair] = useState(() => {
    const [newest, other] = [...texts.values()].find((some) => some.length > 1)?.map(({ id }) => id) ?? ids
    return { before: before ?? other ?? '', after: after ?? newest ?? '' }
  })
  const textOf = (id: string) => [...texts.values()].flat().find((text) => text.id === id)?.text ?? ''
  return (
    <Dialog title={t('title')} size="large" isText onClose={onClose}>
      {ids.length < 2 ? (
        <p>{t('none')}</p>
      ) : (
        <>
          <div className="compare__which">
            <Which
              label={t('earlier')}
              texts={texts}
              value={pair.before}
              onChange={(id) => setPair({ ...pair, before: id })}
            />
            <Button
              tone="quiet"
              icon={<ArrowLeftRight />}
              onClick={() => setPair({ before: pair.after, after: pair.before })}
            >
              {t('swap')}
            </Button>
            <Which
              label={t('later')}
              texts={texts}
              value={pair.after}
              onChange={(id) => setPair({ ...pair, after: id })}
            />
          </div>
          <div className="compare__words" aria-live="polite">
            <DiffText before={textOf(pair.before)} after={textOf(pair.after)} language={language} />
          </div>
          <p className="field__hint">{t('legend')}</p>
          <EvidenceBeside sentence={{ id: statementOf(texts, pair.after), text: textOf(pair.after) }} />
        </>
      )}
    </Dialog>
  )
}

interface ComparedText {
  readonly id: string
  readonly text: string
  /** Null for words that are not kept yet. */
  readonly version: { readonly number: number; readonly at: number } | null
}

/** The texts of each statement: its versions, the newest first, after the words as they are when those are others. */
function textsOf({
  all,
  versions,
  wordsOf,
  hasNews,
}: Statements): ReadonlyMap<StatementFacts, readonly ComparedText[]> {
  return new Map(
    all.get().map((statement): readonly [StatementFacts, readonly ComparedText[]] => {
      const { id } = statement
      const kept = versions
        .get()
        .filter((version) => version.statement === id)
        .map((version): ComparedText => ({ id: version.id, text: version.text, version }))
        .toReversed()
      return [statement, hasNews(id).get() ? [{ id, text: wordsOf(id), version: null }, ...kept] : kept]
    }),
  )
}

function statementOf(texts: ReturnType<typeof textsOf>, id: string): string {
  return [...texts].find(([, some]) => some.some((text) => text.id === id))?.[0].id ?? id
}

interface WhichProps {
  readonly label: string
  readonly texts: ReadonlyMap<StatementFacts, readonly ComparedText[]>
  readonly value: string
  readonly onChange: (id: string) => void
}

function Which({ label, texts, value, onChange }: WhichProps) {
  const t = useWords(compareWords)
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        {[...texts].map(([statement, some]) => (
          <optgroup key={statement.id} label={t('statement', { number: statement.number })}>
            {some.map((text) => (
              <option key={text.id} value={text.id}>
                {t('statement', { number: statement.number })}
                {' · '}
                {text.version
                  ? t('version', { number: text.version.number, time: timeField(text.version.at) })
                  : t('now')}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}

interface Props {
  readonly before: string
  readonly after: string
  readonly language: Language
}

/** Two texts as one: the words that went are struck through, those that came are underlined. A screen reader says so. */
function DiffText({ before, after, language }: Props) {
  const t = useWords(compareWords)
  const pieces = wordDiff(before, after, language)
  const isSame = pieces.every(({ kind }) => kind === 'same')
  return (
    <>
      <p className="diff-text" lang={language} dir="auto">
        {pieces.map((piece, index) => (
          <Piece
            // Pieces have no other identity than their place.
            key={index}
            piece={piece}
            follows={pieces[index - 1]}
          />
        ))}
      </p>
      {isSame && <p className="diff-text__remark quiet">{t(before === after ? 'equal' : 'onlySigns')}</p>}
    </>
  )
}

function Piece({ piece, follows }: { readonly piece: DiffPiece; readonly follows: DiffPiece | undefined }) {
  const t = useWords(compareWords)
  const { kind, text, isMoved } = piece
  if (kind === 'same') return asShown(text)
  const words = text.trim()
  const lead = isApart(piece, follows) ? ' ' : text.slice(0, text.length - text.trimStart().length)
  const Mark = kind === 'removed' ? 'del' : 'ins'
  const said = isMoved ? (kind === 'removed' ? 'movedAway' : 'movedHere') : kind
  return (
    <>
      {lead}
      <Mark data-moved={isMoved || undefined}>
        <span className="visually-hidden">{t('begins', { what: t(said) })} </span>
        {asShown(words)}
        <span className="visually-hidden"> {t('ends')}</span>
      </Mark>
      {text.slice(text.trimEnd().length)}
    </>
  )
}
