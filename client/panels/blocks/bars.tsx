import { Side, type Distribution, type DistributionBar } from '#shared/blocks/block.ts'
import { inBrief } from '#shared/board/brief.ts'

interface BarsProps {
  readonly block: Distribution
  /** One thin bar of all answers. */
  readonly isStrip: boolean
  /** How many answered stands in the head of the room. */
  readonly hidesFacts: boolean
}

/** How often each answer was given: a bar for each, or one bar of all. */
export function Bars({ block: { heading, facts, bars }, isStrip: wantsStrip, hidesFacts }: BarsProps) {
  const isStrip = wantsStrip && bars.every(hasSign)
  return (
    <div className="blocks__part">
      <Heading text={heading} />
      <div className={isStrip && hidesFacts ? 'visually-hidden' : undefined}>
        <Facts facts={facts} />
      </div>
      {isStrip ? <Strip bars={bars} /> : <Rows bars={bars} />}
    </div>
  )
}

/** Letters of an answer that has a place under its part of the strip. Not measured. */
const signLetters = 4

function hasSign({ sign, label, side }: DistributionBar): boolean {
  return sign !== undefined || side === Side.outside || label.length <= signLetters
}

function Rows({ bars }: { readonly bars: readonly DistributionBar[] }) {
  const most = Math.max(1, ...bars.map(({ count }) => count))
  return (
    <ul className="blocks__bars tabular">
      {bars.map(({ label, count, amount, side }) => (
        <li key={label} data-side={side} data-none={count === 0 || undefined}>
          <span>{label}</span>
          <span className="blocks__amount">{amount}</span>
          <progress max={most} value={count} aria-hidden="true" />
        </li>
      ))}
    </ul>
  )
}

/** One bar of all answers that were given. */
export function Strip({ bars }: { readonly bars: readonly DistributionBar[] }) {
  return (
    <ul className="blocks__strip tabular">
      {bars.map(
        ({ label, sign = label, count, amount, side }) =>
          count > 0 && (
            <li key={label} data-side={side} style={{ flexGrow: count }}>
              <span aria-hidden="true">
                <strong>{sign}</strong> × {amount}
              </span>
              <span className="visually-hidden">{`${side === Side.outside ? sign : label}: ${amount}`}</span>
            </li>
          ),
      )}
    </ul>
  )
}

/** Short facts on one line. */
export function Facts({ facts }: { readonly facts: readonly string[] }) {
  if (facts.length === 0) return null
  // The no-break space keeps the sign on the line of the fact before it.
  return <p className="blocks__soft tabular">{facts.join('\u00A0· ')}</p>
}

export function Heading({ text }: { readonly text: string | null }) {
  return text !== null && <h2 className="blocks__heading">{inBrief(text)}</h2>
}
