import { inBrief } from '#shared/board/brief.ts'
import { useStore } from '@nanostores/react'
import { overLine, readPrinciple, signLines } from '#shared/board/principle.ts'
import { useBoard } from './board-context.tsx'
import './still-principle.css'

/** A principle to read, whole: its two sides as one sentence, and its signs smaller below. */
export function StillPrinciple({ text }: { readonly text: string }) {
  const { language } = useStore(useBoard().model.meta)
  const principle = readPrinciple(text)
  const { choice, over } = principle
  const signs = signLines(principle, language)
  return (
    <span className="still-principle" lang={language} dir="auto">
      <span className="still-principle__sides">
        <span className="still-principle__choice">{inBrief(choice)}</span>
        {over !== '' && (
          <>
            {' '}
            <span className="still-principle__over">{inBrief(overLine(over, language))}</span>
          </>
        )}
      </span>
      {signs.map((sign) => (
        <span key={sign} className="still-principle__sign">
          {inBrief(sign)}
        </span>
      ))}
    </span>
  )
}
