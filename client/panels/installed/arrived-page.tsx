import { useEffect, useState } from 'react'
import { may } from '#shared/activities/policy.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { useWords } from '../../i18n/use-words.ts'
import { recentBoards } from '../../model/memory/sessions.ts'
import { chooseForShared, forgetShared, readShared, type SharedIn } from '../../offline/shared-in.ts'
import { boardPath, go } from '../../routing/route.ts'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { installedWords } from './words.ts'
import '../ui/text-box.css'
import './arrived-page.css'

/** The newest of the things that other apps have shared: its person chooses the board where it becomes a private note. */
export function ArrivedPage() {
  const t = useWords(installedWords)
  const [shared, setShared] = useState<Shown | null | undefined>(null)
  const [discarded, setDiscarded] = useState(0)
  // The service worker says it in the address.
  const [isFull] = useState(() => location.search === '?full')
  useEffect(() => {
    let pictures: readonly string[] = []
    const read = async () => {
      const found = await readShared()
      if (!found && discarded > 0) return go('/')
      pictures = found?.photos.map((photo) => URL.createObjectURL(photo)) ?? []
      setShared(found && { ...found, pictures })
    }
    void read()
    return () => {
      for (const picture of pictures) URL.revokeObjectURL(picture)
    }
  }, [discarded])
  const discard = async ({ id }: Shown) => {
    await forgetShared(id)
    setDiscarded((count) => count + 1)
  }
  if (shared === null) return <Page title={t('heading')}>{null}</Page>
  return (
    <Page title={t('heading')}>
      <section className="card card--narrow stack" aria-labelledby="arrived-heading">
        <h1 className="card__title" id="arrived-heading">
          {t('heading')}
        </h1>
        {isFull && shared && discarded === 0 && <p className="card__words">{t('full')}</p>}
        {shared ? (
          <Arrived key={shared.id} shared={shared} onDiscard={() => void discard(shared)} />
        ) : (
          <p className="card__words">{t('none')}</p>
        )}
        {!shared && <Button onClick={() => go('/')}>{t('join.home')}</Button>}
      </section>
    </Page>
  )
}

interface Shown extends SharedIn {
  /** The addresses of its photos on this page. */
  readonly pictures: readonly string[]
}

function Arrived({ shared, onDiscard }: { readonly shared: Shown; readonly onDiscard: () => void }) {
  const t = useWords(installedWords)
  const [boards] = useState(() => recentBoards().filter(({ role }) => may(role, Operation.keepDesk)))
  const choose = (board: string) => {
    chooseForShared(board, shared.id)
    go(boardPath(board))
  }
  return (
    <>
      {shared.text !== '' && (
        <textarea
          className="text-box text-box--grows"
          readOnly
          rows={1}
          dir="auto"
          aria-label={t('text')}
          value={shared.text}
        />
      )}
      {shared.pictures.length > 0 && (
        <ul className="row arrived__photos" aria-label={t('photos', { count: shared.pictures.length })}>
          {shared.pictures.map((address) => (
            <li key={address}>
              <img src={address} alt="" />
            </li>
          ))}
        </ul>
      )}
      {shared.left > 0 && <p className="card__words">{t('left', { count: shared.left })}</p>}
      <p className="card__words">{t(boards.length > 0 ? 'hint' : 'noBoards')}</p>
      {boards.length > 0 ? (
        <ul className="stack arrived__boards" aria-label={t('boards')}>
          {boards.map(({ board, title }) => (
            <li key={board}>
              <Button isWide onClick={() => choose(board)}>
                {title === '' ? t('common.untitledBoard') : title}
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <Button tone="accent" isWide onClick={() => go('/join')}>
          {t('problem.enterCode')}
        </Button>
      )}
      <Button tone="quiet" isWide onClick={onDiscard}>
        {t('discard')}
      </Button>
    </>
  )
}
