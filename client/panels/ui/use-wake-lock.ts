import { useEffect } from 'react'

/** Keeps the screen on while the component is there, where the browser can. */
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
        // The browser may refuse, for example with an empty battery. The screen then behaves as usual.
      }
    }
    const holdAgain = () => void hold()
    // The browser releases the lock whenever the page is hidden.
    document.addEventListener('visibilitychange', holdAgain)
    holdAgain()
    return () => {
      isLeft = true
      document.removeEventListener('visibilitychange', holdAgain)
      void lock?.release()
    }
  }, [])
}
