import { inBrief } from '#shared/board/brief.ts'

/** Short facts on one line. */
export function Facts({ facts }: { readonly facts: readonly string[] }) {
  if (facts.length === 0) return null
  // The no-break space keeps the sign on the line of the fact before it.
  return <p className="blocks__soft tabular">{facts.join('\u00A0· ')}</p>
}

export function Heading({ text }: { readonly text: string | null }) {
  return text !== null && <h2 className="blocks__heading">{inBrief(text)}</h2>
}
