import { atom } from 'nanostores'
import { useStore } from '@nanostores/react'
import type { LikelyPair } from '#shared/sorting/duplicates.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { Button } from '../../panels/ui/button.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { useLikelyPairs } from './use-likely-pairs.ts'
import { readWords } from './words.ts'

/** The pairs that the person has looked at and kept, on this screen. */
const kept = atom<ReadonlySet<string>>(new Set())

/** Proposals, each with its reason. Nothing is merged by itself. */
export function SameIdeas() {
  const t = useWords(readWords)
  const { model } = useBoard()
  const looked = useStore(kept)
  const pairs = useLikelyPairs(model)
  const open = pairs.filter((pair) => !looked.has(keyOf(pair)))
  return (
    <section className="read-task__part" aria-labelledby="read-same">
      <h3 id="read-same">{t('same')}</h3>
      {open.length === 0 ? (
        <p className="read-task__hint">{t('noneAlike')}</p>
      ) : (
        <>
          <p className="read-task__hint">{t('sameHint')}</p>
          <ul>
            {open.map((pair) => (
              <Proposal key={keyOf(pair)} pair={pair} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Proposal({ pair }: { readonly pair: LikelyPair }) {
  const t = useWords(readWords)
  const { model } = useBoard()
  const language = useContentLanguage()
  const texts = useSceneFact(model.scene, ({ notes }) =>
    [pair.one, pair.other].map((id) => notes.get(id)?.text ?? '').join('\u0000'),
  ).split('\u0000')
  if (texts.includes('')) return null
  const keep = () => kept.set(new Set([...kept.get(), keyOf(pair)]))
  return (
    <li className="read-task__pair">
      {texts.map((text, index) => (
        // Two notes may have the same words.
        <blockquote key={index === 0 ? pair.one : pair.other} lang={language} dir="auto">
          {text}
        </blockquote>
      ))}
      <p className="read-task__hint">
        {pair.words.length > 0 ? t('bothSay', { words: pair.words.join(', ') }) : t('almostLetters')}
      </p>
      <div className="read-task__buttons">
        <Button onClick={() => model.commands.mergeNotes(pair.one, [pair.other])}>{t('merge')}</Button>
        <Button tone="quiet" onClick={keep}>
          {t('keepBoth')}
        </Button>
      </div>
    </li>
  )
}

function keyOf({ one, other }: LikelyPair): string {
  return [one, other].sort().join(' ')
}
