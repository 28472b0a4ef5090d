import { computed, type ReadableAtom } from 'nanostores'
import { SavingState, type BoardModel } from '../../model/contract/board-model.ts'
import { begunOf } from '../../model/memory/begun.ts'
import { forgetShared, readShared, takeChosen } from '../../offline/shared-in.ts'
import { AgendaState } from '#shared/agenda/agenda.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { afterArrival } from '../host/after-arrival.ts'
import type { OpenBoard } from '../host/feature.ts'
import { hasBegun } from '../host/use-begun.ts'
import { mediaStore, phoneQuery } from '../ui/use-media.ts'
import { installedWords } from './words.ts'

/** The work of the device for an installed app: it shares things with a board, and brings newer versions. Returns its own undo. */
export function followInstalled({ model }: OpenBoard): () => void {
  const stops = [afterArrival(model, () => landShared(model)), followUpdates(model)]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Makes a private note of what was shared. It is held back from every reveal, until its author says otherwise. */
function landShared(model: BoardModel): () => void {
  const { desk, photos, notices } = model
  const land = async (chosen: string) => {
    const shared = await readShared(chosen)
    if (!shared) return
    const origin = desk.takesNotes.get() ? {} : { origin: {} }
    const [id] =
      shared.text === '' ? [] : desk.add([{ text: shared.text, audience: Audience.onlyMe, ...origin }])
    // A full desk has said so, and the shared things wait.
    if (shared.text !== '' && id === undefined) return
    photos.hold(shared.photos)
    await forgetShared(chosen)
    notices.show({ tone: 'calm', text: installedWords.t('landed') })
    if (id !== undefined) desk.wanted.set(id)
  }
  const chosen = desk.isKept ? takeChosen(model.id) : undefined
  if (chosen !== undefined) void land(chosen)
  return () => undefined
}

/** Each page of this browser holds a share of it while its person writes. */
const writingLock = 'boussole.writing'

/** A page lets its share go a moment after its last word. Not measured. */
const letGoMs = 1_000

/**
 * Offers a newer version that the browser has fetched, in a quiet line, while nobody writes here and the line covers no field. It takes over
 * when it is pressed and no other page of this browser is written on: a page loads again with it.
 */
function followUpdates(model: BoardModel): () => void {
  const { serviceWorker, locks } = navigator
  if (!serviceWorker || !locks) return () => undefined
  const { ui, notices, saving } = model
  const hasRoom = roomForLine(model)
  const over = new AbortController()
  let ready: ServiceWorkerRegistration | undefined
  let waiting: ServiceWorker | undefined
  let offered: string | undefined
  let isTaken = false
  let letGo: (() => void) | undefined

  const taken = () => {
    isTaken = waiting !== undefined
    look()
  }
  /** A page that was loaded before there was any worker hears of no change. This one may have taken over by itself. */
  const waitFor = (worker: ServiceWorker) => {
    const tell = () => worker.state === 'activated' && taken()
    worker.addEventListener('statechange', tell, { signal: over.signal })
    tell()
  }
  const isWriting = () => hasBegun(model) || ui.editing.get() !== null || hasTyped()
  const take = async () => {
    try {
      await locks.request(writingLock, { signal: AbortSignal.timeout(letGoMs) }, () => {
        waiting?.postMessage('take over', [])
        if (serviceWorker.controller === null && waiting) waitFor(waiting)
        return Promise.resolve()
      })
    } catch {
      notices.show({ tone: 'plain', text: installedWords.t('updateLater') })
    }
    offered = undefined
  }
  const look = () => {
    const isBusy = isWriting()
    const mayOffer = !isBusy && hasRoom.get()
    if (isBusy && !letGo) {
      const held = Promise.withResolvers<void>()
      letGo = held.resolve
      void locks.request(writingLock, { mode: 'shared' }, () => held.promise)
    } else if (!isBusy) {
      letGo?.()
      letGo = undefined
    }
    if (isTaken && !isBusy) return location.reload()
    if (!mayOffer && offered !== undefined) {
      notices.dismiss(offered)
      offered = undefined
    } else if (mayOffer && waiting && offered === undefined) {
      const action = { label: installedWords.t('updateNow'), run: () => void take() }
      offered = notices.show({ tone: 'plain', text: installedWords.t('update'), isLasting: true, action })
    }
  }
  const found = async (worker: ServiceWorker) => {
    // A page that was loaded since has nothing to load.
    if ((await isOfThisPage(worker)) || over.signal.aborted) return
    waiting = worker
    look()
  }
  const follow = (worker: ServiceWorker | null) => {
    if (worker?.state === 'installed') return void found(worker)
    worker?.addEventListener('statechange', () => worker.state === 'installed' && void found(worker), {
      signal: over.signal,
    })
  }
  const watch = async () => {
    const registration = await serviceWorker.ready
    ready = registration
    if (over.signal.aborted) return
    registration.addEventListener('updatefound', () => follow(registration.installing), {
      signal: over.signal,
    })
    // It may have come before this page looked.
    follow(registration.installing)
    follow(registration.waiting)
  }
  void watch()
  const stops = [
    begunOf(model.id, model.me.get().id).listen(look),
    ui.editing.listen(look),
    hasRoom.listen(look),
    afterOutage(saving, () => void ready?.update().catch(() => undefined)),
  ]
  for (const event of ['input', 'focusin', 'focusout'])
    document.addEventListener(event, () => queueMicrotask(look), { signal: over.signal })
  serviceWorker.addEventListener('controllerchange', taken, { signal: over.signal })
  look()
  return () => {
    over.abort()
    letGo?.()
    for (const stop of stops) stop()
  }
}

/** Runs when the server is back: it may be a newer one. Returns its own undo. */
function afterOutage(saving: BoardModel['saving'], run: () => void): () => void {
  let wasAway = false
  return saving.listen((state) => {
    if (state === SavingState.offline) wasAway = true
    else if (wasAway && state === SavingState.saved) {
      wasAway = false
      run()
    }
  })
}

/** On a phone the field of a step stands where the line would. */
function roomForLine({ agenda }: BoardModel): ReadableAtom<boolean> {
  return computed(
    [agenda, mediaStore(phoneQuery)],
    (now, onPhone) => !(onPhone && now?.now.state === AgendaState.running),
  )
}

/** The focus is in a field that has words, or a dialog has some. */
function hasTyped(): boolean {
  const fields = document.querySelectorAll(
    '[role=dialog] :is(textarea, input:not([type=checkbox], [type=radio]))',
  )
  return [document.activeElement, ...fields].some(hasWords)
}

function hasWords(element: Element | null): boolean {
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement)
    return !element.readOnly && element.value !== ''
  return element instanceof HTMLElement && element.isContentEditable && element.textContent !== ''
}

/** True if the worker keeps the scripts with which this page runs. */
function isOfThisPage(worker: ServiceWorker): Promise<boolean> {
  const script = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.addEventListener('message', ({ data }) => resolve(data === true))
    port1.start()
    worker.postMessage(script, [port2])
  })
}
