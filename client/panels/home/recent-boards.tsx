import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { forgetBoard, recentBoards } from '../../model/sessions.ts'
import { IconButton } from '../ui/button.tsx'
import { boardPath, go } from '../route.ts'

/** Boards this browser has a key to, the last opened first. */
export function RecentBoards() {
  const { t } = useTranslation()
  const [boards, setBoards] = useState(() => recentBoards())
  if (boards.length === 0) return <p className="card__words">{t('home.recentEmpty')}</p>
  return (
    <ul className="recent">
      {boards.map(({ board, title, role }) => {
        const shown = title === '' ? t('common.untitledBoard') : title
        return (
          <li key={board} className="recent__item">
            <span className="recent__words">
              <a
                className="recent__link"
                href={boardPath(board)}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return
                  event.preventDefault()
                  go(boardPath(board))
                }}
              >
                {shown}
              </a>
              <span className="recent__role">{t(`home.openedAs.${role}`)}</span>
            </span>
            <IconButton
              label={t('home.forget', { title: shown })}
              icon={<X />}
              side="left"
              onClick={() => {
                forgetBoard(board)
                setBoards(recentBoards())
              }}
            />
          </li>
        )
      })}
    </ul>
  )
}
