import { hasDatabases } from '../../storage/browser-storage.ts'
import { openBrowserCopy, type OpenBrowserCopy } from '../memory/browser-copy.ts'
import type { PhotoOutboxDb } from '../memory/photo-outbox-db.ts'

/** What the model needs of the world around it. Everything is looked for here, so that the model runs under Node too. */
export interface Platform {
  /** `ws://host` or `wss://host`. */
  readonly address: string
  readonly webSocket: typeof WebSocket
  /** Runs once, soon: with the next frame, or within 250 ms when the page draws none (a hidden tab). */
  readonly soon: (run: () => void) => void
  /** Asks the server for anything at all, and says whether it answered. Returns its own stop: nothing is said after it. */
  readonly seek: (say: (isThere: boolean) => void) => () => void
  /** The network came back, or the page is looked at again. Returns its own undo. */
  readonly onWake: (listener: () => void) => () => void
  /** Keeps a document between visits; undefined where nothing can. */
  readonly openBrowserCopy: OpenBrowserCopy | undefined
  /** Keeps pictures until they can be sent; undefined where nothing can. */
  readonly openPhotoOutboxDb: ((name: string) => Promise<PhotoOutboxDb>) | undefined
  /** A picture as small as the board shows it. */
  readonly shrink: (picture: Blob) => Promise<Blob>
  /** Puts words on the system's clipboard; false where the browser lets nobody. */
  readonly copy: (text: string) => Promise<boolean>
  /** 0 up to 1. */
  readonly random: () => number
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const hiddenFrameMs = 250

/** Some networks take what is asked and pass nothing on. Taste. */
const answerMs = 20_000

export function browserPlatform(): Platform {
  return {
    address: typeof location === 'undefined' ? '' : location.origin.replace(/^http/u, 'ws'),
    webSocket: WebSocket,
    soon: typeof requestAnimationFrame === 'function' ? nextFrame : (run) => void setTimeout(run, 16),
    seek,
    onWake: typeof document === 'undefined' ? () => () => undefined : onWake,
    openBrowserCopy: hasDatabases() ? openBrowserCopy : undefined,
    openPhotoOutboxDb: hasDatabases()
      ? async (name) => (await import('../memory/photo-outbox-db.ts')).openPhotoOutboxDb(name)
      : undefined,
    shrink: async (picture) => (await import('./shrink-photo.ts')).shrinkPicture(picture),
    copy: copyText,
    random: Math.random,
    now: Date.now,
  }
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Not a secure page, or permission refused: copied by hand instead, as far as the browser lets a page.
    return copyMarked(text)
  }
}

function copyMarked(text: string): boolean {
  const { activeElement } = document
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  // Marking has taken the keyboard along.
  if (activeElement instanceof HTMLElement) activeElement.focus({ preventScroll: true })
  return isCopied
}

function nextFrame(run: () => void): void {
  let isDue = true
  const once = () => {
    if (!isDue) return
    isDue = false
    clearTimeout(timer)
    run()
  }
  const timer = setTimeout(once, hiddenFrameMs)
  requestAnimationFrame(once)
}

function seek(say: (isThere: boolean) => void): () => void {
  const asking = new AbortController()
  let isStopped = false
  const ask = async () => {
    const late = setTimeout(() => asking.abort(), answerMs)
    const isThere = await answers(asking.signal)
    clearTimeout(late)
    if (!isStopped) say(isThere)
  }
  void ask()
  return () => {
    isStopped = true
    asking.abort()
  }
}

async function answers(signal: AbortSignal): Promise<boolean> {
  try {
    const { status } = await fetch('/readyz', { cache: 'no-store', signal })
    // A proxy says such things for a server that is not there.
    return status < 500
  } catch {
    return false
  }
}

function onWake(listener: () => void): () => void {
  const whenVisible = () => {
    if (document.visibilityState === 'visible') listener()
  }
  window.addEventListener('online', listener)
  document.addEventListener('visibilitychange', whenVisible)
  return () => {
    window.removeEventListener('online', listener)
    document.removeEventListener('visibilitychange', whenVisible)
  }
}
