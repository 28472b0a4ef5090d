import { useEffect, useEffectEvent } from 'react'

/**
 * The whole screen until this part goes, where the browser gives it: an iPhone does not. `onLeave` when the person takes it back,
 * as Escape does there before any key is heard.
 */
export function useFullScreen(onLeave: () => void): void {
  const leave = useEffectEvent(onLeave)
  useEffect(() => {
    const root = document.documentElement
    let isTaken = false
    let isLeft = false
    const giveBack = async () => {
      try {
        if (document.fullscreenElement === root) await document.exitFullscreen()
      } catch {
        // Given back meanwhile, by the person or with the page.
      }
    }
    const take = async () => {
      try {
        await root.requestFullscreen()
        isTaken = true
        if (isLeft) await giveBack()
      } catch {
        // Where there is no such thing, or it is not allowed, the window has to do.
      }
    }
    const look = () => {
      // The end of an earlier time may still be on its way when this one begins.
      if (isTaken && document.fullscreenElement === null) leave()
    }
    document.addEventListener('fullscreenchange', look)
    void take()
    return () => {
      isLeft = true
      document.removeEventListener('fullscreenchange', look)
      void giveBack()
    }
  }, [])
}
