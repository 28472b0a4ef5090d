import { Lock } from 'lucide-react'
import { useMemo } from 'react'
import { inBrief, inFull } from '#shared/board/brief.ts'
import { adoptedId, lineageOf } from '#shared/statements/lineage.ts'
import { phrasesOf } from '#shared/statements/lineage-phrases.ts'
import { travelledWords, type Travelled as Words } from '#shared/statements/travelled.ts'
import type { Adoption } from '#shared/workshop/adoption.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { useLineageBoard } from '../../panels/host/use-origin.ts'
import { LentReasons } from '../../panels/host/lent-reasons.tsx'
import { useOwnIdeas } from '../../panels/host/own-ideas.ts'
import { consentWords } from './words.ts'
import './travelled.css'

/**
 * The same closed card on every screen. Everything in it is known before it is opened, from this browser and the board that
 * it has: opening it asks nobody.
 */
export function Travelled({ adoption }: { readonly adoption: Adoption }) {
  const t = useWords(consentWords)
  const words = useTravelled(adoption)
  if (!words) return null
  return (
    <details className="travelled">
      <summary>{t('travelled.title')}</summary>
      <div className="travelled__inside">
        <Opened adoption={adoption} words={words} />
        <LentReasons />
        <p className="travelled__private">
          <Lock aria-hidden="true" />
          {t('travelled.private')}
        </p>
      </div>
    </details>
  )
}

function useTravelled({ text, language }: Adoption): Words | null {
  const board = useLineageBoard()
  const ideas = useOwnIdeas()
  return useMemo(() => {
    if (!board) return null
    const grafts = new Map(board.versions.map((version) => [version.id, version.grafts ?? []]))
    const phrases = phrasesOf(lineageOf(board), adoptedId, (id) => grafts.get(id) ?? [], language)
    return travelledWords(text, phrases, ideas, language)
  }, [board, ideas, text, language])
}

function Opened({
  adoption,
  words: { stretches, own, perhaps },
}: {
  readonly adoption: Adoption
  readonly words: Words
}) {
  const t = useWords(consentWords)
  if (own.length + perhaps.length === 0) return <p>{t('travelled.none')}</p>
  return (
    <>
      <blockquote className="travelled__sentence said" lang={adoption.language} dir="auto">
        {stretches.map(({ text, from }, index) =>
          // A stretch is its place.
          from === null ? (
            <span key={index}>{inFull(text)}</span>
          ) : (
            <mark key={index} data-from={from}>
              {inFull(text)}
            </mark>
          ),
        )}
      </blockquote>
      {own.length > 0 && <Texts heading={t('travelled.own')} texts={own} />}
      {perhaps.length > 0 && <Texts heading={t('travelled.perhaps')} texts={perhaps} />}
    </>
  )
}

function Texts({ heading, texts }: { readonly heading: string; readonly texts: readonly string[] }) {
  const language = useContentLanguage()
  return (
    <section>
      <h3>{heading}</h3>
      <ul>
        {texts.map((text) => (
          <li key={text} lang={language} dir="auto">
            {inBrief(text)}
          </li>
        ))}
      </ul>
    </section>
  )
}
