import { useEffect, useEffectEvent } from 'react'

/**
 * Takes the whole screen while the component is there, where the browser allows it (not on an iPhone).
 * `onLeave` runs when the person leaves full screen: Escape does so before any key event.
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
        // The person or the page has already left full screen.
      }
    }
    const take = async () => {
      try {
        await root.requestFullscreen()
        isTaken = true
        if (isLeft) await giveBack()
      } catch {
        // Without full screen the window is enough.
      }
    }
    const look = () => {
      // The end of an earlier full screen may still be pending when this one begins.
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
