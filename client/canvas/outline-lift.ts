import { parkingLot } from '#shared/board/parking-lot.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import { liftedTo, outlinePlace } from './outline-place.ts'
import type { OutlineRow } from './outline-rows.ts'
import { outlineRows } from './outline-rows.ts'

/** Where a lifted note may go: into a group, or out of its own. */
type Target = { readonly group: string } | { readonly group: null }

/** A note that is moved from group to group by keys. Others see it at its place until Enter. */
export class NoteLift {
  readonly #model: BoardModel
  readonly #say: (text: string) => void
  readonly #ghost: HTMLElement
  #note: string | null = null
  #targets: readonly Target[] = []
  #at = 0

  constructor(model: BoardModel, say: (text: string) => void) {
    this.#model = model
    this.#say = say
    this.#ghost = document.createElement('li')
    this.#ghost.setAttribute('role', 'presentation')
    this.#ghost.setAttribute('aria-hidden', 'true')
    this.#ghost.dataset['lifted'] = ''
  }

  /** True when the key was meant for the lifted note, or has lifted one. */
  press({ key, altKey }: KeyboardEvent, row: OutlineRow | undefined): boolean {
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
    if (this.#note === null) {
      if (!altKey || step === 0 || row?.kind !== 'note') return false
      return this.#begin(row.key, step)
    }
    if (step !== 0) this.#turn(step)
    else if (key === 'ArrowLeft') this.#to(this.#targets.findIndex(({ group }) => group === null))
    else if (key === 'Enter') this.#put()
    else if (key === 'g') this.#act((note) => void this.#model.commands.cluster([note]))
    else if (key === 'p' && this.#model.scene.areas.has(parkingLot))
      this.#act((note) => this.#model.commands.park([note]))
    else if (key === 'Escape') {
      this.#say(outlinePlace.get()?.words.back ?? '')
      this.end()
    } else if (key === 'Tab' || key.length > 1) this.end()
    return true
  }

  /** Shows the lifted note below the heading of its target. */
  show(items: ReadonlyMap<string, HTMLElement>): void {
    this.#ghost.remove()
    for (const item of items.values()) item.toggleAttribute('data-was-here', false)
    if (this.#note === null) return
    const { scene } = this.#model
    items.get(this.#note)?.toggleAttribute('data-was-here', true)
    const { group = null } = this.#targets[this.#at] ?? {}
    const note = scene.notes.get(this.#note)
    this.#ghost.textContent = note?.text ?? ''
    if (note) this.#ghost.dataset['tint'] = note.tint
    const heading = items.get(group ?? `loose ${note?.area ?? ''}`)
    this.#ghost.setAttribute('aria-level', String(Number(heading?.ariaLevel ?? 0) + 1))
    if (heading) heading.after(this.#ghost)
    else items.get(this.#note)?.after(this.#ghost)
    this.#ghost.scrollIntoView({ block: 'nearest' })
  }

  end(): void {
    this.#note = null
    this.#ghost.remove()
    for (const item of document.querySelectorAll('[data-was-here]'))
      item.toggleAttribute('data-was-here', false)
    liftedTo.set(null)
  }

  #begin(note: string, step: 1 | -1): boolean {
    const model = this.#model
    if (outlinePlace.get() === null) return false
    const barrier = model.barrierTo(Operation.gatherNote, note)
    if (barrier) {
      model.explain(barrier)
      return true
    }
    const rows = outlineRows(model.scene)
    const groups = rows.flatMap(({ kind, key }) => (kind === 'group' ? [{ group: key }] : []))
    const home = model.scene.notes.get(note)?.cluster ?? null
    this.#targets = [...groups, { group: null }]
    this.#note = note
    this.#at = this.#targets.findIndex(({ group }) => group === home)
    this.#turn(step)
    return true
  }

  #turn(step: 1 | -1): void {
    this.#to((this.#at + step + this.#targets.length) % this.#targets.length)
  }

  #to(at: number): void {
    if (at < 0) return
    this.#at = at
    const place = outlinePlace.get()
    const { group = null } = this.#targets[at] ?? {}
    const cluster = group === null ? undefined : this.#model.scene.clusters.get(group)
    const words = cluster
      ? place?.words.into(cluster.title.trim() || cluster.firstWords, cluster.members.length)
      : place?.words.out
    liftedTo.set(words ?? '')
    this.#say(words ?? '')
    const items = [...(place?.element.querySelectorAll<HTMLElement>('[role="treeitem"]') ?? [])]
    this.show(new Map(items.map((item) => [item.id.replace('board-item-', ''), item])))
  }

  #put(): void {
    const { group = null } = this.#targets[this.#at] ?? {}
    this.#act((note) => {
      const home = this.#model.scene.notes.get(note)?.cluster ?? null
      if (home === group) return
      if (group === null) this.#model.commands.takeOut([note])
      else this.#model.commands.cluster([note, group])
    })
  }

  #act(run: (note: string) => void): void {
    const note = this.#note
    this.end()
    if (note !== null) run(note)
  }
}
