import { useStore } from '@nanostores/react'
import { ChartNoAxesColumn, EyeOff, Share2 } from 'lucide-react'
import type { ComponentProps } from 'react'
import { useFirstTranslation } from '../../i18n/use-first-translation.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import { WriteOperation } from '#shared/activities/write/rights.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { BoardTitle } from './board-title.tsx'
import { useBoard, useMay } from '../host/board-context.tsx'
import { giveFocusBack } from '../host/give-focus-back.ts'
import { MainMenu } from './main-menu.tsx'
import { PeopleStrip } from '../people/people-strip.tsx'
import { SavingBadge } from './saving-badge.tsx'
import './top-bar.css'

/** Title, state of saving, people, votes, share, menu: the one slim bar. */
export function TopBar() {
  const { t } = useFirstTranslation()
  const { model, shell } = useBoard()
  const drawer = useStore(shell.drawer)
  const mayShare = useMay(Operation.manageLinks)
  const mayCast = useMay(VoteOperation.castDot)
  const maySetWriting = useMay(WriteOperation.setWriting)
  const isPrivate = useStore(model.writing).mode === 'private'
  const isPhone = useMedia(phoneQuery)
  // Whoever has been shut out follows nothing any more.
  const hasEnded = useStore(model.ending) !== null
  const share = () => shell.dialog.set({ kind: 'share' })

  return (
    <header className="top-bar">
      <MainMenu />
      <BoardTitle />
      <SavingBadge />
      <span className="top-bar__gap" />
      {!mayCast && !isPhone && !hasEnded && <span className="top-bar__role">{t('board.viewerBadge')}</span>}
      <PeopleStrip presence={model.presence} />
      {!isPhone && (
        <BarButton
          label={t('menu.rounds')}
          icon={<ChartNoAxesColumn />}
          aria-expanded={drawer === 'votes'}
          onClick={() => shell.drawer.set(drawer === 'votes' ? null : 'votes')}
        />
      )}
      {maySetWriting && !isPrivate && !isPhone && (
        <BarButton
          ref={giveFocusBack}
          label={t('writing.begin')}
          icon={<EyeOff />}
          onClick={() => shell.dialog.set({ kind: 'writePrivately' })}
        />
      )}
      {mayShare &&
        (isPhone ? (
          <IconButton label={t('board.share')} icon={<Share2 />} onClick={share} />
        ) : (
          <Button icon={<Share2 />} onClick={share}>
            {t('board.share')}
          </Button>
        ))}
    </header>
  )
}

/** With its word where there is room for it: an icon alone tells nobody on their first day what it does. */
function BarButton({ label, icon, ...rest }: ComponentProps<typeof IconButton>) {
  const hasRoom = useMedia('(min-width: 1200px)')
  return hasRoom ? (
    <Button tone="quiet" icon={icon} className="top-bar__act" {...rest}>
      {label}
    </Button>
  ) : (
    <IconButton label={label} icon={icon} {...rest} />
  )
}
