import { useStore } from '@nanostores/react'
import { Fingerprint } from 'lucide-react'
import { atom } from 'nanostores'
import { useEffect, useEffectEvent, useReducer } from 'react'
import { ConsentOperation } from '#shared/activities/consent/activity.ts'
import { inFull } from '#shared/board/brief.ts'
import { signMs, type Adoption } from '#shared/workshop/adoption.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { Sentence } from '../../panels/ui/sentence.tsx'
import { useMedia } from '../../panels/ui/use-media.ts'
import { consentWords } from './words.ts'
import './signing.css'

const tickMs = 250

/** The fingers never complete the sentence: it completes by itself, at the same moment on all screens. */
const mostByFingers = 0.95

/** How far the adopted sentence has filled with ink, from 0 to 1. With less motion it simply stands. */
export function useInk({ id, at }: Pick<Adoption, 'id' | 'at'>): number {
  const { model } = useBoard()
  const isStill = useMedia('(prefers-reduced-motion: reduce)')
  const told = useStore(model.presence.ink)
  const [, tick] = useReducer((count: number) => count + 1, 0)
  const byTime = isStill ? 1 : (model.now() - at) / signMs
  const isOver = byTime >= 1
  useEffect(() => {
    if (isOver) return undefined
    const timer = setInterval(tick, tickMs)
    return () => clearInterval(timer)
  }, [isOver])
  if (isOver) return 1
  const byFingers = told?.adoption === id ? told.quarters / 4 : 0
  return Math.max(0, Math.min(mostByFingers, Math.max(byTime, byFingers)))
}

/** The sentence word by word in ink, and the rest still faint. */
export function InkedWords({ text, ink }: { readonly text: string; readonly ink: number }) {
  const words = inFull(text).match(/\s*\S+/gu) ?? []
  const inked = Math.round(words.length * ink)
  return (
    <>
      <span>{words.slice(0, inked).join('')}</span>
      <span className="ink-to-come">{words.slice(inked).join('')}</span>
    </>
  )
}

/** The last adoption that this screen has signed. */
const signedHere = atom('')

/** People hold a finger on their screen, or a key, if they like. Lifting it takes nothing back. */
export function Signing({ adoption, ink }: { readonly adoption: Adoption; readonly ink: number }) {
  const t = useWords(consentWords)
  const { model } = useBoard()
  const maySign = useMay(ConsentOperation.sign)
  const hasSigned = useStore(signedHere) === adoption.id
  const sign = () => {
    if (signedHere.get() === adoption.id) return
    signedHere.set(adoption.id)
    // A refusal would only say that the moment is over.
    void model.run({ kind: 'purpose.sign', adoption: adoption.id })
  }
  const signByKey = useEffectEvent(({ key, target }: KeyboardEvent) => {
    const isFree =
      !(target instanceof Element) || !target.closest('button, a, input, textarea, select, summary')
    if (maySign && isFree && (key === ' ' || key === 'Enter')) sign()
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => signByKey(event)
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  return (
    <section className="signing" aria-label={t('sign.label')}>
      <Sentence
        text={adoption.text}
        language={adoption.language}
        words={<InkedWords text={adoption.text} ink={ink} />}
      />
      {maySign && (
        <>
          <button
            type="button"
            className="signing__place"
            aria-label={t('sign.place')}
            data-signed={hasSigned || undefined}
            onPointerDown={sign}
            onClick={sign}
            onContextMenu={(event) => event.preventDefault()}
          >
            <Fingerprint aria-hidden="true" />
          </button>
          <p className="signing__words">{t(hasSigned ? 'sign.done' : 'sign.hold')}</p>
          <p className="consent__hint">{t('sign.unseen')}</p>
        </>
      )}
    </section>
  )
}
