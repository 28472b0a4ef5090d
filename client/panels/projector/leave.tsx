import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { boardPath, go } from '../../routing/route.ts'
import { Button } from '../ui/button.tsx'
import { projectorWords } from './words.ts'

/** Time that the pointer and the button stay visible after a movement. Not measured. */
const seenMs = 3_000

/**
 * Leaves the projector: Escape, or a button that is visible while the pointer moves or the focus is on it.
 */
export function Leave() {
  const t = useWords(projectorWords)
  const { model } = useBoard()
  const [isSeen, setIsSeen] = useState(false)
  const leave = () => {
    if (window.opener === null) go(boardPath(model.id))
    else window.close()
  }
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const move = () => {
      clearTimeout(timer)
      setIsSeen(true)
      timer = setTimeout(() => setIsSeen(false), seenMs)
    }
    // In the capture phase: the board keeps pointer events to itself during a drag.
    window.addEventListener('pointermove', move, { capture: true })
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pointermove', move, { capture: true })
    }
  }, [])
  useEffect(() => {
    const press = (event: KeyboardEvent) => event.key === 'Escape' && leave()
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
  return (
    <div className="projector__leave" data-seen={isSeen || undefined}>
      <Button icon={<X />} onClick={leave}>
        {t('leave')}
      </Button>
    </div>
  )
}
