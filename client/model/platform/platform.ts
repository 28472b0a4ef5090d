import { hasDatabases } from '../../storage/browser-storage.ts'
import { at, socketAddress } from '../basics/address.ts'
import { nextTask } from '../basics/next-task.ts'
import { openBrowserCopy, type OpenBrowserCopy } from '../memory/browser-copy.ts'
import type { PhotoOutboxDb } from '../memory/photo-outbox-db.ts'
import { socketsWithEarly } from './early-socket.ts'

/** The browser functions that the model needs. Tests under Node pass their own. */
export interface Platform {
  /** As `socketAddress` says. */
  readonly address: string
  readonly webSocket: typeof WebSocket
  /** Runs once, soon: with the next frame, or within 250 ms when the page draws none (a hidden tab). */
  readonly soon: (run: () => void) => void
  /** Runs once, in a task of its own: the page may take input and draw before it. A hidden page does not delay it. */
  readonly nextTask: (run: () => void) => void
  /** Calls the listener when the page is hidden, or is about to be left. Returns its own undo. */
  readonly onHide: (listener: () => void) => () => void
  /** Asks whether the server answers. Returns its own stop, after which `say` is not called. */
  readonly seek: (say: (isThere: boolean) => void) => () => void
  /** Calls the listener when the network returns or the page is shown again. Returns its own undo. */
  readonly onWake: (listener: () => void) => () => void
  /** Keeps a document between visits; undefined where the browser cannot. */
  readonly openBrowserCopy: OpenBrowserCopy | undefined
  /** Keeps photos until they can be sent; undefined where the browser cannot. */
  readonly openPhotoOutboxDb: ((name: string) => Promise<PhotoOutboxDb>) | undefined
  /** Shrinks a photo to the size that the board shows. */
  readonly shrink: (picture: Blob) => Promise<Blob>
  /** Puts words on the system's clipboard; false where the browser forbids it. */
  readonly copy: (text: string) => Promise<boolean>
  /** 0 up to 1. */
  readonly random: () => number
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const hiddenFrameMs = 250

/** Some networks accept a request and pass nothing on. Not measured. */
const answerMs = 20_000

export function browserPlatform(): Platform {
  return {
    address: socketAddress(),
    webSocket: socketsWithEarly(),
    soon: typeof requestAnimationFrame === 'function' ? nextFrame : (run) => void setTimeout(run, 16),
    nextTask: (run) => void nextTask().then(run),
    onHide: typeof document === 'undefined' ? () => () => undefined : onHide,
    seek,
    onWake: typeof document === 'undefined' ? () => () => undefined : onWake,
    openBrowserCopy: hasDatabases() ? openBrowserCopy : undefined,
    openPhotoOutboxDb: hasDatabases()
      ? async (name) => (await import('../memory/photo-outbox-db.ts')).openPhotoOutboxDb(name)
      : undefined,
    shrink: async (picture) => (await import('./shrink-photo.ts')).shrinkPhoto(picture),
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
    // Not a secure page, or permission refused: the older way to copy may still work.
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
  // Selecting the text has taken the focus.
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

function onHide(listener: () => void): () => void {
  const whenHidden = () => {
    if (document.visibilityState === 'hidden') listener()
  }
  window.addEventListener('pagehide', listener)
  document.addEventListener('visibilitychange', whenHidden)
  return () => {
    window.removeEventListener('pagehide', listener)
    document.removeEventListener('visibilitychange', whenHidden)
  }
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
    const { status } = await fetch(at('/readyz'), { cache: 'no-store', signal })
    // A proxy answers so for a server that is not there.
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
