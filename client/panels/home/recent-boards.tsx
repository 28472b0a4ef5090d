import { X } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { lazy } from '../ui/lazy.ts'
import { at } from '../../model/basics/address.ts'
import { useWords } from '../../i18n/use-words.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { forgetBoard, listenToRecent, recentBoards } from '../../model/memory/sessions.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { boardPath, go } from '../../routing/route.ts'
import { lastOpened } from './last-opened.ts'
import { homeWords } from './words.ts'

const Confirm = lazy(async () => ({ default: (await import('../ui/dialog.tsx')).Confirm }))

/** More would push the templates out of the first screen. Not measured. */
const mostShown = 3

/** Boards that this browser has a session for, the last opened first. */
export function RecentBoards() {
  const t = useWords(homeWords)
  const [boards, setBoards] = useState(() => recentBoards())
  const [now, setNow] = useState(() => Date.now())
  const [leaving, setLeaving] = useState<(typeof boards)[number] | null>(null)
  useEffect(
    () =>
      listenToRecent(() => {
        const known = recentBoards()
        setBoards(known)
        setNow(Date.now())
        setLeaving((asked) => (known.some(({ board }) => board === asked?.board) ? asked : null))
      }),
    [],
  )
  const [isWhole, setIsWhole] = useState(false)
  if (boards.length === 0) return <p className="card__words">{t('recentEmpty')}</p>
  return (
    <>
      <ul className="recent">
        {(isWhole ? boards : boards.slice(0, mostShown)).map(({ board, title, role, opened }) => {
          const shown = title === '' ? t('common.untitledBoard') : title
          return (
            <li key={board} className="recent__item">
              <span className="recent__words">
                <a
                  className="recent__link"
                  title={shown}
                  href={at(boardPath(board))}
                  onClick={(event) => {
                    if (event.metaKey || event.ctrlKey || event.shiftKey) return
                    event.preventDefault()
                    go(boardPath(board))
                  }}
                >
                  {shown}
                </a>
                <span className="recent__facts">
                  <span className="visually-hidden">{t(`openedAs.${role}`)}</span>{' '}
                  <time dateTime={new Date(opened).toISOString()}>
                    {lastOpened(opened, now, currentLanguage())}
                  </time>
                </span>
              </span>
              <IconButton
                label={t('forget', { title: shown })}
                icon={<X />}
                side="left"
                onClick={() => setLeaving({ board, title: shown, role, opened })}
              />
            </li>
          )
        })}
      </ul>
      {boards.length > mostShown && !isWhole && (
        <Button tone="quiet" onClick={() => setIsWhole(true)}>
          {t('moreRecent', { count: boards.length })}
        </Button>
      )}
      {leaving && (
        <Suspense fallback={null}>
          <Confirm
            title={t('forgetHeading')}
            text={t('forgetAsk', { title: leaving.title })}
            confirm={t('forgetConfirm')}
            onCancel={() => setLeaving(null)}
            onConfirm={() => forgetBoard(leaving.board)}
          />
        </Suspense>
      )}
    </>
  )
}
