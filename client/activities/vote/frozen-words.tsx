import { createContext, use } from 'react'
import type { Round } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { voteWords } from './words.ts'

type Texts = NonNullable<Round['texts']>

/** The words about which a round decides, of options that have other words by now. */
export const FrozenWords = createContext<Texts>({})

export const noFrozenWords: Texts = {}

/** Quiet, beside an option: the words that it has now, or that it is gone. Nothing where it is as people voted on it. */
export function ChangedSince({ option }: { readonly option: string }) {
  const t = useWords(voteWords)
  const language = useContentLanguage()
  const frozen = use(FrozenWords)[option]
  const { scene } = useBoard().model
  const now = useSceneFact(
    scene,
    ({ notes, clusters }) => notes.get(option)?.text ?? clusters.get(option)?.title,
  )
  if (frozen === undefined || now?.trim() === frozen.trim()) return null
  if (now === undefined) return <span className="vote__since quiet">{t('goneSince')}</span>
  return (
    <span className="vote__since quiet">
      {t('changedSince')}{' '}
      <q lang={language} dir="auto">
        {now.trim() === '' ? t('common.emptyNote') : now}
      </q>
    </span>
  )
}
