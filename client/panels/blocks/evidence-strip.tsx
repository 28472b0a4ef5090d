import { useId } from 'react'
import type { Evidence, EvidencePart } from '#shared/blocks/block.ts'
import { inBrief } from '#shared/board/brief.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import './evidence-strip.css'

interface EvidenceStripProps {
  readonly block: Evidence
  /** A room reads the first items alone, beside a sentence that is large. */
  readonly isRoom?: boolean
  /** `line`: a few words of each, on one line. `part`: the line, and all of it on request, under one of several sentences. */
  readonly form?: 'line' | 'part'
}

/** Items that a room reads at a glance, and that one line has room for. */
const mostInRoom = 3
const mostInLine = 4

/** More answers are a bar. */
const mostDiscs = 12

/** The evidence on a sentence: in a margin one item below the other, in a room side by side. */
export function EvidenceStrip({ block: { heading, items }, isRoom = false, form }: EvidenceStripProps) {
  const id = useId()
  const fresh = items.filter(({ isStale }) => !isStale)
  const briefs = fresh.map(({ brief }) => brief).filter((brief) => brief !== '')
  const line = inBrief(briefs.slice(0, mostInLine).join(' · '))
  if (form === 'line') return line !== '' && <p className="evidence__line">{line}</p>
  const shown = isRoom ? fresh.slice(0, mostInRoom) : items
  if (shown.length === 0) return null
  const whole = (
    <section
      className="evidence"
      data-size={isRoom ? 'room' : undefined}
      role={form === 'part' ? 'group' : undefined}
      aria-labelledby={id}
    >
      <p id={id} className={isRoom || form === 'part' ? 'visually-hidden' : 'evidence__heading'}>
        {heading}
      </p>
      <ul>
        {shown.map((item) => (
          <li key={item.head} data-stale={item.isStale || undefined}>
            <Item item={item} isRoom={isRoom} />
          </li>
        ))}
      </ul>
    </section>
  )
  if (form !== 'part') return whole
  return (
    <details className="evidence__fold">
      <summary className="evidence__line">{line === '' ? heading : line}</summary>
      {whole}
    </details>
  )
}

function Item({
  item: { head, rows, texts, quotes, about },
  isRoom,
}: {
  readonly item: EvidencePart
  readonly isRoom: boolean
}) {
  const language = useContentLanguage()
  return (
    <>
      <p className="evidence__head tabular">{inBrief(head)}</p>
      {!isRoom && rows.length > 0 && (
        <ul className="evidence__rows">
          {rows.map(({ label, amount, counts }) => (
            <li key={label}>
              <Discs counts={counts} />
              <span dir="auto" lang={language}>
                {inBrief(label)}
              </span>{' '}
              <span className="evidence__amount tabular">{amount}</span>
            </li>
          ))}
        </ul>
      )}
      {quotes.map((quote) => (
        <blockquote key={quote} dir="auto" lang={language}>
          {inBrief(quote)}
        </blockquote>
      ))}
      {(isRoom ? texts.slice(-2) : texts).map((text) => (
        <p key={text} dir="auto">
          {inBrief(text)}
        </p>
      ))}
      {about !== '' && !isRoom && <p className="evidence__about">{about}</p>}
    </>
  )
}

/** For eyes alone: the amount beside them says the same. */
function Discs({ counts }: Pick<EvidencePart['rows'][number], 'counts'>) {
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  if (total > mostDiscs)
    return (
      <span className="evidence__bar" aria-hidden="true">
        {counts.map(({ side, count }) => (
          <i key={side} data-side={side} style={{ flexGrow: count }} />
        ))}
      </span>
    )
  return (
    <span className="evidence__discs" aria-hidden="true">
      {counts.flatMap(({ side, count }) =>
        Array.from({ length: count }, (_, place) => <i key={`${side}${place}`} data-side={side} />),
      )}
    </span>
  )
}
