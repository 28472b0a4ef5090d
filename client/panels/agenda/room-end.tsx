import { useStore } from '@nanostores/react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { inBrief, inFull } from '#shared/board/brief.ts'
import { adoptionInWords } from '#shared/blocks/adoption.ts'
import { readPrinciple } from '#shared/board/principle.ts'
import { capital } from '#shared/text/letters.ts'
import { dayInWords } from '#shared/text/long-date.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { kerned } from '../ui/sentence.tsx'
import { endWords } from './take-home.tsx'
import { useOutcome } from './outcome.ts'
import { useFittedType } from './use-fitted-type.ts'
import '../../style/large-serif.css'
import './room-end.css'

/** The sizes of the sentence, rem: 72 px at 1280, and down to the size of its principles. */
const sizes = [3.4, 3, 2.6, 2.2, 1.8, 1.5, 1.32]
/** More lines have no room below a sentence, or below a shortlist. Not measured. */
const mostLines = { adopted: 7, chosen: 4 } as const

/** The end for the whole room: the sentence, its principles, and the way in; of a brainstorm what was chosen, and who does what. */
export function RoomEnd({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(endWords)
  const { model } = useBoard()
  const language = useContentLanguage()
  const { title } = useStore(model.meta)
  const adoption = useStore(model.adoptions).at(-1)
  const { principles, pledges, shortlist } = useOutcome(agenda)
  const place = useFittedType(sizes)
  const voices = adoption && adoptionInWords(adoption, { language: currentLanguage() }).facts.join(' · ')
  const lines =
    principles.length > 0
      ? principles.map((text) => capital(readPrinciple(text).choice))
      : pledges.map(({ text, owner, day }) =>
          [text, owner, day && dayInWords(currentLanguage(), day)].filter(Boolean).join(' · '),
        )
  if (!adoption && !shortlist && lines.length === 0) return null
  return (
    <div className="room-end">
      <div className="room-end__poster" ref={place}>
        {adoption && (
          <blockquote
            className="room-end__sentence"
            lang={adoption.language}
            dir="auto"
            {...kerned(adoption.text)}
          >
            {inFull(adoption.text)}
          </blockquote>
        )}
        {shortlist && (
          <ol className="room-end__chosen" lang={language}>
            {shortlist.chosen.map(({ id, text, total }) => (
              <li key={id}>
                <span className="tabular">{total}</span>
                <span dir="auto">{inBrief(text)}</span>
              </li>
            ))}
          </ol>
        )}
        <div className="room-end__foot">
          <ul className="said" lang={language}>
            {lines.slice(0, shortlist ? mostLines.chosen : mostLines.adopted).map((line, index) => (
              // Two may say the same.
              <li key={index} dir="auto">
                {inBrief(line)}
              </li>
            ))}
          </ul>
          <p className="room-end__facts">
            <span lang={language}>{title}</span>
            {voices && <strong>{voices}</strong>}
            {shortlist && <strong>{t('chose', { count: shortlist.voted })}</strong>}
          </p>
        </div>
      </div>
    </div>
  )
}
