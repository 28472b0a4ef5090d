import { useId } from 'react'
import type { Evidence, EvidencePart } from '#shared/blocks/block.ts'
import { inBrief } from '#shared/board/brief.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import './evidence-strip.css'

interface EvidenceStripProps {
  readonly block: Evidence
  /** A room reads the first items alone, beside a sentence that is large. */
  readonly isRoom?: boolean
  /** `line`: a few words of each, on one line. `part`: whole, under one of several sentences. */
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
  const isShort = isRoom || form === 'line'
  const fresh = isShort ? items.filter(({ isStale }) => !isStale) : items
  if (form === 'line') {
    const briefs = fresh.map(({ brief }) => brief).filter((brief) => brief !== '')
    return (
      briefs.length > 0 && (
        <p className="evidence__line">{inBrief(briefs.slice(0, mostInLine).join(' · '))}</p>
      )
    )
  }
  const shown = isRoom ? fresh.slice(0, mostInRoom) : fresh
  if (shown.length === 0) return null
  return (
    <section
      className="evidence"
      data-size={isRoom ? 'room' : undefined}
      role={form === 'part' ? 'group' : undefined}
      aria-labelledby={id}
    >
      <p id={id} className={isRoom ? 'visually-hidden' : 'evidence__heading'}>
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
