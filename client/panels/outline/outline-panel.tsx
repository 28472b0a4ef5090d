import { useStore } from '@nanostores/react'
import { useCallback } from 'react'
import { liftedTo, outlinePlace } from '../../canvas/outline-place.ts'
import { kindWords } from '../../i18n/kind-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { useSceneFact } from '../host/use-scene.ts'
import { outlineWords } from './words.ts'
import './outline-panel.css'

const liftKeys = ['put', 'back', 'turn', 'out', 'make', 'park'] as const

/** The place in which the outline stands. The canvas makes the list itself: there is one for eyes and ears. */
export function OutlinePanel() {
  const t = useWords(outlineWords)
  const { model } = useBoard()
  const lifted = useStore(liftedTo)
  const isEmpty = useSceneFact(model.scene, ({ notes }) => notes.size === 0)
  const hold = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined
      outlinePlace.set({
        element,
        words: {
          kind: (kind) => kindWords.t(kind),
          into: (title, count) => t('into', { title, count }),
          out: t('out'),
          back: t('back'),
        },
      })
      return () => outlinePlace.set(null)
    },
    [t],
  )
  return (
    <aside className="outline" aria-label={t('heading')}>
      {isEmpty && <p className="outline__hint quiet">{t('empty')}</p>}
      <div className="outline__list" ref={hold} />
      <footer className="outline__foot">
        {lifted === null ? (
          <p className="outline__hint quiet">{t('keys')}</p>
        ) : (
          <>
            <p className="outline__lifted">{lifted}</p>
            <p className="outline__hint quiet">{t('nothingMoves')}</p>
            <dl className="outline__keys">
              {liftKeys.map((key) => (
                <div key={key}>
                  <dt>
                    <kbd>{t(`key.${key}`)}</kbd>
                  </dt>
                  <dd>{t(`does.${key}`)}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </footer>
    </aside>
  )
}
