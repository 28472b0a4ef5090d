import { useStore } from '@nanostores/react'
import { Suspense, useEffect } from 'react'
import { useCommonWords } from '../../i18n/use-words.ts'
import { loadAnew } from '../../offline/download.ts'
import { go, holdPage } from '../../routing/route.ts'
import { Button } from '../ui/button.tsx'
import { lazy } from '../ui/lazy.ts'
import { useBoard } from '../host/board-context.tsx'
import { shownSaving } from '../host/shown-saving.ts'
import { DownloadProgress } from './empty-board.tsx'
import { savingIcons, useSavingSentence } from './saving-badge.tsx'
import './connection-banner.css'

const RestartBand = lazy(async () => ({ default: (await import('./restart-band.tsx')).RestartBand }))

/** One line under the bar while there is a problem, or a restart is announced: the problem, that nothing is lost, and what to do. */
export function ConnectionBanner() {
  const t = useCommonWords()
  const { model, isWaiting } = useBoard()
  const saving = useStore(shownSaving(model))
  const restartAt = useStore(model.restartAt)
  const sentence = useSavingSentence()
  const isOutdated = saving === 'outdated' || saving === 'outdatedUnkept'
  const isUnkept = saving === 'unkept' || saving === 'outdatedUnkept'
  useEffect(() => {
    return isUnkept ? holdPage() : undefined
  }, [isUnkept])
  if (isWaiting) {
    return (
      <div className="connection-banner" data-state="waiting">
        {savingIcons.readOnly}
        <output>{t('join.lookingOn')}</output>
      </div>
    )
  }
  if (saving === 'saved' || saving === 'saving' || saving === 'joining') {
    return restartAt === null ? null : (
      <Suspense fallback={null}>
        <RestartBand model={model} at={restartAt} />
      </Suspense>
    )
  }
  return (
    <div className="connection-banner" data-state={saving}>
      {savingIcons[saving]}
      <output>{sentence}</output>
      <DownloadProgress />
      {isOutdated && <Button onClick={() => void loadAnew()}>{t('problem.reload')}</Button>}
      {saving === 'gone' && <Button onClick={() => go('/')}>{t('join.home')}</Button>}
      {saving === 'revoked' && <Button onClick={() => go('/join')}>{t('problem.enterCode')}</Button>}
    </div>
  )
}
