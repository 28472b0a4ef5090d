import { useCallback } from 'react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneList } from '../../panels/host/use-scene.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { SharedPrinciple } from './shared-principle.tsx'
import { usePrinciplesOf } from './use-principles.ts'
import { principlesWords } from './words.ts'

/** The principles that the groups have become, to write together. */
export function TogetherTask({ placed: { path } }: { readonly placed: PlacedStep }) {
  const t = useWords(principlesWords)
  const ids = usePrinciplesOf(path)
  if (ids.length === 0) return <p className="principles__hint">{t('nothing')}</p>
  return (
    <div className="principles">
      <section className="principles__part" aria-label={t('together')}>
        <h3>{t('together')}</h3>
        <p className="principles__hint">{t('togetherHint')}</p>
        <ol className="principles__list">
          {ids.map((id, index) => (
            <li key={id}>
              <SharedPrinciple id={id} number={index + 1} />
              <Sources id={id} />
            </li>
          ))}
        </ol>
      </section>
    </div>
  )
}

const isSame = (a: string, b: string) => a === b

/** The notes that it grew from, whole. */
function Sources({ id }: { readonly id: string }) {
  const t = useWords(principlesWords)
  const { model } = useBoard()
  const language = useContentLanguage()
  const read = useCallback(
    ({ notes }: BoardModel['scene']) =>
      (notes.get(id)?.from ?? []).flatMap((source) => notes.get(source)?.text ?? []),
    [id],
  )
  const texts = useSceneList(model.scene, read, isSame)
  if (texts.length === 0) return null
  return (
    <details>
      <summary>{t('grew', { count: texts.length })}</summary>
      <ul>
        {texts.map((text, index) => (
          // Two may say the same.
          <li key={`${index} ${text}`} lang={language} dir="auto">
            {text}
          </li>
        ))}
      </ul>
    </details>
  )
}
