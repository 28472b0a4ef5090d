import { useEffect, useEffectEvent } from 'react'

/**
 * The whole screen until this part goes, where the browser gives it: an iPhone does not. `onLeave` when the person takes it back,
 * as Escape does there before any key is heard.
 */
export function useFullScreen(onLeave: () => void): void {
  const leave = useEffectEvent(onLeave)
  useEffect(() => {
    const root = document.documentElement
    let isLeft = false
    const giveBack = async () => {
      if (document.fullscreenElement === root) await document.exitFullscreen()
    }
    const take = async () => {
      try {
        await root.requestFullscreen()
        if (isLeft) await giveBack()
      } catch {
        // Where there is no such thing, or it is not allowed, the window has to do.
      }
    }
    const look = () => {
      if (document.fullscreenElement === null) leave()
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
