import { useEffect } from 'react'

/** Keeps the screen from going dark while it is looked at, where the browser can. */
export function useWakeLock(): void {
  useEffect(() => {
    const wakeLock = navigator.wakeLock as WakeLock | undefined
    let lock: WakeLockSentinel | undefined
    let isLeft = false
    const hold = async () => {
      if (document.visibilityState !== 'visible') return
      try {
        const held = await wakeLock?.request('screen')
        if (isLeft) await held?.release()
        else lock = held
      } catch {
        // A nearly empty battery, for instance: the screen then behaves as its owner has set it.
      }
    }
    const holdAgain = () => void hold()
    // The browser lets go whenever the page is hidden.
    document.addEventListener('visibilitychange', holdAgain)
    holdAgain()
    return () => {
      isLeft = true
      document.removeEventListener('visibilitychange', holdAgain)
      void lock?.release()
    }
  }, [])
}
