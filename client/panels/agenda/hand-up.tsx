import { inBrief } from '#shared/board/brief.ts'
import { useStore } from '@nanostores/react'
import { Check, CornerRightUp } from 'lucide-react'
import { useCallback, useId } from 'react'
import { handUpLimit, type PlacedStep } from '#shared/agenda/steps.ts'
import type { Step } from '#shared/agenda/template.ts'
import type { Seat } from '#shared/board/tables.ts'
import { cutTo } from '#shared/text/letters.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../host/board-context.tsx'
import { useOutcome } from '../host/outcome.ts'
import { useSceneList } from '../host/use-scene.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import { itemsOfTable, type TableItem } from '../host/written.ts'
import { tableWords } from './table-words.ts'
import './tables.css'

/** What this person's table hands up, in a step that asks for it. */
export function TableHandUp({ placed: { step, phase } }: { readonly placed: PlacedStep }) {
  const { model } = useBoard()
  const now = useStore(model.tables)
  const own = model.ownTable()
  const most = handUpLimit(step)
  if (!now || own === null || most === null) return null
  const handed = now.tables[own - 1]?.handed ?? []
  return <HandUp step={step} seat={{ phase: phase.id, own }} move={now.move} handed={handed} most={most} />
}

interface Props {
  readonly step: Step
  readonly seat: Seat
  readonly move: number
  readonly handed: readonly string[]
  readonly most: number
}

/** Letters of a note that name its button. */
const nameLength = 60

/** Everything at the table; a press hands it up, another one takes it back. */
function HandUp({ step, seat: { phase, own }, move, handed, most }: Props) {
  const t = useWords(tableWords)
  const heading = useId()
  const { model } = useBoard()
  const report = useOutcome()
  const language = useContentLanguage()
  const read = useCallback(
    (scene: BoardModel['scene']) => itemsOfTable(scene, step, { phase, own }),
    [step, phase, own],
  )
  const items = useSceneList(model.scene, read, isSame)
  const chosen = new Set(handed)
  const count = items.filter(({ id }) => chosen.has(id)).length
  return (
    <section className="hand-up" aria-labelledby={heading}>
      <h3 id={heading} className="tabular">
        {t('handHeading', { count, most })}
      </h3>
      <p>{t(items.length === 0 ? 'handNothing' : 'handHint')}</p>
      <ul>
        {items.map(({ id, words }) => (
          <li key={id}>
            <button
              type="button"
              className="hand-up__item"
              aria-pressed={chosen.has(id)}
              aria-label={t('hand', { words: cutTo(words, nameLength) })}
              // A field keeps the focus: a phone's keyboard that closes would move the button away from the finger.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() =>
                report(model.run({ kind: 'table.hand', from: move, id, isHanded: !chosen.has(id) }))
              }
            >
              {chosen.has(id) ? <Check aria-hidden="true" /> : <CornerRightUp aria-hidden="true" />}
              <span dir="auto" lang={language}>
                {inBrief(words)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function isSame(a: TableItem, b: TableItem): boolean {
  return a.id === b.id && a.words === b.words
}
