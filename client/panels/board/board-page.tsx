import { useStore } from '@nanostores/react'
import { atom } from 'nanostores'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { measureNote } from '../../canvas/measure.ts'
import { t } from '../../i18n/i18n.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { openBoard } from '../../model/open-board.ts'
import { afterPaint, persistently } from '../../offline/download.ts'
import { afterFirstWork, showFirstWork } from '../../offline/first-work.ts'
import type { StoredSession } from '../../model/memory/sessions.ts'
import { useTitle } from '../ui/use-title.ts'
import { isPhone } from '../../style/phone.ts'
import { afterArrival } from '../host/after-arrival.ts'
import { BoardContext } from '../host/board-context.tsx'
import { BoardShell } from './board-shell.tsx'
import { features } from './features.tsx'
import { createShell } from '../host/shell.ts'
import { ContentLanguage } from '../ui/content-language.ts'

/** An open board. It is closed when the page is left. */
export function BoardPage({
  session,
  isWaiting = false,
  children = <BoardShell />,
}: {
  readonly session: StoredSession
  /** The person views the board until the server can let them in. */
  readonly isWaiting?: boolean
  /** The layout around the board. */
  readonly children?: ReactNode
}) {
  const [model] = useState(() => atom<BoardModel | null>(null))
  const opened = useStore(model)
  useEffect(() => {
    const arrived = Promise.withResolvers<void>()
    const late = setTimeout(arrived.resolve, mostWaitMs)
    const work = loadWork(session, arrived.promise)
    const board = openBoard({ session, measure: measureNote, say: t, work })
    model.set(board)
    const stop = afterArrival(board, () => {
      arrived.resolve()
      return () => undefined
    })
    return () => {
      clearTimeout(late)
      stop()
      model.set(null)
      board.close()
    }
  }, [session, model])
  return (
    opened && (
      <OpenedBoard key={opened.id} model={opened} session={session} isWaiting={isWaiting}>
        {children}
      </OpenedBoard>
    )
  )
}

/** A socket that brings nothing for so long keeps nobody from writing. Not measured. */
const mostWaitMs = 5_000

/**
 * The code for changing the board. A canvas is painted first, with what arrives, unless this browser keeps the code. A column
 * has none: its list is nothing without the commands. A person who is led there has a task first, and sends most words
 * without them.
 */
async function loadWork({ opensInColumn, isLed }: StoredSession, arrived: Promise<void>) {
  const load = async () => (await import('../../model/work-code.ts')).workCode
  if (opensInColumn || isPhone()) return isLed ? afterFirstWork(() => persistently(load)) : persistently(load)
  if (!navigator.serviceWorker?.controller) await arrived
  return afterPaint(load)
}

/** A step that takes longer to be shown than this holds nothing back any more. Not measured. */
const mostMs = 10_000

/** A board without an agenda is its own work; with one, its step is, and says so. */
function useFirstWork(model: BoardModel): void {
  useEffect(
    () =>
      afterArrival(model, () => {
        if (model.agenda.get() === null) showFirstWork()
        const timer = setTimeout(showFirstWork, mostMs)
        return () => clearTimeout(timer)
      }),
    [model],
  )
}

function OpenedBoard({
  model,
  session,
  isWaiting,
  children,
}: {
  readonly model: BoardModel
  readonly session: StoredSession
  readonly isWaiting: boolean
  readonly children: ReactNode
}) {
  const open = useMemo(
    () => ({ model, shell: createShell(), asking: session, isWaiting, features }),
    [model, session, isWaiting],
  )
  const { title, language } = useStore(model.meta)
  useTitle(title)
  useFirstWork(model)
  return (
    <BoardContext value={open}>
      <ContentLanguage value={language}>{children}</ContentLanguage>
    </BoardContext>
  )
}
