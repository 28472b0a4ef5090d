import { inBrief } from '#shared/board/brief.ts'
import { useStore } from '@nanostores/react'
import { overLine, principleWords, readPrinciple } from '#shared/board/principle.ts'
import { useBoard } from './board-context.tsx'
import './still-principle.css'

/** A principle to read, whole: its two sides as one sentence, and its signs smaller below. */
export function StillPrinciple({ text }: { readonly text: string }) {
  const { language } = useStore(useBoard().model.meta)
  const { choice, over, shows, betrays } = readPrinciple(text)
  const words = principleWords[language]
  const signs = [
    ...(shows === '' ? [] : [`${words.shows} ${shows}`]),
    ...(betrays === '' ? [] : [`${words.betrays} ${betrays}`]),
  ]
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
