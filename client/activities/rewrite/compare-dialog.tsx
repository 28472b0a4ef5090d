import { ArrowLeftRight } from 'lucide-react'
import { useStore } from '@nanostores/react'
import { useId, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { StatementFacts, Statements } from '../../model/contract/statements.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useStatements } from '../../panels/host/use-statements.ts'
import { Button } from '../../panels/ui/button.tsx'
import { Dialog } from '../../panels/ui/dialog.tsx'
import { timeField } from '../../panels/ui/time-of-day.ts'
import { compareWords } from './compare-words.ts'
import { DiffText } from './diff-text.tsx'
import './compare-dialog.css'

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
